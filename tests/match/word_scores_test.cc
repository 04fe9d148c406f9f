// The weights of words and pairs, summed by the text pass: the quick way for plain text and the way
// by tokens give what the rows of weights say.
#include "match/word_scores.h"

#include <random>

#include "chat/facts.h"
#include "made_lexicon.h"

namespace ebb {
namespace {

const std::string kWeights =
    "bias\t-\t0\t0\t0\t0\t0\t0\t0\t0\n"
    "cutoff\t-\t-4000\t-4000\t-4000\t-4000\t-4000\t-4000\t0\t0\n"
    "sure\t-\t100\t100\t100\t100\t100\t100\t0\t0\n"
    "context\town:question\t0\t0\t0\t0\t0\t80\t0\t0\n"
    "context\twords:2-3\t0\t0\t0\t0\t8\t0\t0\t0\n"
    "word\tred\t8\t0\t0\t0\t0\t0\t0\t-8\n"
    "word\tnot\t16\t0\t0\t0\t0\t0\t0\t0\n"
    "word\tdo not\t0\t24\t0\t0\t0\t0\t0\t0\n"
    "word\tred cat\t0\t0\t40\t0\t0\t0\t0\t0\n"
    "word\t^ red\t0\t0\t0\t48\t0\t0\t0\t0\n"
    "word\tcat $\t0\t0\t0\t0\t56\t0\t0\t0\n"
    "lead\tcat\t40\nlead\tdo\t-30\nlead\tnot\t-10\nlead\tfish\t16\n";

Matcher Scored() {
  const std::string toml =
      "category = \"withdrawal\"\n" + MadeRule("r", "phrases = [\"green dog\"]");
  const Result<Lexicon> lexicon = ParseLexicon({{"made.toml", toml}, {"scorer.tsv", kWeights}});
  REQUIRE(lexicon);
  Result<Matcher> matcher = Matcher::Build(*lexicon);
  REQUIRE(matcher);
  return std::move(*matcher);
}

std::vector<int> SumsOf(const Matcher& matcher, std::string_view text) {
  Matcher::Scratch scratch;
  MessageFacts facts;
  std::vector<Hit> hits;
  std::vector<MessageScore> scores;
  matcher.Run(text, scratch, &facts, &hits, &scores);
  if (scores.empty()) return {};
  std::vector<int> sums;
  for (int i = 0; i < kScores; ++i) sums.push_back(scores[0].Sum(i));
  return sums;
}

std::int32_t LeadOfText(const Matcher& matcher, std::string_view text) {
  Matcher::Scratch scratch;
  MessageFacts facts;
  std::vector<Hit> hits;
  matcher.Run(text, scratch, &facts, &hits);
  return facts.lead;
}

TEST_CASE("leads of words add up, also of those inside one spelling") {
  const Matcher matcher = Scored();
  for (const auto& [text, quarters] : std::vector<std::pair<const char*, std::int32_t>>{
           {"red", 0},
           {"fish", 1},  // in no other row
           {"cat", 3},
           {"cat cat", 5},
           {"cat cat cat cat", 7},
           {"don't", -2},  // -40 64ths, rounded up from -2.5
           {"do not", -2},
           {"Cat, fish and the rest", 4},
           {"\xe2\x80\x9c"
            "cat"
            "\xe2\x80\x9d fish",
            4},
           {"zebra", 0},
           {"", 0}}) {
    INFO(text);
    CHECK(LeadOfText(matcher, text) == quarters);
  }
}

TEST_CASE("words, pairs, beginning, end and shape add up") {
  const Matcher matcher = Scored();
  struct Case {
    const char* text;
    std::vector<int> sums;
  };
  for (const Case& test : std::vector<Case>{
           {"red", {8, 0, 0, 48, 0, 0, 0, -8}},
           {"red cat", {8, 0, 40, 48, 64, 0, 0, -8}},           // 56 and 8 for two words
           {"a red cat here too", {8, 0, 40, 0, 0, 0, 0, -8}},  // neither first nor last
           {"don't", {16, 24, 0, 0, 0, 0, 0, 0}},               // the pair lies inside one spelling
           {"zebra?", {0, 0, 0, 0, 0, 80, 0, 0}},
           {"\xe2\x80\x9cred\xe2\x80\x9d cat", {8, 0, 40, 48, 64, 0, 0, -8}},  // by tokens
           {"red, cat", {8, 0, 40, 48, 64, 0, 0, -8}},
       }) {
    INFO(test.text);
    CHECK(SumsOf(matcher, test.text) == test.sums);
  }
}

TEST_CASE("both ways of reading words give the same sums") {
  const Matcher matcher = Scored();
  const std::vector<std::string> words = {"red", "cat", "do", "not", "don't", "zebra", "soooo"};
  std::mt19937 random(4);
  for (int n = 0; n < 3000; ++n) {
    std::string plain, other;
    for (unsigned w = 1 + random() % 9; w > 0; --w) {
      const std::string& word = words[random() % words.size()];
      plain += (plain.empty() ? "" : " ") + word;
    }
    // A curly quote sends the text the general way and is no word.
    other = plain + " \xe2\x80\x9d";
    INFO(plain);
    REQUIRE(SumsOf(matcher, plain) == SumsOf(matcher, other));
    REQUIRE(LeadOfText(matcher, plain) == LeadOfText(matcher, other));
  }
}

TEST_CASE("a message stands out if its words say enough or it has a hit") {
  std::string weights = kWeights;
  weights.replace(weights.find("cutoff"), weights.find("sure") - weights.find("cutoff"),
                  "cutoff\t-\t16\t500\t500\t500\t500\t500\t0\t0\n");
  const std::string toml =
      "category = \"withdrawal\"\n" + MadeRule("r", "phrases = [\"green dog\"]");
  const Result<Lexicon> lexicon = ParseLexicon({{"made.toml", toml}, {"scorer.tsv", weights}});
  REQUIRE(lexicon);
  Result<Matcher> matcher = Matcher::Build(*lexicon);
  REQUIRE(matcher);
  const auto stands_out = [&](const char* text) {
    Matcher::Scratch scratch;
    MessageFacts facts;
    std::vector<Hit> hits;
    std::vector<MessageScore> scores;
    matcher->Run(text, scratch, &facts, &hits, &scores);
    REQUIRE(scores.size() == 1);
    return scores[0].stands_out();
  };
  CHECK_FALSE(stands_out("red"));
  CHECK(stands_out("red red"));
  CHECK(stands_out("green dog"));
  CHECK(SumsOf(*matcher, "").empty());
}

}  // namespace
}  // namespace ebb
