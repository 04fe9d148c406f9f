#include "measure/figures.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "measure/week_means.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr double kWeeksOfFrequency = 4;

std::vector<WeekSum> CountsByWeek(const std::vector<Week>& weeks, std::int32_t since,
                                  const std::vector<std::uint32_t>& begins) {
  std::map<std::int32_t, double> counts;
  for (const Week& week : weeks) {
    if (!week.undated && !week.incomplete && week.number >= since) counts[week.number] = 0;
  }
  for (const std::uint32_t begin : begins) {
    const auto week = counts.find(WeekNumber(begin));
    if (week != counts.end()) ++week->second;
  }
  std::vector<WeekSum> sums;
  sums.reserve(counts.size());
  for (const auto& [number, count] : counts) sums.push_back({count, 1});
  return sums;
}

}  // namespace

Figure ShareFigure(std::string key, std::string label, Share share, bool enough) {
  if (!enough || share.n == 0) return NotShown(std::move(key), std::move(label), "share", share.n);
  const Interval range = Wilson(share.k, share.n);
  return MakeRanged(std::move(key), std::move(label), "share", share.n, ValueOf(share), range.low,
                    range.high);
}

Figure PointsFigure(std::string key, std::string label, std::uint64_t n,
                    const std::optional<Estimate>& difference) {
  if (!difference) return NotShown(std::move(key), std::move(label), "points", n);
  return MakeRanged(std::move(key), std::move(label), "points", n, 100 * difference->value,
                    100 * difference->range.low, 100 * difference->range.high);
}

Figure FrequencyFigure(std::string key, std::string label, const std::vector<Week>& weeks,
                       std::int32_t since, const std::vector<std::uint32_t>& begins) {
  const std::vector<WeekSum> counts = CountsByWeek(weeks, since, begins);
  const std::size_t n = counts.size();
  if (n < kWeeksForFrequency) return NotShown(std::move(key), std::move(label), "number", n);
  const double all = std::accumulate(counts.begin(), counts.end(), 0.0,
                                     [](double sum, WeekSum w) { return sum + w.sum; });
  const Interval counted = PoissonMean(static_cast<std::uint64_t>(std::llround(all)));
  const double scale = kWeeksOfFrequency / static_cast<double>(n);
  Interval range{scale * counted.low, scale * counted.high};
  if (const std::optional<WeekContrast> mean = MeanOfWeeks(counts)) {
    const Interval& spread = mean->estimate.range;
    range.low = std::clamp(kWeeksOfFrequency * spread.low, 0.0, range.low);
    range.high = std::max(range.high, kWeeksOfFrequency * spread.high);
  }
  return MakeRanged(std::move(key), std::move(label), "number", n, scale * all, range.low,
                    range.high);
}

Figure WeekShareFigure(std::string key, std::string label, const std::vector<bool>& weeks) {
  Share share;
  std::vector<WeekSum> sums;
  for (const bool holds : weeks) {
    share.k += holds ? 1 : 0;
    ++share.n;
    sums.push_back({holds ? 1.0 : 0.0, 1});
  }
  Figure figure = ShareFigure(std::move(key), std::move(label), share, true);
  if (const std::optional<WeekContrast> mean = MeanOfWeeks(sums)) {
    figure.low = std::clamp(mean->estimate.range.low, 0.0, figure.low);
    figure.high = std::clamp(mean->estimate.range.high, figure.high, 1.0);
  }
  return figure;
}

}  // namespace ebb
