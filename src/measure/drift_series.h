// One weekly series of one side: does it drift, and at once or little by little (measures.md M15)?
//
// Formulas, over the usable weeks (neither thin nor incomplete), n of them:
//   shares (affection, initiation, toward, practical, distance, mending): slope and p by
//   Cochran-Armitage, spread and
//     lag-1 correlation of the weeks counted in (trend.h)
//   rates (emotional bids and words a day): Theil-Sen slope, Mann-Kendall p, corrected for lag 1
//   break: Pettitt on the weekly values, variance widened as CompareShapes says
//   p = min(1, 2 min(p of the trend, p of the break)): two looks at the same series
//   stretch (distance and mending alone): RankStretch (change_point.h); where its p is the
//   smallest,
//     the shape is a stretch, and p = min(1, 3 min(all three))
//   shape: step if two levels beat a line and one level by BIC > 4, else gradual if the slope's
//     range excludes 0, else cannot tell (change_point.h)
//   before, now: all of the first and of the last twelve usable weeks (a third of them if under
//     36). Range: the weeks are the units (MeanOfWeeks), of a share never narrower than Wilson's;
//     in and outside of a stretch the same, which does not know that the stretch was looked for.
//   level: all of the usable weeks, range as above; for setting two periods side by side. Minimum:
//     8 weeks and ten events a week.
// Slopes are per four weeks: of shares in shares, of rates in parts of the level of the first
// weeks (taken as known: its own error is not in the range).
// Minimum: 32 usable weeks and ten events a week: messages, conversations, bids, turns, emotional
// bids. With that much a share that falls from .50 to .10 and a rate that falls to a tenth are
// found 80 times in 100 (README; 70 times with the 24 weeks of measures.md).
//
// Pure functions; quadratic in weeks (a millisecond for three years).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "measure/statistics.h"
#include "measure/weekly_sums.h"

namespace ebb {

enum class DriftKind : std::uint8_t {
  kEmotionalBids,  // made by the side, per day
  kAffection,      // messages with affection, of its messages
  kInitiation,     // conversations it began, of all
  kToward,         // bids it turned towards, of those addressed to it
  kWords,          // per day
  kPractical,      // turns about errands, of its turns
  kDistance,       // turns with withdrawal, shutdown or avoidance, of its turns
  kMending,        // turns with an attempt to mend, of its turns
};
inline constexpr int kDriftKinds = 8;
inline bool IsShare(DriftKind kind) {
  return kind != DriftKind::kEmotionalBids && kind != DriftKind::kWords;
}

// A week of a series: `sum` of `count` (shares), or `sum` over `count` days (rates).
struct DriftWeek {
  std::int32_t week = 0;  // WeekNumber
  double sum = 0, count = 0;
  std::uint32_t events = 0;

  double value() const { return count > 0 ? sum / count : 0; }
};
// The usable weeks with something to divide by.
std::vector<DriftWeek> DriftWeeks(DriftKind kind, int side, const std::vector<SumWeek>& weeks);

// kStretch: weeks in between that differ from those before and after.
enum class DriftShape : std::uint8_t { kCannotTell, kGradual, kStep, kStretch };

inline constexpr std::uint64_t kDriftMinWeeks = 32;
inline constexpr std::uint64_t kStretchMinWeeks = 48;  // before a stretch is looked for
inline constexpr std::uint64_t kLevelMinWeeks = 8;
inline constexpr double kDriftMinEvents = 10;
inline constexpr double kDriftMinMarked = 24;  // of a share: so many that are, and as many not

struct Drift {
  std::uint64_t weeks = 0;
  std::uint64_t ends = 0;  // weeks in `before` and in `now`
  double events = 0;       // a week, on average
  bool has_level = false;
  double level = 0;  // of all weeks; known if `has_level`
  std::optional<Interval> level_range;
  bool enough = false;  // what follows is known only then
  double before = 0, now = 0;
  std::optional<Interval> before_range, now_range;  // none where the weeks never vary
  std::optional<Estimate> slope;  // per four weeks; empty where the first level is 0
  double p_trend = 1, p_break = 1, p_stretch = 1, p = 1;
  DriftShape shape = DriftShape::kCannotTell;
  // The break, and all before it and all after: of the step, or of Pettitt where there is none.
  std::int32_t break_week = 0;
  double level_before = 0, level_after = 0;
  // Of a stretch: its first and last week, and what is inside and outside of it.
  std::int32_t stretch_first = 0, stretch_last = 0;
  std::uint64_t stretch_weeks = 0;  // usable ones in it
  double level_inside = 0, level_outside = 0;
  std::optional<Interval> inside_range, outside_range;
};
// With `stretches`, and from kStretchMinWeeks weeks on, also whether one stretch differs from all
// the rest: a third look, so p is three times the smallest.
Drift DriftOf(const std::vector<DriftWeek>& series, bool share, bool stretches = false);
// Distance and attempts to mend come and go; of the others a slow change is asked.
inline bool MayComeAndGo(DriftKind kind) {
  return kind == DriftKind::kDistance || kind == DriftKind::kMending;
}

}  // namespace ebb
