// The looks of the decision layer, trained with and without the writers they are tried on.
//
// The first weighs a message's words and the circumstances the sequence pass sees; the second adds
// to its sum what the first sums of the messages around it say; the third what only holds together.
// Every file is one writer's. For one thread each; no errors.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "lexicon/scorer.h"
#include "trainer/examples.h"
#include "trainer/logistic.h"
#include "trainer/trees.h"

namespace ebb::trainer {

inline constexpr int kNoFold = -1;  // none is left out

// Logits to the file's 64ths.
int Rounded(double value);

// The first look, on every example.
Model TrainFirst(const std::vector<Example>& examples, int features, int category);

// Fills Example::{first, words, freely, lead} with sums of models that have not seen the writer.
void FillHeldOut(const Features& features, int category, std::vector<Example>* examples);

// By example: is it handed on to the second look in a very long chat (chat/scores.h)?
std::vector<bool> HandedOn(const std::vector<Example>& examples, const Scorer& scorer);

// REQUIRES: held-out sums are filled in for every category; the examples outlive it.
class SecondLook {
 public:
  explicit SecondLook(const std::vector<Example>& examples);

  // `held_out` = a fold, or kNoFold.
  Model TrainWithout(int category, int held_out) const;
  // By example: the sum that such a model comes to.
  std::vector<double> SumsOf(int category, const Model& model) const;
  const NearLevels& NearOf(std::size_t example) const { return levels_[example]; }

 private:
  const std::vector<Example>& examples_;
  const std::vector<NearLevels> levels_;
  const std::vector<FeatureCounts> near_;
};

// By score and example: sums of a look. That of `kAbout` is empty.
using Sums = std::array<std::vector<double>, kScores>;

// From which sum of the second look on the third learns and is asked, in 64ths.
inline constexpr std::int32_t kReach = -224;

class ThirdLook {
 public:
  // `sums` = of the second look. REQUIRES: both outlive it.
  ThirdLook(const std::vector<Example>& examples, const SecondLook& second, const Sums& sums);

  std::vector<Tree> TrainWithout(int category, int held_out) const;
  // What the trees make of the example's sum.
  double SumOf(std::size_t example, int category, const std::vector<Tree>& trees) const;

 private:
  bool Asked(std::size_t example, int category) const;
  const std::vector<Example>& examples_;
  const Sums& sums_;
  std::vector<LookInputs> inputs_;
};

}  // namespace ebb::trainer
