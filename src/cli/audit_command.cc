// ebb audit: a sheet of marks of this chat to check by hand (measures.md M20).
#include <string>
#include <vector>

#include "analysis/analyze.h"
#include "analysis/audit.h"
#include "base/output_file.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_codes.h"
#include "cli/lexicon_excerpt.h"
#include "cli/settings.h"

namespace ebb {
namespace {

// So many of each partner and category are at hand to draw from.
constexpr std::uint64_t kMostToDrawFrom = 100'000;

Status WriteSheet(const CommandLine& line, const std::string& sheet, Console& console) {
  const std::vector<std::string>& paths = line.All("output");
  if (paths.empty() || paths.front() == "-") return console.Print(sheet);
  return WriteFile(paths.front(), sheet, line.Has("force"));
}

}  // namespace

Result<int> RunAudit(const CommandLine& line, Console& console) {
  Result<AnalyzeOptions> options = ReadAnalyzeOptions(line);
  if (!options) return options.error();
  if (line.All("output").size() > 1) return UsageError("-o: one sheet at a time; name one file");
  Result<ReadyLexicon> ready = ReadLexicon(line);
  if (!ready) return WithExcerpt(ready.error());
  options->evidence = kMostToDrawFrom;
  const Result<Analysis> analysis = [&] {
    const Progress progress(console);
    return Analyze(line.operands(), ready->lexicon, ready->matcher, *options);
  }();
  if (!analysis) return analysis.error();
  const std::string sheet = AuditSheet(*analysis, !line.Has("csv-raw"));
  if (sheet.empty()) console.Warn("nothing was marked in this chat; the sheet is empty");
  if (Status done = WriteSheet(line, sheet, console); !done) return done.error();
  return kExitDone;
}

}  // namespace ebb
