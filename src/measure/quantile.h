// Means, medians, quantiles and robust distances. Units are those of the values.
//
// Pure functions; see statistics.h for what holds for all of them.
#pragma once

#include <optional>
#include <vector>

namespace ebb {

// REQUIRES: there are values.
double MeanOf(const std::vector<double>& values);

// Quantile of type 7 (linear between order statistics, the default of R and NumPy), q in [0, 1].
// Empty if there are no values. Linear. Source: R. J. Hyndman, Y. Fan, "Sample quantiles in
// statistical packages", The American Statistician 50 (1996) 361-365.
std::optional<double> Quantile(std::vector<double> values, double q);
std::optional<double> Median(std::vector<double> values);

// Centre and spread that a few wild values do not move: median and 1.4826 * MAD, which is the
// standard deviation where values are normal. Where more than half of the values are equal the
// MAD is 0, and 1.2533 * the mean distance from the median stands in. `scale` is at least `floor`
// (in the units of the values: the smallest distance worth calling one), and may be 0.
// Empty if there are no values.
// Source: B. Iglewicz, D. C. Hoaglin, "How to detect and handle outliers" (1993).
struct RobustScale {
  double centre = 0;
  double scale = 0;
};
std::optional<RobustScale> RobustScaleOf(const std::vector<double>& baseline, double floor = 0);

// (value - centre) / scale. Empty where the scale is 0, that is, where the baseline never varied
// and no floor was set: any distance would be infinitely many.
std::optional<double> RobustZ(double value, const RobustScale& baseline);

}  // namespace ebb
