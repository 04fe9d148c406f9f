#include "cli/command_line.h"

#include <algorithm>
#include <boost/program_options.hpp>

#include "base/source.h"

namespace ebb {
namespace {

namespace po = boost::program_options;

constexpr const char* kOperand = "operand";  // how Boost hands over what is no option

// Every option of the table, whatever the command: an option means the same everywhere.
po::options_description Description() {
  po::options_description description;
  for (const Option& option : Options()) {
    std::string name(option.name);
    if (option.short_name != 0) name += std::string(",") + option.short_name;
    if (option.argument.empty()) {
      description.add_options()(name.c_str(), "");
    } else {
      description.add_options()(name.c_str(), po::value<std::string>(), "");
    }
  }
  description.add_options()(kOperand, po::value<std::vector<std::string>>(), "");
  return description;
}

std::string Suggestion(std::string_view name, std::string_view dashes) {
  if (name.empty()) return "";
  return "; did you mean " + std::string(dashes) + std::string(name) + "?";
}

Error UnknownOption(const std::string& typed) {
  std::vector<std::string_view> known;
  for (const Option& option : Options()) known.push_back(option.name);
  const std::string bare = typed.substr(std::min(typed.find_first_not_of('-'), typed.size()));
  const std::string_view near =
      typed.rfind("--", 0) == 0 ? NearestName(bare, known) : std::string_view();
  if (near.empty()) return UsageError(typed + ": no such option; `ebb --help` lists them");
  return UsageError(typed + ": no such option" + Suggestion(near, "--"));
}

// Boost's exceptions end here.
Result<po::parsed_options> Tokenise(const std::vector<std::string>& arguments,
                                    const po::options_description& description) {
  using po::command_line_style::allow_guessing;
  using po::command_line_style::default_style;
  po::positional_options_description operands;
  operands.add(kOperand, -1);
  try {
    return po::command_line_parser(arguments)
        .options(description)
        .positional(operands)
        .style(default_style & ~allow_guessing)
        .run();
  } catch (const po::unknown_option& unknown) {
    return UnknownOption(unknown.get_option_name());
  } catch (const po::error_with_option_name& error) {
    const std::string name = error.get_option_name();
    const Option* option =
        FindOption(name.substr(std::min(name.find_first_not_of('-'), name.size())));
    if (option != nullptr && option->argument.empty()) return UsageError(name + " takes no value");
    if (option != nullptr)
      return UsageError(name + " needs a value: " + name + " " + std::string(option->argument));
    return UsageError(std::string(error.what()));
  } catch (const po::error& error) {
    return UsageError(std::string(error.what()) + "; see `ebb --help`");
  }
}

bool StartsSomeCommand(std::string_view word) {
  for (const Command& command : Commands()) {
    if (command.name.substr(0, command.name.find(' ')) == word && command.name != word) return true;
  }
  return false;
}

// The second words of a command of two, for messages: "list, show, check".
std::string SecondWords(std::string_view first) {
  std::string words;
  for (const Command& command : Commands()) {
    const std::size_t space = command.name.find(' ');
    if (space == std::string_view::npos || command.name.substr(0, space) != first) continue;
    if (!words.empty()) words += ", ";
    words += command.name.substr(space + 1);
  }
  return words;
}

Error UnknownCommand(const std::string& typed) {
  std::vector<std::string_view> known;
  for (const Command& command : Commands())
    known.push_back(command.name.substr(0, command.name.find(' ')));
  const std::string_view near = NearestName(typed, known);
  if (!near.empty()) return UsageError(typed + ": no such command" + Suggestion(near, "ebb "));
  if (Exists(typed))
    return UsageError(typed + ": no such command; to read this file: ebb analyze " + typed);
  return UsageError(typed + ": no such command; `ebb --help` lists them");
}

// Takes the command's one or two words off the front of `words`.
Result<const Command*> TakeCommand(std::vector<std::string>* words) {
  const std::string first = words->front();
  if (const Command* command = FindCommand(first)) {
    words->erase(words->begin());
    return command;
  }
  if (!StartsSomeCommand(first)) return UnknownCommand(first);
  if (words->size() < 2) {
    return UsageError("ebb " + first + " needs one of: " + SecondWords(first));
  }
  const Command* command = FindCommand(first + " " + (*words)[1]);
  if (command == nullptr) {
    return UsageError("ebb " + first + " " + (*words)[1] +
                      ": no such command; it is one of: " + SecondWords(first));
  }
  words->erase(words->begin(), words->begin() + 2);
  return command;
}

Status CheckOperands(const Command& command, std::size_t count) {
  const std::string usage =
      "usage: ebb " + std::string(command.name) + " " + std::string(command.operands);
  if (count < static_cast<std::size_t>(command.min_operands)) {
    return UsageError("ebb " + std::string(command.name) + " needs " +
                      std::string(command.operands) + "; see `ebb help " +
                      std::string(command.name) + "`");
  }
  if (command.max_operands >= 0 && count > static_cast<std::size_t>(command.max_operands)) {
    return UsageError("too many arguments; " + usage);
  }
  return Done{};
}

}  // namespace

Result<CommandLine> CommandLine::Parse(const std::vector<std::string>& arguments) {
  const po::options_description description = Description();
  Result<po::parsed_options> parsed = Tokenise(arguments, description);
  if (!parsed) return parsed.error();
  CommandLine line;
  for (const po::option& option : parsed->options) {
    if (option.string_key == kOperand || option.string_key.empty()) {
      line.operands_.insert(line.operands_.end(), option.value.begin(), option.value.end());
    } else {
      line.given_[option.string_key].push_back(option.value.empty() ? "" : option.value.front());
    }
  }
  if (line.operands_.empty()) {
    const char* fallback = line.Has("version") ? "version" : "help";
    if (!line.Has("version") && !line.Has("help")) {
      return UsageError("no command; `ebb --help` lists them, `ebb analyze EXPORT` reads a chat");
    }
    line.command_ = FindCommand(fallback);
    return line;
  }
  Result<const Command*> command = TakeCommand(&line.operands_);
  if (!command) return command.error();
  line.command_ = *command;
  for (const auto& [name, values] : line.given_) {
    if (TakesOption(*line.command_, *FindOption(name))) continue;
    return UsageError("ebb " + std::string(line.command_->name) + " does not take --" + name +
                      "; see `ebb help " + std::string(line.command_->name) + "`");
  }
  if (line.Has("help") || line.Has("version")) return line;
  if (Status checked = CheckOperands(*line.command_, line.operands_.size()); !checked)
    return checked.error();
  return line;
}

std::string CommandLine::Last(std::string_view option) const {
  const std::vector<std::string>& values = All(option);
  return values.empty() ? std::string() : values.back();
}

const std::vector<std::string>& CommandLine::All(std::string_view option) const {
  static const std::vector<std::string> none;
  const auto found = given_.find(option);
  return found == given_.end() ? none : found->second;
}

}  // namespace ebb
