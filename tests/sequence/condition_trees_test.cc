// Conditions that only count together: each outcome its weight, sums too low left alone.
#include "sequence/condition_trees.h"

#include <catch2/catch.hpp>
#include <vector>

#include "lexicon/lexicon.h"

namespace ebb {
namespace {

Scorer TwoTrees() {
  Scorer scorer;
  ScoreTree late;
  late.score = 2;
  late.conditions = {{{"minutes_before", 60}, {"words", 4}, {"partner_before:pressure", 3}}};
  late.values = {16, 32, 64, 128, 256, 512, 1024, -160};
  ScoreTree of_distance;
  of_distance.score = kDistanceScore;
  of_distance.conditions = {{{"sum:avoidance", 10}, {"own:question", 1}, {"no such", 1}}};
  of_distance.values = {0, 160, 0, 320, 99, 99, 99, 99};
  scorer.trees = {of_distance, late};  // by row, not by score
  scorer.reach.fill(-100);
  return scorer;
}

// What the trees make of one message alone.
void AddAlone(const ConditionTrees& trees, const LookInputs& inputs, ScoreSum* sum) {
  LookBatch batch;
  batch.Add(inputs, *sum);
  trees.Add(&batch);
  REQUIRE(batch.size() == 1);
  *sum = batch.Sum(0);
}

// All rows added up, one by one.
void AddRows(const ConditionTrees& trees, const Scorer& scorer, const LookInputs& inputs,
             ScoreSum* sum) {
  const std::vector<ConditionTrees::Outcome> outcomes = trees.OutcomesOf(inputs, *sum);
  ScoreSum all{};
  for (std::size_t row = 0; row < outcomes.size(); ++row) {
    all[scorer.trees[row].score] += outcomes[row].value;
  }
  for (std::size_t s = 0; s < kScores; ++s) (*sum)[s] += (all[s] + 8) >> 4;
}

TEST_CASE("every outcome of three conditions has its own weight") {
  const ConditionTrees trees(TwoTrees());
  for (int outcome = 0; outcome < 8; ++outcome) {
    TalkNumbers talk;
    talk.minutes_before = (outcome & 1) != 0 ? 60 : 59;
    talk.words = (outcome & 2) != 0 ? 4 : 3;
    NearLevels near;
    near.partner_before = ((outcome & 4) != 0 ? 3u : 2u)
                          << (static_cast<unsigned>(Category::kPressure) * kLevelBits);
    ScoreSum sum{};
    AddAlone(trees, LookInputsOf(sum, near, talk), &sum);
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
  AddAlone(trees, LookInputsOf(sum, {}, talk), &sum);
  CHECK(sum[2] == 10);
  CHECK(sum[kDistanceScore] == 0);
  sum[2] = 10;
  sum[kDistanceScore] = -100;
  AddAlone(trees, LookInputsOf(sum, {}, talk), &sum);
  CHECK(sum[kDistanceScore] == -80);
  sum = {};
  sum[2] = 50;
  sum[kDistanceScore] = -101;
  AddAlone(trees, LookInputsOf(sum, {}, talk), &sum);
  CHECK(sum[kDistanceScore] == -101);
}

TEST_CASE("who may count is known before what stands after") {
  const ConditionTrees trees(TwoTrees());  // at most 64 for avoidance, 20 for distance
  ScoreSum sum, most{};
  sum.fill(-150);
  CHECK_FALSE(trees.MayReach(sum));
  CHECK_FALSE(trees.MayCount(sum, most));
  sum[5] = -1;  // no tree speaks for it
  CHECK_FALSE(trees.MayCount(sum, most));
  most[5] = 1;
  CHECK(trees.MayCount(sum, most));
  most = {};
  sum[2] = -65;
  sum[kDistanceScore] = -20;
  CHECK(trees.MayReach(sum));
  CHECK_FALSE(trees.MayCount(sum, most));
  most[2] = 1;
  CHECK(trees.MayCount(sum, most));
  sum[kDistanceScore] = -101;  // too low to be asked about
  CHECK_FALSE(trees.MayCount(sum, most));
  CHECK_FALSE(ConditionTrees(Scorer()).MayReach(sum));
}

TEST_CASE("outcomes are told row by row") {
  const ConditionTrees trees(TwoTrees());
  ScoreSum sum{};
  sum[2] = 10;
  const auto outcomes = trees.OutcomesOf(LookInputsOf(sum, {}, {}), sum);
  REQUIRE(outcomes.size() == 2);
  CHECK(outcomes[0].held == 1);
  CHECK(outcomes[0].value == 160);
  CHECK(outcomes[1].held == 0);
  CHECK(outcomes[1].value == 16);
  sum[2] = -101;
  CHECK(trees.OutcomesOf(LookInputsOf(sum, {}, {}), sum)[1].value == 0);
}

TEST_CASE("weights that do not fit sixteen bits together are added up all the same") {
  Scorer scorer = TwoTrees();
  scorer.trees[0].values.fill(30'000);
  scorer.trees.resize(3, scorer.trees[0]);
  scorer.trees[2].values.fill(-32'000);
  scorer.trees.push_back(scorer.trees[0]);  // 30,000 twice and -32,000, and avoidance's own
  const ConditionTrees trees(scorer);
  ScoreSum sum{};
  AddAlone(trees, LookInputsOf(sum, {}, {}), &sum);
  CHECK(sum[kDistanceScore] == (30'000 + 30'000 - 32'000 + 8) >> 4);
}

// Numbers as they may stand around a message, from a plain generator.
struct MadeInputs {
  LookInputs inputs{};
  ScoreSum sum{};
};
MadeInputs MakeInputs(std::uint32_t* random) {
  const auto next = [&](std::uint32_t below) {
    *random = *random * 1664525u + 1013904223u;
    return static_cast<std::int32_t>((*random >> 8) % below);
  };
  const auto sums = [&] {
    ScoreSum made{};
    const std::int32_t lowest = next(8) == 0 ? -900 : -300;
    for (std::int32_t& s : made) s = lowest + next(400);
    return made;
  };
  MadeInputs made;
  made.sum = sums();
  NearLevels near;
  for (Levels* levels :
       {&near.partner_before, &near.own_before, &near.partner_after, &near.own_after}) {
    for (std::uint32_t c = 0; c < kCountedCategories; ++c) {
      *levels |= static_cast<Levels>(next(kMostLevel + 1)) << (c * kLevelBits);
    }
  }
  near.tense = static_cast<std::uint32_t>(next(6));
  near.lead = next(20) - 10;
  for (RoughSums& last : near.last) last = RoughSums(sums());
  for (RoughSums& after : near.next) after = RoughSums(sums());
  TalkNumbers talk;
  talk.minutes_before = next(2) != 0 ? next(30) : next(2'000);
  talk.minutes_after = next(1'000) - 1;
  talk.own_run = next(10);
  talk.words = next(30);
  talk.partner_messages = next(7);
  talk.partner_words = next(90);
  talk.bits = static_cast<std::uint32_t>(next(1 << 24));
  talk.partner_bits = static_cast<std::uint32_t>(next(1 << 24));
  for (std::int32_t& minutes : talk.minutes_beside) minutes = next(300) - 1;
  for (bool& own : talk.own_beside) own = next(2) != 0;
  made.inputs = LookInputsOf(made.sum, near, talk);
  return made;
}

// Rows that cancel out, too large for sixteen bits: so the plain way is taken, as it is where the
// processor has no wide one.
Scorer WithRoomNeeded(Scorer scorer) {
  for (std::size_t s = 0; s < kScores; ++s) {
    if (s == kAboutPartnerScore) continue;  // it has no rows
    for (const std::int32_t value : {30'000, -30'000}) {
      ScoreTree row = scorer.trees.front();
      row.score = s;
      row.values.fill(value);
      scorer.trees.push_back(row);
    }
  }
  return scorer;
}

TEST_CASE("asked about together, in whatever number, messages come to what their rows add up to") {
  const Result<Lexicon> lexicon = ParseLexicon(BuiltInLexiconFiles());
  REQUIRE(lexicon);
  const Scorer& scorer = lexicon->scorer();
  const ConditionTrees trees(scorer), in_wide_numbers(WithRoomNeeded(scorer));
  std::uint32_t random = 7;
  int counting = 0, cannot = 0, moved = 0, wrong = 0;
  LookBatch batch;
  for (std::size_t round = 0; round < 600; ++round) {
    std::vector<ScoreSum> expected;
    batch.Clear();
    for (std::size_t m = 0; m <= round % LookBatch::kSize; ++m) {
      const MadeInputs made = MakeInputs(&random);
      batch.Add(made.inputs, made.sum);
      ScoreSum all = expected.emplace_back(made.sum);
      AddRows(trees, scorer, made.inputs, &all);
      moved += all != made.sum ? 1 : 0;
      expected.back() = all;
      JoinDistance(&all);
      bool any = false;
      for (std::size_t c = 0; c < kCountedCategories; ++c) any = any || all[c] >= 0;
      counting += any ? 1 : 0;
      const bool may_count = trees.MayCount(made.sum, {});
      wrong += any && !may_count ? 1 : 0;
      cannot += may_count ? 0 : 1;
    }
    LookBatch again = batch;
    trees.Add(&batch);
    in_wide_numbers.Add(&again);
    for (std::size_t m = 0; m < expected.size(); ++m) {
      wrong += batch.Sum(m) != expected[m] || again.Sum(m) != expected[m] ? 1 : 0;
    }
  }
  CHECK(wrong == 0);
  CHECK(counting > 500);
  CHECK(moved > 1'000);
  CHECK(cannot > 20);
}

}  // namespace
}  // namespace ebb
