#include "measure/change_point.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "measure/quantile.h"
#include "measure/rank.h"

namespace ebb {
namespace {

constexpr std::size_t kMaxWeeks = 4000;
constexpr std::size_t kLeastStretch = 4;  // weeks
// By how many steps' standard deviations a Brownian path rises above its value at the steps:
// -zeta(1/2) / sqrt(2 pi).
constexpr double kOvershoot = 0.5826;

double SumOfSquares(const std::vector<double>& residuals) {
  double sum = 0;
  for (double r : residuals) sum += r * r;
  return sum;
}

std::vector<double> Distances(std::vector<double> values) {
  const double mean = MeanOf(values);
  for (double& v : values) v -= mean;
  return values;
}

// Where the cumulative sum of distances from the mean is farthest from 0, and how far that is.
Break Farthest(const std::vector<double>& distances) {
  Break result{1, 0, 1};
  double sum = 0;
  for (std::size_t i = 0; i + 1 < distances.size(); ++i) {
    sum += distances[i];
    if (std::fabs(sum) > result.statistic) result = {i + 1, std::fabs(sum), 1};
  }
  return result;
}

bool AllEqual(const std::vector<double>& values) {
  return std::all_of(values.begin(), values.end(), [&](double v) { return v == values.front(); });
}

// Chance that a Brownian bridge strays farther than x. The sum alternates and falls fast.
double BridgeTail(double x) {
  if (x < 0.3) return 1;  // less than 1e-5 away from it
  double tail = 0;
  for (int k = 1; k <= 20; ++k) tail += (k % 2 == 1 ? 2 : -2) * std::exp(-2.0 * k * k * x * x);
  return std::clamp(tail, 0.0, 1.0);
}

// Chance that the range of a Brownian bridge exceeds x.
double KuiperTail(double x) {
  if (x < 0.6) return 1;
  double tail = 0;
  for (int k = 1; k <= 20; ++k) {
    const double square = 4.0 * k * k * x * x;
    tail += 2 * (square - 1) * std::exp(-square / 2);
  }
  return std::clamp(tail, 0.0, 1.0);
}

// By how much the variance of a mean grows with the likeness of neighbouring weeks.
double StretchFactor(const std::vector<double>& values, const Stretch& stretch) {
  const auto is_inside = [&](std::size_t i) { return i >= stretch.first && i < stretch.end; };
  std::array<double, 2> sum{}, count{};
  for (std::size_t i = 0; i < values.size(); ++i) {
    sum[is_inside(i)] += values[i];
    ++count[is_inside(i)];
  }
  std::vector<double> residuals = values;
  for (std::size_t i = 0; i < values.size(); ++i) {
    residuals[i] -= sum[is_inside(i)] / count[is_inside(i)];
  }
  const SerialCorrelation serial = SerialCorrelationOf(residuals, 3);
  const double lag1 = std::min(serial.lag1, 0.9);
  return std::max(serial.factor, (1 + lag1) / (1 - lag1));
}

struct Description {
  std::vector<double> residuals;
  double rss = 0;
  int coefficients = 0;  // of the mean, the break not among them
};

Description Describe(std::vector<double> residuals, int coefficients) {
  const double rss = SumOfSquares(residuals);
  return {std::move(residuals), rss, coefficients};
}

Description LineOf(const std::vector<double>& values) {
  std::vector<double> residuals = Distances(values);
  const double middle = (static_cast<double>(values.size()) - 1) / 2;
  double product = 0, squares = 0;
  for (std::size_t i = 0; i < residuals.size(); ++i) {
    const double x = static_cast<double>(i) - middle;
    product += x * residuals[i];
    squares += x * x;
  }
  for (std::size_t i = 0; i < residuals.size(); ++i) {
    residuals[i] -= product / squares * (static_cast<double>(i) - middle);
  }
  return Describe(std::move(residuals), 2);
}

// The break that takes most away from the sum of squares: S^2 n / (at (n - at)).
std::size_t BestStep(const std::vector<double>& distances, std::size_t min_weeks) {
  const std::size_t n = distances.size();
  std::size_t best = min_weeks;
  double sum = 0, most = -1;
  for (std::size_t at = 1; at + min_weeks <= n; ++at) {
    sum += distances[at - 1];
    const double gain = sum * sum / (static_cast<double>(at) * static_cast<double>(n - at));
    if (at < min_weeks || gain <= most) continue;
    most = gain;
    best = at;
  }
  return best;
}

Description StepOf(const std::vector<double>& values, std::size_t at, double* step) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(at);
  std::vector<double> residuals = Distances({values.begin(), middle});
  const std::vector<double> second = Distances({middle, values.end()});
  *step = (values.back() - second.back()) - (values.front() - residuals.front());
  residuals.insert(residuals.end(), second.begin(), second.end());
  return Describe(std::move(residuals), 2);
}

// A perfect fit leaves rounding errors only, whose logarithm says nothing: they count as equal.
double Bic(const Description& d, int parameters, double floor, double factor) {
  const double n = static_cast<double>(d.residuals.size()), told = n / factor;
  return told * std::log(std::max(d.rss, floor) / n) + parameters * std::log(told);
}

void PickBest(ShapeComparison* c) {
  const std::array<double, 3> bic = {c->bic_level, c->bic_line, c->bic_step};
  const auto best = std::min_element(bic.begin(), bic.end());
  c->best = static_cast<Shape>(best - bic.begin());
  c->margin = std::numeric_limits<double>::infinity();
  for (auto other = bic.begin(); other != bic.end(); ++other) {
    if (other != best) c->margin = std::min(c->margin, *other - *best);
  }
  c->clear = c->margin > kClearBic;
}

}  // namespace

std::optional<Break> Pettitt(const std::vector<double>& values, double variance_factor) {
  if (values.size() < 4) return std::nullopt;
  const double n = static_cast<double>(values.size());
  Break result = Farthest(Distances(Ranks(values)));
  result.statistic *= 2;  // U = 2 * sum of ranks - t (n + 1)
  const double k2 = result.statistic * result.statistic / std::max(variance_factor, 1.0);
  result.p = std::min(1.0, 2 * std::exp(-6 * k2 / (n * n * n + n * n)));
  return result;
}

std::optional<Break> CusumBreak(const std::vector<double>& values, double variance_factor) {
  if (values.size() < 4) return std::nullopt;
  if (AllEqual(values)) return Break{1, 0, 1};
  const std::vector<double> distances = Distances(values);
  Break result = Farthest(distances);
  result.statistic /= std::sqrt(SumOfSquares(distances));
  result.p = BridgeTail(result.statistic / std::sqrt(std::max(variance_factor, 1.0)));
  return result;
}

std::optional<Stretch> RankStretch(const std::vector<double>& values) {
  const std::size_t n = values.size();
  if (n < 3 * kLeastStretch || AllEqual(values)) return std::nullopt;
  const std::vector<double> distances = Distances(Ranks(values));
  double sum = 0, lowest = 0, highest = 0;
  std::size_t low_at = 0, high_at = 0;
  for (std::size_t i = 0; i < n; ++i) {
    sum += distances[i];
    if (sum < lowest) {
      lowest = sum;
      low_at = i + 1;
    }
    if (sum > highest) {
      highest = sum;
      high_at = i + 1;
    }
  }
  Stretch stretch{std::min(low_at, high_at), std::max(low_at, high_at), 0, 1};
  const std::size_t inside = stretch.end - stretch.first;
  // Weeks in between: one that touches an end is a step, which others look for.
  if (inside < kLeastStretch || stretch.first < kLeastStretch || n - stretch.end < kLeastStretch)
    return std::nullopt;
  stretch.statistic = (highest - lowest) / std::sqrt(SumOfSquares(distances));
  const double factor = StretchFactor(values, stretch);
  const double between = 2 * kOvershoot / std::sqrt(static_cast<double>(n) * factor);
  stretch.p = KuiperTail(stretch.statistic / std::sqrt(factor) + between);
  return stretch;
}

std::optional<ShapeComparison> CompareShapes(const std::vector<double>& values,
                                             std::size_t min_weeks) {
  const std::size_t n = values.size();
  if (n < std::max<std::size_t>(2 * min_weeks, 6) || n > kMaxWeeks) return std::nullopt;
  ShapeComparison result;
  const Description level = Describe(Distances(values), 1);
  const Description line = LineOf(values);
  result.step_at = BestStep(level.residuals, min_weeks);
  const Description step = StepOf(values, result.step_at, &result.step);
  const Description& least = step.rss < line.rss ? step : line;
  result.serial = SerialCorrelationOf(least.residuals, least.coefficients);

  const double size =
      std::fabs(*std::max_element(values.begin(), values.end(),
                                  [](double a, double b) { return std::fabs(a) < std::fabs(b); }));
  const double rounding = std::max(size, 1e-100) * 1e-9;
  const double floor = static_cast<double>(n) * rounding * rounding;
  result.bic_level = Bic(level, 2, floor, result.serial.factor);
  result.bic_line = Bic(line, 3, floor, result.serial.factor);
  result.bic_step = Bic(step, 4, floor, result.serial.factor);
  PickBest(&result);
  return result;
}

}  // namespace ebb
