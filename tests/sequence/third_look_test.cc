// Conditions that only count together: each outcome its weight, sums too low left alone.
#include "sequence/third_look.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "lexicon/lexicon.h"
#include "sequence/score_features.h"
#include "sequence/timeline.h"

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

// All rows added up, one by one.
void AddAll(const Scorer& scorer, const LookInputs& inputs, ScoreSum* sum) {
  const std::vector<ConditionTrees::Outcome> outcomes =
      ConditionTrees(scorer).OutcomesOf(inputs, *sum);
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
  TalkNumbers talk;
  talk.bits = kQuestion;
  ScoreSum sum{};
  sum[2] = 9;  // with its own tree it comes to 10: too late for the other
  AddAll(TwoTrees(), LookInputsOf(sum, {}, {}, talk), &sum);
  CHECK(sum[2] == 10);
  CHECK(sum[kDistanceScore] == 0);
  sum[2] = 10;
  sum[kDistanceScore] = -100;
  AddAll(TwoTrees(), LookInputsOf(sum, {}, {}, talk), &sum);
  CHECK(sum[kDistanceScore] == -80);
  sum = {};
  sum[2] = 50;
  sum[kDistanceScore] = -101;
  AddAll(TwoTrees(), LookInputsOf(sum, {}, {}, talk), &sum);
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
  const Scorer scorer = TwoTrees();
  const ConditionTrees trees(scorer);
  ScoreSum sum{};
  sum[2] = 10;
  const auto outcomes = trees.OutcomesOf(LookInputsOf(sum, {}, {}, {}), sum);
  REQUIRE(outcomes.size() == 2);
  CHECK(outcomes[0].held == 1);
  CHECK(outcomes[0].value == 160);
  CHECK(outcomes[1].held == 0);
  CHECK(outcomes[1].value == 16);
  sum[2] = -101;
  CHECK(trees.OutcomesOf(LookInputsOf(sum, {}, {}, {}), sum)[1].value == 0);
}

// A talk of one minute a message; 'a' and 'b' write, 'n' is a notice.
TalkNumbers NumbersAt(const std::string& writers, Position p) {
  Conversation conversation;
  for (std::size_t i = 0; i < writers.size(); ++i) {
    MessageFacts facts;
    facts.sent = static_cast<std::uint32_t>(1000000 + 60 * i);
    facts.words = static_cast<std::uint16_t>(i + 1);
    facts.sender = writers[i] == 'b' ? 1 : 0;
    facts.features = i == 0 ? std::uint32_t{kQuestion} : std::uint32_t{kWarmth};
    const MessageKind kind = writers[i] == 'n' ? MessageKind::kNotice : MessageKind::kText;
    facts.kind = static_cast<std::uint16_t>(kind) & 0xF;
    conversation.facts.push_back(facts);
  }
  conversation.participants.resize(2);
  const std::vector<MessageIndex> order;
  const Timeline timeline(conversation, order);
  const std::vector<Rule> rules;
  const std::vector<Flag> flags;
  return ScoreFeatures(timeline, rules, flags).TalkNumbersOf(p);
}

TEST_CASE("what stands around a message: runs, turns, seconds") {
  TalkNumbers talk = NumbersAt("bbnaanaab", 6);  // a's third in a row; a notice between
  CHECK(talk.own_run == 2);
  CHECK(talk.seconds_before == 120);
  CHECK(talk.seconds_after == 120);
  CHECK(talk.words == 7);
  CHECK(talk.partner_messages == 2);
  CHECK(talk.partner_words == 3);
  CHECK(talk.partner_bits == (kQuestion | kWarmth));
  CHECK(talk.bits == kWarmth);
  talk = NumbersAt("a", 0);
  CHECK(talk.seconds_before == 0);
  CHECK(talk.seconds_after == -1);
  CHECK(talk.partner_messages == 0);
  CHECK(NumbersAt("bbbbbbbba", 8).partner_messages == 6);
  // Nine of the sender's own are walked through, ten are not.
  CHECK(NumbersAt("b" + std::string(9, 'a'), 9).partner_messages == 1);
  CHECK(NumbersAt("b" + std::string(11, 'a'), 11).own_run == 9);
  CHECK(NumbersAt("b" + std::string(11, 'a'), 11).partner_messages == 0);
  CHECK(NumbersAt(std::string(10, 'a') + "b", 0).seconds_after == 600);
  CHECK(NumbersAt(std::string(11, 'a') + "b", 0).seconds_after == -1);
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
  MadeInputs made;
  for (std::int32_t& s : made.sum) s = next(400) - 300;
  NearLevels before, after;
  for (Levels* levels :
       {&before.partner_before, &before.own_before, &after.partner_after, &after.own_after}) {
    for (std::uint32_t c = 0; c < kCountedCategories; ++c) {
      *levels |= static_cast<Levels>(next(kMostLevel + 1)) << (c * kLevelBits);
    }
  }
  before.tense = static_cast<std::uint32_t>(next(6));
  before.lead = next(20) - 10;
  TalkNumbers talk;
  talk.seconds_before = next(2) != 0 ? next(300) : next(100'000);
  talk.seconds_after = next(50'000) - 1;
  talk.own_run = next(10);
  talk.words = next(30);
  talk.partner_messages = next(7);
  talk.partner_words = next(90);
  talk.bits = static_cast<std::uint32_t>(next(1 << 24));
  talk.partner_bits = static_cast<std::uint32_t>(next(1 << 24));
  made.inputs = LookInputsOf(made.sum, before, after, talk);
  return made;
}

TEST_CASE("what counts is the same as if all rows were added up, and by as much") {
  const Result<Lexicon> lexicon = ParseLexicon(BuiltInLexiconFiles());
  REQUIRE(lexicon);
  const ConditionTrees trees(lexicon->scorer());
  std::uint32_t random = 7;
  int counting = 0, cannot = 0, left_early = 0, wrong = 0;
  for (int round = 0; round < 5'000; ++round) {
    const MadeInputs made = MakeInputs(&random);
    ScoreSum all = made.sum, what_counts = made.sum;
    const bool may_count = trees.MayCount(made.sum, {});
    AddAll(lexicon->scorer(), made.inputs, &all);
    trees.Add(made.inputs, &what_counts);
    left_early += all != what_counts ? 1 : 0;
    const bool joined = JoinDistance(&all) >= 0, also_joined = JoinDistance(&what_counts) >= 0;
    wrong += joined != also_joined ? 1 : 0;
    for (std::size_t c = 0; c < kCountedCategories; ++c) {
      const bool counts = all[c] >= 0;
      counting += counts ? 1 : 0;
      wrong += counts != (what_counts[c] >= 0) || (counts && all[c] != what_counts[c]) ? 1 : 0;
    }
    const bool any = std::any_of(all.begin(), all.begin() + kCountedCategories,
                                 [](std::int32_t sum) { return sum >= 0; });
    wrong += any && !may_count ? 1 : 0;
    cannot += may_count ? 0 : 1;
    if (joined) wrong += all[kDistanceScore] != what_counts[kDistanceScore] ? 1 : 0;
  }
  CHECK(wrong == 0);
  CHECK(counting > 1'000);
  CHECK(left_early > 1'000);
  CHECK(cannot > 50);
}

}  // namespace
}  // namespace ebb
