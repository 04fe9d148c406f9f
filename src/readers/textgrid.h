// Praat TextGrids: tiers of labelled intervals, in the long and the short form.
//
// Each interval with a label is a message; the tier's name is its speaker. Tiers follow one another
// in the file, so records are in time order only within a tier.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kTextGridReader;

}  // namespace ebb
