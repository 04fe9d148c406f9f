#include "sequence/timeline.h"

#include <catch2/catch.hpp>

#include "sequence/talk.h"
#include "sequence/turns.h"

namespace ebb::testing {
namespace {

std::vector<MessageFacts> At(const std::vector<std::uint32_t>& times) {
  std::vector<MessageFacts> facts(times.size());
  for (std::size_t i = 0; i < times.size(); ++i) facts[i].sent = times[i];
  return facts;
}

using Order = std::vector<MessageIndex>;
constexpr std::uint32_t kAnHour = 3600;

TEST_CASE("order of a recording whose speakers follow one another in the file") {
  Conversation recording;
  recording.sort_by_time = true;
  recording.facts = At({0, 0, 0, 0});
  recording.facts[3].sender = 1;
  recording.offsets = {500, 4000, 100, 4000};
  CHECK(OrderOf(recording).order == Order{2, 0, 1, 3});
  CHECK(OrderOf(recording).senders == 2);
  recording.offsets = {1, 1, 2, 3};
  CHECK(OrderOf(recording).order.empty());
  recording.offsets = {9, 1};  // of something else
  CHECK(OrderOf(recording).order.empty());
}

TEST_CASE("time order") {
  struct Case {
    const char* name;
    std::vector<std::uint32_t> times;
    Order order;
    std::uint64_t jumps;
  };
  const Case cases[] = {
      {"empty", {}, {}, 0},
      {"in order", {10, 20, 30}, {}, 0},
      {"equal times keep file order", {10, 10, 10}, {}, 0},
      {"undated", {0, 0, 0}, {}, 0},
      {"a later part of the file is older",
       {10 * kAnHour, 11 * kAnHour, 1 * kAnHour, 2 * kAnHour},
       {2, 3, 0, 1},
       1},
      {"clock set back by an hour: file order",
       {5 * kAnHour, 4 * kAnHour, 4 * kAnHour + 60},
       {},
       1},
      {"a record without time stays behind the one before it",
       {10 * kAnHour, 0, 1 * kAnHour, 0},
       {2, 3, 0, 1},
       1},
      {"undated records first", {0, 0, 2 * kAnHour, 5 * kAnHour}, {}, 0},
      {"newest first", {9 * kAnHour, 6 * kAnHour, 3 * kAnHour}, {2, 1, 0}, 2},
      {"two parts that meet",
       {2 * kAnHour, 9 * kAnHour, 5 * kAnHour, 9 * kAnHour},
       {0, 2, 1, 3},
       1},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    const TimeOrder result = OrderByTime(At(c.times));
    CHECK(result.order == c.order);
    CHECK(result.jumps == c.jumps);
  }
}

std::vector<Rule> PressureRules() {
  return {MakeRule("D3", Category::kShutdown, Strength::kStrong, kGatePressure),
          MakeRule("P1", Category::kPressure, Strength::kStrong)};
}

TEST_CASE("gates follow time, not the file; flags follow the file") {
  Talk talk(PressureRules());
  talk.SayAt(kBen, 100060).With("D3");
  talk.SayAt(kAnn, 200000);
  talk.SayAt(kAnn, 100000).With("P1");
  const SequenceResult result = talk.Read();
  CHECK(result.order == Order{2, 0, 1});
  CHECK(result.time_jumps == 1);
  CHECK(result.MessageAt(0) == 2);
  REQUIRE(result.flags.size() == 2);
  CHECK(result.flags[0].counts);
  CHECK(result.flags[0].evidence == 2);
  CHECK(result.flags[1].hit.message == 2);
}

std::vector<Turn> TurnsOf(Talk& talk) {
  const Order order;
  const Timeline timeline(talk.chat(), order);
  const RuleTable rules(talk.rules());
  std::vector<Turn> turns;
  ForEachTurn(timeline, rules, [&](const Turn& t) { turns.push_back(t); });
  return turns;
}

TEST_CASE("turns: one sender, gaps of at most ten minutes") {
  Talk talk(PressureRules());
  talk.Say(kAnn, 0, kQuestion, 3).Notice().Say(kAnn, 600, kWarmth, 4).Say(kAnn, 601).Say(kBen, 0);
  const auto turns = TurnsOf(talk);
  REQUIRE(turns.size() == 3);
  CHECK(turns[0].first == 0);
  CHECK(turns[0].last == 2);
  CHECK(turns[0].words == 7);
  CHECK(turns[0].features == (kQuestion | kWarmth));
  CHECK(turns[0].end - turns[0].begin == 600);
  CHECK(turns[1].first == 3);
  CHECK(turns[2].sender == kBen);
}

TEST_CASE("turns without times change with the sender only") {
  Talk talk(PressureRules());
  talk.SayAt(kAnn, 0).SayAt(kAnn, 0).SayAt(kBen, 0).SayAt(kAnn, 0);
  CHECK(TurnsOf(talk).size() == 3);
}

}  // namespace
}  // namespace ebb::testing
