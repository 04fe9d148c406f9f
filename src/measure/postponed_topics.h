// M13: topics that were put off, who brought them up again, and whether promised returns were kept.
//
// Formulas, for the side p:
//   put off = topics (open_topics.h) that p put off, and how many times in all; twice = those p put
//     off two times or more
//   third time = topics put off three times or more by p (codebook A1: intensity 3 from then on)
//   raised share = times p brought such a topic up again / times it came up again at all
//   open days = median over the topics p put off, from the first time to the decision, by
//     Kaplan-Meier: topics that are dropped or open at the end only say "at least so long"; one
//     that the reader marks as solved (MeasureDates::solved) was decided on that day, or when it
//     was last named
//   kept share = promises of p to come back after which p was found to do so (kept_returns.h)
//     / promises of p; what is not found may be kept in other words, and the sentence says so; a
//     promise is what a rule finds said, however sure the decision layer is of repair
//   came back either way = promises of p after which p or the other was / promises of p
//   A promise has until 24 hours after the time it names, if that could be read (said_time.h), else
//   48 hours; vague ones ("later") have 72 and are listed apart as well.
// Units: counts, shares (Wilson), days.
// Minimum: three topics that p put off twice or more for shares and days (for the raised share also
// one put off three times, with ten returns in all); eight promises of p for the kept share. Below:
// counts, and the topics as episodes.
// Source: measures.md M13. Advice in the field wants a stated return (twenty minutes or more, some
// add at most a day); no study validates this on texts.
// Weakness: topics are followed by hashed words or a milestone word, so some are missed and
// some meetings are chance; what is settled in person leaves no trace. No claim rests on a test.
//
// Pure function of a talk; linear in turns.
#pragma once

#include "measure/measures.h"

namespace ebb {

inline constexpr std::uint64_t kTopicsForShares = 3;
inline constexpr std::uint64_t kRaisedForShare = 10;
inline constexpr std::uint64_t kPromisesForShare = 8;

MeasureResult PostponedTopics(const MeasureInput& input);

}  // namespace ebb
