// Two periods, or two analyses, side by side: each figure before and after, with an interval of its
// change.
//
// Pure function of two documents; owns nothing of them. Only figures that have an interval in both
// are compared: counts grow with time and say nothing by themselves.
#pragma once

#include <string>

#include "analysis/analysis.h"
#include "base/result.h"

namespace ebb {

// The change of an estimate and its 95 % interval, from two independent estimates with theirs:
// the square-and-add method (MOVER), which for two shares with Wilson intervals is Newcombe's.
// Times and ratios are compared as doublings (log2 of after/before), everything else as a
// difference; shares as points (difference times 100).
// Sources: R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890; G. Y. Zou and A. Donner,
// Statistics in Medicine 27 (2008) 1693-1702.
Figure ChangeOf(const Figure& before, const Figure& after);

// `before` and `after` are of the same two people. Rates of the categories come first (measure
// "M1"), then the measures. Error (kUsage): other people, or other rules: figures of different
// rules cannot be compared.
Result<Comparison> CompareAnalyses(const Analysis& before, const Analysis& after);

}  // namespace ebb
