// M22: what the chat covers and what it can carry; printed first.
//
// Counts of the two sides' messages, dated or not:
//   days, days with messages and their share; longest hole between two messages of the two
//   per side: messages, share of all, and of its messages the shares with words, media, calls,
//   deleted ones and the rest
//   language share = messages in the language of the rules / messages long enough to tell
//   records that could not be read; messages by other people; steps back of the clock are in the
//   notes of the report
// Gate: 50 messages and 15 of 100 of each side, or nothing is said of the two (gate.h). Under 80 of
// 100 messages in the language of the rules: a warning. Media over half of a side's messages: the
// measures of effort and short replies (M6, M7) say little. Cut exports: a count within 1 % of
// 10,000 or 40,000 in a WhatsApp export, where the app is reported to cut; or a chat that begins
// without the notice such an export begins with.
// Units: counts, shares, days. No ranges: these are the messages, not a sample of them.
// Source: measures.md M22. Minimum: one message.
// Weakness: what was said elsewhere is not in the file, and nothing here can tell how much that is.
// Changes of a sender's clock against UTC are counted where the file gives both (M0); in a chat of
// wall-clock times alone they cannot be seen. Two accounts of one person are merged or not before
// this measure, by name alone.
#pragma once

#include <array>
#include <cstdint>

#include "measure/measures.h"

namespace ebb {

// Of one side.
struct SideCoverage {
  std::uint64_t messages = 0;
  std::uint64_t texts = 0, media = 0, calls = 0, deleted = 0, other = 0;  // sum: messages
  std::uint64_t in_language = 0, in_other_language = 0;  // of those long enough to tell
};

struct CoverageFacts {
  std::array<SideCoverage, 2> sides;
  std::uint64_t others = 0;  // messages by people who are neither of the two
  std::uint64_t days = 0, active_days = 0;
  std::uint32_t longest_hole = 0;  // seconds
  bool near_known_cut = false;
  bool starts_abruptly = false;
};
CoverageFacts TakeCoverage(const MeasureInput& input);

MeasureResult ChatCoverage(const MeasureInput& input);

}  // namespace ebb
