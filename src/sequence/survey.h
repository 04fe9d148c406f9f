// The first look over a whole conversation: habits of each sender and conflict episodes. The gates
// need both before they can judge a single message.
#pragma once

#include <cstdint>
#include <vector>

#include "sequence/rule_table.h"
#include "sequence/sequence.h"
#include "sequence/timeline.h"

namespace ebb {

struct SenderHabits {
  std::uint32_t short_messages = 0;     // at most three tokens
  std::uint32_t short_with_period = 0;  // of these, ending in a full stop
  std::uint32_t replies = 0;            // to substantive turns on neutral ground (M7)
  std::uint32_t minimal_replies = 0;    // of these, at most two words, no question, warmth or media

  // gX: is a full stop on a short message unusual for this sender? The message asked about is left
  // out. Too few others = nothing is known of a habit = no.
  bool PeriodIsUnusual() const;
  // Answers in a word or two are this sender's way of writing (codebook 5: 40 %).
  bool AnswersAreUsuallyMinimal() const;
};

struct Survey {
  std::vector<SenderHabits> habits;  // by sender
  std::vector<ConflictEpisode> conflicts;
};

// REQUIRES: every sender is below `senders`.
Survey TakeSurvey(const Timeline& timeline, const RuleTable& rules, std::uint16_t senders);

}  // namespace ebb
