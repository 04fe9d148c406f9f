// Slips of the keyboard in long words are read as the word meant; real words never are.
#include "match/slips.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "made_lexicon.h"
#include "match/word_trace.h"

namespace ebb {
namespace {

Matcher Slipping() {
  const std::string toml =
      "category = \"avoidance\"\n"
      "[[class]]\nname = \"no_slip\"\nwhy = \"a test\"\nwords = [\"compliant\", \"wiriting\"]\n" +
      MadeRule("r",
               "phrases = [\"tomorrow\", \"because\", \"appointment\", \"talking about\", "
               "\"complaint\", \"writing\", \"planet sun\", \"dessert\", \"granted\", "
               "\"garnted\"]");
  const Result<Lexicon> lexicon = ParseLexicon({{"made.toml", toml}});
  REQUIRE(lexicon);
  Result<Matcher> matcher = Matcher::Build(*lexicon);
  REQUIRE(matcher);
  return std::move(*matcher);
}

std::string HitOf(const Matcher& matcher, const std::string& text) {
  Matcher::Scratch scratch;
  MessageFacts facts;
  std::vector<Hit> hits;
  matcher.Run(text, scratch, &facts, &hits);
  return hits.empty() ? "" : std::string(hits[0].range.of(text));
}

TEST_CASE("exchanged, doubled and single letters of long words are slips of them") {
  const Matcher matcher = Slipping();
  for (const auto& [text, hit] : std::vector<std::pair<std::string, std::string>>{
           {"Tommorrow then", "Tommorrow"},
           {"tomorow", "tomorow"},
           {"tomorrwo", "tomorrwo"},
           {"TOMORORW", "TOMORORW"},
           {"becuase", "becuase"},
           {"desert",
            "desert"},  // the word meant has seven letters, and this lexicon knows no other
           {"apointment", "apointment"},
           {"appointmment", "appointmment"},
           {"talkign about it", "talkign about"},
           {"caf\xc3\xa9 tommorrow", "tommorrow"},  // read the general way
           {"tomorrow", "tomorrow"},
           // None of these:
           {"otmorrow", ""},   // the first letter is taken to be right
           {"toomorow", ""},   // two slips
           {"tomorrowx", ""},  // a letter more that doubles none
           {"tomorr0w", ""},
           {"compliant", ""},  // a word of its own, and known
           {"wiriting", ""},
           {"plante sun", ""},        // too short to tell
           {"garnnted", "garnnted"},  // of one word alone
           {"granetd", "granetd"},
           {"a", ""}}) {
    INFO(text);
    CHECK(HitOf(matcher, text) == hit);
  }
}

TEST_CASE("what could be a slip of two words is one of none") {
  const std::string rules = MadeRule("r", "phrases = [\"abcdefgh\", \"abcedfhg\", \"zzyyxxwwvv\"]");
  const Result<Lexicon> lexicon =
      ParseLexicon({{"made.toml", "category = \"avoidance\"\n" + rules}});
  REQUIRE(lexicon);
  const Result<Matcher> matcher = Matcher::Build(*lexicon);
  REQUIRE(matcher);
  CHECK(HitOf(*matcher, "abcedfgh").empty());  // d and e of the first, or g and h of the second
  CHECK(HitOf(*matcher, "abcedfgh zzyyxwwvv") == "zzyyxwwvv");
  CHECK(HitOf(*matcher, "abdcefgh") == "abdcefgh");
}

// As compared: the ids of the first word's words.
std::vector<WordId> WordsOfFirst(const Matcher& matcher, std::string_view text) {
  Matcher::Scratch scratch;
  const WordTrace trace = matcher.Trace(text, scratch);
  REQUIRE(trace.words.size() == 1);
  return trace.words[0].words;
}

TEST_CASE("the built-in lexicon: slips are read, and real words stay what they are") {
  const auto words = [&](std::string_view text) { return WordsOfFirst(BuiltInMatcher(), text); };
  CHECK(words("disucss") == words("discuss"));
  CHECK(words("tommorrow") == words("tomorrow"));
  CHECK(words("diskuss") != words("discuss"));
  std::size_t kept = 0;
  for (const WordClass& group : BuiltInRules().classes()) {
    if (group.name != "no_slip") continue;
    std::set<WordId> seen;
    for (const std::string& word : group.words) {
      const std::vector<WordId> read = words(word);
      INFO(word);
      REQUIRE(read.size() == 1);
      CHECK(read[0] != 0);
      CHECK(seen.insert(read[0]).second);  // each is a word of its own
      ++kept;
    }
  }
  CHECK(kept > 100);
  CHECK(words("desert") != words("dessert"));
}

}  // namespace
}  // namespace ebb
