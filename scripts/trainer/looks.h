// The two looks of the decision layer, trained with and without the writers they are tried on.
//
// The first weighs a message's words and the circumstances the sequence pass sees; the second adds
// to its sum what the first sums of the messages around it say. Every file is one writer's. For one
// thread; no errors.
#pragma once

#include <vector>

#include "lexicon/scorer.h"
#include "trainer/examples.h"
#include "trainer/logistic.h"

namespace ebb::trainer {

// Logits to the file's 64ths.
int Rounded(double value);

// The first look, on every example.
Model TrainFirst(const std::vector<Example>& examples, int features, int category);

// Fills Example::{first, words, lead} with sums of models that have not seen the writer.
void FillHeldOut(const std::vector<Source>& sources, const Features& features, int category,
                 std::vector<Example>* examples);

// By example: is it handed on to the second look in a very long chat (chat/scores.h)?
std::vector<bool> HandedOn(const std::vector<Example>& examples, const Scorer& scorer);

// REQUIRES: held-out sums are filled in for every category; the examples outlive it.
class SecondLook {
 public:
  explicit SecondLook(const std::vector<Example>& examples);

  // `held_out` = a writer, or -1 for none.
  Model TrainWithout(int category, int held_out) const;
  // By example: the sums of writers that thresholds come from, held out; of the others nothing.
  std::vector<double> HeldOut(const std::vector<Source>& sources, int category) const;

 private:
  const std::vector<Example>& examples_;
  const std::vector<FeatureCounts> near_;
};

}  // namespace ebb::trainer
