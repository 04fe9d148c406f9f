#include "measure/cross_lag.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "measure/gate.h"
#include "measure/periods.h"
#include "measure/quantile.h"
#include "measure/rank.h"
#include "measure/shift_test.h"
#include "measure/statistics.h"
#include "measure/week_means.h"
#include "measure/wording.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::uint64_t kWeeksForLag = 40, kMinPairs = 36, kMinWeeksWithAny = 8;
constexpr std::size_t kWeeksAround = 4;
constexpr std::size_t kMinAround = 4;
constexpr std::uint64_t kLagSeed = 12;

struct WeekOfTwo {
  bool counts = false;
  double conflict = 0;
  std::array<std::uint64_t, 2> turns{}, distance{};  // outside of conflict
};

std::vector<WeekOfTwo> CountWeeks(const MeasureInput& input, const Periods& periods) {
  std::vector<WeekOfTwo> weeks;
  for (std::int32_t w = periods.first(); w <= periods.last(); ++w) {
    weeks.emplace_back();
    weeks.back().counts = periods.Counts(w) && !periods.IsDanger(w);
  }
  const Talk& talk = input.talk;
  for (std::size_t t = 0; t < talk.size(); ++t) {
    const auto week = static_cast<std::size_t>(WeekNumber(talk.Begin(t)) - periods.first());
    if (week >= weeks.size()) continue;
    if (talk.InConflict(t)) {
      weeks[week].conflict += 1;
      continue;
    }
    const auto side = static_cast<std::size_t>(talk.Side(t));
    ++weeks[week].turns[side];
    weeks[week].distance[side] += (talk.Codes(t) & kDistanceCodes) != 0 ? 1 : 0;
  }
  return weeks;
}

// One value a week; empty where the week is thin or the value not defined.
using WeekLine = std::vector<std::optional<double>>;

WeekLine ConflictLine(const std::vector<WeekOfTwo>& weeks) {
  WeekLine line(weeks.size());
  for (std::size_t w = 0; w < weeks.size(); ++w) {
    if (weeks[w].counts) line[w] = weeks[w].conflict;
  }
  return line;
}

// Of one side, or of both (-1).
WeekLine DistanceLine(const std::vector<WeekOfTwo>& weeks, int side) {
  WeekLine line(weeks.size());
  for (std::size_t w = 0; w < weeks.size(); ++w) {
    std::uint64_t turns = 0, distance = 0;
    for (int s = 0; s < 2; ++s) {
      if (side >= 0 && s != side) continue;
      turns += weeks[w].turns[static_cast<std::size_t>(s)];
      distance += weeks[w].distance[static_cast<std::size_t>(s)];
    }
    if (weeks[w].counts && turns > 0) {
      line[w] = 100 * static_cast<double>(distance) / static_cast<double>(turns);
    }
  }
  return line;
}

WeekLine Detrended(const WeekLine& line) {
  WeekLine rest(line.size());
  for (std::size_t w = 0; w < line.size(); ++w) {
    if (!line[w]) continue;
    std::vector<double> around;
    const std::size_t end = std::min(line.size(), w + kWeeksAround + 1);
    for (std::size_t i = w - std::min(w, kWeeksAround); i < end; ++i) {
      if (i != w && line[i]) around.push_back(*line[i]);
    }
    if (around.size() >= kMinAround) rest[w] = *line[w] - *Median(std::move(around));
  }
  return rest;
}

struct Lagged {
  std::vector<double> before, after;
};
Lagged NextWeek(const WeekLine& first, const WeekLine& second) {
  Lagged pairs;
  for (std::size_t w = 0; w + 1 < first.size(); ++w) {
    if (!first[w] || !second[w + 1]) continue;
    pairs.before.push_back(*first[w]);
    pairs.after.push_back(*second[w + 1]);
  }
  return pairs;
}

std::optional<ShiftTest> Test(const Lagged& lagged) {
  ShiftOptions options;
  options.seed = kLagSeed;
  return SpearmanShiftTest(lagged.before, lagged.after, options);
}

Series SeriesOf(const char* key, const char* label, const char* unit, int side,
                const WeekLine& line, const std::vector<WeekOfTwo>& weeks, std::int32_t first) {
  Series series{key, label, unit, side, {}};
  for (std::size_t w = 0; w < line.size(); ++w) {
    SeriesPoint point;
    point.week = first + static_cast<std::int32_t>(w);
    point.known = line[w].has_value();
    point.value = line[w].value_or(0);
    for (std::size_t s = 0; s < 2; ++s) {
      if (side < 0 || static_cast<int>(s) == side) point.n += weeks[w].turns[s];
    }
    series.points.push_back(point);
  }
  return series;
}

std::uint64_t WeeksWithAny(const WeekLine& line) {
  return static_cast<std::uint64_t>(std::count_if(
      line.begin(), line.end(), [](const std::optional<double>& v) { return v && *v > 0; }));
}

Figure RhoFigure(const char* key, const char* label, bool enough, const WeekLine& first,
                 const WeekLine& second, std::optional<ShiftTest>* test) {
  const Lagged lagged = NextWeek(Detrended(first), Detrended(second));
  const std::uint64_t pairs = lagged.before.size();
  if (enough) *test = Test(lagged);
  if (!*test) return NotShown(key, label, "correlation", enough ? pairs : 0);
  const double rho = (*test)->observed;
  const std::optional<Interval> range = SpearmanRange(lagged.before, lagged.after);
  if (!range) return MakeFigure(key, label, "correlation", pairs, rho);
  return MakeRanged(key, label, "correlation", pairs, rho, range->low, range->high);
}

std::string RhoText(const Figure& figure) {
  std::string text = "rank correlation " + SignificantDigits(figure.value);
  if (figure.has_range) {
    text += fmt::format(", range {} to {}", SignificantDigits(figure.low),
                        SignificantDigits(figure.high));
  }
  return text;
}

Claim LagClaim(const char* key, const char* more, const char* less, const char* cannot,
               const Figure& figure, double p) {
  Claim claim;
  claim.key = key;
  claim.has_p = true;
  claim.p = Cautious(p);
  claim.text = fmt::format("{} ({}; {} weeks and those after them).",
                           figure.value > 0 ? more : less, RhoText(figure), figure.n);
  const bool apart = figure.has_range && (figure.low > 0 || figure.high < 0);
  claim.cannot_tell = fmt::format(
      "{} cannot be told from {} weeks ({}{}).", cannot, figure.n, RhoText(figure),
      apart ? "; the other comparisons made here are not yet allowed for in this range" : "");
  claim.benign = {"A stretch of stress from outside brings both, some days apart.",
                  "After a heated week some distance can be a rest."};
  return claim;
}

// The same question without a correlation: words of distance in weeks that follow one with conflict
// and in those that follow one without.
struct AfterWeeks {
  std::vector<WeekSum> conflict, calm;
};
AfterWeeks WeeksAfter(const std::vector<WeekOfTwo>& weeks) {
  AfterWeeks after;
  for (std::size_t w = 0; w + 1 < weeks.size(); ++w) {
    const WeekOfTwo& next = weeks[w + 1];
    if (!weeks[w].counts || !next.counts) continue;
    const WeekSum sum = {static_cast<double>(next.distance[0] + next.distance[1]),
                         static_cast<double>(next.turns[0] + next.turns[1])};
    (weeks[w].conflict > 0 ? after.conflict : after.calm).push_back(sum);
  }
  return after;
}

// By the spread of the weeks; of weeks that never vary (no such word in any), by their turns.
std::optional<Estimate> RateOf(const std::vector<WeekSum>& weeks) {
  constexpr std::size_t kMinWeeksOfARate = 4;
  if (weeks.size() < kMinWeeksOfARate) return std::nullopt;
  if (const std::optional<WeekContrast> mean = MeanOfWeeks(weeks)) return mean->estimate;
  Share share;
  for (const WeekSum& week : weeks) {
    share.k += static_cast<std::uint64_t>(week.sum);
    share.n += static_cast<std::uint64_t>(week.count);
  }
  return Estimate{ValueOf(share), Wilson(share.k, share.n)};
}

Figure RateAfter(const char* key, const char* label, const std::vector<WeekSum>& weeks) {
  const std::optional<Estimate> rate = RateOf(weeks);
  if (!rate) return NotShown(key, label, "per 100", weeks.size());
  const Interval& range = rate->range;
  return MakeRanged(key, label, "per 100", weeks.size(), 100 * rate->value,
                    100 * std::max(range.low, 0.0), 100 * std::min(range.high, 1.0));
}

// A fact without a test of its own: the two rates and the range of their difference.
Claim AfterClaim(const Figure& conflict, const Figure& calm, const Estimate& difference) {
  Claim claim;
  claim.key = "distance_in_weeks_after";
  const bool apart = difference.range.low > 0 || difference.range.high < 0;
  claim.text = fmt::format(
      "In {} weeks that followed one with conflict, {} of 100 turns outside of conflicts held "
      "words "
      "of distance; in {} that followed one without, {} of 100: {} ({} points, range {} to {}).",
      conflict.n, SignificantDigits(conflict.value), calm.n, SignificantDigits(calm.value),
      apart ? "a difference beyond the spread of the weeks" : "no difference that can be told",
      SignificantDigits(100 * difference.value), SignificantDigits(100 * difference.range.low),
      SignificantDigits(100 * difference.range.high));
  claim.cannot_tell =
      "Whether weeks that followed one with conflict differ from others cannot be told.";
  claim.benign = {"A hard time can last for more than a week by itself."};
  return claim;
}

class LagTeller {
 public:
  LagTeller(const MeasureInput& input, MeasureResult* result)
      : periods_(input),
        weeks_(CountWeeks(input, periods_)),
        conflict_(ConflictLine(weeks_)),
        distance_(DistanceLine(weeks_, -1)),
        result_(result) {}

  void Tell() {
    if (Weeks() == 0 && AnyDanger()) {
      result_->state = MeasureState::kSuppressed;
      result_->note = "Left out: these weeks hold signs of danger.";
      return;
    }
    AddSeries();
    const bool enough = IsEnough();
    std::optional<ShiftTest> forth, back;
    result_->pair.push_back(CountFigure("weeks", "weeks compared", Weeks()));
    result_->pair.push_back(RhoFigure("conflict_then_distance", "conflict, then distance", enough,
                                      conflict_, distance_, &forth));
    result_->pair.push_back(RhoFigure("distance_then_conflict", "distance, then conflict", enough,
                                      distance_, conflict_, &back));
    for (int side = 0; side < 2; ++side) AddSide(side, enough);
    if (!forth || !back) return;
    result_->state = MeasureState::kShown;
    result_->claims.push_back(
        LagClaim("conflict_then_distance",
                 "Weeks with more conflict were followed by weeks with more words of distance",
                 "Weeks with more conflict were followed by weeks with fewer words of distance",
                 "Whether weeks with more conflict were followed by more or less distance",
                 result_->pair[1], forth->p));
    result_->claims.push_back(
        LagClaim("distance_then_conflict",
                 "Weeks with more words of distance were followed by weeks with more conflict",
                 "Weeks with more words of distance were followed by weeks with less conflict",
                 "Whether weeks with more distance were followed by more or less conflict",
                 result_->pair[2], back->p));
    AddAfter();
  }

 private:
  std::uint64_t Weeks() const {
    return static_cast<std::uint64_t>(std::count_if(
        weeks_.begin(), weeks_.end(), [](const WeekOfTwo& week) { return week.counts; }));
  }

  bool AnyDanger() const {
    for (std::int32_t w = periods_.first(); w <= periods_.last(); ++w) {
      if (periods_.IsDanger(w)) return true;
    }
    return false;
  }

  bool IsEnough() {
    const std::uint64_t pairs = NextWeek(Detrended(conflict_), Detrended(distance_)).before.size();
    const std::uint64_t any = std::min(WeeksWithAny(conflict_), WeeksWithAny(distance_));
    if (Weeks() < kWeeksForLag) {
      result_->note = Needed(Weeks(), "weeks with enough messages", kWeeksForLag);
    } else if (pairs < kMinPairs) {
      result_->note = Needed(pairs, "weeks with enough messages in the week after", kMinPairs);
    } else if (any < kMinWeeksWithAny) {
      result_->note =
          Needed(any, "weeks with conflict, or with words of distance", kMinWeeksWithAny);
    }
    return result_->note.empty();
  }

  void AddAfter() {
    const AfterWeeks after = WeeksAfter(weeks_);
    std::vector<Figure>& pair = result_->pair;
    const Figure conflict = RateAfter("distance_after_conflict",
                                      "distance in weeks after one with conflict", after.conflict);
    const Figure calm =
        RateAfter("distance_after_calm", "distance in weeks after one without", after.calm);
    pair.push_back(conflict);
    pair.push_back(calm);
    const auto change = NowLessBefore(after.calm, after.conflict);
    if (!conflict.shown || !calm.shown || !change) return;
    result_->claims.push_back(AfterClaim(conflict, calm, change->estimate));
  }

  void AddSide(int side, bool enough) {
    const WeekLine own = DistanceLine(weeks_, side);
    std::optional<ShiftTest> forth, back;
    std::vector<Figure>& figures = result_->sides[static_cast<std::size_t>(side)];
    figures.push_back(RhoFigure("conflict_then_distance", "conflict, then own distance", enough,
                                conflict_, own, &forth));
    figures.push_back(RhoFigure("distance_then_conflict", "own distance, then conflict", enough,
                                own, conflict_, &back));
  }

  void AddSeries() {
    const std::int32_t first = periods_.first();
    result_->series.push_back(
        SeriesOf("conflict", "turns in conflict", "count", -1, conflict_, weeks_, first));
    for (int side = -1; side < 2; ++side) {
      result_->series.push_back(SeriesOf("distance", "words of distance outside of conflicts",
                                         "per 100", side, DistanceLine(weeks_, side), weeks_,
                                         first));
    }
  }

  const Periods periods_;
  const std::vector<WeekOfTwo> weeks_;
  const WeekLine conflict_, distance_;
  MeasureResult* result_;
};

}  // namespace

MeasureResult CrossLag(const MeasureInput& input) {
  MeasureResult result;
  result.id = "M12";
  result.key = "conflict_and_distance";
  result.title = "Conflict and distance from week to week";
  result.weakness =
      "One week after the other is an order, not a cause: what lies behind both is not in the "
      "messages.";
  if (StopsAtGate(input, &result)) return result;
  LagTeller(input, &result).Tell();
  return result;
}

}  // namespace ebb
