// RE2 rules: which words a text must hold, what is refused, exact ranges.
#include "match/regex_rules.h"

#include <string>
#include <vector>

#include "made_lexicon.h"

namespace ebb {
namespace {

TEST_CASE("whole words a match must hold") {
  const struct {
    const char* pattern;
    std::vector<std::string> words;
  } kCases[] = {
      {"need space", {"space"}},
      {"\\bneed(ed)? space\\b", {"space"}},
      {"spa+ce please", {"please"}},
      {"please?", {}},
      {"please? stay", {"stay"}},
      {"stay\\b", {"stay"}},
      {"one|other", {}},
      {"(one|other) thing", {"thing"}},
      {"(thing)", {}},
      {"ab cd", {}},
      {"x[abc]space now", {"now"}},
      {"space[abc]", {}},
      {"no{2,3} thing", {"thing"}},
      {"thing{1,2} there", {"there"}},
      {"thing*", {}},
      {"\\w+ space", {"space"}},
      {"space\\w+", {}},
      {".*space.*", {}},
      {"(?i)space", {}},
      {"(a thing", {}},
  };
  for (const auto& test : kCases) {
    CAPTURE(test.pattern);
    CHECK(RequiredWords(test.pattern) == test.words);
  }
}

std::string WithPattern(const std::string& pattern) {
  return "category = \"withdrawal\"\n" + MadeRule("r", "patterns = ['" + pattern + "']");
}

TEST_CASE("patterns that are refused name their rule") {
  for (const char* pattern : {"space (", "a|b", "x+", "space\\\\", "(?=look)space"}) {
    CAPTURE(pattern);
    const Result<Matcher> matcher = Matcher::Build(MadeLexicon(WithPattern(pattern)));
    REQUIRE_FALSE(matcher);
    CHECK(matcher.error().kind == ErrorKind::kLexicon);
    CHECK_THAT(matcher.error().message, Catch::Contains("made.toml:2: rule r: "));
  }
}

TEST_CASE("matches give the ranges of whole tokens") {
  const struct {
    const char* pattern;
    const char* text;
    std::vector<std::string> found;
  } kCases[] = {
      {"\\bspa+ce\\b.* please", "SPACE now, please!", {"SPACE now, please"}},
      {"dont (ever )?leave", "Don't EVER leave me", {"Don't EVER leave"}},
      {"idk why", "idk, why", {"idk, why"}},
      {"stay put", "stay put. stay put", {"stay put", "stay put"}},
      {"ace please", "space please", {"space please"}},  // write \\b to mean a word
      {"\\bace please", "ace please", {"ace please"}},
      {"für immer", "FÜR immer", {"FÜR immer"}},
      {"stay", "nothing", {}},
      {"going home", "goin home", {}},
  };
  for (const auto& test : kCases) {
    CAPTURE(test.pattern, test.text);
    const Matcher matcher = MadeMatcher(MadeLexicon(WithPattern(test.pattern)));
    std::vector<std::string> found;
    for (const Hit& hit : HitsOf(matcher, test.text)) found.emplace_back(hit.range.of(test.text));
    CHECK(found == test.found);
  }
}

}  // namespace
}  // namespace ebb
