// The talk net among the looks of the decision layer: trained with and without the writers it is
// tried on, and what its sums and the third look's come to together.
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
TalkNet TrainTalkNet(const std::vector<Source>& sources, const std::vector<Example>& examples,
                     const Sums& third, const Senses& senses);

}  // namespace ebb::trainer
