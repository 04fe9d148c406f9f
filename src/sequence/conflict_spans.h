// The conflict episodes of a chat (measures.md M9) as turns of the two, for the measures that speak
// of them.
//
// Pure functions; linear in episodes; see ConflictFinder for how episodes are found.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sequence/pair_talk.h"

namespace ebb {

struct ConflictSpan {
  std::size_t first = 0, last = 0;   // turns, both included
  std::uint32_t begin = 0, end = 0;  // seconds since 2000
  std::uint16_t peak = 0;            // largest sum of points within ten turns
  bool dangerous = false;            // begins or ends in a week with signs of danger

  std::uint32_t turns() const { return static_cast<std::uint32_t>(last - first + 1); }
};

// In order of time. Undated ones and those without a turn of the two are left out. `danger_weeks`:
// WeekNumber of weeks with signs of danger, in order.
std::vector<ConflictSpan> ConflictSpans(const Talk& talk,
                                        const std::vector<std::int32_t>& danger_weeks);
// Those outside of weeks with signs of danger.
std::vector<ConflictSpan> WithoutDanger(std::vector<ConflictSpan> spans);

// Message of a turn that shows best what it was about: with a hot word, else the longest.
Position MessageToQuote(const Talk& talk, const TalkTurn& turn);

}  // namespace ebb
