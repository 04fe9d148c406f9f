// Intervals and tests, from Boost.Math or checked against independent values in the tests.
#pragma once

#include <cstdint>

namespace ebb {

struct Interval {
  double low = 0;
  double high = 0;
};

// Wilson score interval for a proportion k/n at 95 %. n == 0 gives [0, 1].
// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
// JASA 22 (1927) 209-212.
Interval Wilson(std::uint64_t k, std::uint64_t n);

}  // namespace ebb
