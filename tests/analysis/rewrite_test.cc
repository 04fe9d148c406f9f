// Pseudonyms and masks, and where marked words move.
#include "analysis/rewrite.h"

#include <catch2/catch.hpp>

namespace ebb {
namespace {

std::string Renamed(const Pseudonyms& names, std::string_view text) {
  TextRange none;
  return ApplyReplacements(text, names.Find(text), &none);
}

std::string Masked(std::string_view text) {
  TextRange none;
  return ApplyReplacements(text, FindPrivateNumbers(text), &none);
}

TEST_CASE("names as whole words") {
  Pseudonyms names;
  names.Add("Zo\xC3\xAB Smith", "Partner A");
  names.Add("Will", "Partner B");
  names.Add("My Love \xE2\x9D\xA4", "Partner C");
  names.Add("\xE6\x9D\x8E\xE5\xA8\x9C", "Partner D");
  names.Add("+64 21 555", "Partner E");
  names.Add("J", "Partner F");
  struct Case {
    const char* text;
    const char* expected;
  };
  const Case cases[] = {
      {"hi zo\xC3\xAB!", "hi Partner A!"},
      {"ZO\xC3\x8B smith", "Partner A"},
      {"smithy", "smithy"},
      {"the smiths", "the Partner A's"},
      {"Will, will you?", "Partner B, will you?"},
      {"my love", "my love"},
      {"My love \xE2\x9D\xA4", "Partner C"},
      {"\xE6\x88\x91\xE7\x88\xB1\xE6\x9D\x8E\xE5\xA8\x9C\xE5\x95\x8A",
       "\xE6\x88\x91\xE7\x88\xB1Partner D\xE5\x95\x8A"},
      {"call +64 21 555", "call Partner E"},
      {"21 cats", "21 cats"},
      {"j J ja", "j Partner F ja"},
      {"", ""},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(Renamed(names, c.text) == c.expected);
  }
}

TEST_CASE("numbers, addresses and links are masked") {
  struct Case {
    const char* text;
    const char* expected;
  };
  const Case cases[] = {
      {"at 8 or 10:30", "at 8 or 10:30"},
      {"in 2024", "in [number]"},
      {"021 555-0199 now", "[number] now"},
      {"(021) 555", "([number]"},
      {"write a@b.co please", "write [e-mail] please"},
      {"see www.x.org/a?b=1 ok", "see [link] ok"},
      {"HTTPS://X.Y", "[link]"},
      {"a@b", "a@b"},
      {"3 cats 4 dogs", "3 cats 4 dogs"},
      {"", ""},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(Masked(c.text) == c.expected);
  }
}

TEST_CASE("marked words move with the text") {
  const std::string text = "abc DEF ghi JKL mno";
  const std::vector<Replacement> changes = {{{4, 7}, "x"}, {{12, 15}, "longer"}};
  struct Case {
    TextRange before;
    const char* marked;
  };
  const Case cases[] = {
      {{0, 3}, "abc"},         {{8, 11}, "ghi"},         {{16, 19}, "mno"},
      {{4, 7}, "x"},           {{0, 5}, "abc x"},        {{5, 11}, "x ghi"},
      {{8, 13}, "ghi longer"}, {{13, 19}, "longer mno"}, {{0, 19}, "abc x ghi longer mno"},
  };
  for (const Case& c : cases) {
    TextRange marked = c.before;
    const std::string out = ApplyReplacements(text, changes, &marked);
    CHECK(out == "abc x ghi longer mno");
    CHECK(marked.of(out) == c.marked);
  }
}

}  // namespace
}  // namespace ebb
