// Makes whole numbers of the talk net's weights (lexicon/talk_net.h), for use in the program.
//
// Each tensor is held in steps of its own: its weights as -127..127 steps, and how large a step is
// in the layer's scale. The few weights in two thousand that stand far out are cut off, for they
// would make the steps of all others coarse (B. Jacob and others: Quantization and training of
// neural networks for efficient integer-arithmetic-only inference, CVPR 2018).
//
// Between layers numbers are held as 256ths (patterns, mean of words, message numbers and shape),
// 16384ths (states), 4096ths (gates) and 64ths (sums). Pure; no errors.
#pragma once

#include <string>
#include <vector>

#include "lexicon/talk_net.h"
#include "trainer/talk_model.h"

namespace ebb::trainer {

// `words` = their names, by number; that of the unknown is not read. Words of which nothing was
// learned are left out: they count as unknown. `bias` and `sure` are left at 0. REQUIRES: there is
// a model, and all were trained on the same talks.
TalkNets ToTalkNets(const std::vector<TalkModel>& models, const std::vector<std::string>& words);

}  // namespace ebb::trainer
