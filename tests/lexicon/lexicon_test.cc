// Names, and loading from disk.
#include "lexicon/lexicon.h"

#include <catch2/catch.hpp>
#include <string>

#include "temp_folder.h"

namespace ebb {
namespace {

const std::string kRule =
    "[[rule]]\nid = \"mine\"\ncategory = \"repair\"\nwhy = \"w\"\nphrases = [\"a b\"]\n"
    "yes = [\"[a b]\"]\nno = [\"c\"]\n";

TEST_CASE("names of categories go both ways") {
  for (int i = 0; i < kCategories; ++i) {
    const auto category = static_cast<Category>(i);
    const Result<Category> parsed = ParseCategory(CategoryName(category));
    REQUIRE(parsed);
    CHECK(*parsed == category);
  }
  CHECK_FALSE(ParseCategory("Withdrawal"));
  CHECK_FALSE(ParseCategory(""));
}

TEST_CASE("names of gates") {
  CHECK(GatesName(kGateNone).empty());
  CHECK(GatesName(kGateWhole) == "gM");
  CHECK(GatesName(kGateWhole | kGatePressure) == "gM+gP");
  CHECK(GatesName(kGateQuestion | kGateHabit) == "gQ|gX");
  CHECK(GatesName(kGateTopic | kGateProposal) == "gT|gL");
}

TEST_CASE("files and folders are loaded after the built-in rules, or instead of them") {
  const TempFolder folder;
  folder.Put("b.toml", kRule);
  folder.Put("notes.txt", "not a lexicon");
  const std::string file = folder / "b.toml";
  const Result<Lexicon> only = LoadLexicon({file}, true);
  REQUIRE(only);
  CHECK(only->rules().size() == 1);
  const Result<Lexicon> added = LoadLexicon({file}, false);
  REQUIRE(added);
  CHECK(added->rules().size() > 300);
  CHECK(added->rules().back().id == "mine");
  const Result<Lexicon> whole = LoadLexicon({folder.path()}, true);
  REQUIRE(whole);
  CHECK(whole->rules().size() == 1);
  folder.Put("a.toml", kRule + "colour = 1\n");
  CHECK_FALSE(LoadLexicon({folder.path()}, true));
}

TEST_CASE("paths that give no lexicon") {
  const TempFolder folder;
  const Result<Lexicon> empty = LoadLexicon({folder.path()}, true);
  REQUIRE_FALSE(empty);
  CHECK(empty.error().kind == ErrorKind::kLexicon);
  CHECK_THAT(empty.error().message, Catch::Contains("no .toml file"));
  const Result<Lexicon> missing = LoadLexicon({folder.path() + "/none.toml"}, true);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().kind == ErrorKind::kLexicon);
}

}  // namespace
}  // namespace ebb
