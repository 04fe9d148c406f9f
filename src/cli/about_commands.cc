// ebb help, version, formats and schema: what the program says of itself.
#include <nlohmann/json.hpp>

#include "analysis/builtin_lexicon.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_codes.h"
#include "cli/help.h"
#include "cli/settings.h"
#include "readers/reader.h"
#include "report/report.h"

namespace ebb {
namespace {

Result<int> Answer(Console& console, std::string_view text) {
  if (Status done = console.Print(text); !done) return done.error();
  return kExitDone;
}

std::string FormatsText() {
  std::string text = "Formats are recognised by their content. To get an export:\n";
  for (const Reader& reader : Readers()) {
    text += "\n" + std::string(reader.name) + "\n  " + std::string(reader.description) + "\n";
    if (!reader.how_to_export.empty()) text += "  " + std::string(reader.how_to_export) + "\n";
  }
  return text;
}

std::string FormatsJson() {
  nlohmann::ordered_json formats = nlohmann::ordered_json::array();
  for (const Reader& reader : Readers()) {
    formats.push_back({{"format", std::string(reader.name)},
                       {"description", std::string(reader.description)},
                       {"how_to_export", std::string(reader.how_to_export)}});
  }
  return formats.dump(2) + "\n";
}

}  // namespace

Result<int> RunFormats(const CommandLine& line, Console& console) {
  return Answer(console, line.Has("json") ? FormatsJson() : FormatsText());
}

Result<int> RunSchema(const CommandLine&, Console& console) {
  return Answer(console, AnalysisSchema());
}

Result<int> RunVersion(const CommandLine& line, Console& console) {
  std::string text = "ebb " EBB_VERSION "\n";
  if (!line.Has("version")) {
    const Result<ReadyLexicon> ready = BuiltInLexicon();
    if (!ready) return ready.error();
    const Lexicon& lexicon = ready->lexicon;
    text += "lexicon " + lexicon.name() + " " + lexicon.version() + ", " +
            std::to_string(lexicon.rules().size()) + " rules, " + lexicon.hash() + "\n";
  }
  return Answer(console, text);
}

Result<int> RunHelp(const CommandLine& line, Console& console) {
  if (line.command().name != "help") return Answer(console, CommandHelp(line.command()));
  std::string name;
  for (const std::string& word : line.operands()) name += (name.empty() ? "" : " ") + word;
  if (name.empty()) return Answer(console, ProgramHelp());
  std::string text;
  for (const Command& command : Commands()) {
    const bool wanted =
        command.name == name || command.name.substr(0, command.name.find(' ')) == name;
    if (wanted) text += (text.empty() ? "" : "\n") + CommandHelp(command);
  }
  if (text.empty())
    return Error{ErrorKind::kUsage, name + ": no such command; `ebb --help` lists them"};
  return Answer(console, text);
}

}  // namespace ebb
