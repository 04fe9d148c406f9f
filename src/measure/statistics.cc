#include "measure/statistics.h"

#include <algorithm>
#include <cmath>

namespace ebb {
namespace {

constexpr double kZ95 = 1.959963984540054;  // 97.5 % point of the normal distribution

}  // namespace

Interval Wilson(std::uint64_t k, std::uint64_t n) {
  if (n == 0) return {0, 1};
  const double total = static_cast<double>(n);
  const double share = static_cast<double>(std::min(k, n)) / total;
  const double z2 = kZ95 * kZ95;
  const double centre = share + z2 / (2 * total);
  const double spread = kZ95 * std::sqrt(share * (1 - share) / total + z2 / (4 * total * total));
  const double scale = 1 + z2 / total;
  Interval result{(centre - spread) / scale, (centre + spread) / scale};
  if (k == 0) result.low = 0;  // exact, where rounding would leave a trace
  if (k >= n) result.high = 1;
  return result;
}

}  // namespace ebb
