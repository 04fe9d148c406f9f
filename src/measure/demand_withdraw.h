// M10: what followed when one of the two pressed or complained, set against what followed ordinary
// messages, both ways; and whether distance was followed by pressing.
//
// First step, for each side s: triggers = turns of s with pressure (not P6, not R9) or neglect that
// count; controls = substantive turns of s without anything of note, three per trigger, of the
// same month and hours (matched_contrast.h). Outcome y = the next turn of the other, within its
// window (replies.h), has words of withdrawal, shutdown or avoidance or is a curt one, or none
// comes. A call counts as a reply. Turns of s that follow an own one still unanswered are neither:
// "hello??" is written because nothing came. p1, p0 = shares of y; p1 - p0 in points (Newcombe),
// p1/p0, log odds (Haldane), p of circular shifts within months.
// Second step: replies of the other to ordinary turns of s: is the next turn of s within a day a
// pressing one more often after a y than after another reply? Matched the same way.
// Loop: both steps above 0; p = the larger of the two (intersection-union test).
// Words of distance are those that count and those of the rules alone (kDistanceWorded): what
// counts leans on the message before, and alone would find a pattern where there is none.
//
// Units: share, points, ratio, "number" (log odds). Minimum: 40 matched triggers and 120 controls
// of a side; below it counts and examples, no comparison. With that much 30 points more distance
// (15 more pressing) are found 80 times in 100. Weeks with signs of danger are left out. In a chat
// of more than 400,000 turns controls are drawn from a part of them. Source: measures.md M10.
// Weakness: shown with coders and diaries, not with text; a bad evening brings both, so nothing is
// said of causes; what was said in person or on the phone is unseen. False alarms and power:
// demand_withdraw_test.cc.
#pragma once

#include "measure/measures.h"

namespace ebb {

MeasureResult DemandWithdraw(const MeasureInput& input);

}  // namespace ebb
