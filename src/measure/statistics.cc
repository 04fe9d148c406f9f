#include "measure/statistics.h"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numbers>

namespace ebb {

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

Interval PoissonMean(std::uint64_t k) {
  const auto half = [](double events, double chance) {
    return boost::math::quantile(boost::math::chi_squared(2 * events), chance) / 2;
  };
  const auto events = static_cast<double>(k);
  return {k == 0 ? 0 : half(events, 0.025), half(events + 1, 0.975)};
}

double NormalTwoSided(double z) { return std::erfc(std::fabs(z) / std::numbers::sqrt2); }

double StudentTwoSided(double t, double freedom) {
  const boost::math::students_t student(freedom);
  return 2 * boost::math::cdf(boost::math::complement(student, std::fabs(t)));
}

double StudentPoint95(double freedom) {
  return boost::math::quantile(boost::math::students_t(freedom), 0.975);
}

}  // namespace ebb
