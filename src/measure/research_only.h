// M21: measures for research, off by default, and what of them is here: none.
//
// we-share (we of I, you and we) and language style matching (nine classes of function words) need
// the words themselves. Facts hold counts, features and two hashed content words a message, and
// function words are among neither, so nothing in this layer can compute them, and nothing stands
// in for them: lengths or reply times that resemble each other are not style matching.
// Attachment style is not computed anywhere (measures.md M21).
// Units, minimum: none. State: always kUnsupported, with a note that says so.
// Source: measures.md M21. Weakness of the measures themselves: small links with how couples fare
// (pooled r = .10 for style matching), found in groups.
#pragma once

#include "measure/measures.h"

namespace ebb {

MeasureResult ResearchOnly(const MeasureInput& input);

}  // namespace ebb
