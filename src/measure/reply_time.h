// M2: time to reply, on the waking clock of the one who replies.
//
// Formula. For each turn of the other side, the wait from its end to the next turn of this side,
// but for turns that ask for nothing and that the other side itself follows up (goodbyes, mostly);
// a wait without an answer within the window of M3 counts as longer than that window (censored),
// one that the other cut short by a call or that the chat's end cuts short as longer than what was
// seen. Median and 90th percentile by Kaplan-Meier (range: log-log). Split: after questions and
// substantive turns; after ordinary turns; after hard ones (milestone topics, pressure, conflict).
// `asymmetry`: log2 of this side's typical time over the other's; `change`: log2 of now over
// before; both as means over stretches of whole weeks with 30 waits of each side, the range from
// how much the stretches differ (week_means.h). `hard_topics`: mean log2 of the waits after hard
// turns less that after ordinary turns of the same week. Waits under half a minute count as half a
// minute there. At most 5,000 waits of a side and split enter the Kaplan-Meier curve, evenly
// spaced.
//
// Units: minutes, doublings. Minimum: 50 replies of each side; 50 in each period for the change; 15
// hard turns for the contrast; 30 replies for the point of a week.
// Claims. reply_change (per side) with eight stretches in each period; reply_hard_topics (per side)
// with 30 replies to hard turns over nine weeks' worth. README: false alarms, and that replies
// taking four times (three times on hard topics) as long are found 80 times in 100 with that much.
// Source: log2 ratios and Kaplan-Meier as in measures.md M2; windows of Kalman & Rafaeli.
// Weakness: being free to write dominates reply times, closeness hardly shows in them; show change
// and the contrast of topics, not the raw speed.
#pragma once

#include "measure/measures.h"

namespace ebb {

MeasureResult ReplyTime(const MeasureInput& input);

}  // namespace ebb
