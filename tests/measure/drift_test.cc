#include "measure/drift.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "measure/drift_series.h"
#include "measure/made_talk.h"
#include "measure/made_weeks.h"
#include "measure/statistics.h"
#include "measure/wording.h"
#include "time/civil.h"

namespace ebb {
namespace {

using testing::kDay;
using testing::kHour;
using testing::kMinute;
using testing::kMonday;
using testing::MadeTalk;

constexpr DriftKind kKinds[] = {
    DriftKind::kEmotionalBids, DriftKind::kAffection, DriftKind::kInitiation, DriftKind::kToward,
    DriftKind::kWords,         DriftKind::kPractical, DriftKind::kDistance,   DriftKind::kMending};

Drift DriftIn(DriftKind kind, const std::vector<SumWeek>& weeks) {
  return DriftOf(DriftWeeks(kind, 0, weeks), IsShare(kind), MayComeAndGo(kind));
}

// A share of 20 a week that is `from` before week `at` and `to` from then on, without noise but a
// little to and fro.
std::vector<DriftWeek> Step(std::size_t n, std::size_t at, double from, double to) {
  std::vector<DriftWeek> series;
  for (std::size_t i = 0; i < n; ++i) {
    const double share = (i < at ? from : to) + (i % 2 == 0 ? 0.5 : -0.5);
    series.push_back({1000 + static_cast<std::int32_t>(i), share, 20, 20});
  }
  return series;
}

TEST_CASE("drift: a step is a step, a slope a slope, and noise neither") {
  const Drift step = DriftOf(Step(40, 25, 15, 5), true);
  CHECK(step.enough);
  CHECK(step.shape == DriftShape::kStep);
  CHECK(step.break_week == 1025);
  CHECK(step.level_before == Approx(0.75).margin(0.01));
  CHECK(step.level_after == Approx(0.25).margin(0.01));
  CHECK(step.p < 0.001);
  // 12 weeks of 20: to and fro by half an event, so Wilson's range is the wider one.
  CHECK(step.before == Approx(0.75).margin(0.01));
  CHECK(step.before_range->low == Approx(Wilson(180, 240).low).margin(0.01));
  CHECK(step.before_range->high == Approx(Wilson(180, 240).high).margin(0.01));
  CHECK(step.now_range->low < 0.25);
  CHECK(step.now_range->high > 0.25);

  std::vector<DriftWeek> slope = Step(40, 40, 0, 0);
  for (std::size_t i = 0; i < slope.size(); ++i) slope[i].sum = 16 - 0.3 * static_cast<double>(i);
  const Drift gradual = DriftOf(slope, true);
  CHECK(gradual.shape == DriftShape::kGradual);
  REQUIRE(gradual.slope);
  CHECK(gradual.slope->value == Approx(-4 * 0.3 / 20).epsilon(0.15));  // whole events
  CHECK(gradual.before == Approx((16 - 0.3 * 5.5) / 20));
  CHECK(gradual.now == Approx((16 - 0.3 * 33.5) / 20));

  CHECK(gradual.before_range->low < gradual.before);
  CHECK(gradual.before_range->high > gradual.before);

  const Drift flat = DriftOf(Step(40, 40, 10, 10), true);
  CHECK(flat.shape == DriftShape::kCannotTell);
  CHECK(flat.p > 0.2);
}

TEST_CASE("drift: a rate's slope is in parts of its first level, gaps and all") {
  std::vector<DriftWeek> series;
  for (std::int32_t week = 0; week < 40; ++week) {
    if (week % 7 == 3) continue;  // thin weeks
    const double value = 100 - week;
    series.push_back({week, 7 * value, 7, 50});
  }
  const Drift drift = DriftOf(series, false);
  REQUIRE(drift.slope);
  CHECK(drift.ends == 11);
  CHECK(drift.slope->value == Approx(-4.0 / 94));  // the eleventh of the first weeks is 94
  CHECK(drift.p < 0.001);
}

TEST_CASE("drift: a rate that never varies has no range, a share Wilson's") {
  std::vector<DriftWeek> same;
  for (std::int32_t i = 0; i < 40; ++i) same.push_back({1000 + i, 21, 7, 21});
  const Drift rate = DriftOf(same, false);
  CHECK(rate.before == Approx(3));
  CHECK_FALSE(rate.before_range);
  CHECK_FALSE(rate.now_range);
  for (DriftWeek& week : same) week = {week.week, 5, 20, 20};
  const Drift share = DriftOf(same, true);
  REQUIRE(share.before_range);
  CHECK(share.before_range->low < 0.25);
  CHECK(share.before_range->high > 0.25);
}

TEST_CASE("drift: minimum data") {
  CHECK_FALSE(DriftOf(Step(31, 12, 15, 5), true).enough);
  CHECK(DriftOf(Step(32, 12, 15, 5), true).enough);
  std::vector<DriftWeek> few = Step(40, 20, 6, 2);
  for (DriftWeek& week : few) week.count = week.events = 9;
  CHECK_FALSE(DriftOf(few, true).enough);
  CHECK_FALSE(DriftOf({}, true).enough);
}

// At most this many of `runs` where five of 100 are meant; more come once in 400 times.
int AtMost(int runs) {
  const double n = runs;
  return static_cast<int>(0.05 * n + 2.8 * std::sqrt(0.05 * 0.95 * n));
}

TEST_CASE("drift: the level of a whole period is known long before its course is") {
  const Drift short_one = DriftOf(Step(8, 8, 10, 10), true);
  CHECK_FALSE(short_one.enough);
  REQUIRE(short_one.has_level);
  CHECK(short_one.level == Approx(0.5));
  REQUIRE(short_one.level_range);
  CHECK(short_one.level_range->low == Approx(Wilson(80, 160).low).margin(0.01));
  CHECK_FALSE(DriftOf(Step(7, 7, 10, 10), true).has_level);
  std::vector<DriftWeek> few = Step(20, 20, 5, 5);
  for (DriftWeek& week : few) week.events = 9;
  CHECK_FALSE(DriftOf(few, true).has_level);
  const Drift whole = DriftOf(Step(40, 20, 15, 5), true);
  CHECK(whole.level == Approx(0.5).margin(0.001));
}

TEST_CASE("drift: false alarms of talk that does not change") {
  struct Case {
    std::size_t weeks;
    double lag1, messages;
    int runs;
  };
  Random random(15);
  for (const Case& c : {Case{32, 0, 120, 300}, Case{32, 0.3, 120, 300}, Case{32, 0.6, 120, 300},
                        Case{40, 0.3, 60, 200}, Case{52, 0.3, 120, 200}, Case{104, 0.3, 120, 60}}) {
    WeekMaker maker;
    maker.weeks = c.weeks;
    maker.lag1 = c.lag1;
    maker.messages = c.messages;
    std::array<int, kDriftKinds> fired{};
    for (int run = 0; run < c.runs; ++run) {
      const std::vector<SumWeek> weeks = maker.Make(&random);
      for (const DriftKind kind : kKinds) {
        fired[static_cast<std::size_t>(kind)] += DriftIn(kind, weeks).p < 0.05 ? 1 : 0;
      }
    }
    for (const DriftKind kind : kKinds) {
      const int alarms = fired[static_cast<std::size_t>(kind)];
      INFO(c.weeks << " weeks, lag-1 " << c.lag1 << ", kind " << static_cast<int>(kind) << ": "
                   << alarms << " of " << c.runs);
      CHECK(alarms <= AtMost(c.runs));
    }
  }
}

// Share of talks in which a change to the end, a straight line in logits (shares) or in parts of
// the volume (rates), is found.
double Found(DriftKind kind, std::size_t weeks, double logits, double volume, double lag1) {
  WeekMaker maker;
  maker.weeks = weeks;
  maker.lag1 = lag1;
  const auto part = [weeks](std::size_t i) {
    return static_cast<double>(i) / static_cast<double>(weeks - 1);
  };
  maker.away = [&](int side, std::size_t i) { return side == 0 ? logits * part(i) : 0; };
  maker.volume = [&](int side, std::size_t i) { return side == 0 ? 1 - volume * part(i) : 1; };
  Random random(16);
  int found = 0;
  constexpr int kRuns = 120;
  for (int run = 0; run < kRuns; ++run)
    found += DriftIn(kind, maker.Make(&random)).p < 0.05 ? 1 : 0;
  return static_cast<double>(found) / kRuns;
}

TEST_CASE("drift: what is found at the minimum of 32 weeks") {
  // Affection falling from 15 to 1 of 100, bids turned towards from 75 to 29 of 100; words falling
  // by nine tenths.
  const double affection = Found(DriftKind::kAffection, 32, 2.8, 0, 0.3);
  const double toward = Found(DriftKind::kToward, 32, 2, 0, 0.3);
  const double words = Found(DriftKind::kWords, 32, 0, 0.9, 0.3);
  INFO("affection " << affection << ", toward " << toward << ", words " << words);
  CHECK(affection >= 0.8);
  CHECK(toward >= 0.8);
  CHECK(words >= 0.8);
}

TEST_CASE("drift: what is found in a year, with moods that last") {
  const double affection = Found(DriftKind::kAffection, 52, 1.4, 0, 0.3);
  const double words = Found(DriftKind::kWords, 52, 0, 0.75, 0.3);
  INFO("affection " << affection << ", words " << words);
  CHECK(affection >= 0.8);
  CHECK(words >= 0.8);
}

// Ten conversations a week for `weeks` weeks; side 0 begins `before` of them, and from week `at` on
// `after`.
void WriteTalk(MadeTalk* made, std::uint32_t weeks, std::uint32_t at, std::uint32_t before,
               std::uint32_t after) {
  for (std::uint32_t week = 0; week < weeks; ++week) {
    const std::uint32_t first = (week < at ? before : after) + (week % 3 == 0 ? 1 : 0);
    for (std::uint32_t k = 0; k < 14; ++k) {
      const std::uint32_t start =
          kMonday + week * 7 * kDay + k / 2 * kDay + (9 + k % 2 * 8) * kHour;
      // Spread over the week, so that no day is of one side alone.
      const int side = k * 5 % 14 < first ? 0 : 1;
      for (std::uint32_t i = 0; i < 4; ++i) {
        made->SayAt(start + i * kMinute, (side + static_cast<int>(i)) % 2, 0, 0, 6);
      }
    }
  }
}

const Claim* FindClaim(const MeasureResult& result, const std::string& key) {
  for (const Claim& claim : result.claims) {
    if (claim.key == key) return &claim;
  }
  return nullptr;
}

TEST_CASE("slow change: a step in who begins, told of the one whose share fell, and what is near") {
  MadeTalk made;
  WriteTalk(&made, 40, 24, 9, 3);
  made.dates().milestones = {kMonday + 25 * 7 * kDay};
  const MeasureResult result = SlowChange(made.Input());
  CHECK(result.state == MeasureState::kShown);
  const Claim* claim = FindClaim(result, "drift_initiation_step");
  REQUIRE(claim != nullptr);
  CHECK(claim->side == 0);
  CHECK(claim->p < 0.001);
  CHECK(claim->text.find("The share of conversations that {self} began went from") == 0);
  const std::string week = SayWeek(WeekNumber(kMonday) + 24);
  CHECK(claim->text.find("week of " + week) != std::string::npos);
  CHECK(claim->text.find("within two weeks of a date you named") != std::string::npos);
  CHECK(result.series.size() == 2 * 2 * kDriftKinds);
  for (const Series& series : result.series) {
    CHECK(series.points.size() == (series.key.find("_4_weeks") == std::string::npos ? 40 : 10));
  }
  CHECK(result.note.find("26 of the 40 weeks lie in the first half year") == 0);
}

TEST_CASE("slow change: too few weeks, and weeks that hold too little") {
  MadeTalk made;
  WriteTalk(&made, 20, 10, 9, 3);
  const MeasureResult result = SlowChange(made.Input());
  CHECK(result.state == MeasureState::kNotEnough);
  CHECK(result.note == "20 weeks with enough messages of the 32 needed.");
  CHECK(result.claims.empty());
  CHECK_FALSE(result.series.empty());
}

TEST_CASE("slow change: a conflict is named only where conflicts are rare") {
  for (const bool rare : {true, false}) {
    MadeTalk made;
    WriteTalk(&made, 40, 24, 9, 3);
    for (Position week = 0; week < 40; week += rare ? 24 : 3) {
      if (week > 0) made.Conflict(week * 56, week * 56 + 8);
    }
    const MeasureResult result = SlowChange(made.Input());
    const Claim* claim = FindClaim(result, "drift_initiation_step");
    REQUIRE(claim != nullptr);
    CHECK((claim->text.find("within two weeks of a conflict") != std::string::npos) == rare);
  }
}

}  // namespace
}  // namespace ebb
