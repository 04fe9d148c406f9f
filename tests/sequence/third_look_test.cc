// What the third look sees around a message.
#include "sequence/third_look.h"

#include <array>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>

#include "lexicon/lexicon.h"
#include "sequence/score_features.h"
#include "sequence/timeline.h"

namespace ebb {
namespace {

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

TEST_CASE("what stands around a message: runs, turns, minutes") {
  TalkNumbers talk = NumbersAt("bbnaanaab", 6);  // a's third in a row; a notice between
  CHECK(talk.own_run == 2);
  CHECK(talk.minutes_before == 2);
  CHECK(talk.minutes_after == 2);
  CHECK(talk.words == 7);
  CHECK(talk.partner_messages == 2);
  CHECK(talk.partner_words == 3);
  CHECK(talk.partner_bits == (kQuestion | kWarmth));
  CHECK(talk.bits == kWarmth);
  talk = NumbersAt("a", 0);
  CHECK(talk.minutes_before == 0);
  CHECK(talk.minutes_after == -1);
  CHECK(talk.partner_messages == 0);
  CHECK(NumbersAt("bbbbbbbba", 8).partner_messages == 6);
  // Nine of the sender's own are walked through, ten are not.
  CHECK(NumbersAt("b" + std::string(9, 'a'), 9).partner_messages == 1);
  CHECK(NumbersAt("b" + std::string(11, 'a'), 11).own_run == 9);
  CHECK(NumbersAt("b" + std::string(11, 'a'), 11).partner_messages == 0);
  CHECK(NumbersAt(std::string(10, 'a') + "b", 0).minutes_after == 10);
  CHECK(NumbersAt(std::string(11, 'a') + "b", 0).minutes_after == -1);
}

TEST_CASE("the messages beside are known singly, notices left out, whoever wrote them") {
  using Minutes = std::array<std::int32_t, kBeside>;
  using Own = std::array<bool, kBeside>;
  // A minute a message; before the last of the three of a: a, notice, a, b; after it b.
  TalkNumbers talk = NumbersAt("bbnaanaab", 6);
  CHECK(talk.minutes_beside == Minutes{2, 3, 5, 1, 2});
  CHECK(talk.own_beside == Own{true, true, false, true, false});
  talk = NumbersAt("a", 0);
  CHECK(talk.minutes_beside == Minutes{-1, -1, -1, -1, -1});
  CHECK(talk.own_beside == Own{});
  talk = NumbersAt("nab", 2);
  CHECK(talk.minutes_beside == Minutes{1, -1, -1, -1, -1});
}

TEST_CASE("numbers are held where a condition that never holds is out of reach") {
  ScoreSum sum{};
  sum[0] = 1'000'000;
  sum[1] = -1'000'000;
  NearLevels near;
  near.last[1] = RoughSums(sum);
  const LookInputs inputs = LookInputsOf(sum, near, {});
  CHECK(inputs[0] == 32766);
  CHECK(inputs[1] == -32768);
  std::map<std::string, std::int16_t> named;
  for (std::size_t i = 0; i < kLookInputs; ++i) named[LookInputName(i)] = inputs[i];
  CHECK(named["last_2:withdrawal"] == 127);
  CHECK(named["last_2:shutdown"] == -127);
  CHECK(named["last_2:repair"] == 0);
  CHECK(named["last_1:repair"] == RoughSums::kFarOff);
  CHECK(named["next_2:minutes"] == -1);
}

TEST_CASE("rough sums round down and hold what a byte cannot") {
  ScoreSum sum{};
  sum[2] = -1;
  sum[3] = 7;
  sum[4] = 8;
  sum[kDistanceScore] = 2000;
  const RoughSums rough(sum);
  CHECK(rough.eighths == std::array<std::int8_t, kLookSums>{0, 0, -1, 0, 1, 0, 127});
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
