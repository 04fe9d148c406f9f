#include "measure/resample.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "measure/quantile.h"
#include "random_values.h"

namespace ebb {
namespace {

UnitStatistic MeanOfUnits(const std::vector<double>& values) {
  return [&values](const std::vector<std::size_t>& units) -> std::optional<double> {
    double sum = 0;
    for (std::size_t u : units) sum += values[u];
    return sum / static_cast<double>(units.size());
  };
}

TEST_CASE("the interval is that of all draws there are") {
  // Four values have 256 draws, listed here; their middle 80 % against a sample of 20,000.
  const std::vector<double> values = {1, 3, 4, 13};
  std::vector<double> means;
  for (int draw = 0; draw < 256; ++draw) {
    double sum = 0;
    for (int unit = 0, rest = draw; unit < 4; ++unit, rest /= 4) {
      sum += values[static_cast<std::size_t>(rest % 4)];
    }
    means.push_back(sum / 4);
  }
  const Interval i = BootstrapInterval(4, MeanOfUnits(values), {20000, 5, 0.8}).value();
  CHECK(i.low == Approx(*Quantile(means, 0.1)).margin(0.26));
  CHECK(i.high == Approx(*Quantile(means, 0.9)).margin(0.26));
}

TEST_CASE("many units: the normal interval of the mean") {
  Random random(61);
  std::vector<double> values;
  double sum = 0, squares = 0;
  for (int i = 0; i < 400; ++i) {
    values.push_back(5 + 2 * Normal(&random));
    sum += values.back();
    squares += values.back() * values.back();
  }
  const double mean = sum / 400, error = std::sqrt((squares / 400 - mean * mean) / 400);
  const Interval i = BootstrapInterval(400, MeanOfUnits(values), {4000, 1, 0.95}).value();
  CHECK(i.low == Approx(mean - 1.96 * error).margin(0.1 * error));
  CHECK(i.high == Approx(mean + 1.96 * error).margin(0.1 * error));
}

TEST_CASE("the seed decides, and nothing else") {
  const std::vector<double> values = {1, 2, 3, 5, 8, 13, 21};
  const Interval a = BootstrapInterval(7, MeanOfUnits(values), {500, 9, 0.95}).value();
  const Interval b = BootstrapInterval(7, MeanOfUnits(values), {500, 9, 0.95}).value();
  CHECK(a.low == b.low);
  CHECK(a.high == b.high);
  const Interval narrow = BootstrapInterval(7, MeanOfUnits(values), {500, 9, 0.5}).value();
  CHECK(narrow.low > a.low);
  CHECK(narrow.high < a.high);
}

TEST_CASE("edges of the bootstrap") {
  const std::vector<double> values = {1, 2};
  CHECK_FALSE(BootstrapInterval(0, MeanOfUnits(values)).has_value());
  CHECK_FALSE(BootstrapInterval(1, MeanOfUnits(values)).has_value());
  CHECK_FALSE(BootstrapInterval(2, MeanOfUnits(values), {0, 1, 0.95}).has_value());
  const UnitStatistic never = [](const auto&) { return std::optional<double>(); };
  CHECK_FALSE(BootstrapInterval(2, never).has_value());
  // Defined in a quarter of the draws only: no interval.
  const UnitStatistic seldom = [](const std::vector<std::size_t>& units) -> std::optional<double> {
    if (units[0] == 0 || units[1] == 0) return std::nullopt;
    return 7;
  };
  CHECK_FALSE(BootstrapInterval(2, seldom).has_value());
  // Undefined in a quarter of the draws (the second unit twice): left out.
  const UnitStatistic some = [](const std::vector<std::size_t>& units) -> std::optional<double> {
    if (units[0] == 1 && units[1] == 1) return std::nullopt;
    return 7;
  };
  const Interval i = BootstrapInterval(2, some).value();
  CHECK(i.low == 7);
  CHECK(i.high == 7);
}

}  // namespace
}  // namespace ebb
