#include "measure/rank.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "measure/trend.h"
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

TEST_CASE(
    "the range of rho: by hand for independent pairs, wider where both series have a memory") {
  // rho .8 and ranks without lag-1 correlation of their own: z = atanh(.8), se = sqrt(1.32 / 7).
  const std::vector<double> x = {1, 6, 3, 8, 5, 10, 2, 7, 4, 9};
  REQUIRE(RawLag1(Ranks(x)) < 0);
  const double rho = Spearman(x, x).value();
  CHECK(rho == Approx(1));
  CHECK(SpearmanRange(x, x)->high == Approx(1).margin(1e-4));
  std::vector<double> y = x;
  std::swap(y[0], y[3]);
  const double r = Spearman(x, y).value();
  const double alike = RawLag1(Ranks(x)) * RawLag1(Ranks(y));
  const double m = std::min(10.0, 10 * (1 - alike) / (1 + alike));
  const double reach = 1.959963984540054 * std::sqrt((1 + r * r / 2) / (m - 3));
  CHECK(SpearmanRange(x, y)->low == Approx(std::tanh(std::atanh(r) - reach)));
  CHECK(SpearmanRange(x, y)->high == Approx(std::tanh(std::atanh(r) + reach)));
  CHECK_FALSE(SpearmanRange({1, 2, 3}, {1, 3, 2}).has_value());
  CHECK_FALSE(SpearmanRange({1, 2, 3, 4, 5, 6}, {4, 4, 4, 4, 4, 4}).has_value());
}

// Two series of weeks that resemble those before them and have nothing to do with each other: the
// true correlation is 0.
TEST_CASE("the range of rho holds the truth 95 times in 100 for series with a memory") {
  Random random(77);
  for (const double alike : {0.0, 0.3, 0.5}) {
    int held = 0;
    constexpr int kRuns = 1000;
    for (int run = 0; run < kRuns; ++run) {
      const auto range =
          SpearmanRange(Autoregressive(45, alike, &random), Autoregressive(45, alike, &random));
      REQUIRE(range.has_value());
      held += range->low <= 0 && range->high >= 0;
    }
    INFO("lag-1 " << alike << ": " << held);
    CHECK(held >= 930);
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
