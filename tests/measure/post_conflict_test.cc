#include "measure/post_conflict.h"

#include <catch2/catch.hpp>

#include "measure/calm_windows.h"
#include "measure/find.h"
#include "measure/hour_counts.h"
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

// How a day goes.
struct DayPlan {
  std::uint32_t turns = 12;   // of each side
  std::uint32_t delay = 12;   // minutes
  std::uint32_t warm = 4;     // every so many turns
  std::uint32_t distant = 6;  // the same
};

void Day(MadeTalk* made, std::uint32_t day, const DayPlan& plan) {
  std::uint32_t at = kMonday + day * kDay + 9 * kHour;
  for (std::uint32_t i = 0; i < plan.turns; ++i) {
    const std::uint32_t features = plan.warm != 0 && i % plan.warm == 0 ? kWarmth : 0u;
    const std::uint32_t codes = plan.distant != 0 && i % plan.distant == 0 ? kDistanceWorded : 0u;
    made->SayAt(at, 0, features, codes);
    made->SayAt(at + plan.delay * kMinute, 1, features, codes);
    at += 30 * kMinute;
  }
}

// `weeks` weeks; in every third a conflict on Monday evening, after which four days go by `after`.
void WeeksOf(MadeTalk* made, std::uint32_t weeks, const DayPlan& usual, const DayPlan& after) {
  for (std::uint32_t day = 0; day < 7 * weeks; ++day) {
    const bool conflict_week = day / 7 % 3 == 2;
    const std::uint32_t weekday = day % 7;
    const bool is_after = conflict_week && weekday >= 1 && weekday <= 5;
    Day(made, day, is_after ? after : usual);
    if (!conflict_week || weekday != 0) continue;
    made->SayAt(kMonday + day * kDay + 20 * kHour, 0, 0, kPressed | kHarsh);
    const Position first = made->last();
    made->Say(11 * kMinute, 1, kNegativeEmotion, kPressed | kHarsh);
    made->Conflict(first, made->last());
  }
}

void Weeks(MadeTalk* made, std::uint32_t weeks, const DayPlan& after) {
  WeeksOf(made, weeks, DayPlan{}, after);
}

TEST_CASE("hour counts: any stretch, to the full hour") {
  MadeTalk made;
  made.SayAt(kMonday + 9 * kHour, 0, kWarmth);
  made.SayAt(kMonday + 9 * kHour + 30 * kMinute, 0, 0, kDistanceWorded);
  made.SayAt(kMonday + 10 * kHour, 1, kWarmth);
  made.SayAt(kMonday + 3 * kDay, 0);
  const ChatHours hours(made.talk());
  const HourCount first = hours.Between(0, kMonday + 9 * kHour, kMonday + 10 * kHour);
  CHECK(first.messages == 2);
  CHECK(first.warm == 1);
  CHECK(first.turns == 2);
  CHECK(first.distance == 1);
  CHECK(hours.Between(1, kMonday + 9 * kHour, kMonday + 10 * kHour).messages == 0);
  CHECK(hours.Between(1, kMonday, kMonday + kDay).messages == 1);
  CHECK(hours.Between(0, 0, kMonday + 365 * kDay).messages == 3);
  CHECK(hours.Between(0, kMonday + kDay, kMonday).messages == 0);
}

TEST_CASE("calm windows: 72 waking hours around, and weeks in which these hours were calm") {
  MadeTalk made;
  Weeks(&made, 12, {});
  const MeasureInput input = made.Input();
  const std::vector<ConflictSpan> spans = ConflictSpans(input.talk, input.danger_weeks);
  const std::vector<ConflictCluster> clusters = ClusterConflicts(input, spans);
  REQUIRE(clusters.size() == 4);
  CHECK(clusters[0].next == clusters[1].begin);
  CHECK(clusters[3].next == made.talk().last_time());
  const DaysAround days = DaysAroundConflict(input, 0, clusters[2], spans);
  REQUIRE(days.usable);
  CHECK(days.after.begin == clusters[2].end + 2 * kHour);
  CHECK(input.clocks[0].Between(days.after.begin, days.after.end) == 72 * kHour);
  CHECK(days.before.end == clusters[2].begin - 2 * kHour);
  CHECK(input.clocks[0].Between(days.before.begin, days.before.end) == 72 * kHour);
  REQUIRE(days.calm_after.size() == 4);
  REQUIRE(days.calm_before.size() == 4);
  // The conflicts of three and six weeks before are passed over: 2, 4, 5 and 7 weeks back.
  const std::uint32_t back[] = {2, 4, 5, 7};
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(days.calm_after[i].begin == days.after.begin - back[i] * 7 * kDay);
    CHECK(days.calm_before[i].end == days.before.end - back[i] * 7 * kDay);
  }
  // Two weeks in there is nothing to compare with; nor is the last one seen to its end.
  CHECK_FALSE(DaysAroundConflict(input, 0, clusters[0], spans).usable);
}

TEST_CASE("calm windows: conflicts of three days are one") {
  MadeTalk made;
  for (std::uint32_t day = 0; day < 30; ++day) {
    Day(&made, day, {});
    if (day != 10 && day != 12 && day != 20) continue;
    made.Say(kHour, 0, 0, kHarsh);
    made.Conflict(made.last(), made.last());
  }
  const MeasureInput input = made.Input();
  const std::vector<ConflictSpan> spans = ConflictSpans(input.talk, input.danger_weeks);
  const std::vector<ConflictCluster> clusters = ClusterConflicts(input, spans);
  REQUIRE(clusters.size() == 2);
  CHECK(clusters[0].begin == spans[0].begin);
  CHECK(clusters[0].end == spans[1].end);
}

TEST_CASE("after conflicts: each aspect moves with what it is about, and with nothing else") {
  struct Case {
    DayPlan after;
    const char* key;
    double doublings;
  };
  DayPlan fewer, slower, colder, distant;
  fewer.turns = 6;
  slower.delay = 26;
  colder.warm = 12;
  distant.distant = 2;
  for (const Case& c : {Case{fewer, "messages", -1}, Case{slower, "delay", 1.05},
                        Case{colder, "warmth", -1.0}, Case{distant, "distance", 1.1}}) {
    MadeTalk made;
    Weeks(&made, 45, c.after);
    const MeasureResult result = PostConflictChange(made.Input());
    INFO(c.key);
    REQUIRE(result.state == MeasureState::kShown);
    const Figure& change = FigureOf(result.sides[1], std::string(c.key) + "_change");
    CHECK(change.n >= 10);
    // The calm days before hold some of those after an earlier conflict.
    CHECK(change.value == Approx(c.doublings).margin(0.7));
    CHECK(change.has_range);
    CHECK(FigureOf(result.sides[1], std::string(c.key) + "_after").value ==
          Approx(c.doublings).margin(0.35));
    for (const Claim& claim : result.claims) {
      if (claim.side != 1) continue;
      INFO(claim.key);
      const bool own = claim.key == std::string(c.key) + "_after_conflict";
      if (own) CHECK(claim.p < 0.01);
      if (own && claim.key == "messages_after_conflict") {
        CHECK(claim.text.find("{self} wrote fewer messages than in the three before") !=
              std::string::npos);
      }
    }
  }
}

// Two quiet weeks with no word of distance differ in how much was written, and in nothing else.
TEST_CASE("after conflicts: days without a warm or distant word tell nothing of either") {
  MadeTalk made;
  DayPlan never;
  never.warm = never.distant = 0;
  DayPlan quiet = never;
  quiet.turns = 5;
  WeeksOf(&made, 45, never, quiet);
  const MeasureResult result = PostConflictChange(made.Input());
  REQUIRE(result.state == MeasureState::kShown);
  for (int side = 0; side < 2; ++side) {
    const std::vector<Figure>& figures = result.sides[static_cast<std::size_t>(side)];
    CHECK(FigureOf(figures, "messages_change").n >= 10);
    CHECK(FigureOf(figures, "distance_change").n == 0);
    CHECK(FigureOf(figures, "distance_after").n == 0);
    CHECK(FigureOf(figures, "warmth_change").n == 0);
  }
  for (const Claim& claim : result.claims) {
    CHECK(claim.key != "distance_after_conflict");
    CHECK(claim.key != "warmth_after_conflict");
  }
}

TEST_CASE("after conflicts: under five nothing, under ten no ranges, under twelve no claims") {
  MadeTalk few, some;
  Weeks(&few, 12, {});
  const MeasureResult nothing = PostConflictChange(few.Input());
  CHECK(nothing.state == MeasureState::kNotEnough);
  CHECK(nothing.note == "4 stretches of conflict at least three days apart of the 5 needed");
  CHECK(FigureOf(nothing.pair, "conflicts").value == 4);
  Weeks(&some, 27, {});
  const MeasureResult result = PostConflictChange(some.Input());
  CHECK(result.state == MeasureState::kShown);
  CHECK(FigureOf(result.sides[0], "messages_change").shown);
  CHECK_FALSE(FigureOf(result.sides[0], "messages_change").has_range);
  CHECK(result.claims.empty());
  CHECK(result.note.find("conflicts with calm weeks before them of the 12 needed to tell") !=
        std::string::npos);
}

TEST_CASE("after conflicts: weeks with signs of danger are left out") {
  MadeTalk made;
  Weeks(&made, 45, {});
  for (std::int32_t week = 0; week < 45; ++week) {
    made.danger_weeks().push_back(WeekNumber(kMonday) + week);
  }
  const MeasureResult result = PostConflictChange(made.Input());
  CHECK(result.state == MeasureState::kSuppressed);
  CHECK(result.claims.empty());
}

TEST_CASE("after conflicts: time until the two wrote as warmly as before") {
  MadeTalk made;
  DayPlan cold;
  cold.warm = 0;
  Weeks(&made, 45, cold);
  const Figure recovery = FigureOf(PostConflictChange(made.Input()).pair, "recovery");
  REQUIRE(recovery.shown);
  // From Monday evening to Sunday morning.
  CHECK(recovery.value == Approx(5 * 24 + 13).margin(1));
}

TEST_CASE("after conflicts: false alarms") {
  ConflictPlan plan;
  plan.weeks = 72;
  plan.distance = 0.1;  // so that most conflicts have such words within three days
  for (const char* key : {"messages_after_conflict", "warmth_after_conflict",
                          "delay_after_conflict", "distance_after_conflict"}) {
    INFO(key);
    const ClaimRate rate = RateOf(plan, PostConflictChange, key, 80, 0);
    CHECK(rate.claims >= 40);
    CHECK(rate.fired <= 9);  // 5 % of 80, and chance
  }
}

TEST_CASE("after conflicts: power") {
  ConflictPlan plan;
  plan.weeks = 104;  // about 23 conflicts to compare
  plan.quieter_after_conflict = 0.25;
  plan.colder_after_conflict = 0.25;
  CHECK(RateOf(plan, PostConflictChange, "messages_after_conflict", 40, 0).share() >= 0.8);
  CHECK(RateOf(plan, PostConflictChange, "warmth_after_conflict", 40, 0).share() >= 0.8);
}

}  // namespace
}  // namespace ebb
