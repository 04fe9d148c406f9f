// Two shares or two rates compared: difference, log odds ratio, log relative risk, log rate ratio,
// each with a 95 % interval. Logarithms are natural; ToLog2 turns them into doublings.
//
// Pure functions; see statistics.h. The two groups are independent: none of these is for pairs.
#pragma once

#include <cstdint>
#include <optional>

#include "measure/statistics.h"

namespace ebb {

// k of n. A k above n counts as n.
struct Share {
  std::uint64_t k = 0;
  std::uint64_t n = 0;
};

// k / n. REQUIRES: n > 0.
double ValueOf(Share share);

// first - second, in [-1, 1], with the hybrid score interval. Empty if either n is 0.
// Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions",
// Statistics in Medicine 17 (1998) 873-890, method 10.
std::optional<Estimate> ShareDifference(Share first, Share second);

// Log of the odds ratio with 0.5 added to each of the four counts (J. B. S. Haldane, "The
// estimation and significance of the logarithm of a ratio of frequencies", Annals of Human Genetics
// 20 (1956) 309-311; F. J. Anscombe, Biometrika 43 (1956) 461-464) and the normal interval of that
// sum. Defined for every table with both n > 0; empty otherwise.
std::optional<Estimate> LogOddsRatio(Share first, Share second);

// Log of first/second with 0.5 added to k and n (S. D. Walter, "The distribution of Levin's measure
// of attributable risk", Biometrika 62 (1975) 371-372). Empty if either n is 0.
std::optional<Estimate> LogRelativeRisk(Share first, Share second);

// Events in an amount of time or messages (`exposure`, any unit, the same for both).
struct Events {
  std::uint64_t events = 0;
  double exposure = 0;
};

// Log of first/second with 0.5 added to the events, interval of independent Poisson counts: too
// narrow where events come in bursts. Empty unless both exposures are above 0.
std::optional<Estimate> LogRateRatio(Events first, Events second);

// A natural logarithm and its interval in powers of two: 1 = twice as much, -1 = half.
Estimate ToLog2(const Estimate& natural);

}  // namespace ebb
