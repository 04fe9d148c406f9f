#include "measure/quantile.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ebb {
namespace {

constexpr double kMadToDeviation = 1.482602218505602;       // 1 / the 75 % point of the normal
constexpr double kMeanDistanceToDeviation = 1.25331413732;  // sqrt(pi / 2)

}  // namespace

double MeanOf(const std::vector<double>& values) {
  double sum = 0;
  for (double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}

std::optional<double> Quantile(std::vector<double> values, double q) {
  if (values.empty()) return std::nullopt;
  const double place = std::clamp(q, 0.0, 1.0) * static_cast<double>(values.size() - 1);
  const auto below = values.begin() + static_cast<std::ptrdiff_t>(place);
  std::nth_element(values.begin(), below, values.end());
  const double rest = place - std::floor(place);
  if (rest == 0) return *below;
  const double above = *std::min_element(below + 1, values.end());
  return *below + rest * (above - *below);
}

std::optional<double> Median(std::vector<double> values) {
  return Quantile(std::move(values), 0.5);
}

std::optional<RobustScale> RobustScaleOf(const std::vector<double>& baseline, double floor) {
  const std::optional<double> centre = Median(baseline);
  if (!centre) return std::nullopt;
  std::vector<double> distances;
  distances.reserve(baseline.size());
  for (double v : baseline) distances.push_back(std::fabs(v - *centre));
  double scale = kMadToDeviation * Median(distances).value_or(0);
  if (scale == 0) scale = kMeanDistanceToDeviation * MeanOf(distances);
  return RobustScale{*centre, std::max(scale, floor)};
}

std::optional<double> RobustZ(double value, const RobustScale& baseline) {
  if (!(baseline.scale > 0)) return std::nullopt;
  return (value - baseline.centre) / baseline.scale;
}

}  // namespace ebb
