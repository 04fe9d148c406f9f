// The one table of commands and options. Parsing, help, near-miss suggestions and the tests that
// compare README and help with the program all read it; nothing is said twice.
//
// To add a command: one line in Commands() and one function in commands.h. To add an option: one
// line in Options(). Both tables are built on first use and never change.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"

namespace ebb {

class CommandLine;
class Console;

struct Command {
  std::string_view name;      // "analyze", or two words: "lexicon show"
  std::string_view operands;  // "EXPORT...", for the usage line
  std::string_view summary;   // one line of `ebb --help`
  std::string_view details;   // the paragraphs of `ebb help NAME`; may be empty
  int min_operands = 0;
  int max_operands = -1;  // -1 = any number
  // Returns the exit code; an Error is printed by the caller.
  Result<int> (*run)(const CommandLine& line, Console& console) = nullptr;
};

struct Option {
  std::string_view name;      // long name without dashes
  char short_name = 0;        // 0 = none
  std::string_view argument;  // "FILE"; empty = takes none
  std::string_view help;
  std::string_view group;     // heading in the help
  std::string_view commands;  // names separated by commas, or "*" for every command
};

const std::vector<Command>& Commands();
const std::vector<Option>& Options();

// nullptr if there is none of that name.
const Command* FindCommand(std::string_view name);
const Option* FindOption(std::string_view name);
bool TakesOption(const Command& command, const Option& option);

// The known name nearest to a mistyped one, or empty if none is near.
std::string_view NearestName(std::string_view typed, const std::vector<std::string_view>& known);

}  // namespace ebb
