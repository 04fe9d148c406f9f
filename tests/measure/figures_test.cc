#include "measure/figures.h"

#include <catch2/catch.hpp>

#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::int32_t kFirstWeek = 1000;

std::vector<Week> WholeWeeks(int n) {
  std::vector<Week> weeks(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) weeks[static_cast<std::size_t>(i)].number = kFirstWeek + i;
  return weeks;
}

// The Tuesday of a week.
std::uint32_t In(int week) {
  return static_cast<std::uint32_t>((kFirstWeek + week) * 7 - 4) *
         86400;  // week 0: five days before 2000
}

TEST_CASE("frequency: in four weeks, with the range of a count") {
  std::vector<std::uint32_t> begins;
  for (int week = 0; week < 20; week += 2) begins.push_back(In(week));
  const Figure even = FrequencyFigure("f", "f", WholeWeeks(20), kFirstWeek, begins);
  CHECK(even.shown);
  CHECK(even.n == 20);
  CHECK(even.unit == "number");
  CHECK(even.value == Approx(2));
  // Every other week is steadier than chance: the range stays that of a count of ten.
  CHECK(even.low == Approx(4.7954 / 5).margin(0.001));
  CHECK(even.high == Approx(18.3904 / 5).margin(0.001));
}

TEST_CASE("frequency: what comes in bursts has a wider range, what never came may yet come") {
  std::vector<std::uint32_t> begins;
  for (int i = 0; i < 10; ++i) begins.push_back(In(8 + i / 5));
  const Figure burst = FrequencyFigure("f", "f", WholeWeeks(20), kFirstWeek, begins);
  CHECK(burst.value == Approx(2));
  CHECK(burst.low == 0);
  CHECK(burst.high > 18.3904 / 5);
  const Figure never = FrequencyFigure("f", "f", WholeWeeks(20), kFirstWeek, {});
  CHECK(never.value == 0);
  CHECK(never.low == 0);
  CHECK(never.high == Approx(3.6889 / 5).margin(0.001));
}

TEST_CASE("frequency: broken weeks, those before and those without dates do not count") {
  std::vector<Week> weeks = WholeWeeks(12);
  weeks.front().incomplete = weeks.back().incomplete = true;
  weeks.push_back({});
  weeks.back().undated = true;
  const std::vector<std::uint32_t> begins = {In(0), In(2), In(5), In(11)};
  const Figure some = FrequencyFigure("f", "f", weeks, kFirstWeek + 2, begins);
  CHECK(some.n == 9);
  CHECK(some.value == Approx(4 * 2 / 9.0));
  CHECK_FALSE(FrequencyFigure("f", "f", weeks, kFirstWeek + 4, begins).shown);
  CHECK_FALSE(FrequencyFigure("f", "f", {}, 0, {}).shown);
}

TEST_CASE("share of weeks: weeks in a row tell less than as many that alternate") {
  std::vector<bool> turns(40), row(40);
  for (std::size_t i = 0; i < 40; ++i) {
    turns[i] = i % 4 == 0;
    row[i] = i < 10;
  }
  const Figure alternating = WeekShareFigure("s", "s", turns);
  CHECK(alternating.value == Approx(0.25));
  CHECK(alternating.n == 40);
  CHECK(alternating.low == Approx(Wilson(10, 40).low).margin(0.04));
  const Figure in_a_row = WeekShareFigure("s", "s", row);
  CHECK(in_a_row.value == Approx(0.25));
  CHECK(in_a_row.high - in_a_row.low > 1.5 * (alternating.high - alternating.low));
  CHECK(WeekShareFigure("s", "s", std::vector<bool>(20, false)).high == Approx(Wilson(0, 20).high));
  CHECK_FALSE(WeekShareFigure("s", "s", {}).shown);
}

}  // namespace
}  // namespace ebb
