// Trains the talk net (trainer/talk_model.h), from nothing but labelled talks and the sorting of
// words by sense.
//
// Steps by Adam (D. Kingma, J. Ba: Adam, ICLR 2015) with decay of its own (I. Loshchilov,
// F. Hutter: Decoupled weight decay regularization, ICLR 2019), at a rate that rises and falls once
// (L. Smith, N. Topin: Super-convergence, 2017). Of a talk now and then only a part is read, so
// that its beginning and end are not learned by heart.
//
// The same talks in the same order give the same weights, whatever the number of cores; they are
// all used. Safe to call from several threads. No errors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "trainer/talk_model.h"

namespace ebb::trainer {

struct TalkTrainingOptions {
  int epochs = 16;
  float rate = 0.008f, decay = 0.01f;
  float dropout = 0.25f, unknown_words = 0.05f, own_left_out = 0.1f;  // TalkNoise
  std::size_t talks_a_step = 32;
  std::uint64_t seed = 1;
  bool prints = false;  // the loss after each epoch
};

// `parts` = of every word, the unknown first. REQUIRES: every word of a talk is among them; no
// talk is empty.
TalkModel TrainTalkModel(const std::vector<const Talk*>& talks, const WordParts& parts,
                         const TalkTrainingOptions& options);

}  // namespace ebb::trainer
