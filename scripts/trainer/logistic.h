// Logistic regression: AdaGrad, L2, and in the end the mean of the models after each round.
//
// The same rows in the same order give the same model. For one thread; no errors.
// Source: J. Duchi, E. Hazan, Y. Singer: Adaptive Subgradient Methods, JMLR 12 (2011).
#pragma once

#include <cstddef>
#include <vector>

#include "trainer/examples.h"

namespace ebb::trainer {

struct Model {
  double bias = 0;
  std::vector<double> weights;
  double Score(const FeatureCounts& features) const { return bias + Sum(features); }
  double Sum(const FeatureCounts& features) const {
    double sum = 0;
    for (const auto& [f, n] : features) sum += n * weights[static_cast<std::size_t>(f)];
    return sum;
  }
};

// What a model is trained on, one row an example.
struct Row {
  const FeatureCounts* features = nullptr;
  double offset = 0, weight = 1;  // the sum begins with `offset`
  int target = 0;
  const FeatureCounts* more = nullptr;
};

// `features` = how many numbers there are.
Model Train(const std::vector<Row>& rows, int features);

}  // namespace ebb::trainer
