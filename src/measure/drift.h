// M15: slow change over the whole chat, and whether it came at once or little by little.
//
// Formulas, minimum data and tests: drift_series.h, for each side six weekly series: emotional bids
// a day, affection (messages with a word or sign of affection of 100), share of conversations
// begun, share of bids turned towards, words a day, share of turns about errands. The share of
// conversations begun is one series of the two; its claim is of the side whose share fell.
// Figures: level of the first and of the last twelve usable weeks, of all of them (what two periods
// are compared by), slope per four weeks (percent of
// the first level for rates, points for shares), and where a step is clear and p < .05 the week it
// falls in (WeekNumber). Series: by week, and in bins of four weeks (at least two usable ones).
// Claims: "drift_affection_step", "..._gradual", "..._stretch", or without either where the shape
// cannot be told. A break within two weeks of a date the reader named, or of a conflict (M9) in a
// chat in which no more than a third of the weeks is as near to one, is said beside it. Units: per
// day, shares, percent or points per four weeks, weeks. Minimum: 32 usable weeks and ten events a
// week for a claim; below: the lines alone. Source: measures.md M15. Language shifted about three
// months before a breakup in a group of 6,803 who wrote to strangers; that is no forecast for
// anybody. Weakness: a new couple, a new job, a child or a flat in common change all of these; the
// first half year of a chat is expected to change, and the result says how much of it lies in
// there. Three of the series are counts of words and bids that an app or a habit may change. False
// alarms and power: tests/measure/drift_test.cc; at a lag-1 correlation of weeks up to .6 no claim
// fires in more than about 5 % of chats that do not change.
//
// Pure function of a talk; one pass over the turns, quadratic in weeks.
#pragma once

#include "measure/measures.h"

namespace ebb {

MeasureResult SlowChange(const MeasureInput& input);

}  // namespace ebb
