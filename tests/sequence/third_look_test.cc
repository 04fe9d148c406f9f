// Conditions that only count together: each outcome its weight, sums too low left alone.
#include "sequence/third_look.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "lexicon/lexicon.h"

namespace ebb {
namespace {

Scorer TwoTrees() {
  Scorer scorer;
  ScoreTree late;
  late.score = 2;
  late.conditions = {{{"seconds_before", 3600}, {"words", 4}, {"partner_before:pressure", 3}}};
  late.values = {16, 32, 64, 128, 256, 512, 1024, -160};
  ScoreTree of_distance;
  of_distance.score = kDistanceScore;
  of_distance.conditions = {{{"sum:avoidance", 10}, {"own:question", 1}, {"no such", 1}}};
  of_distance.values = {0, 160, 0, 320, 99, 99, 99, 99};
  scorer.trees = {of_distance, late};  // by row, not by score
  scorer.reach.fill(-100);
  return scorer;
}

TEST_CASE("every outcome of three conditions has its own weight") {
  const ConditionTrees trees(TwoTrees());
  for (int outcome = 0; outcome < 8; ++outcome) {
    TalkNumbers talk;
    talk.seconds_before = (outcome & 1) != 0 ? 3600 : 3599;
    talk.words = (outcome & 2) != 0 ? 4 : 3;
    NearLevels before;
    before.partner_before = ((outcome & 4) != 0 ? 3u : 2u)
                            << (static_cast<unsigned>(Category::kPressure) * kLevelBits);
    ScoreSum sum{};
    trees.Add(LookInputsOf(sum, before, {}, talk), &sum);
    const std::int32_t expected[] = {1, 2, 4, 8, 16, 32, 64, -10};  // 1024ths to 64ths
    CAPTURE(outcome);
    CHECK(sum[2] == expected[outcome]);
    CHECK(sum[kDistanceScore] == 0);
    CHECK(sum[5] == 0);
  }
}

TEST_CASE("a sum too low is left alone, and conditions see the sums as they were") {
  const ConditionTrees trees(TwoTrees());
  TalkNumbers talk;
  talk.bits = kQuestion;
  ScoreSum sum{};
  sum[2] = 9;  // with its own tree it comes to 10: too late for the other
  trees.Add(LookInputsOf(sum, {}, {}, talk), &sum);
  CHECK(sum[2] == 10);
  CHECK(sum[kDistanceScore] == 0);
  sum[2] = 10;
  sum[kDistanceScore] = -100;
  trees.Add(LookInputsOf(sum, {}, {}, talk), &sum);
  CHECK(sum[kDistanceScore] == -80);
  sum = {};
  sum[2] = 50;
  sum[kDistanceScore] = -101;
  trees.Add(LookInputsOf(sum, {}, {}, talk), &sum);
  CHECK(sum[kDistanceScore] == -101);
}

TEST_CASE("who may reach the third look is known before what stands after") {
  const ConditionTrees trees(TwoTrees());
  ScoreSum sum, most{};
  sum.fill(-150);
  sum[5] = 500;  // no tree speaks for it
  CHECK_FALSE(trees.MayReach(sum, most));
  most[2] = 49;
  CHECK_FALSE(trees.MayReach(sum, most));
  most[2] = 50;
  CHECK(trees.MayReach(sum, most));
  CHECK_FALSE(ConditionTrees(Scorer()).MayReach(sum, most));
}

TEST_CASE("outcomes are told row by row") {
  const Scorer scorer = TwoTrees();
  const ConditionTrees trees(scorer);
  ScoreSum sum{};
  sum[2] = 10;
  const std::vector<std::int32_t> outcomes = trees.OutcomesOf(LookInputsOf(sum, {}, {}, {}), sum);
  CHECK(outcomes == std::vector<std::int32_t>{160, 16});
  sum[2] = -101;
  CHECK(trees.OutcomesOf(LookInputsOf(sum, {}, {}, {}), sum) == std::vector<std::int32_t>{0, 0});
}

TEST_CASE("inputs have names of their own, and the built-in conditions use no others") {
  std::set<std::string> names;
  for (std::size_t i = 0; i < kLookInputs; ++i) names.insert(LookInputName(i));
  CHECK(names.size() == kLookInputs);
  const Result<Lexicon> lexicon = ParseLexicon(BuiltInLexiconFiles());
  REQUIRE(lexicon);
  CHECK(lexicon->scorer().trees.size() > 0);
  for (const ScoreTree& tree : lexicon->scorer().trees) {
    for (const Condition& condition : tree.conditions) {
      INFO(condition.input);
      CHECK(names.count(condition.input) == 1);
    }
  }
}

}  // namespace
}  // namespace ebb
