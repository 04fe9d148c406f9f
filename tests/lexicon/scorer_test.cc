#include "lexicon/scorer.h"

#include <catch2/catch.hpp>

namespace ebb {
namespace {

constexpr const char* kRow = "\t1\t2\t3\t4\t5\t6\t7\n";

TEST_CASE("weights are read by kind and written back the same") {
  const std::string text = std::string("# made up\nbias\t-") + kRow + "cutoff\t-" + kRow +
                           "sure\t-" + kRow + "context\town:question" + kRow + "word\tnot now" +
                           kRow + "word\tso\t-1\t-2\t0\t0\t4096\t-4096\t0\n";
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
  const Result<Scorer> again = ParseScorer("scorer.tsv", WriteScorer(*scorer));
  REQUIRE(again);
  CHECK(WriteScorer(*again) == WriteScorer(*scorer));
  CHECK(Scorer().empty());
  CHECK_FALSE(scorer->empty());
}

TEST_CASE("what is no row of weights is named with its line") {
  for (const char* row : {"word\tso\t1\t2\n", "word\tso\t1\t2\t3\t4\t5\t6\tseven\n",
                          "word\tso\t1\t2\t3\t4\t5\t6\t4097\n", "word so 1 2 3 4 5 6 7\n"}) {
    const Result<Scorer> scorer = ParseScorer("w.tsv", std::string("bias\t-") + kRow + row);
    INFO(row);
    REQUIRE_FALSE(scorer);
    CHECK(scorer.error().message.starts_with("w.tsv:2: "));
  }
  CHECK_FALSE(ParseScorer("w.tsv", std::string("letter\ta") + kRow));
}

}  // namespace
}  // namespace ebb
