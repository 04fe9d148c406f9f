// What other measures say beside the reading of M17, as facts: "side evidence" (measures.md M17).
//
// For each side with a reading, one claim without a test per measure that goes with one of the two
// patterns, in the order below. The key names the measure and the pattern: "side_M14_deflection",
// "side_M15_absence". The text says what was seen, why it looks like that pattern, and whether
// this fits the reading.
//
//   measure  figure of the side    goes with deflection        goes with absence
//   M14      milestone_ratio       range above 1               -
//   M11      distance_change       range above 0               -
//   M15      toward_slope          range below 0, and a step   range below 0, no step
//            toward_step_week      near a conflict or a date
//   M18      longest_spell         two spells or more, none    a spell of twelve weeks or more
//            spells                over four weeks
//   M13      kept_share            range above one half        -
// What does not reach that goes with neither, tells nothing here and is not said; a step with
// nothing near it is such, and whatever the measure's own claim leaves open. The twelve and the
// four weeks are ours, like the limits of the reading.
//
// Reads figures and claims by key; what is missing or not shown is passed over. Symmetric.
#pragma once

#include <vector>

#include "measure/result.h"

namespace ebb {

// Called by MeasureTalk when all measures are taken and their claims are marked.
void AddSideEvidence(std::vector<MeasureResult>* results);

}  // namespace ebb
