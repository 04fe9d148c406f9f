// The counts of an Analysis: partners, weeks, signs, coverage, safety, voided hits.
//
// Pure functions of the columns and the flags; no text. A message counts once per category, as high
// if any of its flags of that category is high (decisions.md 1 and 2).
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/analysis.h"
#include "chat/conversation.h"
#include "lexicon/lexicon.h"
#include "measure/weekly.h"
#include "sequence/sequence.h"

namespace ebb {

// What the counts are made of. All outlive the call.
struct TallyInput {
  const Conversation& conversation;
  const SequenceResult& sequence;
  const Lexicon& lexicon;
  const std::vector<std::uint16_t>& partners;  // participant indices
  const std::vector<Week>& weeks;
};

// Text messages needed before a rate is shown (measures.md M1).
inline constexpr std::uint64_t kWeekMinimum = 30;
inline constexpr std::uint64_t kPersonMinimum = 200;

// Fills partners (all but name and id), weeks, coverage, safety, voided and voided_by_reason.
void Tally(const TallyInput& input, Analysis* analysis);

// True for the six categories that are counted.
inline bool IsCounted(Category category) { return static_cast<int>(category) < kCountedCategories; }
// Position in `partners` of a participant; -1 if it is none of them.
std::vector<int> PartnerOf(const Conversation& conversation,
                           const std::vector<std::uint16_t>& partners);

}  // namespace ebb
