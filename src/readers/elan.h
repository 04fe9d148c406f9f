// ELAN annotation files (.eaf): tiers of annotations on a recording.
//
// Each annotation with a value on a tier of its own is a message; the tier's name is its speaker.
// Tiers that depend on others hold codes: one skipped record each. Tiers follow one another in the
// file, so records are in time order only within a tier. Memory grows with the number of time slots
// (which stand before the tiers), not with the text.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kElanReader;

}  // namespace ebb
