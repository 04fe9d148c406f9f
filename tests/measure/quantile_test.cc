#include "measure/quantile.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "random_values.h"

namespace ebb {
namespace {

TEST_CASE("quantiles of type 7") {
  struct Case {
    std::vector<double> values;
    double q, expected;
  };
  // The second and third stand in NumPy's documentation of percentile(); the others by hand from
  // place q (n - 1).
  const Case cases[] = {
      {{1, 2, 3, 4, 10}, 0.25, 2},
      {{10, 7, 4, 3, 2, 1}, 0.5, 3.5},
      {{10, 7, 4}, 0.5, 7},
      {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 0.1, 1.9},
      {{5}, 0.9, 5},
      {{1, 2}, 0, 1},
      {{1, 2}, 1, 2},
      {{1, 2}, 1.7, 2},
      {{4, 4, 4, 4}, 0.3, 4},
      {{-1, 0, 1}, 0.75, 0.5},
  };
  for (const Case& c : cases) {
    INFO(c.values.size() << " values, q = " << c.q);
    CHECK(Quantile(c.values, c.q).value() == Approx(c.expected));
  }
  CHECK_FALSE(Quantile({}, 0.5).has_value());
  CHECK_FALSE(Median({}).has_value());
}

TEST_CASE("quantiles agree with sorting") {
  Random random(8);
  for (std::size_t n : {2u, 3u, 10u, 101u, 1000u}) {
    std::vector<double> values;
    for (std::size_t i = 0; i < n; ++i) values.push_back(std::floor(random.Unit() * 50));
    std::vector<double> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    double last = -1;
    for (double q = 0; q <= 1; q += 0.01) {
      const double place = q * static_cast<double>(n - 1);
      const auto i = static_cast<std::size_t>(place);
      const double next = sorted[std::min(i + 1, n - 1)];
      const double got = *Quantile(values, q);
      CHECK(got ==
            Approx(sorted[i] + (place - static_cast<double>(i)) * (next - sorted[i])).margin(1e-9));
      CHECK(got >= last - 1e-9);
      last = got;
    }
  }
}

TEST_CASE("robust distances") {
  // Median 3, distances 2 1 0 1 97: MAD 1.
  const RobustScale wild = RobustScaleOf({1, 2, 3, 4, 100}).value();
  CHECK(wild.centre == 3);
  CHECK(wild.scale == Approx(1.4826022));
  CHECK(RobustZ(3 + 1.4826022 * 2, wild).value() == Approx(2));
  CHECK(RobustZ(3 - 1.4826022, wild).value() == Approx(-1));

  SECTION("more than half equal: the mean distance stands in") {
    const RobustScale tied = RobustScaleOf({5, 5, 5, 5, 9}).value();
    CHECK(tied.scale == Approx(1.2533141 * 4 / 5));
  }
  SECTION("the floor holds, and only where it is larger") {
    CHECK(RobustScaleOf({5, 5, 5, 5, 9}, 3)->scale == 3);
    CHECK(RobustScaleOf({1, 2, 3, 4, 100}, 0.5)->scale == Approx(1.4826022));
    CHECK(RobustScaleOf({7, 7, 7}, 0.5)->scale == 0.5);
  }
  SECTION("nothing that ever varied: no distance") {
    const RobustScale flat = RobustScaleOf({7, 7, 7}).value();
    CHECK(flat.scale == 0);
    CHECK_FALSE(RobustZ(8, flat).has_value());
    CHECK_FALSE(RobustScaleOf({}).has_value());
  }
}

TEST_CASE("on normal values the robust scale is the standard deviation") {
  Random random(9);
  std::vector<double> values;
  for (int i = 0; i < 20000; ++i) values.push_back(10 + 3 * Normal(&random));
  const RobustScale scale = RobustScaleOf(values).value();
  CHECK(scale.centre == Approx(10).margin(0.1));
  CHECK(scale.scale == Approx(3).margin(0.1));
}

}  // namespace
}  // namespace ebb
