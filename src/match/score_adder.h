// Sums the decision layer's weights of a message's words, in sixteen bits as long as these hold
// them.
//
// For one thread; no errors.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "chat/scores.h"
#include "match/program.h"

namespace ebb {

class ScoreAdder {
 public:
  void Add(const WordScore& score) {
    for (std::size_t i = 0; i < part_.size(); ++i) {
      part_[i] = static_cast<std::int16_t>(part_[i] + score.weights[i]);
    }
    if (++added_ == kMost) Flush();
  }
  ScoreSum Sum() {
    Flush();
    return sum_;
  }

 private:
  static constexpr int kMost = 256;  // words whose sums 16 bits can hold
  void Flush() {
    for (std::size_t i = 0; i < kScores; ++i) sum_[i] += part_[i];
    part_ = {};
    added_ = 0;
  }
  std::array<std::int16_t, 8> part_{};
  int added_ = 0;
  ScoreSum sum_{};
};

}  // namespace ebb
