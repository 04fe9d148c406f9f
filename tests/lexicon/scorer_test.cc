#include "lexicon/scorer.h"

#include <catch2/catch.hpp>

namespace ebb {
namespace {

constexpr const char* kRow = "\t1\t2\t3\t4\t5\t6\t7\t8\n";

TEST_CASE("weights are read by kind and written back the same") {
  const std::string text =
      std::string("# made up\nbias\t-") + kRow + "cutoff\t-" + kRow + "sure\t-" + kRow +
      "context\town:question" + kRow + "word\tnot now" + kRow +
      "lead\twhen\t-12\nword\tso\t-1\t-2\t0\t0\t4096\t-4096\t0\t-8\nreach\t-" + kRow +
      "tree\tdistance\tsum:repair>=-32\twords>=4\town:question>=1" + kRow;
  const Result<Scorer> scorer = ParseScorer("scorer.tsv", text);
  REQUIRE(scorer);
  CHECK(scorer->bias[0] == 1);
  CHECK(scorer->cutoff[5] == 6);
  CHECK(scorer->sure[kAboutPartnerScore] == 7);
  REQUIRE(scorer->FindContext("own:question") != nullptr);
  CHECK((*scorer->FindContext("own:question"))[2] == 3);
  CHECK(scorer->FindContext("own:warmth") == nullptr);
  REQUIRE(scorer->words.size() == 2);
  CHECK(scorer->words[0].name == "not now");
  CHECK(scorer->words[1].weights[4] == 4096);
  REQUIRE(scorer->leads.size() == 1);
  CHECK(scorer->leads[0].word == "when");
  CHECK(scorer->leads[0].weight == -12);
  CHECK(scorer->reach[1] == 2);
  REQUIRE(scorer->trees.size() == 1);
  CHECK(scorer->trees[0].score == kDistanceScore);
  CHECK(scorer->trees[0].conditions[0].input == "sum:repair");
  CHECK(scorer->trees[0].conditions[0].from == -32);
  CHECK(scorer->trees[0].values[7] == 8);
  const Result<Scorer> again = ParseScorer("scorer.tsv", WriteScorer(*scorer));
  REQUIRE(again);
  CHECK(WriteScorer(*again) == WriteScorer(*scorer));
  CHECK(Scorer().empty());
  CHECK_FALSE(scorer->empty());
}

TEST_CASE("what the sequence pass needs of the weights is kept as bytes") {
  const std::string text = std::string("bias\t-") + kRow + "cutoff\t-" + kRow + "sure\t-" + kRow +
                           "context\town:question" + kRow + "context\twords:4-6" + kRow +
                           "word\tnot now" + kRow + "lead\twhen\t-12\nreach\t-" + kRow +
                           "tree\tdistance\tpartner_before:pressure>=-32\twords>=4\tlead>=1" +
                           kRow + "tree\trepair\tsum:repair>=32767\twords>=2\town:question>=1" +
                           kRow;
  Result<Scorer> scorer = ParseScorer("scorer.tsv", text);
  REQUIRE(scorer);
  const Scorer back = DecodeScorerPart(EncodeScorerPart(*scorer));
  CHECK(back.words.empty());
  CHECK(back.leads.empty());
  CHECK_FALSE(back.empty());
  scorer->words.clear();
  scorer->leads.clear();
  CHECK(WriteScorer(back) == WriteScorer(*scorer));
  CHECK(EncodeScorerPart(Scorer()).empty());
  CHECK(DecodeScorerPart("").empty());
}

TEST_CASE("distance and the best of the three decide together") {
  struct Case {
    std::array<std::int32_t, 3> three;
    std::int32_t distance, joined;
    std::array<std::int32_t, 3> after;
  };
  for (const Case& test : std::vector<Case>{
           {{10, -20, 30}, 0, 15, {10, -20, 30}},          // nothing said: the sums decide
           {{-20, -60, -50}, 64, 31, {31, -41, -31}},      // the best counts, by what they came to
           {{10, -20, 30}, -64, -27, {-27, -39, -27}},     // none does, whatever it says alone
           {{-100, -100, -100}, 64, -9, {-81, -81, -81}},  // a share of it is not enough
       }) {
    ScoreSum sum = {test.three[0], test.three[1], test.three[2], 5, 6, 7, 8, test.distance};
    CHECK(JoinDistance(&sum) == test.joined);
    for (std::size_t c = 0; c < 3; ++c) CHECK(sum[c] == test.after[c]);
    CHECK(sum[3] == 5);
    CHECK(sum[kAboutPartnerScore] == 8);
  }
}

TEST_CASE("what is no row of weights is named with its line") {
  for (const char* row :
       {"word\tso\t1\t2\n", "word\tso\t1\t2\t3\t4\t5\t6\t7\teight\n",
        "word\tso\t1\t2\t3\t4\t5\t6\t7\t4097\n", "word so 1 2 3 4 5 6 7 8\n",
        "word\tso\t1\t2\t3\t4\t5\t6\t7\n", "lead\tso\n", "lead\tso\t1\t2\n", "lead\tso\tmuch\n",
        "lead\tso\t4097\n", "tree\trepair\ta>=1\tb>=2\t1\t2\t3\t4\t5\t6\t7\t8\n",
        "tree\tabout_partner\ta>=1\tb>=2\tc>=3\t1\t2\t3\t4\t5\t6\t7\t8\n",
        "tree\trepair\ta>=1\tb>=2\tc\t1\t2\t3\t4\t5\t6\t7\t8\n",
        "tree\trepair\ta>=1\tb>=2\t>=3\t1\t2\t3\t4\t5\t6\t7\t8\n",
        "tree\trepair\ta>=1\tb>=2\tc>=3\t1\t2\t3\t4\t5\t6\t7\t4097\n"}) {
    const Result<Scorer> scorer = ParseScorer("w.tsv", std::string("bias\t-") + kRow + row);
    INFO(row);
    REQUIRE_FALSE(scorer);
    CHECK(scorer.error().message.starts_with("w.tsv:2: "));
  }
  CHECK_FALSE(ParseScorer("w.tsv", std::string("letter\ta") + kRow));
}

}  // namespace
}  // namespace ebb
