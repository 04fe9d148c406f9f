// The decision layer: for each message and category, do the words, the rules' hits and the talk
// around it add up?
//
// Works on the rules' flags as they stand: keeps, takes back or raises. What a rule voided inside
// the message (negated, quoted, joking ...), safety boundaries and the safety lists stay as they
// are. Deterministic: whole numbers only.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "chat/hit.h"
#include "lexicon/lexicon.h"
#include "sequence/sequence.h"
#include "sequence/talk_reader.h"
#include "sequence/timeline.h"

namespace ebb {

// How far a sum must go before it decides: 64ths of a logit, by category.
struct DecisionMargins {
  // Beyond all sums: joined ones, with a share of distance added, and those of the looks alone.
  static constexpr std::int32_t kNever = 1 << 26;
  static_assert(kNever > 2 * kMostJoinedSum);
  using ByCategory = std::array<std::int32_t, kCountedCategories>;
  ByCategory kept_from{};    // below, what a rule flagged is taken back
  ByCategory raised_from{};  // from here on a message counts without a rule
  bool whole = true;         // and sums say what is sure
};
// For a whole chat of two sides, and for less: a scene, a few lines. The layer was trained on the
// former (and some scenes); of the latter it knows most where it is far from its thresholds. There
// a rule's flag that it speaks against is unsure, and taken back only below `kept_from`; what it
// raises is unsure; and a category kept from -kNever on is left to the rules, its confidence too.
const DecisionMargins& MarginsFor(LayerTrust trust);

// `dangerous` = by Conversation::scores: a refusal there would be a safety boundary. Changes
// result->flags: one per hit as before, with raised ones among them, ordered by message and begin.
// `release_scores` is called once the scores are not needed any more.
void DecideByScore(const Timeline& timeline, const Lexicon& lexicon, const DecisionMargins& margins,
                   const std::vector<bool>& dangerous, const std::function<void()>& release_scores,
                   SequenceResult* result);

}  // namespace ebb
