#include "measure/week_means.h"

#include <catch2/catch.hpp>

#include "measure/random_values.h"

namespace ebb {
namespace {

std::vector<WeekSum> Ones(const std::vector<double>& values) {
  std::vector<WeekSum> weeks;
  for (const double value : values) weeks.push_back({value, 1});
  return weeks;
}

TEST_CASE("week means: Student's test where neighbours are not alike") {
  // By hand: squares about 4.9 sum to 4.44, standard error sqrt(4.44 / 5 / 6) = .38471, and
  // Student's point for 5 degrees of freedom is 2.57058.
  const auto one = MeanOfWeeks(Ones({5.1, 4.2, 6.3, 3.8, 5.6, 4.4}));
  REQUIRE(one);
  CHECK(one->estimate.value == Approx(4.9));
  CHECK(one->estimate.range.low == Approx(3.91108));
  CHECK(one->estimate.range.high == Approx(5.88892));
  CHECK(one->freedom == Approx(5));
}

TEST_CASE("week means: weights are observations, empty weeks are none") {
  const auto mean = MeanOfWeeks({{8, 10}, {0, 0}, {1, 5}, {4, 20}, {2, 5}, {0, 0}, {6, 10}});
  REQUIRE(mean);
  CHECK(mean->estimate.value == Approx(21.0 / 50));
  CHECK(mean->freedom < 4);
  CHECK_FALSE(MeanOfWeeks(Ones({1, 2, 3})));
  CHECK_FALSE(MeanOfWeeks(Ones({2, 2, 2, 2, 2})));
}

TEST_CASE("week means: two periods") {
  const auto change = NowLessBefore(Ones({1, 3, 2, 4, 1, 3}), Ones({6, 8, 5, 9, 6, 7}));
  REQUIRE(change);
  CHECK(change->estimate.value == Approx(6.8333 - 2.3333).margin(.001));
  CHECK(change->p < .001);
  // Shares that never vary vary as coins do at least.
  const std::vector<WeekSum> flat(8, {5, 10}), higher(8, {6, 10});
  CHECK_FALSE(NowLessBefore(flat, higher));
  const auto shares = NowLessBefore(flat, higher, WeekVariance::kAtLeastBinomial);
  REQUIRE(shares);
  CHECK(shares->p > .1);
}

// How often a change is seen in `runs` series without one.
double Alarms(std::size_t before, std::size_t now, double lag1, std::uint64_t seed) {
  Random random(seed);
  const int runs = 2000;
  int fired = 0;
  for (int run = 0; run < runs; ++run) {
    const std::vector<double> noise = Autoregressive(before + now, lag1, &random);
    std::vector<WeekSum> first, second;
    for (std::size_t i = 0; i < noise.size(); ++i) {
      const double count = 5 + static_cast<double>(Poisson(10 * Gamma(4, &random) / 4, &random));
      (i < before ? first : second).push_back({count * noise[i], count});
    }
    const auto change = NowLessBefore(first, second);
    fired += change && change->p < .05;
  }
  return static_cast<double>(fired) / runs;
}

TEST_CASE("week means: false alarms of a change, weeks alike or not") {
  CHECK(Alarms(12, 12, 0, 1) < .055);
  CHECK(Alarms(24, 12, .3, 2) < .055);
  CHECK(Alarms(40, 12, .5, 3) < .055);
  CHECK(Alarms(8, 8, .3, 4) < .06);
}

double MeanAlarms(std::size_t weeks, double lag1, std::uint64_t seed) {
  Random random(seed);
  const int runs = 2000;
  int fired = 0;
  for (int run = 0; run < runs; ++run) {
    std::vector<WeekSum> sums;
    for (const double noise : Autoregressive(weeks, lag1, &random)) {
      const double count = static_cast<double>(Poisson(2 * Gamma(4, &random) / 4, &random));
      sums.push_back({count * (noise + Normal(&random)), count});
    }
    const auto mean = MeanOfWeeks(sums);
    fired += mean && mean->p < .05;
  }
  return static_cast<double>(fired) / runs;
}

TEST_CASE("week means: false alarms of a mean, weeks of very different weight") {
  CHECK(MeanAlarms(10, 0, 5) < .05);
  CHECK(MeanAlarms(30, .3, 6) < .06);
  CHECK(MeanAlarms(50, .5, 7) < .06);
}

}  // namespace
}  // namespace ebb
