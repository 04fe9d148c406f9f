// What kind of turn a measure is looking at: the words of measures.md M0, M3 and M7, said once.
//
// Free functions of one turn; the sequence pass says the same of its own turns (survey.cc).
#pragma once

#include "sequence/pair_talk.h"

namespace ebb {

// At least twelve words, a question, an emotional word, or repair, neglect or pressure.
inline bool IsSubstantive(const TalkTurn& turn) {
  return turn.words >= 12 || turn.Shows(kQuestion | kNegativeEmotion | kDisclosure) ||
         turn.Has(kMended | kComplained | kPressed);
}

// A milestone or decision topic, pressure, or within a conflict.
inline bool IsHot(const TalkTurn& turn, bool in_conflict) {
  return in_conflict || turn.Shows(kMilestone) || turn.Has(kPressed);
}

// At most two words, no question, no warmth, no picture or link. A call is no short reply.
inline bool IsMinimal(const TalkTurn& turn) {
  return turn.words <= 2 && !turn.Shows(kQuestion | kWarmth | kHasMedia | kLink) &&
         !turn.IsKind(MessageKind::kMedia) && !turn.IsKind(MessageKind::kCall) &&
         !turn.IsKind(MessageKind::kLocation);
}

}  // namespace ebb
