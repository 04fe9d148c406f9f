#include "measure/trend.h"

#include <algorithm>
#include <cmath>

#include "measure/quantile.h"

namespace ebb {
namespace {

constexpr std::size_t kMaxPoints = 4000;
constexpr double kMaxLag1 = 0.95;
constexpr double kMaxLag1UnderNoise = 0.8;

// Variance of s for n values of which t are equal, for each run of equal ones.
double TieTerm(double n) { return n * (n - 1) * (2 * n + 5); }

double KendallVariance(std::vector<double> values) {
  double sum = TieTerm(static_cast<double>(values.size()));
  std::sort(values.begin(), values.end());
  for (std::size_t begin = 0, end = 0; begin < values.size(); begin = end) {
    while (end < values.size() && values[end] == values[begin]) ++end;
    sum -= TieTerm(static_cast<double>(end - begin));
  }
  return std::max(sum, 0.0) / 18;
}

std::int64_t KendallSum(const std::vector<double>& values) {
  std::int64_t s = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t j = i + 1; j < values.size(); ++j) {
      s += (values[j] > values[i] ? 1 : 0) - (values[j] < values[i] ? 1 : 0);
    }
  }
  return s;
}

std::vector<double> PairSlopes(const std::vector<double>& x, const std::vector<double>& y) {
  std::vector<double> slopes;
  slopes.reserve(x.size() * (x.size() - 1) / 2);
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (std::size_t j = i + 1; j < x.size(); ++j) {
      if (x[i] != x[j]) slopes.push_back((y[j] - y[i]) / (x[j] - x[i]));
    }
  }
  return slopes;
}

std::vector<double> Less(const std::vector<double>& y, double slope, const std::vector<double>& x) {
  std::vector<double> rests(y.size());
  for (std::size_t i = 0; i < y.size(); ++i) rests[i] = y[i] - slope * x[i];
  return rests;
}

// What is left of values in order of time when their Theil-Sen line is taken away.
std::vector<double> LineResiduals(const std::vector<double>& values) {
  std::vector<double> x(values.size());
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<double>(i);
  return Less(values, *Median(PairSlopes(x, values)), x);
}

double Select(std::vector<double>* values, std::size_t index) {
  const auto at = values->begin() + static_cast<std::ptrdiff_t>(index);
  std::nth_element(values->begin(), at, values->end());
  return *at;
}

// The slopes at ranks (N - C) / 2 and (N + C) / 2 + 1, where C is how far s strays by chance.
Interval SenRange(std::vector<double>* slopes, double stray) {
  const double n = static_cast<double>(slopes->size());
  const double low = std::floor((n - stray) / 2) - 1, high = std::ceil((n + stray) / 2);
  return {Select(slopes, static_cast<std::size_t>(std::max(low, 0.0))),
          Select(slopes, static_cast<std::size_t>(std::min(high, n - 1)))};
}

}  // namespace

double RawLag1(const std::vector<double>& residuals) {
  const double mean = MeanOf(residuals);
  double products = 0, squares = 0;
  for (std::size_t i = 0; i < residuals.size(); ++i) {
    const double here = residuals[i] - mean;
    squares += here * here;
    if (i > 0) products += here * (residuals[i - 1] - mean);
  }
  return squares > 0 ? products / squares : 0;
}

SerialCorrelation SerialCorrelationOf(const std::vector<double>& residuals, int parameters,
                                      double noise) {
  SerialCorrelation result;
  const double n = static_cast<double>(residuals.size()), fitted = parameters;
  result.freedom = std::max(n - 2, 1.0);
  if (residuals.size() < 4) return result;
  // The bias is -(p + (p + 2) rho) / n or nearly so: p = 1 is Marriott and Pope's (1 + 3 rho) / n.
  const double corrected = (n * RawLag1(residuals) + fitted) / std::max(n - fitted - 2, 1.0);
  const double below = 1 - std::clamp(noise, 0.0, 0.99);
  const double margin = noise > 0 ? 0.5 / std::sqrt(n) : 0;
  result.lag1 =
      std::clamp((corrected + margin) / below, 0.0, noise > 0 ? kMaxLag1UnderNoise : kMaxLag1);
  double power = 1, sum = 0;
  for (double lag = 1; lag < n; ++lag) {
    power *= result.lag1;
    sum += (n - lag) * (n - lag - 1) * (n - lag - 2) * power;
  }
  result.factor = 1 + 2 * below * sum / (n * (n - 1) * (n - 2));
  result.freedom = std::max(n / result.factor - 2, 1.0);
  return result;
}

std::optional<KendallTrend> MannKendall(const std::vector<double>& values, Serial serial) {
  if (values.size() < 4 || values.size() > kMaxPoints) return std::nullopt;
  KendallTrend trend;
  trend.s = KendallSum(values);
  if (serial == Serial::kLag1) trend.serial = SerialCorrelationOf(LineResiduals(values), 2);
  trend.variance = KendallVariance(values) * trend.serial.factor;
  if (trend.s == 0 || !(trend.variance > 0)) return trend;
  const double nearer = static_cast<double>(trend.s > 0 ? trend.s - 1 : trend.s + 1);
  trend.z = nearer / std::sqrt(trend.variance);
  trend.p = serial == Serial::kIndependent ? NormalTwoSided(trend.z)
                                           : StudentTwoSided(trend.z, trend.serial.freedom);
  return trend;
}

std::optional<TheilSenLine> TheilSen(const std::vector<double>& x, const std::vector<double>& y,
                                     Serial serial) {
  if (x.size() != y.size() || x.size() < 2 || x.size() > kMaxPoints) return std::nullopt;
  std::vector<double> slopes = PairSlopes(x, y);
  if (slopes.empty()) return std::nullopt;
  TheilSenLine line;
  line.slope.value = *Median(slopes);
  const std::vector<double> rests = Less(y, line.slope.value, x);
  line.intercept = *Median(rests);
  double points = kZ95;
  if (serial == Serial::kLag1) {
    line.serial = SerialCorrelationOf(rests, 2);
    points = StudentPoint95(line.serial.freedom) * std::sqrt(line.serial.factor);
  }
  // Equal x and equal y both take pairs away; the sum is Sen's, for few ties.
  const double all = TieTerm(static_cast<double>(x.size())) / 18;
  const double variance = std::max(KendallVariance(x) + KendallVariance(y) - all, 0.0);
  line.slope.range = SenRange(&slopes, points * std::sqrt(variance));
  return line;
}

}  // namespace ebb
