#include "measure/cross_lag.h"

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
using testing::kMonday;
using testing::MadeTalk;
using testing::RateOf;

// A week of sixty turns with `distance` of side 1 and a conflict of `turns` turns on Sunday, in
// which everything is distance.
void WriteWeek(MadeTalk* made, std::uint32_t week, std::uint32_t distance, std::uint32_t turns) {
  const std::uint32_t monday = kMonday + week * 7 * kDay;
  for (std::uint32_t i = 0; i < 60; ++i) {
    const bool distant = i % 2 == 1 && i / 2 < distance;
    made->SayAt(monday + i / 10 * kDay + 9 * kHour + i % 10 * 30 * kMinute, i % 2, 0,
                distant ? std::uint32_t{kShutDown} : 0u);
  }
  if (turns == 0) return;
  made->SayAt(monday + 6 * kDay + 10 * kHour, 0, 0, kShutDown);
  const Position first = made->last();
  for (std::uint32_t i = 1; i < turns; ++i) made->Say(11 * kMinute, i % 2, 0, kShutDown);
  made->Conflict(first, made->last());
}

// Conflicts of random length; distance is three per turn of the conflict the week before.
void Follows(MadeTalk* made, std::uint32_t weeks, bool linked) {
  Random random(4);
  std::uint32_t before = 0;
  for (std::uint32_t week = 0; week < weeks; ++week) {
    const auto turns = static_cast<std::uint32_t>(random.Below(3) == 0 ? 4 + random.Below(6) : 0);
    const auto other = static_cast<std::uint32_t>(random.Below(8));
    WriteWeek(made, week, linked ? before : other, turns);
    before = turns;
  }
}

TEST_CASE("cross-lag: distance in the weeks after conflict is found, in that order only") {
  MadeTalk made;
  Follows(&made, 60, true);
  const MeasureResult result = CrossLag(made.Input());
  REQUIRE(result.state == MeasureState::kShown);
  CHECK(FigureOf(result.pair, "weeks").value == 60);
  CHECK(FigureOf(result.pair, "conflict_then_distance").value > 0.8);
  CHECK(FigureOf(result.pair, "conflict_then_distance").n == 59);
  CHECK(FigureOf(result.sides[1], "conflict_then_distance").value > 0.8);
  CHECK_FALSE(FigureOf(result.sides[0], "conflict_then_distance").shown);  // never varies
  REQUIRE(result.claims.size() == 3);
  const Figure& rho = FigureOf(result.pair, "conflict_then_distance");
  REQUIRE(rho.has_range);
  CHECK(rho.low > 0.6);
  CHECK(rho.high < 1);
  CHECK(result.claims[0].p < 0.05);
  CHECK(result.claims[0].text.find(
            "Weeks with more conflict were followed by weeks with more words of distance") == 0);
  CHECK(result.claims[1].p > 0.05);
  CHECK(result.claims[1].cannot_tell.find("cannot be told from 59 weeks (rank correlation ") !=
        std::string::npos);
}

TEST_CASE("cross-lag: the same in plain numbers, after weeks with conflict and without") {
  MadeTalk linked, apart;
  Follows(&linked, 60, true);
  Follows(&apart, 60, false);
  const MeasureResult one = CrossLag(linked.Input()), other = CrossLag(apart.Input());
  // Without a conflict the week before no turn is distant; with one, 4 to 9 of 60 are.
  CHECK(FigureOf(one.pair, "distance_after_conflict").value == Approx(11).margin(2.5));
  REQUIRE(one.claims.size() == 3);
  CHECK_FALSE(one.claims[2].has_p);
  CHECK(one.claims[2].text.find("a difference beyond the spread") != std::string::npos);
  REQUIRE(other.claims.size() == 3);
  const Figure& after = FigureOf(other.pair, "distance_after_conflict");
  CHECK(after.low < FigureOf(other.pair, "distance_after_calm").value);
  CHECK(other.claims[2].text.find("no difference that can be told") != std::string::npos);
}

TEST_CASE("cross-lag: words within conflicts are not distance") {
  MadeTalk made;
  Follows(&made, 60, false);
  const MeasureResult result = CrossLag(made.Input());
  REQUIRE(result.series.size() == 4);
  for (const SeriesPoint& point : result.series[1].points) CHECK(point.n == 60);
  CHECK(result.claims[0].p > 0.05);
}

TEST_CASE("cross-lag: what is missing is said, and the lines are drawn") {
  struct Case {
    std::uint32_t weeks;
    std::uint32_t every;  // a conflict
    const char* note;
  };
  for (const Case& c : {Case{30, 3, "30 weeks with enough messages of the 40 needed"},
                        Case{60, 20,
                             "3 weeks with conflict, or with words of distance of the 8 "
                             "needed"}}) {
    MadeTalk made;
    for (std::uint32_t week = 0; week < c.weeks; ++week) {
      WriteWeek(&made, week, week % 4, week % c.every == 0 ? 5 : 0);
    }
    const MeasureResult result = CrossLag(made.Input());
    CHECK(result.state == MeasureState::kNotEnough);
    CHECK(result.note == c.note);
    CHECK(result.claims.empty());
    REQUIRE(result.series.size() == 4);
    CHECK(result.series[0].points.size() == c.weeks);
    CHECK(result.series[0].points[0].value == 5);
  }
}

TEST_CASE("cross-lag: thin weeks and weeks with signs of danger are gaps") {
  MadeTalk made;
  for (std::uint32_t week = 0; week < 60; ++week) {
    if (week == 20) {
      made.SayAt(kMonday + week * 7 * kDay + 9 * kHour, 0);  // a thin one
    } else {
      WriteWeek(&made, week, week % 4, week % 3 == 0 ? 5 : 0);
    }
  }
  made.danger_weeks() = {WeekNumber(kMonday) + 40};
  const MeasureResult result = CrossLag(made.Input());
  CHECK(FigureOf(result.pair, "weeks").value == 58);
  CHECK(FigureOf(result.pair, "conflict_then_distance").n == 55);
  CHECK_FALSE(result.series[0].points[20].known);
  CHECK_FALSE(result.series[0].points[40].known);
  MadeTalk wholly;
  for (std::uint32_t week = 0; week < 60; ++week) {
    WriteWeek(&wholly, week, week % 4, week % 3 == 0 ? 5 : 0);
    wholly.danger_weeks().push_back(WeekNumber(kMonday) + static_cast<std::int32_t>(week));
  }
  CHECK(CrossLag(wholly.Input()).state == MeasureState::kSuppressed);
}

TEST_CASE("cross-lag: false alarms") {
  // Weeks that resemble those before them, and no link.
  ConflictPlan plan;
  for (const double alike : {0.5, 0.8}) {
    plan.alike = alike;
    for (const char* key : {"conflict_then_distance", "distance_then_conflict"}) {
      INFO(key << " " << alike);
      const ClaimRate rate = RateOf(plan, CrossLag, key, 120, -1);
      CHECK(rate.claims >= 60);
      CHECK(rate.fired <= 12);  // 5 % of 120, and chance
    }
  }
}

TEST_CASE("cross-lag: power near the minimum") {
  // A rank correlation of about .5 over some 40 pairs of weeks.
  ConflictPlan plan;
  plan.weeks = 48;
  plan.conflict_feeds_distance = 1;
  const ClaimRate rate = RateOf(plan, CrossLag, "conflict_then_distance", 150, -1);
  CHECK(rate.claims >= 30);
  CHECK(rate.share() >= 0.8);
}

}  // namespace
}  // namespace ebb
