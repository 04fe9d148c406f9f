#include "cli/help.h"

#include <algorithm>
#include <vector>

#include "base/text_util.h"

namespace ebb {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kIndent = 26;  // where an option's help begins

// `text` broken at blanks so that lines beginning at column `indent` end before kWidth.
std::string Wrap(std::string_view text, std::size_t indent) {
  std::string out;
  std::size_t column = indent;
  for (const std::string_view word : Split(text, ' ')) {
    if (column > indent && column + 1 + word.size() > kWidth) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
    }
    if (column > indent) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
  }
  return out;
}

std::string OptionLine(const Option& option) {
  std::string left = "  ";
  left +=
      option.short_name != 0 ? std::string("-") + option.short_name + ", " : std::string("    ");
  left += "--" + std::string(option.name);
  if (!option.argument.empty()) left += " " + std::string(option.argument);
  left += left.size() + 2 > kIndent ? "\n" + std::string(kIndent, ' ')
                                    : std::string(kIndent - left.size(), ' ');
  return left + Wrap(option.help, kIndent) + "\n";
}

std::string OptionLines(const Command& command) {
  std::string text;
  std::string_view group;
  for (const Option& option : Options()) {
    if (!TakesOption(command, option)) continue;
    if (option.group != group) {
      group = option.group;
      text += "\n" + std::string(group) + "\n";
    }
    text += OptionLine(option);
  }
  return text;
}

}  // namespace

std::string ProgramHelp() {
  std::string text =
      "ebb reads an exported chat and shows, per partner and week, where it pulls back,\n"
      "closes down or dodges, and what repairs it. Everything stays on this computer.\n"
      "\n"
      "  ebb analyze \"WhatsApp Chat with Sam.zip\" -o report.html\n"
      "  ebb inspect result.json\n"
      "  ebb formats            how to get an export from each app\n"
      "\nCommands\n";
  for (const Command& command : Commands()) {
    std::string left = "  " + std::string(command.name);
    left.resize(std::max<std::size_t>(left.size() + 1, 18), ' ');
    text += left + std::string(command.summary) + "\n";
  }
  text +=
      "\n`ebb help COMMAND` lists a command's options.\n"
      "Exit codes: 0 done, 2 usage, 3 done but something was skipped, 4 input, 5 output,\n"
      "6 limit, 7 lexicon, 8 internal fault.\n"
      "\n"
      "A chat holds two people's words. Read it with the other's knowledge. A flag is a\n"
      "place to look, not a finding about a person.\n";
  return text;
}

std::string CommandHelp(const Command& command) {
  std::string text = "usage: ebb " + std::string(command.name) + " [options]";
  if (!command.operands.empty()) text += " " + std::string(command.operands);
  text += "\n\n" + std::string(command.summary) + "\n";
  if (!command.details.empty()) text += "\n" + std::string(command.details) + "\n";
  return text + OptionLines(command);
}

}  // namespace ebb
