// In which direction each weight of the talk net would have to move for a talk to be told better:
// worked out by hand, from the last message back to the first ("backpropagation through time":
// P. Werbos, Proceedings of the IEEE 78, 1990).
//
// Changes the gradient it is handed alone: safe to call from several threads with different ones.
// No errors.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "trainer/talk_model.h"
#include "trainer/talk_reading.h"

namespace ebb::trainer {

// Weights by output, for the way back.
struct TurnedWeights {
  explicit TurnedWeights(const TalkModel& model);
  std::vector<float> patterns, message;
  std::array<std::vector<float>, 2> in, state;
};

// Sums of gradients. Only word vectors that were met take room.
class TalkGradient {
 public:
  explicit TalkGradient(const TalkModel& model);
  void Clear();
  void Add(const TalkGradient& other);
  double SquareSum() const;

  float* Vector(std::size_t vector);
  // `offset` as in TalkLayout. The gradient of patterns stands by output.
  float* At(std::size_t offset) { return rest_.data() + (offset - first_); }
  const std::vector<float>& rest() const { return rest_; }
  const std::vector<std::size_t>& met() const { return met_; }
  const float* OfMet(std::size_t place) const { return vectors_.data() + place * kWordNumbers; }
  void TurnPatterns();  // to stand by input, once all are added up

 private:
  std::size_t first_;
  std::vector<float> rest_, vectors_;
  std::vector<std::size_t> met_, place_of_;  // place_of_ = by vector, from 1 on; 0 = not met
};

// Adds the gradient of the talk's loss times `scale`, and returns the loss.
double AddGradient(const TalkModel& model, const TurnedWeights& turned, const Talk& talk,
                   const TalkNoise& noise, float scale, TalkGradient* gradient);

}  // namespace ebb::trainer
