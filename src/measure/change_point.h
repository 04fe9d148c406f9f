// Step or slope: where a weekly series breaks, and whether a break or a line tells more (M15).
//
// Pure functions; linear or n log n in the number of weeks. See statistics.h. Break = index of the
// first week of the second level, in [1, n - 1].
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "measure/trend.h"

namespace ebb {

// The best break and the chance of as clear a one in a series without any. The p values are of
// independent weeks when `variance_factor` is 1, and too small then for series with a memory: give
// the factor of SerialCorrelation.
struct Break {
  std::size_t at = 0;
  double statistic = 0;
  double p = 1;
};

// Pettitt's test on ranks: statistic = max |U|, p = 2 exp(-6 K^2 / (n^3 + n^2)), at most 1; on the
// safe side for n under about 20 and for ties. Empty for under 4 values; all ties: p = 1, at = 1.
// Source: A. N. Pettitt, "A non-parametric approach to the change-point problem", Applied
// Statistics 28 (1979) 126-135.
std::optional<Break> Pettitt(const std::vector<double>& values, double variance_factor = 1);

// Cumulative sums of the distances from the mean: statistic = max |S| / (sd sqrt n), p that of a
// Brownian bridge (Kolmogorov). On the safe side for small n. Empty for under 4 values; p = 1 and
// at = 1 for equal ones.
// Source: E. S. Page, Biometrika 42 (1955) 523-527; R. L. Brown, J. Durbin, J. M. Evans, JRSS B 37
// (1975) 149-192.
std::optional<Break> CusumBreak(const std::vector<double>& values, double variance_factor = 1);

// One stretch that differs from the weeks before and after it (an "epidemic" change): where the
// partial sums of the ranks' distances from their mean are lowest and highest. statistic = (highest
// - lowest) / (sd sqrt n), p that of the range of a Brownian bridge (Kuiper), widened for the
// correlation of neighbouring weeks once the two levels are taken out. The sums are seen at the
// weeks alone, where a bridge seldom is highest or lowest: 2 * 0.5826 / sqrt(n) is added for that
// (D. Siegmund, "Sequential Analysis", 1985, section X.2). On the safe side for ties. Source: B.
// Levin, J. Kline, "The cusum test of homogeneity with an application in spontaneous abortion
// epidemiology", Statistics in Medicine 4 (1985) 469-488; N. H. Kuiper,
// Proceedings of the Koninklijke Nederlandse Akademie van Wetenschappen A 63 (1960) 38-47. Empty
// for under 12 values, or where less than four weeks lie inside or outside of it.
struct Stretch {
  std::size_t first = 0, end = 0;  // weeks [first, end) differ
  double statistic = 0;
  double p = 1;
};
std::optional<Stretch> RankStretch(const std::vector<double>& values);

// Three descriptions of the series with normal errors compared by the Bayesian information
// criterion: one level (2 parameters), a line (3), two levels (4: both, the spread and the break).
// Each level has `min_weeks` weeks or more. Serial correlation would make two levels win in mere
// noise, so the likelihood and ln n are those of n / factor weeks, the factor of the residuals of
// whichever description leaves least.
// A description is clear if it beats the others it is to be told from by more than `kClearBic`:
// step: the line and the level; line: the step and the level.
// Source: G. Schwarz, Annals of Statistics 6 (1978) 461-464; more than 4: between "positive" and
// "strong" of R. E. Kass, A. E. Raftery, JASA 90 (1995) 773-795.
constexpr double kClearBic = 4;

enum class Shape { kLevel, kLine, kStep };

struct ShapeComparison {
  double bic_level = 0, bic_line = 0, bic_step = 0;  // less is better
  Shape best = Shape::kLevel;                        // least BIC; the simpler one of equals
  double margin = 0;                                 // to the next best
  bool clear = false;                                // margin > kClearBic
  std::size_t step_at = 0;                           // the break of the two levels
  double step = 0;                                   // second level - first, units of the values
  SerialCorrelation serial;
};
// Empty if there are fewer than 2 * min_weeks values or under 6, or more than 4,000. Equal values:
// level. REQUIRES: min_weeks >= 1.
std::optional<ShapeComparison> CompareShapes(const std::vector<double>& values,
                                             std::size_t min_weeks = 4);

}  // namespace ebb
