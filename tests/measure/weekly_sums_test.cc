#include "measure/weekly_sums.h"

#include <catch2/catch.hpp>

#include "base/random.h"
#include "measure/made_talk.h"
#include "time/civil.h"

namespace ebb {
namespace {

using testing::kDay;
using testing::kHour;
using testing::kMinute;
using testing::kMonday;
using testing::MadeTalk;

TEST_CASE("weekly sums: a week of each side") {
  MadeTalk made;
  made.SayAt(kMonday + 9 * kHour, 0, kWarmth, 0, 4);
  made.Say(kMinute, 0, 0, 0, 6);
  made.Say(kMinute, 0, kWarmth, 0, 1);
  made.Say(kMinute, 1, kTimeWord, 0, 3);
  made.Say(kMinute, 0, kTimeWord | kWarmth, kWithdrew, 3);
  made.SayAt(kMonday + 2 * kDay + 9 * kHour, 1, 0, 0, 2);
  made.SayAt(kMonday + 8 * kDay + 9 * kHour, 1, kPracticalReason, 0, 7);
  const std::vector<SumWeek> weeks = SumWeeks(made.Input());
  REQUIRE(weeks.size() == 2);
  CHECK(weeks[0].week == WeekNumber(kMonday));
  CHECK(weeks[0].active_days == 2);
  CHECK_FALSE(weeks[0].usable);  // thin
  const SideWeek& first = weeks[0].sides[0];
  CHECK(first.messages == 4);
  CHECK(first.warm_texts == 3);
  CHECK(first.texts == 4);
  CHECK(first.words == 14);
  CHECK(first.turns == 2);
  CHECK(first.practical_turns == 0);
  CHECK(first.distance_turns == 1);
  CHECK(first.sessions == 1);
  const SideWeek& second = weeks[0].sides[1];
  CHECK(second.turns == 2);
  CHECK(second.practical_turns == 1);
  CHECK(second.sessions == 1);
  CHECK(weeks[0].sessions() == 2);
  CHECK(weeks[1].sides[1].words == 7);
  CHECK(weeks[1].sides[0].turns == 0);
}

TEST_CASE("weekly sums: bids by who made them and who was to answer") {
  MadeTalk made;
  for (int day = 0; day < 21; ++day) {
    made.SayAt(kMonday + static_cast<std::uint32_t>(day) * kDay + 9 * kHour, 0,
               kQuestion | (day % 2 == 0 ? kDisclosure : kPlanProposal), 0, 8);
    made.Say(kMinute, 1, kAnswerWord, day % 2 == 1 && day < 7 ? kDeclinedBare | kWithdrew : 0u, 4);
    for (int i = 0; i < 6; ++i) made.Say(kMinute, i % 2, 0, 0, 4);
  }
  const std::vector<SumWeek> weeks = SumWeeks(made.Input());
  REQUIRE(weeks.size() == 3);
  CHECK(weeks[1].usable);
  CHECK(weeks[0].sides[0].bids == 7);
  CHECK(weeks[0].sides[0].emotional_bids == 4);
  CHECK(weeks[0].sides[0].asked == 0);
  CHECK(weeks[0].sides[1].asked == 7);
  CHECK(weeks[0].sides[1].plans == 3);
  CHECK(weeks[0].sides[1].plans_unmet == 3);
  CHECK(weeks[1].sides[1].plans == 4);
  CHECK(weeks[1].sides[1].plans_unmet == 0);
  const SideWeek& met = weeks[1].sides[1];
  CHECK(met.toward + met.minimal + met.away + met.against == met.asked);
}

TEST_CASE("weekly sums: weeks add up to the talk") {
  MadeTalk made;
  Random random(5);
  for (int i = 0; i < 5000; ++i) {
    made.Say(static_cast<std::uint32_t>(random.Below(6 * kHour)), static_cast<int>(random.Below(2)),
             static_cast<std::uint32_t>(random.Below(1u << kFeatureBits)), 0,
             static_cast<std::uint16_t>(random.Below(30)));
  }
  const MeasureInput input = made.Input();
  std::uint64_t messages = 0, turns = 0, asked = 0, bids = 0, table = 0;
  for (const SumWeek& week : SumWeeks(input)) {
    for (const SideWeek& side : week.sides) {
      messages += side.messages;
      turns += side.turns;
      asked += side.asked;
      bids += side.bids;
    }
  }
  for (const Week& week : input.weeks) {
    for (const PartnerWeek& partner : week.partners) table += partner.messages;
  }
  CHECK(messages == 5000);
  CHECK(table == messages);
  CHECK(turns == input.talk.size());
  CHECK(asked == input.bids.size());
  CHECK(bids == input.bids.size());
}

TEST_CASE("weekly sums: none without times") {
  MadeTalk made;
  for (int i = 0; i < 10; ++i) made.SayAt(0, i % 2);
  CHECK(SumWeeks(made.Input()).empty());
}

}  // namespace
}  // namespace ebb
