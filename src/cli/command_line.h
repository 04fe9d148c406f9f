// The command line, taken apart and checked against the table of commands and options.
//
// A plain value; const after parsing. Errors are kUsage and name what was typed, with the nearest
// known name where there is one.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/command_table.h"

namespace ebb {

class CommandLine {
 public:
  // `arguments` without the program's name. With --help or --version no operand is asked for.
  static Result<CommandLine> Parse(const std::vector<std::string>& arguments);

  const Command& command() const { return *command_; }
  const std::vector<std::string>& operands() const { return operands_; }
  bool Has(std::string_view option) const { return !All(option).empty(); }
  // How often it was given.
  std::size_t Count(std::string_view option) const { return All(option).size(); }
  // The last value given, or empty.
  std::string Last(std::string_view option) const;
  const std::vector<std::string>& All(std::string_view option) const;

 private:
  const Command* command_ = nullptr;
  std::vector<std::string> operands_;
  std::map<std::string, std::vector<std::string>, std::less<>> given_;
};

}  // namespace ebb
