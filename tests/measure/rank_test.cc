#include "measure/rank.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "random_values.h"

namespace ebb {
namespace {

TEST_CASE("ranks with ties") {
  CHECK(Ranks({}).empty());
  CHECK(Ranks({7}) == std::vector<double>{1});
  CHECK(Ranks({3, 1, 2}) == std::vector<double>{3, 1, 2});
  CHECK(Ranks({0, 2, 3, 2}) == std::vector<double>{1, 2.5, 4, 2.5});  // SciPy, rankdata()
  CHECK(Ranks({5, 5, 5}) == std::vector<double>{2, 2, 2});
}

TEST_CASE("Spearman's rho") {
  // SciPy's documentation of spearmanr().
  CHECK(Spearman({1, 2, 3, 4, 5}, {5, 6, 7, 8, 7}).value() == Approx(0.8207826816681233));
  CHECK(Spearman({1, 2, 3}, {10, 20, 1000}).value() == Approx(1));
  CHECK(Spearman({1, 2, 3}, {3, 2, 1}).value() == Approx(-1));
  CHECK_FALSE(Spearman({1, 2, 3}, {4, 4, 4}).has_value());
  CHECK_FALSE(Spearman({1, 2}, {1, 2}).has_value());
  CHECK_FALSE(Spearman({1, 2, 3}, {1, 2}).has_value());
}

TEST_CASE("rho without ties is 1 - 6 sum d^2 / (n (n^2 - 1)), and knows order only") {
  Random random(41);
  for (std::size_t n : {3u, 10u, 57u}) {
    std::vector<double> x, y;
    for (std::size_t i = 0; i < n; ++i) {
      x.push_back(random.Unit());
      y.push_back(random.Unit());
    }
    const std::vector<double> a = Ranks(x), b = Ranks(y);
    double squares = 0;
    for (std::size_t i = 0; i < n; ++i) squares += (a[i] - b[i]) * (a[i] - b[i]);
    const double size = static_cast<double>(n);
    const double rho = Spearman(x, y).value();
    CHECK(rho == Approx(1 - 6 * squares / (size * (size * size - 1))));
    for (double& v : x) v = std::exp(9 * v);
    CHECK(Spearman(x, y).value() == Approx(rho));
    CHECK(Spearman(y, x).value() == Approx(rho));
  }
}

TEST_CASE("the sign test is the sum of binomial chances") {
  for (std::uint64_t n = 0; n <= 24; ++n) {
    std::vector<double> chances(n + 1);
    for (std::uint64_t k = 0; k <= n; ++k) {
      double c = std::pow(0.5, static_cast<double>(n));
      for (std::uint64_t i = 0; i < k; ++i) {
        c *= static_cast<double>(n - i) / static_cast<double>(i + 1);
      }
      chances[k] = c;
    }
    for (std::uint64_t k = 0; k <= n; ++k) {
      double p = 0;
      for (double c : chances) p += c <= chances[k] * (1 + 1e-9) ? c : 0;  // as likely or less
      CHECK(SignTest(k, n - k) == Approx(std::min(1.0, p)));
    }
  }
  CHECK(SignTest(8, 2) == Approx(0.109375));
  CHECK(SignTest(0, 5) == Approx(0.0625));
  CHECK(SignTest(0, 0) == 1);
  CHECK(SignTest({1, 2, 0, 0, -3}) == SignTest(2, 1));
  CHECK(SignTest(std::vector<double>{}) == 1);
}

}  // namespace
}  // namespace ebb
