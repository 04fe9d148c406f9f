// Boosted trees of three conditions each, the same three on every path ("oblivious"), for logistic
// loss: J. Friedman, "Greedy function approximation", Annals of Statistics 29 (2001), with steps by
// Newton's method, each from a part of the rows and inputs drawn at random ("Stochastic gradient
// boosting", Computational Statistics & Data Analysis 38, 2002; the same draw every time). Each
// tree is found by trying every threshold of every input, level by level.
//
// Pure and deterministic. Safe to call from several threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "lexicon/scorer.h"
#include "sequence/third_look.h"

namespace ebb::trainer {

struct TreeRow {
  const LookInputs* inputs = nullptr;
  double offset = 0, weight = 1;  // the sum begins with `offset`
  int target = 0;
};

struct Tree {
  std::array<std::size_t, kTreeConditions> inputs{};
  std::array<std::int32_t, kTreeConditions> from{};
  std::array<double, 1u << kTreeConditions> values{};  // logits
  double ValueOf(const LookInputs& inputs_of_row) const;
};

std::vector<Tree> GrowTrees(const std::vector<TreeRow>& rows);
double SumOf(const std::vector<Tree>& trees, const LookInputs& inputs);

}  // namespace ebb::trainer
