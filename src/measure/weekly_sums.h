// What each week holds of each side, counted once for the measures that look at weeks (M15, M18 and
// whoever else likes).
//
// Every week from the first to the last of the talk, in order; a turn, a session and a bid belong
// to the week in which they begin. Pure function; a pass over the turns, one over the messages and
// one over the bids; about 150 bytes a week.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "measure/measures.h"

namespace ebb {

struct SideWeek {
  std::uint32_t messages = 0;               // of any kind
  std::uint32_t texts = 0, warm_texts = 0;  // with text; of these with affection (M16)
  std::uint32_t words = 0;
  std::uint32_t turns = 0;
  std::uint32_t practical_turns = 0;           // see IsPractical
  std::uint32_t distance_turns = 0;            // withdrawal, shutdown or avoidance
  std::uint32_t mending_turns = 0;             // repair
  std::uint32_t sessions = 0;                  // begun by this side
  std::uint32_t bids = 0, emotional_bids = 0;  // made by this side
  // Addressed to this side, and how it met them.
  std::uint32_t asked = 0, toward = 0, minimal = 0, away = 0, against = 0;
  // Proposals of time together addressed to this side, and those turned down (M16).
  std::uint32_t plans = 0, plans_unmet = 0;
};

struct SumWeek {
  std::int32_t week = 0;  // WeekNumber
  bool usable = false;    // neither thin nor cut off by the beginning or the end of the chat
  bool danger = false;    // holds signs of danger (codebook section 10)
  std::uint32_t active_days = 0;  // on which anyone of the two began a turn
  std::array<SideWeek, 2> sides{};

  std::uint32_t sessions() const { return sides[0].sessions + sides[1].sessions; }
};

// Empty without times.
std::vector<SumWeek> SumWeeks(const MeasureInput& input);
// The same, counted anew (week_facts.h counts once for all).
std::vector<SumWeek> CountWeeks(const MeasureInput& input);

// Of errands and hours rather than of the two: names a time, a practical reason, an arrival or a
// decision, and nothing of feelings, affection, laughter or what the categories mark.
bool IsPractical(const TalkTurn& turn);

}  // namespace ebb
