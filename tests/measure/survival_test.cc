#include "measure/survival.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "measure/quantile.h"
#include "random_values.h"

namespace ebb {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::vector<Wait> Ended(std::initializer_list<double> times) {
  std::vector<Wait> waits;
  for (double t : times) waits.push_back({t, true});
  return waits;
}

// Weeks to relapse of 21 + 21 leukaemia patients: E. J. Freireich et al., Blood 21 (1963) 699-716,
// as in every textbook; the second group has no censoring.
std::vector<Wait> Treated() {
  std::vector<Wait> waits = Ended({6, 6, 6, 7, 10, 13, 16, 22, 23});
  for (double t : {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}) waits.push_back({t, false});
  return waits;
}
std::vector<Wait> Untreated() {
  return Ended({1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23});
}

TEST_CASE("the textbook curve") {
  // J. P. Klein, M. L. Moeschberger, "Survival analysis" (2003), table 4.1: S and its standard
  // error; the bounds by a separate program.
  struct Row {
    double time;
    std::uint64_t at_risk, ends;
    double survival, error, low, high;
  };
  const Row rows[] = {
      {6, 21, 3, 0.8571, 0.0764, 0.6197, 0.9516},  {7, 17, 1, 0.8067, 0.0869, 0.5631, 0.9228},
      {10, 15, 1, 0.7529, 0.0963, 0.5032, 0.8894}, {13, 12, 1, 0.6902, 0.1068, 0.4316, 0.8491},
      {16, 11, 1, 0.6275, 0.1141, 0.3675, 0.8049}, {22, 7, 1, 0.5378, 0.1282, 0.2678, 0.7468},
      {23, 6, 1, 0.4482, 0.1346, 0.1881, 0.6801},
  };
  const std::vector<SurvivalStep> steps = KaplanMeier(Treated());
  REQUIRE(steps.size() == std::size(rows));
  for (std::size_t i = 0; i < steps.size(); ++i) {
    CHECK(steps[i].time == rows[i].time);
    CHECK(steps[i].at_risk == rows[i].at_risk);
    CHECK(steps[i].ends == rows[i].ends);
    CHECK(steps[i].survival == Approx(rows[i].survival).margin(0.00005));
    CHECK(steps[i].survival * std::sqrt(steps[i].greenwood) ==
          Approx(rows[i].error).margin(0.00005));
    CHECK(SurvivalRange(steps[i]).low == Approx(rows[i].low).margin(0.00005));
    CHECK(SurvivalRange(steps[i]).high == Approx(rows[i].high).margin(0.00005));
  }
}

TEST_CASE("quantiles of the textbook curves") {
  struct Case {
    std::vector<Wait> waits;
    double q, value, low, high;  // value < 0: none
  };
  // The maintenance trial is R's data set aml (R. G. Miller, "Survival analysis" (1981)). Values
  // and bounds by a separate program that walks over the definition.
  std::vector<Wait> maintained = Ended({9, 13, 18, 23, 31, 34, 48});
  for (double t : {13, 28, 45, 161}) maintained.push_back({t, false});
  const Case cases[] = {
      {Treated(), 0.25, 13, 6, 22},         {Treated(), 0.5, 23, 13, kInfinity},
      {Treated(), 0.9, -1, 23, kInfinity},  {Untreated(), 0.25, 4, 1, 5},
      {Untreated(), 0.5, 8, 4, 11},         {Untreated(), 0.9, 17, 12, kInfinity},
      {maintained, 0.25, 18, 9, 34},        {maintained, 0.5, 31, 13, kInfinity},
      {maintained, 0.9, -1, 34, kInfinity},
  };
  for (const Case& c : cases) {
    INFO(c.waits.size() << " waits, q = " << c.q);
    const SurvivalQuantileResult r = SurvivalQuantile(KaplanMeier(c.waits), c.q);
    CHECK(r.value.value_or(-1) == c.value);
    CHECK(r.range.low == c.low);
    CHECK(r.range.high == c.high);
  }
}

TEST_CASE("without censoring it is the ordinary share and median") {
  Random random(31);
  for (std::size_t n : {1u, 2u, 5u, 6u, 40u, 41u}) {
    std::vector<Wait> waits;
    std::vector<double> times;
    for (std::size_t i = 0; i < n; ++i) {
      times.push_back(std::exp(Normal(&random)));
      waits.push_back({times.back(), true});
    }
    const std::vector<SurvivalStep> steps = KaplanMeier(waits);
    CHECK(SurvivalQuantile(steps, 0.5).value.value() == Approx(*Median(times)));
    for (const SurvivalStep& s : steps) {
      const auto later =
          std::count_if(times.begin(), times.end(), [&](double t) { return t > s.time; });
      CHECK(s.survival ==
            Approx(static_cast<double>(later) / static_cast<double>(n)).margin(1e-12));
    }
  }
}

TEST_CASE("edges of the curve") {
  CHECK(KaplanMeier({}).empty());
  const SurvivalQuantileResult none = SurvivalQuantile({}, 0.5);
  CHECK_FALSE(none.value.has_value());
  CHECK(none.range.low == 0);
  CHECK(none.range.high == kInfinity);

  CHECK(KaplanMeier({{3, false}, {4, false}}).empty());  // nobody answered

  const std::vector<SurvivalStep> one = KaplanMeier({{3, true}});
  REQUIRE(one.size() == 1);
  CHECK(one[0].survival == 0);
  CHECK(SurvivalRange(one[0]).low == 0);
  CHECK(SurvivalRange(one[0]).high == 1);
  CHECK(SurvivalQuantile(one, 0.5).value == 3.0);
  CHECK(SurvivalQuantile(one, 0.5).range.high == kInfinity);

  const std::vector<SurvivalStep> tied =
      KaplanMeier({{2, true}, {2, false}, {2, true}, {2, false}});
  REQUIRE(tied.size() == 1);  // the censored ones were at risk
  CHECK(tied[0].at_risk == 4);
  CHECK(tied[0].survival == 0.5);
}

TEST_CASE("the order of the waits and the unit of time do not matter") {
  std::vector<Wait> waits = Treated();
  const SurvivalQuantileResult before = SurvivalQuantile(KaplanMeier(waits), 0.4);
  std::reverse(waits.begin(), waits.end());
  for (Wait& w : waits) w.time *= 60;
  const SurvivalQuantileResult after = SurvivalQuantile(KaplanMeier(waits), 0.4);
  CHECK(after.value.value() == Approx(*before.value * 60));
  CHECK(after.range.low == Approx(before.range.low * 60));
  CHECK(after.range.high == Approx(before.range.high * 60));
}

// Replies of heavy tails, a third of them unseen: the reason for the method.
TEST_CASE("intervals of the median cover the truth in spite of censoring") {
  Random random(32);
  const int runs = 2000;
  int covered = 0, naive_below = 0;
  for (int i = 0; i < runs; ++i) {
    std::vector<Wait> waits;
    std::vector<double> answered;
    for (int k = 0; k < 60; ++k) {
      const double wait = std::exp(2 * Normal(&random)), window = std::exp(1 + Normal(&random));
      waits.push_back({std::min(wait, window), wait <= window});
      if (wait <= window) answered.push_back(wait);
    }
    const SurvivalQuantileResult r = SurvivalQuantile(KaplanMeier(waits), 0.5);
    covered += r.range.low <= 1 && 1 <= r.range.high ? 1 : 0;  // the true median is 1
    naive_below += *Median(answered) < 1 ? 1 : 0;
  }
  CHECK(covered > 0.935 * runs);
  CHECK(covered < 0.98 * runs);
  CHECK(naive_below > 0.85 * runs);
}

TEST_CASE("a million waits with a million different times") {
  Random random(33);
  std::vector<Wait> waits;
  for (int i = 0; i < 1000000; ++i) waits.push_back({-std::log(1 - random.Unit()), i % 4 != 0});
  const SurvivalQuantileResult r = SurvivalQuantile(KaplanMeier(std::move(waits)), 0.5);
  CHECK(r.range.low < *r.value);
  CHECK(*r.value < r.range.high);
  CHECK(r.range.high - r.range.low < 0.02);
}

}  // namespace
}  // namespace ebb
