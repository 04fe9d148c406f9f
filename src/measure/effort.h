// M6: length, questions and following up, side by side.
//
// Formula. words_median = median words of a turn; length = log2 of this side's over the other's,
// the mean over stretches of whole weeks with 30 turns of each (range: week_means.h). questions =
// messages with a question per 100 (Wilson). follow_up = of the other's turns that disclose a
// feeling or an event and were answered, those answered with a question (Wilson).
//
// Units: count (words), doublings, per 100, share. Minimum: 100 turns of each; 20 disclosures; not
// where pictures and voice are more than half of the messages.
// Claims: facts only, none rests on a test. Source: measures.md M6.
// Weakness: style, age, keyboard and voice notes decide how long messages are.
#pragma once

#include "measure/measures.h"

namespace ebb {

MeasureResult EffortBalance(const MeasureInput& input);

}  // namespace ebb
