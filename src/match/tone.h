// Tone beside a hit's words: laughter softens, hedges weaken, a flat emoji sharpens. Const; no
// errors.
#pragma once

#include "chat/hit.h"
#include "match/word_context.h"

namespace ebb {

// Laughter about a trifle, or more than one laugh: the message is play. Looks through all words,
// so it is asked once for a message.
bool IsPlay(const WordContext& words);

// REQUIRES: the hit's modality was judged. `play` = IsPlay of the message.
void SetTone(const WordContext& words, const RowMatch& row, bool play, Hit* hit);

// Behaviour of the sender, as opposed to complaints and demands, which name the partner.
inline bool IsBehaviour(Category category) {
  return category == Category::kWithdrawal || category == Category::kShutdown ||
         category == Category::kAvoidance;
}

}  // namespace ebb
