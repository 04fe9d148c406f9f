// M7: replies of at most two words to turns that said more.
//
// Formula. short = replies of this side to substantive turns of the other (turn_kinds.h) that have
// at most two words and neither question, warmth, picture nor link / all its replies to such turns
// within the window of M3 (Wilson). The same on ordinary turns (the habit to compare with) and on
// hard ones. extra_on_hard = short replies on hard turns beyond the share on ordinary ones of the
// same week, in points of all replies to hard turns; weeks as the units (week_means.h).
//
// Units: share, points. Minimum: 40 replies of a side, for its figures; 15 to hard turns, in at
// least 8 weeks' worth, for extra_on_hard; 5 ordinary replies for a week to compare with. Claims.
// short_replies_hard (per side) with 40 replies to hard turns in nine weeks' worth: 30 points more
// are then found 80 times in 100 (README). Not where pictures and voice are more than half. Source:
// measures.md M7. Weakness: two words can be all it takes; a full stop or a bare word is read as
// colder than it is meant.
#pragma once

#include "measure/measures.h"

namespace ebb {

MeasureResult ShortReplies(const MeasureInput& input);

}  // namespace ebb
