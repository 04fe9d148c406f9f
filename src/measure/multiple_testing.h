// Many comparisons in one report: how many of the marked ones may be false.
//
// Pure function; see statistics.h.
#pragma once

#include <vector>

namespace ebb {

// q value of each p value, in the order given: the smallest false discovery rate at which the test
// would be marked. Never under its p, at most 1, and in the order of the p values. n log n.
// REQUIRES: p in [0, 1], of the tests that were made; one that could not be made has no place here.
// Source: Y. Benjamini, Y. Hochberg, "Controlling the false discovery rate", JRSS B 57 (1995)
// 289-300; holds for independent and for positively dependent tests.
std::vector<double> BenjaminiHochberg(const std::vector<double>& p);

}  // namespace ebb
