#include "measure/drift_series.h"

#include <algorithm>
#include <cmath>

#include "measure/change_point.h"
#include "measure/quantile.h"
#include "measure/trend.h"
#include "measure/week_means.h"

namespace ebb {
namespace {

constexpr double kDaysOfWeek = 7;
constexpr double kWeeksOfSlope = 4;
constexpr std::size_t kEndWeeks = 12;
constexpr std::size_t kMostTrendPoints = 416;  // eight years of weeks

DriftWeek WeekOf(DriftKind kind, std::size_t side, const SumWeek& week) {
  const SideWeek& own = week.sides[side];
  DriftWeek out;
  out.week = week.week;
  // Who drew back and who mended is not counted where there are signs of danger.
  if (week.danger && (kind == DriftKind::kDistance || kind == DriftKind::kMending)) return out;
  const auto share = [&out](std::uint32_t k, std::uint32_t n) {
    out.sum = k;
    out.count = n;
    out.events = n;
  };
  switch (kind) {
    case DriftKind::kEmotionalBids:
      out.sum = out.events = own.emotional_bids;
      out.count = kDaysOfWeek;
      break;
    case DriftKind::kAffection:
      share(own.warm_texts, own.texts);
      break;
    case DriftKind::kInitiation:
      share(own.sessions, week.sessions());
      break;
    case DriftKind::kToward:
      share(own.toward, own.asked);
      break;
    case DriftKind::kWords:
      out.sum = own.words;
      out.events = own.turns;
      out.count = kDaysOfWeek;
      break;
    case DriftKind::kPractical:
      share(own.practical_turns, own.turns);
      break;
    case DriftKind::kDistance:
      share(own.distance_turns, own.turns);
      break;
    case DriftKind::kMending:
      share(own.mending_turns, own.turns);
      break;
  }
  return out;
}

double Level(const std::vector<DriftWeek>& series, std::size_t from, std::size_t to) {
  double sum = 0, count = 0;
  for (std::size_t i = from; i < to; ++i) {
    sum += series[i].sum;
    count += series[i].count;
  }
  return count > 0 ? sum / count : 0;
}

std::optional<Interval> RangeOfLevel(const std::vector<DriftWeek>& weeks, bool share) {
  std::vector<WeekSum> sums;
  WeekSum all;
  for (const DriftWeek& week : weeks) {
    sums.push_back({week.sum, week.count});
    all.sum += week.sum;
    all.count += week.count;
  }
  const std::optional<WeekContrast> mean = MeanOfWeeks(sums);
  if (!mean && !share) return std::nullopt;  // weeks that never vary say nothing of the spread
  Interval range = mean ? mean->estimate.range : Interval{};
  range.low = std::max(range.low, 0.0);
  if (!share) return range;
  const Interval least = Wilson(static_cast<std::uint64_t>(std::llround(all.sum)),
                                static_cast<std::uint64_t>(std::llround(all.count)));
  if (!mean) return least;
  return Interval{std::min(range.low, least.low), std::clamp(range.high, least.high, 1.0)};
}

std::vector<double> Values(const std::vector<DriftWeek>& series) {
  std::vector<double> values;
  values.reserve(series.size());
  for (const DriftWeek& week : series) values.push_back(week.value());
  return values;
}

std::vector<double> Times(const std::vector<DriftWeek>& series) {
  std::vector<double> times;
  times.reserve(series.size());
  for (const DriftWeek& week : series) times.push_back(week.week - series.front().week);
  return times;
}

// Neighbouring weeks put together where there are so many that all pairs of them (Mann-Kendall,
// Theil-Sen) would take longer than everything else: a trend over eight years does not hang on
// single weeks.
std::vector<DriftWeek> Joined(const std::vector<DriftWeek>& series) {
  const std::size_t together = (series.size() + kMostTrendPoints - 1) / kMostTrendPoints;
  if (together <= 1) return series;
  std::vector<DriftWeek> joined;
  for (std::size_t i = 0; i < series.size(); ++i) {
    if (i % together == 0) {
      joined.push_back(series[i]);
      continue;
    }
    joined.back().sum += series[i].sum;
    joined.back().count += series[i].count;
    joined.back().events += series[i].events;
  }
  return joined;
}

Estimate Scaled(Estimate estimate, double factor) {
  return {estimate.value * factor, {estimate.range.low * factor, estimate.range.high * factor}};
}

void TrendOfShare(const std::vector<DriftWeek>& series, Drift* drift) {
  std::vector<Share> shares;
  shares.reserve(series.size());
  for (const DriftWeek& week : series) {
    shares.push_back(
        {static_cast<std::uint64_t>(week.sum), static_cast<std::uint64_t>(week.count)});
  }
  const std::optional<ShareTrend> trend = CochranArmitage(Times(series), shares);
  if (!trend) return;
  drift->p_trend = trend->p;
  drift->slope = Scaled({trend->slope, trend->slope_range}, kWeeksOfSlope);
}

void TrendOfRate(const std::vector<DriftWeek>& weeks, Drift* drift) {
  const std::vector<DriftWeek> series = Joined(weeks);
  const std::vector<double> values = Values(series);
  const std::optional<KendallTrend> kendall = MannKendall(values);
  if (kendall) drift->p_trend = kendall->p;
  const std::optional<TheilSenLine> line = TheilSen(Times(series), values);
  const std::size_t ends = std::max<std::size_t>(1, drift->ends * series.size() / weeks.size());
  const auto first = static_cast<std::ptrdiff_t>(ends);
  const double base = Median({values.begin(), values.begin() + first}).value_or(0);
  if (line && base > 0) drift->slope = Scaled(line->slope, kWeeksOfSlope / base);
}

bool ExcludesZero(const Estimate& estimate) {
  return estimate.range.low > 0 || estimate.range.high < 0;
}

// Pettitt's p takes the factor as known. Half a standard error of the correlation more, as it is
// known badly from a year of weeks, and taken too low it makes breaks out of streaks.
double BreakFactor(const SerialCorrelation& serial, std::size_t weeks) {
  if (!(serial.lag1 > 0)) return serial.factor;
  const double lag1 = std::min(serial.lag1 + 0.5 / std::sqrt(static_cast<double>(weeks)), 0.95);
  return std::max(serial.factor, (1 + lag1) / (1 - lag1));
}

void FindShape(const std::vector<DriftWeek>& series, Drift* drift) {
  const std::vector<double> values = Values(series);
  const std::optional<ShapeComparison> shapes = CompareShapes(values);
  const std::optional<Break> pettitt =
      Pettitt(values, shapes ? BreakFactor(shapes->serial, values.size()) : 1);
  std::size_t at = 0;
  if (pettitt) {
    at = pettitt->at;
    drift->p_break = pettitt->p;
  }
  if (shapes && shapes->best == Shape::kStep && shapes->clear) {
    drift->shape = DriftShape::kStep;
    at = shapes->step_at;
  } else if (drift->slope && ExcludesZero(*drift->slope)) {
    drift->shape = DriftShape::kGradual;
  }
  if (at == 0 || at >= series.size()) return;
  drift->break_week = series[at].week;
  drift->level_before = Level(series, 0, at);
  drift->level_after = Level(series, at, series.size());
}

}  // namespace

std::vector<DriftWeek> DriftWeeks(DriftKind kind, int side, const std::vector<SumWeek>& weeks) {
  std::vector<DriftWeek> series;
  for (const SumWeek& week : weeks) {
    if (!week.usable) continue;
    const DriftWeek entry = WeekOf(kind, static_cast<std::size_t>(side), week);
    if (entry.count > 0) series.push_back(entry);
  }
  return series;
}

namespace {

// A share of next to nothing, or of next to everything, has no course.
bool VariesEnough(const std::vector<DriftWeek>& series) {
  double sum = 0, count = 0;
  for (const DriftWeek& week : series) {
    sum += week.sum;
    count += week.count;
  }
  return sum >= kDriftMinMarked && count - sum >= kDriftMinMarked;
}

void FindStretch(const std::vector<DriftWeek>& series, Drift* drift) {
  const std::optional<Stretch> stretch = RankStretch(Values(series));
  if (!stretch) return;
  drift->p_stretch = stretch->p;
  if (stretch->p >= std::min(drift->p_trend, drift->p_break)) return;
  drift->shape = DriftShape::kStretch;
  drift->stretch_first = series[stretch->first].week;
  drift->stretch_last = series[stretch->end - 1].week;
  drift->stretch_weeks = stretch->end - stretch->first;
  drift->level_inside = Level(series, stretch->first, stretch->end);
  const auto first = series.begin() + static_cast<std::ptrdiff_t>(stretch->first);
  const auto end = series.begin() + static_cast<std::ptrdiff_t>(stretch->end);
  std::vector<DriftWeek> outside(series.begin(), first);
  outside.insert(outside.end(), end, series.end());
  drift->level_outside = Level(outside, 0, outside.size());
  drift->inside_range = RangeOfLevel({first, end}, true);
  drift->outside_range = RangeOfLevel(outside, true);
}

void FindLevel(const std::vector<DriftWeek>& series, bool share, Drift* drift) {
  drift->has_level = drift->weeks >= kLevelMinWeeks && drift->events >= kDriftMinEvents;
  if (!drift->has_level) return;
  drift->level = Level(series, 0, series.size());
  drift->level_range = RangeOfLevel(series, share);
}

}  // namespace

Drift DriftOf(const std::vector<DriftWeek>& series, bool share, bool stretches) {
  Drift drift;
  drift.weeks = series.size();
  double events = 0;
  for (const DriftWeek& week : series) events += week.events;
  if (!series.empty()) drift.events = events / static_cast<double>(series.size());
  FindLevel(series, share, &drift);
  drift.enough = drift.weeks >= kDriftMinWeeks && drift.events >= kDriftMinEvents &&
                 (!share || VariesEnough(series));
  drift.ends = std::min(kEndWeeks, series.size() / 3);
  if (!drift.enough) return drift;
  drift.before = Level(series, 0, drift.ends);
  drift.now = Level(series, series.size() - drift.ends, series.size());
  const auto ends = static_cast<std::ptrdiff_t>(drift.ends);
  drift.before_range = RangeOfLevel({series.begin(), series.begin() + ends}, share);
  drift.now_range = RangeOfLevel({series.end() - ends, series.end()}, share);
  if (share) {
    TrendOfShare(series, &drift);
  } else {
    TrendOfRate(series, &drift);
  }
  FindShape(series, &drift);
  const bool looks = stretches && drift.weeks >= kStretchMinWeeks;
  if (looks) FindStretch(series, &drift);
  const double smallest = std::min({drift.p_trend, drift.p_break, drift.p_stretch});
  drift.p = std::min(1.0, (looks ? 3 : 2) * smallest);
  return drift;
}

}  // namespace ebb
