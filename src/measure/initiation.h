// M5: who begins a conversation, and who writes again after a long pause.
//
// Formula. A conversation (session) ends with a silence longer than the chat's own valley of pauses
// (talk.h), and whoever writes next begins one. share = begun by this side / all (Wilson).
// restarts = the same of those after more than 12 hours on the waking clock of the one who had been
// written to; after_conflict = of the first after each conflict (weeks with signs of danger left
// out). The same share by pauses of 2, 4 and 8 hours, and without conversations that are nothing
// but a greeting of each. change = share now less share before, in points, weeks as the units
// (week_means.h), never narrower than the binomial.
//
// Units: share, points. Minimum: 30 conversations; 30 in each period to compare, and 60 in eight
// weeks of each to claim a change (a fall from 70 to 25 of 100 is then found 80 times in 100,
// README); 5 conflicts for the share after them.
// Claims. initiation_share (a fact), initiation_change: p of the chat's own rule, 1 where
// pauses of 2, 4 or 8 hours tell of a change the other way.
// Source: measures.md M5. Weakness: who begins depends on who is free first; greetings by habit
// count; who began by telephone or in the room is unseen.
#pragma once

#include "measure/measures.h"

namespace ebb {

MeasureResult Initiation(const MeasureInput& input);

}  // namespace ebb
