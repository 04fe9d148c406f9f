// From where on a sum counts, and from where on it is sure: found on held-out sums of all writers
// of two coders (Source::thresholds). Prints what it found, and what it comes to for those that
// rules were shaped on and for those that none was: on the former, rules look better than they are.
// For one thread; no errors.
#pragma once

#include <array>
#include <vector>

#include "lexicon/scorer.h"
#include "trainer/examples.h"
#include "trainer/looks.h"

namespace ebb::trainer {

// The cutoff of words and shape for one category, by the first look.
double CutoffOf(const std::vector<Source>& sources, const std::vector<Example>& examples,
                int category);

// Of the three together no more are called sure than make up so much of what is labelled: they are
// what a reader is shown first, so rather fewer, and right. With the talk net as many are right of
// more.
inline constexpr double kMostSure = 0.45, kMostSureWithNet = 0.64;

// Finds what every sum starts at, so that from 0 on it counts, and scorer->sure. Takes both off
// *sums as it goes.
std::array<double, kScores> FindThresholds(const std::vector<Source>& sources,
                                           const std::vector<Example>& examples, Sums* sums,
                                           double most_sure, Scorer* scorer);

}  // namespace ebb::trainer
