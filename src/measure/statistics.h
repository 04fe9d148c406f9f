// Intervals: what every measure reports beside its estimate. The other pieces of the statistics
// library stand in files of their own:
//   quantile.h         mean, median, quantiles, MAD, robust z
//   proportions.h      differences and ratios of shares and rates
//   survival.h         Kaplan-Meier, for delays of which some are only known to be longer
//   trend.h            Mann-Kendall, Theil-Sen, Cochran-Armitage
//   change_point.h     Pettitt, CUSUM, step or line or neither
//   rank.h             ranks, Spearman, sign test
//   shift_test.h       circular-shift permutation tests
//   resample.h         bootstrap
//   multiple_testing.h Benjamini-Hochberg
//   shrinkage.h        gamma-Poisson
// All are pure functions of values: safe in every thread, no state, no text. Distributions are
// Boost.Math's. Nothing throws; what cannot be computed is an empty optional. REQUIRES, for all:
// numbers are finite (a NaN has no place in an order).
#pragma once

#include <cstdint>

namespace ebb {

struct Interval {
  double low = 0;
  double high = 0;
};

// A value and its 95 % interval.
struct Estimate {
  double value = 0;
  Interval range;
};

constexpr double kZ95 = 1.959963984540054;  // 97.5 % point of the normal distribution

// Wilson score interval for a proportion k/n at 95 %. n == 0 gives [0, 1]; k > n counts as k == n.
// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
// JASA 22 (1927) 209-212.
Interval Wilson(std::uint64_t k, std::uint64_t n);

// Exact 95 % interval for the mean of a Poisson count of which k were seen; k == 0 gives a low of
// 0. Source: F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28 (1936)
// 437-442.
Interval PoissonMean(std::uint64_t k);

// Chance of a standard normal value at least as far from 0 as z.
double NormalTwoSided(double z);
// The same for Student's t, and its 97.5 % point. REQUIRES: freedom > 0 (need not be whole).
double StudentTwoSided(double t, double freedom);
double StudentPoint95(double freedom);

// The p of a test whose assumptions real talk meets only nearly, taken a little larger: simulated
// talk without an effect then stays under 5 of 100 in every simulator (README.md, "Claims").
inline constexpr double kCaution = 1.25;
inline double Cautious(double p) { return p < 1 / kCaution ? kCaution * p : 1; }

}  // namespace ebb
