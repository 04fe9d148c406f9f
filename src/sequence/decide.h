// The decision layer: for each message and category, do the words, the rules' hits and the talk
// around it add up?
//
// Works on the rules' flags as they stand: keeps, takes back or raises. What a rule voided inside
// the message (negated, quoted, joking ...), safety boundaries and the safety lists stay as they
// are. Deterministic: whole numbers only.
#pragma once

#include <functional>
#include <vector>

#include "lexicon/lexicon.h"
#include "sequence/sequence.h"
#include "sequence/timeline.h"

namespace ebb {

// `dangerous` = by Conversation::scores: a refusal there would be a safety boundary. Changes
// result->flags: one per hit as before, with raised ones among them, ordered by message and begin.
// `release_scores` is called once the scores are not needed any more.
void DecideByScore(const Timeline& timeline, const Lexicon& lexicon,
                   const std::vector<bool>& dangerous, const std::function<void()>& release_scores,
                   SequenceResult* result);

}  // namespace ebb
