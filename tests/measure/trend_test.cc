#include "measure/trend.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "nile.h"
#include "random_values.h"
#include "week_axis.h"

namespace ebb {
namespace {

// Mean square of s over all orders of the values: its variance where order means nothing.
double VarianceOverAllOrders(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  double squares = 0, orders = 0;
  do {
    const double s = static_cast<double>(MannKendall(values, Serial::kIndependent)->s);
    squares += s * s;
    ++orders;
  } while (std::next_permutation(values.begin(), values.end()));
  return squares / orders;
}

TEST_CASE("the variance of Mann-Kendall is that over all orders, with and without ties") {
  for (const std::vector<double>& values :
       {std::vector<double>{1, 2, 3, 4, 5, 6, 7}, std::vector<double>{1, 1, 2, 3, 3, 3, 4},
        std::vector<double>{0, 0, 0, 0, 0, 1, 1}, std::vector<double>{1, 2, 3, 4}}) {
    const KendallTrend t = MannKendall(values, Serial::kIndependent).value();
    CHECK(t.variance == Approx(VarianceOverAllOrders(values)));
  }
}

TEST_CASE("Mann-Kendall on a real series") {
  // By a separate program from the definitions.
  const KendallTrend t = MannKendall(NileFlow(), Serial::kIndependent).value();
  CHECK(t.s == -1387);
  CHECK(t.variance == Approx(112728.33333));
  CHECK(t.z == Approx(-4.128066523));
  CHECK(t.p == Approx(3.658262922e-05));
  CHECK(t.serial.factor == 1);
  const KendallTrend careful = MannKendall(NileFlow()).value();
  CHECK(careful.serial.lag1 > 0.2);
  CHECK(careful.variance == Approx(t.variance * careful.serial.factor));
  CHECK(careful.p > t.p);
  CHECK(careful.p < 0.05);
}

TEST_CASE("Mann-Kendall: symmetry, order only, degenerate series") {
  Random random(71);
  std::vector<double> values = Autoregressive(40, 0.4, &random);
  const KendallTrend t = MannKendall(values).value();
  std::vector<double> turned = values, stretched = values, back(values.rbegin(), values.rend());
  for (double& v : turned) v = -v;
  for (double& v : stretched) v = 3 * v + 100;
  CHECK(MannKendall(turned)->s == -t.s);
  CHECK(MannKendall(turned)->p == Approx(t.p));
  CHECK(MannKendall(back)->s == -t.s);
  CHECK(MannKendall(stretched)->s == t.s);
  CHECK(MannKendall(stretched)->p == Approx(t.p));

  CHECK_FALSE(MannKendall({}).has_value());
  CHECK_FALSE(MannKendall({1, 2, 3}).has_value());
  CHECK_FALSE(MannKendall(std::vector<double>(4001, 1)).has_value());
  const KendallTrend flat = MannKendall(std::vector<double>(30, 2)).value();
  CHECK(flat.s == 0);
  CHECK(flat.p == 1);
  CHECK(MannKendall(WeekAxis(24))->p < 1e-4);  // no residuals, so no correlation to fear
}

TEST_CASE("Theil-Sen by the list of all slopes") {
  // The data of Sen's paper (1968), section 7: x 1 2 3 4 10 12 18. Of the 21 slopes the 11th is 4;
  // C = 1.96 sqrt(44.33) = 13.05: the 2nd (floor(3.97) - 1, counted from 0) and the 19th.
  const TheilSenLine line =
      TheilSen({1, 2, 3, 4, 10, 12, 18}, {9, 15, 19, 20, 45, 55, 78}, Serial::kIndependent).value();
  CHECK(line.slope.value == 4);
  CHECK(line.slope.range.low == Approx(3.6666667));
  CHECK(line.slope.range.high == Approx(5));
  CHECK(line.intercept == 6);  // rests 5 7 7 4 5 7 6
}

TEST_CASE("Theil-Sen on a real series") {
  // By a separate program: median and ranks (N -+ 1.96 sqrt(variance)) / 2 of the 4,950 slopes.
  const std::vector<double> flow = NileFlow();
  const TheilSenLine line = TheilSen(WeekAxis(flow.size()), flow, Serial::kIndependent).value();
  CHECK(line.slope.value == Approx(-2.6));
  CHECK(line.slope.range.low == Approx(-3.6285714));
  CHECK(line.slope.range.high == Approx(-1.4242424));
  const TheilSenLine careful = TheilSen(WeekAxis(flow.size()), flow).value();
  CHECK(careful.slope.value == line.slope.value);
  CHECK(careful.slope.range.low < line.slope.range.low);
  CHECK(careful.slope.range.high > line.slope.range.high);
}

TEST_CASE("Theil-Sen: scales, outliers, gaps, degenerate points") {
  Random random(72);
  std::vector<double> x, y;
  for (int i = 0; i < 60; ++i) {
    if (i % 7 == 3) continue;  // thin weeks
    x.push_back(i);
    y.push_back(10 - 0.5 * i + 0.1 * Normal(&random));
  }
  const TheilSenLine line = TheilSen(x, y).value();
  CHECK(line.slope.value == Approx(-0.5).margin(0.01));
  CHECK(line.slope.range.low < -0.5);
  CHECK(line.slope.range.high > -0.5);

  std::vector<double> wild = y, scaled = y;
  for (std::size_t i = 0; i < wild.size(); i += 8) wild[i] = 1000;
  CHECK(TheilSen(x, wild)->slope.value == Approx(-0.5).margin(0.05));
  for (double& v : scaled) v = -2 * v + 7;
  CHECK(TheilSen(x, scaled)->slope.value == Approx(-2 * line.slope.value));
  CHECK(TheilSen(x, scaled)->slope.range.low == Approx(-2 * line.slope.range.high));

  CHECK_FALSE(TheilSen({}, {}).has_value());
  CHECK_FALSE(TheilSen({1}, {1}).has_value());
  CHECK_FALSE(TheilSen({1, 1, 1}, {1, 2, 3}).has_value());
  CHECK_FALSE(TheilSen({1, 2}, {1}).has_value());
  CHECK_FALSE(TheilSen(WeekAxis(4001), WeekAxis(4001)).has_value());
  CHECK(TheilSen({1, 2}, {1, 4})->slope.value == 3);
  CHECK(TheilSen({1, 2}, {1, 4})->slope.range.low == 3);
  const TheilSenLine flat = TheilSen(WeekAxis(30), std::vector<double>(30, 5)).value();
  CHECK(flat.slope.value == 0);
  CHECK(flat.slope.range.low == 0);
  CHECK(flat.slope.range.high == 0);
}

// sum over lags as the variance of a sum of an AR(1) process has it, for a long series.
TEST_CASE("the factor of serial correlation") {
  Random random(73);
  const SerialCorrelation c = SerialCorrelationOf(Autoregressive(4000, 0.5, &random), 1);
  CHECK(c.lag1 == Approx(0.5).margin(0.04));
  CHECK(c.factor == Approx((1 + c.lag1) / (1 - c.lag1)).epsilon(0.01));
  CHECK(c.freedom == Approx(4000 / c.factor - 2));
  // Swinging series are never taken for better than independent.
  CHECK(SerialCorrelationOf(Autoregressive(200, -0.6, &random), 1).factor == 1);
  CHECK(SerialCorrelationOf({1, 2, 3}, 1).factor == 1);
  CHECK(SerialCorrelationOf({}, 1).factor == 1);
  CHECK(SerialCorrelationOf({2, 2, 2, 2, 2}, 0).lag1 == 0);
  // Where there is noise, half a standard error more.
  const std::vector<double> year = Autoregressive(64, 0.3, &random);
  CHECK(SerialCorrelationOf(year, 2, 1e-9).lag1 ==
        Approx(SerialCorrelationOf(year, 2).lag1 + 0.5 / 8));
  // Half of the variance noise: the correlation below is found again.
  std::vector<double> noisy = Autoregressive(4000, 0.6, &random);
  for (double& v : noisy) v += Normal(&random);
  CHECK(SerialCorrelationOf(noisy, 1, 0.5).lag1 == Approx(0.6).margin(0.06));
  CHECK(SerialCorrelationOf(noisy, 1, 0.5).factor > SerialCorrelationOf(noisy, 1).factor);
}

TEST_CASE("Cochran-Armitage against R") {
  // R's documentation of prop.trend.test(): smokers of patients, X-squared 8.2249, p 0.004132.
  const std::vector<Share> weeks = {{83, 86}, {90, 93}, {129, 136}, {70, 82}};
  const ShareTrend t = CochranArmitage({1, 2, 3, 4}, weeks, ShareVariance::kBinomial).value();
  CHECK(t.z * t.z == Approx(8.2249).margin(0.00005));
  CHECK(t.p == Approx(0.004132).margin(0.0000005));
  CHECK(t.z < 0);
  CHECK(t.slope_range.high < 0);
}

// The test is one of the order of the weeks: its z over all orders of equal weeks has mean square
// n / (n - 1) times the dispersion about the mean, so a sum over all orders checks the binomial
// form.
TEST_CASE("Cochran-Armitage: equal weeks over all orders") {
  std::vector<std::uint64_t> counts = {2, 5, 6, 8, 9, 12};
  const std::vector<double> x = WeekAxis(6);
  double squares = 0, orders = 0;
  do {
    std::vector<Share> weeks;
    for (std::uint64_t k : counts) weeks.push_back({k, 20});
    const double z = CochranArmitage(x, weeks, ShareVariance::kBinomial)->z;
    squares += z * z;
    ++orders;
  } while (std::next_permutation(counts.begin(), counts.end()));
  const double p = 42.0 / 120;
  double chi_square = 0;
  for (std::uint64_t k : counts) {
    const double off = static_cast<double>(k) / 20 - p;
    chi_square += 20 * off * off / (p * (1 - p));
  }
  CHECK(squares / orders == Approx(chi_square / 5));
}

TEST_CASE("Cochran-Armitage: symmetry, caution, degenerate weeks") {
  Random random(74);
  std::vector<Share> weeks, others;
  for (std::size_t i = 0; i < 30; ++i) {
    const double p = 0.6 - 0.01 * static_cast<double>(i) + 0.15 * Normal(&random);
    weeks.push_back({Binomial(20, std::clamp(p, 0.0, 1.0), &random), 20});
    others.push_back({20 - weeks.back().k, 20});
  }
  const std::vector<double> x = WeekAxis(30);
  for (ShareVariance kind :
       {ShareVariance::kBinomial, ShareVariance::kOverdispersed, ShareVariance::kSerial}) {
    const ShareTrend t = CochranArmitage(x, weeks, kind).value();
    const ShareTrend turned = CochranArmitage(x, others, kind).value();
    CHECK(turned.slope == Approx(-t.slope));
    CHECK(turned.p == Approx(t.p));
    CHECK(turned.slope_range.low == Approx(-t.slope_range.high));
    CHECK(t.dispersion > 1.5);
  }
  const auto p_of = [&](ShareVariance kind) { return CochranArmitage(x, weeks, kind)->p; };
  CHECK(p_of(ShareVariance::kBinomial) < p_of(ShareVariance::kOverdispersed));
  CHECK(p_of(ShareVariance::kOverdispersed) <= p_of(ShareVariance::kSerial));

  std::vector<double> gap_x = x;
  std::vector<Share> gaps = weeks;
  gap_x.push_back(30);
  gaps.push_back({0, 0});  // a week without events changes nothing
  CHECK(CochranArmitage(gap_x, gaps)->p == CochranArmitage(x, weeks)->p);

  CHECK_FALSE(CochranArmitage({}, {}).has_value());
  CHECK_FALSE(CochranArmitage({1, 2}, {{1, 2}, {1, 2}}).has_value());
  CHECK_FALSE(CochranArmitage({1, 1, 1}, {{1, 2}, {1, 2}, {2, 2}}).has_value());
  CHECK_FALSE(CochranArmitage({1, 2, 3}, {{1, 2}, {0, 0}, {2, 2}}).has_value());
  CHECK_FALSE(CochranArmitage({1, 2}, {{1, 2}, {1, 2}, {1, 2}}).has_value());
  CHECK(CochranArmitage(WeekAxis(5), std::vector<Share>(5, {0, 9}))->p == 1);
  CHECK(CochranArmitage(WeekAxis(5), std::vector<Share>(5, {9, 9}))->p == 1);
  const ShareTrend exact =
      CochranArmitage(WeekAxis(5), {{1, 10}, {2, 10}, {3, 10}, {4, 10}, {5, 10}})
          .value();  // no residuals: the binomial variance holds
  CHECK(exact.slope == Approx(0.1));
  CHECK(exact.p > 0.05);
  CHECK(exact.p < 0.3);
}

}  // namespace
}  // namespace ebb
