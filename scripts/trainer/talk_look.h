// The talk nets among the looks of the decision layer: trained with and without the writers they
// are tried on, and what their sums and the third look's come to together.
//
// Nets that differ in their random numbers alone err in different places; the mean of two is nearer
// to the coders than either (L. Hansen, P. Salamon: Neural network ensembles, IEEE Transactions on
// Pattern Analysis and Machine Intelligence 12, 1990).
//
// For one thread; no errors. Training takes some minutes of all cores.
#pragma once

#include <array>
#include <vector>

#include "lexicon/talk_net.h"
#include "trainer/examples.h"
#include "trainer/looks.h"

namespace ebb::trainer {

// `third` = held-out sums of the third look for the writers that thresholds come from, counted from
// its own thresholds; a message it is not asked about has a very low one. Prints what it found.
TalkNets TrainTalkNets(const std::vector<Source>& sources, const std::vector<Example>& examples,
                       const Sums& third, const Senses& senses);

}  // namespace ebb::trainer
