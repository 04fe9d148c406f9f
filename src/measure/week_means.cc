#include "measure/week_means.h"

#include <algorithm>
#include <cmath>

#include "measure/trend.h"

namespace ebb {
namespace {

constexpr std::size_t kFewestWeeks = 4;
constexpr double kMostAlikeWeeks = 0.95;

struct WeekGroup {
  std::vector<WeekSum> weeks;
  std::vector<double> residuals;  // of the weeks' own means
  double mean = 0;
  double count = 0;     // of observations
  double variance = 0;  // of the mean, weeks taken as independent
  double equals = 0;    // weeks of equal weight that would tell as much
};

WeekGroup GroupOf(const std::vector<WeekSum>& weeks) {
  WeekGroup group;
  double sum = 0, squares = 0;
  for (const WeekSum& week : weeks) {
    if (week.count <= 0) continue;
    group.weeks.push_back(week);
    sum += week.sum;
    group.count += week.count;
    squares += week.count * week.count;
  }
  if (group.weeks.size() < kFewestWeeks) return group;
  group.mean = sum / group.count;
  group.equals = group.count * group.count / squares;
  double spread = 0;
  for (const WeekSum& week : group.weeks) {
    const double off = week.sum - week.count * group.mean;
    spread += off * off;
    group.residuals.push_back(off / week.count);
  }
  group.variance =
      spread / (group.count * group.count) * group.equals / std::max(group.equals - 1, 0.5);
  return group;
}

// Of the variance of a mean over n neighbouring weeks, by an AR(1) process.
double MeanFactor(double n, double lag1) {
  double factor = 1, power = 1;
  for (double lag = 1; lag < n; ++lag) {
    power *= lag1;
    factor += 2 * (1 - lag / n) * power;
  }
  return factor;
}

// What neighbouring weeks share, and half a standard error more: it is known badly from a year, and
// taken too low it makes false alarms.
double LikenessOf(const std::vector<double>& residuals, int means) {
  const double lag1 = SerialCorrelationOf(residuals, means).lag1;
  const double margin = 0.5 / std::sqrt(static_cast<double>(residuals.size()));
  return lag1 > 0 ? std::min(lag1 + margin, kMostAlikeWeeks) : 0;
}

void Widen(double lag1, WeekGroup* group) {
  const double factor = MeanFactor(static_cast<double>(group->weeks.size()), lag1);
  group->variance *= factor;
  group->equals = std::max(group->equals / factor, 2.0);
}

WeekContrast ContrastOf(double value, double variance, double freedom) {
  WeekContrast contrast;
  const double error = std::sqrt(variance);
  const double reach = StudentPoint95(freedom) * error;
  contrast.estimate = {value, {value - reach, value + reach}};
  contrast.freedom = freedom;
  contrast.p = StudentTwoSided(value / error, freedom);
  return contrast;
}

void FloorAtBinomial(const WeekGroup& before, const WeekGroup& now, WeekGroup* group) {
  const double share = std::clamp(
      (before.mean * before.count + now.mean * now.count) / (before.count + now.count), 0.0, 1.0);
  group->variance = std::max(group->variance, share * (1 - share) / group->count);
}

}  // namespace

std::optional<WeekContrast> MeanOfWeeks(const std::vector<WeekSum>& weeks) {
  WeekGroup group = GroupOf(weeks);
  if (group.residuals.empty() || !(group.variance > 0)) return std::nullopt;
  Widen(LikenessOf(group.residuals, 1), &group);
  return ContrastOf(group.mean, group.variance, group.equals - 1);
}

std::optional<WeekContrast> NowLessBefore(const std::vector<WeekSum>& before,
                                          const std::vector<WeekSum>& now, WeekVariance variance) {
  WeekGroup first = GroupOf(before), second = GroupOf(now);
  if (first.residuals.empty() || second.residuals.empty()) return std::nullopt;
  std::vector<double> residuals = first.residuals;
  residuals.insert(residuals.end(), second.residuals.begin(), second.residuals.end());
  const double lag1 = LikenessOf(residuals, 2);
  if (variance == WeekVariance::kAtLeastBinomial) {
    const WeekGroup as_found = first;
    FloorAtBinomial(as_found, second, &first);
    FloorAtBinomial(as_found, second, &second);
  }
  Widen(lag1, &first);
  Widen(lag1, &second);
  const double sum = first.variance + second.variance;
  if (!(sum > 0)) return std::nullopt;
  const double freedom = sum * sum /
                         (first.variance * first.variance / (first.equals - 1) +
                          second.variance * second.variance / (second.equals - 1));
  return ContrastOf(second.mean - first.mean, sum, freedom);
}

}  // namespace ebb
