// M11: what changed after stretches of conflict: messages, warmth, time to reply and words of
// distance of each side, and how long until the two wrote as warmly as usual.
//
// Conflicts less than 72 waking hours apart are one. For each: after = 72 waking hours of the side
// from two hours after its end; before = 72 waking hours until two hours before its beginning;
// reference of either = the same weekdays and hours of the last four earlier weeks (two at least,
// 2 to 13 weeks back) in which there was no conflict from the first of these days to the last.
//   after  = log2(level after / its reference)
//   change = after - log2(level before / its reference)
// Levels: messages (+0.5), warm messages per 100, turns with words of distance (kDistanceWorded)
// per 100 turns (both drawn to the usual with the weight of 20), median waking time to reply (+1
// minute; unanswered = the window). A conflict tells of warmth or words of distance only where the
// stretches compared hold one at all: where they do not, the levels differ by how much was written
// alone, and a quiet week would read as more distance. Figures: medians over conflicts in
// doublings, with the interval of the sign test. p: sign test of the changes. Why the change and
// not the level after: couples argue in weeks in which they write much, so the days after lie above
// the usual by themselves; the days before do as well. Recovery: hours from the end to the first
// warm message of the first conversation of at least five messages that is as warm as the 28 days
// before; Kaplan-Meier; watched for 14 days, until the next conflict or the end of the chat.
//
// Units: doublings, hours. Minimum: 5 conflicts for figures, 10 for ranges, 12 for claims (README:
// what is found then). Of more than 200, 200 evenly drawn. Weeks with signs of danger are left out.
// Source: measures.md M11. Weakness: a quiet chat may be two people talking in person. False alarms
// and power: post_conflict_test.cc.
#pragma once

#include "measure/measures.h"

namespace ebb {

MeasureResult PostConflictChange(const MeasureInput& input);

}  // namespace ebb
