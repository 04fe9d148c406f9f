// Ranks, Spearman's correlation and the sign test (measures M11, M12).
//
// Pure functions; see statistics.h. shift_test.h has the p value of a correlation of two series.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "measure/statistics.h"

namespace ebb {

// 1 for the smallest; equal values share the middle of their ranks. n log n.
std::vector<double> Ranks(const std::vector<double>& values);

// Spearman's rho with ties: the product-moment correlation of the ranks, in [-1, 1]. Empty if sizes
// differ, under 3 pairs, or where one side never varies.
// Source: C. Spearman, American Journal of Psychology 15 (1904) 72-101.
std::optional<double> Spearman(const std::vector<double>& x, const std::vector<double>& y);

// 95 % interval of rho for two series in order of time: Fisher's z with the standard error
// sqrt((1 + rho^2 / 2) / (m - 3)), where m = n (1 - a b) / (1 + a b), never over n, a and b being
// the lag-1 correlations of the ranks: as many independent pairs as would tell as much.
// Approximate; the p of a correlation is that of circular shifts (shift_test.h), and the two may
// differ at the edge. Empty where rho is, or with m of 4 or less. Sources: D. G. Bonett, T. A.
// Wright, Psychometrika 65 (2000) 23-28; B. J. Pyper, R. M. Peterman, Canadian Journal of Fisheries
// and Aquatic Sciences 55 (1998) 2127-2140, restricted to lag 1.
std::optional<Interval> SpearmanRange(const std::vector<double>& x, const std::vector<double>& y);

// Exact two-sided binomial test of as many rises as falls; values of 0 are left out before the call
// (or by the second form). 1 where nothing is left. Exact, and so on the safe side: with 5 values
// it cannot get under .0625. Source: J. Arbuthnot (1710); W. J. Conover, "Practical nonparametric
// statistics" (1999), 3.4.
double SignTest(std::uint64_t above, std::uint64_t below);
double SignTest(const std::vector<double>& differences);

}  // namespace ebb
