#include "trainer/logistic.h"

#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

namespace ebb::trainer {
namespace {

constexpr int kEpochs = 16, kAveragedFrom = 4;  // the model is the mean of those after each
// Slow steps, so that no word met a few times gets a large weight.
constexpr double kRate = 0.05, kL2 = 0.01;

}  // namespace

Model Train(const std::vector<Row>& rows, int features) {
  Model model, mean;
  model.weights.assign(static_cast<std::size_t>(features), 0);
  mean.weights = model.weights;
  std::vector<double> squares(model.weights.size(), 1e-6);
  double bias_square = 1e-6;
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::uint32_t random = 12345;
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    for (std::size_t i = order.size(); i > 1; --i) {
      random = random * 1664525u + 1013904223u;
      std::swap(order[i - 1], order[(random >> 8) % i]);
    }
    for (const std::size_t i : order) {
      const Row& row = rows[i];
      const double sum = row.offset + model.Score(*row.features) +
                         (row.more == nullptr ? 0 : model.Sum(*row.more));
      const double miss = row.weight * (1 / (1 + std::exp(-sum)) - row.target);
      const auto step = [&](const FeatureCounts& counts) {
        for (const auto& [f, n] : counts) {
          double& weight = model.weights[static_cast<std::size_t>(f)];
          const double gradient = miss * n + kL2 * weight;
          double& square = squares[static_cast<std::size_t>(f)];
          square += gradient * gradient;
          weight -= kRate * gradient / std::sqrt(square);
        }
      };
      step(*row.features);
      if (row.more != nullptr) step(*row.more);
      bias_square += miss * miss;
      model.bias -= kRate * miss / std::sqrt(bias_square);
    }
    if (epoch < kAveragedFrom) continue;
    constexpr double kShare = 1.0 / (kEpochs - kAveragedFrom);
    mean.bias += kShare * model.bias;
    for (std::size_t f = 0; f < mean.weights.size(); ++f) {
      mean.weights[f] += kShare * model.weights[f];
    }
  }
  return mean;
}

}  // namespace ebb::trainer
