// Affection written and proposals of time together answered, by week (measures M16 and M18).
//
// Every week from the first to the last of the talk; about 50 bytes a week and side.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "measure/measures.h"

namespace ebb {

// How a proposal was met. In this order of precedence where a reply fits several.
enum class PlanOutcome : std::uint8_t {
  kNoAnswer,      // none within the window, and no call
  kDeclinedBare,  // W1, W2 or W7, without warmth or reason
  kDeclinedWarm,  // the same with warmth or a reason, or a reason without agreement
  kAccepted,      // agreement, acceptance (R13) or a decision
  kCountered,     // another time or proposal
  kOtherwise,     // answered, but neither yes nor no to be seen
};
inline constexpr std::size_t kPlanOutcomes = 6;

struct AffectionWeek {
  std::int32_t week = 0;             // WeekNumber
  std::uint32_t texts = 0;           // messages with text of this side
  std::uint32_t warm = 0;            // those with affection, a pet name or a heart
  std::uint32_t touch_declined = 0;  // turns of this side that decline touch in words (W3)
  std::array<std::uint32_t, kPlanOutcomes> plans{};  // proposals of the other, by outcome

  std::uint32_t Of(PlanOutcome outcome) const { return plans[static_cast<std::size_t>(outcome)]; }
  std::uint32_t proposals() const;
  // Declined without warmth or reason, or not answered (JR of measures.md).
  std::uint32_t turned_down() const {
    return Of(PlanOutcome::kNoAnswer) + Of(PlanOutcome::kDeclinedBare);
  }
  AffectionWeek& operator+=(const AffectionWeek& other);
};

using AffectionWeeks = std::vector<AffectionWeek>;

// By side.
std::array<AffectionWeeks, 2> AffectionByWeek(const MeasureInput& input);
// The same, counted anew (week_facts.h counts once for all).
std::array<AffectionWeeks, 2> CountAffection(const MeasureInput& input);
AffectionWeek SumOf(const AffectionWeeks& weeks);

// Of a reply in time.
PlanOutcome OutcomeOf(const TalkTurn& reply);

}  // namespace ebb
