// M21: measures for research, off by default: shares of I, you and we, and how alike the two use
// small words. Attachment style is not computed anywhere (measures.md M21).
//
// Formulas, where the counts of small words were asked for (Conversation::style):
//   we share of p = we / (I + you + we) in p's messages, Wilson; ahead = that share less the
//   other's,
//     in points, Newcombe
//   style matching of a stretch = mean over nine classes k of small words of
//     1 - |f_kA - f_kB| / (f_kA + f_kB + 0.0001), f = share of the side's words in that class (M.
//     E. Ireland and others, Psychological Science 22 (2011) 39-44); stretches of four weeks with
//     300 words of each side; their mean, with the range of a bootstrap over stretches
// Units: share, points, "number" from 0 to 1. Minimum: 100 of these pronouns of a side; two
// stretches for the mean, five for its range.
// State: kUnsupported with a note unless it was asked for.
// Source: measures.md M21. Weakness: small links with how couples fare (pooled r = .10 for style
// matching), found in groups; of the shares of I and we signs conflict. English alone.
#pragma once

#include "measure/measures.h"

namespace ebb {

MeasureResult ResearchOnly(const MeasureInput& input);

}  // namespace ebb
