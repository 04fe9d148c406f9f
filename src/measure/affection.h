// M16: affection written, and what became of proposals to spend time together.
//
// Formula:
//   affection = messages of p with an affectionate word, pet name, kiss or heart per 100 messages
//               of p with text
//   proposals = bids of the other that propose time together (bids.h), each with one outcome:
//               accepted, met with another time, declined warmly or with a reason, declined bare
//               (W1, W2, W7), not answered, answered otherwise (affection_weeks.h)
//   turned down = (declined bare + not answered) / proposals
//   touch = turns of p that decline touch or closeness in words (W3), a count
// Units: per 100 messages; shares of proposals. Ranges: of affection the wider of Wilson's and
// that of the weeks (week_means.h), of the others Wilson.
//
// Minimum: 200 messages with text for affection; 15 proposals for shares.
//
// Source: measures.md M16. In one survey (276 people) affection by text went with better bonds;
// what is said aloud is not seen by it.
//
// Weakness: words only; a kiss under each message is a habit. A "no" without words of distance
// counts as answered otherwise, and what was agreed aloud as not answered. Touch that is offered
// has no words of its own in the facts, so the count has no denominator. No claim rests on a test
// here: drift of affection is M15's.
//
// Pure function of a talk; linear in messages.
#pragma once

#include "measure/measures.h"

namespace ebb {

inline constexpr std::uint64_t kTextsForAffection = 200;
inline constexpr std::uint64_t kProposalsNeeded = 15;

MeasureResult AffectionAndPlans(const MeasureInput& input);

}  // namespace ebb
