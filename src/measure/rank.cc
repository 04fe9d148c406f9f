#include "measure/rank.h"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "measure/trend.h"

namespace ebb {

std::vector<double> Ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&values](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
    const double middle = (static_cast<double>(begin + end) + 1) / 2;
    for (std::size_t i = begin; i < end; ++i) ranks[order[i]] = middle;
  }
  return ranks;
}

std::optional<double> Spearman(const std::vector<double>& x, const std::vector<double>& y) {
  if (x.size() != y.size() || x.size() < 3) return std::nullopt;
  const std::vector<double> a = Ranks(x), b = Ranks(y);
  const double mean = (static_cast<double>(x.size()) + 1) / 2;
  double product = 0, squares_a = 0, squares_b = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    product += (a[i] - mean) * (b[i] - mean);
    squares_a += (a[i] - mean) * (a[i] - mean);
    squares_b += (b[i] - mean) * (b[i] - mean);
  }
  if (squares_a == 0 || squares_b == 0) return std::nullopt;
  return std::clamp(product / std::sqrt(squares_a * squares_b), -1.0, 1.0);
}

std::optional<Interval> SpearmanRange(const std::vector<double>& x, const std::vector<double>& y) {
  const std::optional<double> rho = Spearman(x, y);
  if (!rho) return std::nullopt;
  const double n = static_cast<double>(x.size());
  const double alike = RawLag1(Ranks(x)) * RawLag1(Ranks(y));
  const double pairs = std::min(n, n * (1 - alike) / (1 + alike));
  if (pairs <= 4) return std::nullopt;
  const double reach = kZ95 * std::sqrt((1 + *rho * *rho / 2) / (pairs - 3));
  const double z = std::atanh(std::clamp(*rho, -0.999999, 0.999999));
  return Interval{std::tanh(z - reach), std::tanh(z + reach)};
}

double SignTest(std::uint64_t above, std::uint64_t below) {
  if (above + below == 0) return 1;
  const boost::math::binomial half(static_cast<double>(above + below), 0.5);
  return std::min(1.0, 2 * boost::math::cdf(half, static_cast<double>(std::min(above, below))));
}

double SignTest(const std::vector<double>& differences) {
  std::uint64_t above = 0, below = 0;
  for (double d : differences) {
    above += d > 0 ? 1 : 0;
    below += d < 0 ? 1 : 0;
  }
  return SignTest(above, below);
}

}  // namespace ebb
