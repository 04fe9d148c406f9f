#include "cli/command_line.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "cli/help.h"

namespace ebb {
namespace {

using Words = std::vector<std::string>;

TEST_CASE("command lines that are understood") {
  struct Row {
    Words words;
    std::string command;
    Words operands;
    std::string option, value;
  };
  const Row rows[] = {
      {{"analyze", "a.txt"}, "analyze", {"a.txt"}, "", ""},
      {{"analyze", "a.txt", "--tz", "UTC"}, "analyze", {"a.txt"}, "tz", "UTC"},
      {{"--tz=UTC", "analyze", "a.txt"}, "analyze", {"a.txt"}, "tz", "UTC"},
      {{"analyze", "a.txt", "-o", "-"}, "analyze", {"a.txt"}, "output", "-"},
      {{"analyze", "a.txt", "-ox.html"}, "analyze", {"a.txt"}, "output", "x.html"},
      {{"analyze", "a.txt", "-qvj2"}, "analyze", {"a.txt"}, "jobs", "2"},
      {{"analyze", "-", "b.txt"}, "analyze", {"-", "b.txt"}, "", ""},
      {{"analyze", "--", "--odd.txt"}, "analyze", {"--odd.txt"}, "", ""},
      {{"lexicon", "show", "withdrawal"}, "lexicon show", {"withdrawal"}, "", ""},
      {{"lexicon", "--json", "list"}, "lexicon list", {}, "json", ""},
      {{"analyze", "--help"}, "analyze", {}, "help", ""},
      {{"--help"}, "help", {}, "help", ""},
      {{"--version"}, "version", {}, "version", ""},
      {{"analyze", "a.txt", "--alias", "A=B, C"}, "analyze", {"a.txt"}, "alias", "A=B, C"},
      {{"analyze", "a.txt", "--since", "2024-01-01", "--since", "2025-01-01"},
       "analyze",
       {"a.txt"},
       "since",
       "2025-01-01"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.words);
    Result<CommandLine> line = CommandLine::Parse(row.words);
    REQUIRE(line.ok());
    CHECK(line->command().name == row.command);
    CHECK(line->operands() == row.operands);
    if (!row.option.empty()) CHECK(line->Has(row.option));
    if (!row.option.empty()) CHECK(line->Last(row.option) == row.value);
  }
}

TEST_CASE("repeated options are counted and kept in order") {
  Result<CommandLine> line =
      CommandLine::Parse({"analyze", "a.txt", "-vv", "-o", "b", "-v", "-o", "c"});
  REQUIRE(line.ok());
  CHECK(line->Count("verbose") == 3);
  CHECK(line->All("output") == Words{"b", "c"});
}

// The messages themselves are cases in tests/errors.
TEST_CASE("command lines that are refused") {
  const Words rows[] = {
      {},
      {"analyse", "a.txt"},
      {"a.txt"},
      {"lexicon"},
      {"lexicon", "burn"},
      {"analyze"},
      {"report", "a", "b"},
      {"analyze", "a", "--nonsense"},
      {"analyze", "a", "--pseudo"},  // no guessing of prefixes
      {"analyze", "a", "-Z"},
      {"analyze", "a", "--tz"},
      {"analyze", "a", "--force=yes"},
      {"formats", "--tz", "UTC"},
      {"formats", "extra"},
  };
  for (const Words& words : rows) {
    CAPTURE(words);
    Result<CommandLine> line = CommandLine::Parse(words);
    REQUIRE(!line.ok());
    CHECK(line.error().kind == ErrorKind::kUsage);
    CHECK(line.error().message.find('\n') == std::string::npos);
  }
}

TEST_CASE("the table is sound") {
  std::set<std::string_view> names;
  std::set<char> letters;
  for (const Option& option : Options()) {
    CAPTURE(option.name);
    CHECK(names.insert(option.name).second);
    if (option.short_name != 0) CHECK(letters.insert(option.short_name).second);
    CHECK(!option.help.empty());
    const auto& commands = Commands();
    CHECK(std::any_of(commands.begin(), commands.end(),
                      [&](const Command& command) { return TakesOption(command, option); }));
  }
  for (const Command& command : Commands()) {
    CAPTURE(command.name);
    CHECK(command.run != nullptr);
    CHECK(FindCommand(command.name) == &command);
  }
}

TEST_CASE("help names every command and, for each, exactly its options") {
  const std::string help = ProgramHelp();
  for (const Command& command : Commands()) {
    CHECK(help.find("  " + std::string(command.name) + " ") != std::string::npos);
    const std::string text = CommandHelp(command);
    for (const Option& option : Options()) {
      CAPTURE(command.name, option.name);
      const bool named = text.find("--" + std::string(option.name) + " ") != std::string::npos ||
                         text.find("--" + std::string(option.name) + "\n") != std::string::npos;
      CHECK(named == TakesOption(command, option));
    }
  }
}

TEST_CASE("mistyped names find their neighbour") {
  const std::vector<std::string_view> known = {"analyze", "batch", "inspect", "no-text", "tz"};
  const std::pair<std::string_view, std::string_view> rows[] = {{"analyse", "analyze"},
                                                                {"anaylze", "analyze"},
                                                                {"insp", "inspect"},
                                                                {"no-txt", "no-text"},
                                                                {"tx", "tz"},
                                                                {"frobnicate", ""},
                                                                {"", ""},
                                                                {"xx", ""}};
  for (const auto& [typed, near] : rows) {
    CAPTURE(typed);
    CHECK(NearestName(typed, known) == near);
  }
}

}  // namespace
}  // namespace ebb
