// M19: attempts to mend, and how they were received. The first block of the report.
//
// Attempt = turn with repair (R1 to R12; a bare "sorry" counts within a day after a conflict only,
// see the gates). Context: in a conflict, within 72 hours after one, everyday. Reception: see
// repair_attempts.h. Per side s:
//   per_conflict   = attempts of s in or after a conflict / conflicts (range: Student's t)
//   accepted       = attempts of s taken up by the other / attempts whose window the chat reaches,
//                    all of them and those around conflicts; rejected, missed likewise (Wilson)
//   first_attempt  = waking hours from the end of a conflict to the first attempt of s
//                    (Kaplan-Meier; watched for 72 waking hours or until the next conflict)
//   early          = share of attempts in a conflict that stand in its first third
//   affective      = share with validation, apology, affection or humour
// Grand gestures (RG) are counted apart.
// Units: count, number, share, hours. Minimum: 10 attempts of the two for the block and of a side
// for its shares; 5 conflicts for all that is said of conflicts; below it counts and examples. No
// test is made, so nothing is marked. Weeks with signs of danger are left out. Source: measures.md
// M19. Weakness: that an attempt was taken up is read from the words of the reply; an embrace is
// not in the chat. Attempts of one conflict are taken as independent.
#pragma once

#include "measure/measures.h"

namespace ebb {

MeasureResult RepairAttempts(const MeasureInput& input);

}  // namespace ebb
