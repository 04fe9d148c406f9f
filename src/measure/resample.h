// Interval of any statistic by drawing its units again.
//
// Pure function; the same seed gives the same interval on every machine. See statistics.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "measure/statistics.h"

namespace ebb {

struct BootstrapOptions {
  std::uint32_t draws = 2000;
  std::uint64_t seed = 1;
  double level = 0.95;  // in (0, 1)
};

// The statistic of the units with these indices, of which some come more than once. Empty: not
// defined for this draw.
using UnitStatistic = std::function<std::optional<double>(const std::vector<std::size_t>& units)>;

// Percentile interval: the middle `level` of the statistic over draws of `units` indices with
// replacement. Units must be independent, so whole conversations, episodes or weeks rather than
// messages. Draws without a value are left out; empty if they are more than half, or under 2 units.
// Too narrow with under about 15 units (10 units: a 95 % interval of a mean covers 90 %).
// Source: B. Efron, R. J. Tibshirani, "An introduction to the bootstrap" (1993), chapter 13.
std::optional<Interval> BootstrapInterval(std::size_t units, const UnitStatistic& statistic,
                                          const BootstrapOptions& options = {});

}  // namespace ebb
