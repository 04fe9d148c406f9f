// The weeks of a series for tests of its trend.
#pragma once

#include <cstddef>
#include <numeric>
#include <vector>

namespace ebb {

// 0, 1, 2, ... n - 1.
inline std::vector<double> WeekAxis(std::size_t n) {
  std::vector<double> weeks(n);
  std::iota(weeks.begin(), weeks.end(), 0.0);
  return weeks;
}

}  // namespace ebb
