#include "measure/demand_withdraw.h"

#include <catch2/catch.hpp>

#include "measure/find.h"
#include "measure/made_talk.h"
#include "measure/simulated_conflicts.h"
#include "time/civil.h"

namespace ebb {
namespace {

using testing::ClaimRate;
using testing::ConflictPlan;
using testing::FigureOf;
using testing::kDay;
using testing::kHour;
using testing::kMinute;
using testing::MadeTalk;
using testing::RateOf;

// What the other does after a turn of side 0.
enum class Next { kTalks, kCurt, kDistant, kSilent, kCalls };

void ReplyTo(MadeTalk* made, Next next) {
  switch (next) {
    case Next::kTalks:
      made->Say(11 * kMinute, 1, 0, 0, 9);
      return;
    case Next::kCurt:
      made->Say(11 * kMinute, 1, 0, 0, 1);
      return;
    case Next::kDistant:
      made->Say(11 * kMinute, 1, 0, kDistanceWorded, 9);
      return;
    case Next::kCalls:
      made->SayAt(made->now() + 11 * kMinute, 1, 0, 0, 0, {}, MessageKind::kCall);
      return;
    case Next::kSilent:
      break;
  }
  made->SayAt(made->now() + 2 * kDay, 1, 0, 0, 9);
}

// `days` days with a pressing turn met as given at nine, and four ordinary ones that are answered.
void DaysOfPressing(MadeTalk* made, int days, Next next, std::uint32_t pressing = kPressed) {
  std::uint32_t morning = made->now();
  for (int day = 0; day < days; ++day) {
    morning += 3 * kDay;
    made->SayAt(morning, 0, 0, pressing, 9);
    ReplyTo(made, next);
    if (next == Next::kSilent) morning += 2 * kDay;
    for (std::uint32_t i = 1; i <= 4; ++i) {
      made->SayAt(morning + i * 25 * kMinute, 0, kQuestion, 0, 9);
      made->Say(11 * kMinute, 1, 0, 0, 9);
    }
  }
  made->Say(5 * kDay, 0);
  made->Say(kMinute, 1);
}

TEST_CASE("push and pull: a word, words of distance and silence are distance, talk and calls not") {
  struct Case {
    Next next;
    double share;
  };
  for (const Case& c : {Case{Next::kTalks, 0}, Case{Next::kCurt, 1}, Case{Next::kDistant, 1},
                        Case{Next::kSilent, 1}, Case{Next::kCalls, 0}}) {
    MadeTalk made;
    DaysOfPressing(&made, 60, c.next);
    const MeasureResult result = DemandWithdraw(made.Input());
    INFO(static_cast<int>(c.next));
    REQUIRE(result.state == MeasureState::kShown);
    CHECK(FigureOf(result, 0, "pressing").value == 60);
    CHECK(FigureOf(result, 0, "distance_after_pressing").value == c.share);
    CHECK(FigureOf(result, 0, "distance_after_ordinary").value == 0);
    CHECK(FigureOf(result, 0, "difference").value == 100 * c.share);
    CHECK_FALSE(FigureOf(result, 1, "difference").shown);
    CHECK(result.episodes.size() == (c.next == Next::kCurt || c.next == Next::kDistant ? 3 : 0));
  }
}

TEST_CASE("push and pull: what presses") {
  struct Case {
    std::uint32_t codes;
    bool presses;
  };
  for (const Case& c : {Case{kPressed, true}, Case{kComplained, true},
                        Case{kPressed | kOpenedGently, false}, Case{kShutDown, false}}) {
    MadeTalk made;
    DaysOfPressing(&made, 40, Next::kCurt, c.codes);
    INFO(c.codes);
    CHECK((FigureOf(DemandWithdraw(made.Input()), 0, "pressing").value > 0) == c.presses);
  }
}

TEST_CASE("push and pull: a second message into the silence is no second trigger") {
  MadeTalk made;
  DaysOfPressing(&made, 20, Next::kTalks);
  for (int i = 0; i < 30; ++i) {
    made.Say(3 * kHour, 0, kQuestion, 0, 9);
    made.Say(kHour, 0, kQuestion, kPressed | kChased, 2);
    made.Say(kHour, 1, 0, 0, 9);
  }
  CHECK(FigureOf(DemandWithdraw(made.Input()), 0, "pressing").value == 20);
}

TEST_CASE("push and pull: under forty, counts and examples but no comparison") {
  MadeTalk made;
  DaysOfPressing(&made, 15, Next::kCurt);
  const MeasureResult result = DemandWithdraw(made.Input());
  CHECK(result.state == MeasureState::kNotEnough);
  CHECK(result.note == "15 pressing or complaining messages of one of the two of the 40 needed");
  CHECK(result.claims.empty());
  CHECK(FigureOf(result, 0, "pressing").value == 15);
  CHECK_FALSE(FigureOf(result, 0, "distance_after_pressing").shown);
  REQUIRE(result.episodes.size() == 3);
  CHECK(result.episodes[0].kind == EpisodeKind::kExchange);
  CHECK(result.episodes[0].side == 0);
  CHECK(result.episodes[0].shown.size() == 2);
  CHECK(result.episodes[0].first < result.episodes[1].first);
}

TEST_CASE("push and pull: weeks with signs of danger are left out, and all of it if none is left") {
  MadeTalk made;
  DaysOfPressing(&made, 60, Next::kCurt);
  const MeasureResult whole = DemandWithdraw(made.Input());
  MadeTalk partly, wholly;
  for (MadeTalk* talk : {&partly, &wholly}) DaysOfPressing(talk, 60, Next::kCurt);
  const std::int32_t first = WeekNumber(testing::kMonday), last = WeekNumber(made.now());
  partly.danger_weeks() = {first + 3, first + 4};
  for (std::int32_t week = first; week <= last; ++week) wholly.danger_weeks().push_back(week);
  const double left = FigureOf(DemandWithdraw(partly.Input()), 0, "pressing").value;
  CHECK(left < 60);
  CHECK(left >= 54);
  const MeasureResult nothing = DemandWithdraw(wholly.Input());
  CHECK(nothing.state == MeasureState::kSuppressed);
  CHECK(nothing.claims.empty());
  CHECK(nothing.episodes.empty());
  CHECK(nothing.sides[0].empty());
  CHECK(whole.state == MeasureState::kShown);
}

TEST_CASE("push and pull: sentences name what was compared") {
  MadeTalk made;
  DaysOfPressing(&made, 60, Next::kCurt);
  const MeasureResult result = DemandWithdraw(made.Input());
  REQUIRE(result.claims.size() >= 1);
  const Claim& claim = result.claims[0];
  CHECK(claim.key == "pressing_then_distance");
  CHECK(claim.side == 0);
  CHECK(claim.p < 0.01);
  CHECK(claim.text.find("60 pressing or complaining messages of {self} were met by {other}") == 0);
  CHECK(claim.text.find("more often than 180 ordinary ones") != std::string::npos);
}

TEST_CASE("push and pull: false alarms") {
  // Habits, moods of weeks and conflicts, but no link: 5 % of 300 and chance.
  const ConflictPlan plan;
  for (const int side : {0, 1}) {
    INFO(side);
    const ClaimRate first = RateOf(plan, DemandWithdraw, "pressing_then_distance", 150, side);
    CHECK(first.claims == 150);
    CHECK(first.fired <= 14);
    CHECK(RateOf(plan, DemandWithdraw, "distance_then_pressing", 150, side).fired <= 14);
    CHECK(RateOf(plan, DemandWithdraw, "loop", 150, side).fired <= 3);
  }
}

TEST_CASE("push and pull: found where it is planted, on the side it is planted") {
  ConflictPlan plan;
  plan.curt_after_pressing = 0.4;
  plan.pressing_after_curt = 0.08;
  const ClaimRate first = RateOf(plan, DemandWithdraw, "pressing_then_distance", 40, 0);
  CHECK(first.share() >= 0.95);
  CHECK(RateOf(plan, DemandWithdraw, "distance_then_pressing", 40, 0).share() >= 0.8);
  CHECK(RateOf(plan, DemandWithdraw, "loop", 40, 0).share() >= 0.8);
  CHECK(RateOf(plan, DemandWithdraw, "loop", 40, 1).fired <= 2);
}

TEST_CASE("push and pull: power near the minimum") {
  // Thirty points more, with 40 to 60 triggers.
  ConflictPlan plan;
  plan.weeks = 25;
  plan.curt_after_pressing = 0.4;
  const ClaimRate rate = RateOf(plan, DemandWithdraw, "pressing_then_distance", 150, 0);
  CHECK(rate.claims >= 30);
  CHECK(rate.share() >= 0.8);
}

}  // namespace
}  // namespace ebb
