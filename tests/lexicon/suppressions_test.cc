#include "lexicon/suppressions.h"

#include <catch2/catch.hpp>

namespace ebb {
namespace {

std::string MistakeIn(const std::string& toml) {
  const Result<std::vector<Suppression>> list = ParseSuppressions("mine.toml", toml);
  return list ? "none" : list.error().message;
}

}  // namespace

TEST_CASE("a list of suppressions is read with its lines") {
  const auto list = ParseSuppressions("mine.toml",
                                      "[[suppress]]\nrule = \"w4\"\nreason = \"the attic\"\n\n"
                                      "[[suppress]]\nmessage = \"00ff\"\nrule = \"d8\"\n"
                                      "reason = \" teasing \"\n"
                                      "[[suppress]]\nrule = \"w4\"\nreason = \"again\"\n");
  REQUIRE(list);
  REQUIRE(list->size() == 2);  // the third says what the first does
  CHECK((*list)[0].rule == "w4");
  CHECK((*list)[0].message.empty());
  CHECK((*list)[0].reason == "the attic");
  CHECK((*list)[0].line == 1);
  CHECK((*list)[1].message == "00ff");
  CHECK((*list)[1].reason == "teasing");
  CHECK((*list)[1].line == 5);
  CHECK(ParseSuppressions("empty.toml", "# nothing yet\n")->empty());
}

TEST_CASE("mistakes in a list of suppressions name file and line") {
  const struct {
    const char* toml;
    const char* says;
  } cases[] = {
      {"[[suppress]]\nrule = \"a\"\n", "mine.toml:1: an entry needs a reason"},
      {"\n[[suppress]]\nreason = \"x\"\n", "mine.toml:2: an entry needs a rule"},
      {"[[suppress]]\nrule = 4\nreason = \"x\"\n", "mine.toml:2: rule, message and reason"},
      {"[[suppress]]\nrule = \"a\"\nreason = \" \"\n", "mine.toml:3: rule, message and reason"},
      {"[[suppress]]\nrule = \"a\"\nwhy = \"x\"\n", "mine.toml:3: unknown key; an entry has"},
      {"[suppress]\nrule = \"a\"\n", "mine.toml:1: unknown key; the file holds"},
      {"suppress = [1]\n", "mine.toml:1: an entry begins with"},
      {"x = 1\n", "mine.toml:1: unknown key; the file holds"},
      {"[[suppress]\n", "mine.toml:1: not TOML"},
  };
  for (const auto& c : cases) {
    INFO(c.toml);
    CHECK_THAT(MistakeIn(c.toml), Catch::StartsWith(c.says));
  }
}

}  // namespace ebb
