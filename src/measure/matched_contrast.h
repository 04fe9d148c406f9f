// Is an outcome more frequent after triggers than after like moments without one (measures.md M10)?
//
// For each trigger three controls are drawn from the same month and the same four hours of the day
// (of the hours beside them where there are too few), each once, by a generator with a fixed seed.
// Triggers without three controls are left out, so that months and hours weigh the same on both
// sides. p: the outcomes are turned in a circle within each month 2,000 times while the marks stay;
// that keeps good and bad months and the rhythm of the talk (see shift_test.h).
//
// Pure functions; eight bytes and a mark per observation. Linear; the test looks at 65,536
// observations at most, evenly drawn.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "measure/proportions.h"
#include "measure/shift_test.h"

namespace ebb {

struct Observed {
  std::uint32_t when = 0;       // seconds since 2000, chat's clock
  std::uint32_t turn : 30 = 0;  // for whoever asks
  bool trigger : 1 = false;
  bool outcome : 1 = false;
};

struct MatchedContrast {
  std::uint64_t triggers_seen = 0;  // matched or not
  Share triggers, controls;         // of the matched ones, those with the outcome
  std::optional<Estimate> difference, log_ratio, log_odds;  // natural logarithms
  double p = 1;                                             // two-sided
  bool enough = false;  // 40 triggers and three controls each: 120
};
inline constexpr std::uint64_t kMinTriggers = 40;
inline constexpr std::size_t kControlsPerTrigger = 3;

// `observed` in order of time.
MatchedContrast ContrastMatched(const std::vector<Observed>& observed, std::uint64_t seed);

// Triggers and controls drawn; a mark per observation. `months`: lengths of the runs of one month.
std::vector<Mark> DrawControls(const std::vector<Observed>& observed,
                               const std::vector<std::size_t>& months, std::uint64_t seed);
std::vector<std::size_t> MonthLengths(const std::vector<Observed>& observed);

}  // namespace ebb
