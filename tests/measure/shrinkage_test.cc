#include "measure/shrinkage.h"

#include <catch2/catch.hpp>
#include <cmath>

namespace ebb {
namespace {

// Chance of a gamma of whole shape under x: at least `shape` Poisson events with mean x.
double GammaBelow(int shape, double x) {
  double none = 0, term = std::exp(-x);
  for (int i = 0; i < shape; ++i) {
    none += term;
    term *= x / (i + 1);
  }
  return 1 - none;
}

TEST_CASE("a weekly rate is drawn to the long-run rate") {
  // 50 messages at 6 % are 3 events of the prior.
  const Estimate e = ShrunkenRate(2, 30, 0.06).value();
  CHECK(e.value == Approx(5.0 / 80));
  CHECK(GammaBelow(5, e.range.low * 80) == Approx(0.025));
  CHECK(GammaBelow(5, e.range.high * 80) == Approx(0.975));
}

TEST_CASE("properties of the shrunken rate") {
  const double long_run = 0.04;
  double last = 0;
  for (std::uint64_t events : {0u, 1u, 5u, 20u, 60u}) {
    const Estimate e = ShrunkenRate(events, 100, long_run).value();
    const double raw = static_cast<double>(events) / 100;
    CHECK(e.value >= std::min(raw, long_run));
    CHECK(e.value <= std::max(raw, long_run));
    CHECK(e.value > last);
    CHECK(e.range.low < e.value);
    CHECK(e.range.high > e.value);
    last = e.value;
  }
  // The more messages, the nearer to the raw rate and the narrower.
  const Estimate few = ShrunkenRate(3, 30, long_run).value();
  const Estimate many = ShrunkenRate(300, 3000, long_run).value();
  CHECK(std::fabs(many.value - 0.1) < std::fabs(few.value - 0.1));
  CHECK(many.range.high - many.range.low < few.range.high - few.range.low);
}

TEST_CASE("edges of the shrunken rate") {
  CHECK(ShrunkenRate(0, 0, 0.05)->value == Approx(0.05));
  CHECK(ShrunkenRate(0, 100, 0)->value == 0);
  CHECK(ShrunkenRate(0, 100, 0)->range.high == 0);
  CHECK(ShrunkenRate(3, 100, 0)->value == Approx(0.02));
  CHECK(ShrunkenRate(1, 10, 1e-9)->range.low > 0);
  CHECK_FALSE(ShrunkenRate(1, 10, -0.1).has_value());
  CHECK_FALSE(ShrunkenRate(1, 10, 0.1, 0).has_value());
  CHECK_FALSE(ShrunkenRate(1, 10, std::nan("")).has_value());
}

}  // namespace
}  // namespace ebb
