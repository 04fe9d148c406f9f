#include "measure/matched_contrast.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "measure/random_values.h"
#include "sequence/pair_talk.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::uint32_t kNewYear = 8766 * kDaySeconds;  // 2024-01-01

std::vector<Observed> Random200Days(std::uint64_t seed, double triggers) {
  Random random(seed);
  std::vector<Observed> observed;
  for (std::uint32_t day = 0; day < 200; ++day) {
    for (std::uint32_t hour = 7; hour < 24;
         hour += 1 + static_cast<std::uint32_t>(random.Below(4))) {
      const bool trigger = random.Unit() < triggers, outcome = random.Unit() < 0.3;
      observed.push_back({kNewYear + day * kDaySeconds + hour * kHourSeconds,
                          static_cast<std::uint32_t>(observed.size()), trigger, outcome});
    }
  }
  return observed;
}

TEST_CASE("matched: months are runs of one month of the calendar") {
  const std::vector<Observed> observed = {{kNewYear, 0, false, false},
                                          {kNewYear + 30 * kDaySeconds, 1, false, false},
                                          {kNewYear + 31 * kDaySeconds, 2, false, false},
                                          {kNewYear + 366 * kDaySeconds, 3, false, false}};
  CHECK(MonthLengths(observed) == std::vector<std::size_t>{2, 1, 1});
  CHECK(MonthLengths({}).empty());
}

TEST_CASE("matched: three controls a trigger, of its month, the same hours first") {
  const std::vector<Observed> observed = Random200Days(1, 0.05);
  const std::vector<std::size_t> months = MonthLengths(observed);
  const std::vector<Mark> marks = DrawControls(observed, months, 7);
  std::size_t begin = 0;
  for (const std::size_t month : months) {
    std::map<std::uint32_t, int> triggers, controls;  // by four hours
    int all_triggers = 0, all_controls = 0;
    for (std::size_t i = begin; i < begin + month; ++i) {
      const std::uint32_t block = observed[i].when % kDaySeconds / (4 * kHourSeconds);
      if (marks[i] == Mark::kTrigger) {
        CHECK(observed[i].trigger);
        ++triggers[block];
        ++all_triggers;
      }
      if (marks[i] == Mark::kControl) {
        CHECK_FALSE(observed[i].trigger);
        ++controls[block];
        ++all_controls;
      }
    }
    CHECK(all_controls == 3 * all_triggers);
    for (const auto& [block, count] : triggers) CHECK(controls[block] == 3 * count);
    begin += month;
  }
}

TEST_CASE("matched: the same draw for the same seed, another for another") {
  const std::vector<Observed> observed = Random200Days(2, 0.05);
  const std::vector<std::size_t> months = MonthLengths(observed);
  CHECK(DrawControls(observed, months, 7) == DrawControls(observed, months, 7));
  CHECK(DrawControls(observed, months, 7) != DrawControls(observed, months, 8));
}

TEST_CASE("matched: a trigger without three controls of its month and hours is left out") {
  std::vector<Observed> observed;
  const auto add = [&](std::uint32_t day, std::uint32_t hour, bool trigger) {
    observed.push_back({kNewYear + day * kDaySeconds + hour * kHourSeconds, 0, trigger, false});
  };
  add(1, 9, true);
  for (int i = 0; i < 2; ++i) add(2, 9, false);   // too few of the same hours
  for (int i = 0; i < 3; ++i) add(3, 21, false);  // too far in the day
  add(40, 9, true);
  for (int i = 0; i < 2; ++i) add(41, 9, false);
  add(42, 14, false);  // the hours beside do
  const std::vector<Mark> marks = DrawControls(observed, MonthLengths(observed), 1);
  CHECK(marks[0] == Mark::kNone);
  CHECK(std::count(marks.begin(), marks.end(), Mark::kTrigger) == 1);
  CHECK(std::count(marks.begin(), marks.end(), Mark::kControl) == 3);
  CHECK(marks[6] == Mark::kTrigger);
}

TEST_CASE("matched: shares, difference and ratios of the marked ones") {
  Random random(9);
  std::vector<Observed> observed;
  for (std::uint32_t i = 0; i < 400; ++i) {
    const bool trigger = random.Unit() < 0.12;
    const bool outcome = random.Unit() < (trigger ? 0.5 : 0.1);
    observed.push_back(
        {kNewYear + i / 4 * kDaySeconds / 4 + i % 4 * kHourSeconds + 9 * kHourSeconds, i, trigger,
         outcome});
  }
  const MatchedContrast contrast = ContrastMatched(observed, 3);
  CHECK(contrast.triggers_seen >= contrast.triggers.n);
  CHECK(contrast.enough);
  CHECK(contrast.controls.n == 3 * contrast.triggers.n);
  const double p1 =
      static_cast<double>(contrast.triggers.k) / static_cast<double>(contrast.triggers.n);
  const double p0 =
      static_cast<double>(contrast.controls.k) / static_cast<double>(contrast.controls.n);
  CHECK(p1 == Approx(0.5).margin(0.2));
  CHECK(contrast.difference->value == Approx(p1 - p0));
  CHECK(contrast.difference->range.low > 0);
  CHECK(contrast.log_ratio->value > 0);
  CHECK(contrast.log_odds->value > contrast.log_ratio->value);
  CHECK(contrast.p < 0.01);
}

TEST_CASE("matched: under forty triggers there is no comparison") {
  const MatchedContrast contrast = ContrastMatched(Random200Days(3, 0.01), 3);
  CHECK(contrast.triggers.n < 40);
  CHECK_FALSE(contrast.enough);
  CHECK_FALSE(contrast.difference);
  CHECK(contrast.p == 1);
  CHECK_FALSE(ContrastMatched({}, 3).enough);
}

TEST_CASE("matched: good and bad months alone make no link") {
  // Triggers and outcomes are both frequent in every other month, and not linked within one.
  int fired = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Random random(seed);
    std::vector<Observed> observed;
    for (std::uint32_t day = 0; day < 360; ++day) {
      const bool bad = CivilFromSeconds(kEpoch2000 + kNewYear + day * kDaySeconds).month % 2 == 1;
      for (std::uint32_t hour = 9; hour < 23; hour += 2) {
        const bool trigger = random.Unit() < (bad ? 0.15 : 0.02);
        observed.push_back({kNewYear + day * kDaySeconds + hour * kHourSeconds, 0, trigger,
                            random.Unit() < (bad ? 0.6 : 0.2)});
      }
    }
    fired += ContrastMatched(observed, 5).p < 0.05 ? 1 : 0;
  }
  CHECK(fired <= 18);  // 5 % of 200, and chance
}

}  // namespace
}  // namespace ebb
