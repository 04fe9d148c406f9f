#include "measure/proportions.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "random_values.h"

namespace ebb {
namespace {

// R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, contrasts (a) to (h),
// method 10.
TEST_CASE("differences of shares against the published table") {
  struct Case {
    Share first, second;
    double low, high;
  };
  const Case cases[] = {
      {{56, 70}, {48, 80}, 0.0524, 0.3339}, {{9, 10}, {3, 10}, 0.1705, 0.8090},
      {{6, 7}, {2, 7}, 0.0582, 0.8062},     {{5, 56}, {0, 29}, -0.0381, 0.1926},
      {{0, 10}, {0, 20}, -0.1611, 0.2775},  {{0, 10}, {0, 10}, -0.2775, 0.2775},
      {{10, 10}, {0, 20}, 0.6791, 1.0000},  {{10, 10}, {0, 10}, 0.6075, 1.0000},
  };
  for (const Case& c : cases) {
    INFO(c.first.k << "/" << c.first.n << " - " << c.second.k << "/" << c.second.n);
    const Estimate d = ShareDifference(c.first, c.second).value();
    CHECK(d.range.low == Approx(c.low).margin(0.00006));
    CHECK(d.range.high == Approx(c.high).margin(0.00006));
    CHECK(d.value >= d.range.low);
    CHECK(d.value <= d.range.high);
  }
}

// Worked out by a separate program from the formulas of Haldane and of Walter.
TEST_CASE("log odds ratio and log relative risk") {
  struct Case {
    Share first, second;
    double odds, odds_low, odds_high, risk, risk_low, risk_high;
  };
  const Case cases[] = {
      {{15, 30}, {18, 90}, 1.36581583, 0.49615833, 2.23547333, 0.91069246, 0.37488844, 1.44649648},
      {{0, 30},
       {9, 90},
       -1.96156264,
       -4.83564783,
       0.91252254,
       -1.85681581,
       -4.67086720,
       0.95723557},
  };
  for (const Case& c : cases) {
    const Estimate odds = LogOddsRatio(c.first, c.second).value();
    CHECK(odds.value == Approx(c.odds));
    CHECK(odds.range.low == Approx(c.odds_low));
    CHECK(odds.range.high == Approx(c.odds_high));
    const Estimate risk = LogRelativeRisk(c.first, c.second).value();
    CHECK(risk.value == Approx(c.risk));
    CHECK(risk.range.low == Approx(c.risk_low));
    CHECK(risk.range.high == Approx(c.risk_high));
  }
}

TEST_CASE("log rate ratio") {
  // (20.5 / 10) / (5.5 / 5); variance 1/20.5 + 1/5.5.
  const Estimate r = LogRateRatio({20, 10}, {5, 5}).value();
  CHECK(r.value == Approx(std::log(2.05 / 1.1)));
  CHECK(r.range.high - r.value == Approx(1.959964 * std::sqrt(1 / 20.5 + 1 / 5.5)));
  CHECK_FALSE(LogRateRatio({1, 0}, {1, 2}).has_value());
  CHECK_FALSE(LogRateRatio({1, 2}, {1, -1}).has_value());
  // The same counts in another unit of exposure.
  CHECK(LogRateRatio({20, 1000}, {5, 500})->range.low == Approx(r.range.low));
}

TEST_CASE("the two sides turned round turn the result round") {
  using Compare = std::optional<Estimate> (*)(Share, Share);
  for (Compare compare :
       {Compare{ShareDifference}, Compare{LogOddsRatio}, Compare{LogRelativeRisk}}) {
    for (Share a : {Share{0, 4}, Share{3, 9}, Share{40, 41}, Share{7, 7}}) {
      for (Share b : {Share{1, 50}, Share{0, 3}, Share{5, 5}}) {
        const Estimate forth = compare(a, b).value(), back = compare(b, a).value();
        CHECK(forth.value == Approx(-back.value).margin(1e-12));
        CHECK(forth.range.low == Approx(-back.range.high).margin(1e-12));
        CHECK(forth.range.high == Approx(-back.range.low).margin(1e-12));
        CHECK(std::isfinite(forth.range.low));
        CHECK(forth.range.low <= forth.value);
      }
    }
    CHECK_FALSE(compare({0, 0}, {1, 2}).has_value());
    CHECK_FALSE(compare({1, 2}, {0, 0}).has_value());
    CHECK(compare({9, 5}, {1, 2})->value == compare({5, 5}, {1, 2})->value);
  }
}

TEST_CASE("doublings") {
  const Estimate e = ToLog2({std::log(2.0), {std::log(0.5), std::log(8.0)}});
  CHECK(e.value == Approx(1));
  CHECK(e.range.low == Approx(-1));
  CHECK(e.range.high == Approx(3));
}

// How often the intervals hold the truth, with shares as small and samples as uneven as ours.
TEST_CASE("intervals of two shares cover the truth") {
  Random random(21);
  const double p1 = 0.35, p2 = 0.15;
  const int runs = 4000;
  int difference = 0, odds = 0, risk = 0;
  const auto holds = [](const Estimate& e, double truth) {
    return e.range.low <= truth && truth <= e.range.high ? 1 : 0;
  };
  for (int i = 0; i < runs; ++i) {
    const Share a{Binomial(30, p1, &random), 30}, b{Binomial(90, p2, &random), 90};
    difference += holds(*ShareDifference(a, b), p1 - p2);
    odds += holds(*LogOddsRatio(a, b), std::log(p1 / (1 - p1)) - std::log(p2 / (1 - p2)));
    risk += holds(*LogRelativeRisk(a, b), std::log(p1 / p2));
  }
  for (int covered : {difference, odds, risk}) {
    CHECK(covered > 0.94 * runs);
    CHECK(covered < 0.975 * runs);
  }
}

}  // namespace
}  // namespace ebb
