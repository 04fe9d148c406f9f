// How the talk net in training reads a talk, and what it leaves for the way back
// (trainer/talk_gradient.h). Against learning by heart, a part of the numbers is dropped at random
// (N. Srivastava and others: Dropout, JMLR 15, 2014).
//
// Pure; safe to call from several threads. No errors.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "trainer/talk_model.h"

namespace ebb::trainer {

inline constexpr std::size_t kPatternInputs = kPatternWords * kWordNumbers;
inline constexpr std::size_t kGateNumbers = kNetGates * kStateNumbers;
inline constexpr std::size_t kBothStates = 2 * kStateNumbers;
// Inputs of the message layer that depend on other weights.
inline constexpr std::size_t kLearnedInputs = kPatterns + kWordNumbers;

// y += factor * x. The count is known when it is compiled, so that it becomes vector instructions.
template <std::size_t kCount>
inline void AddTimes(float factor, const float* __restrict x, float* __restrict y) {
  for (std::size_t i = 0; i < kCount; ++i) y[i] += factor * x[i];
}

inline float Sigmoid(float x) { return 1 / (1 + std::exp(-x)); }

struct TalkNoise {
  // Of words that share vectors the own one is left out now and then: what words of a sense have in
  // common must stand in those.
  float dropout = 0.25f, unknown_words = 0.05f, own_left_out = 0.1f;  // shares
  std::uint64_t seed = 0;
};

// A message's step of one direction.
struct StateStep {
  std::array<float, kStateNumbers> before, reset, keep, fresh, fresh_state;
  float After(std::size_t j) const { return (1 - keep[j]) * fresh[j] + keep[j] * before[j]; }
};

// What the way forward leaves of a message for the way back. "kept" = what a number was multiplied
// with: 0 where it was dropped.
struct Reading {
  std::vector<std::size_t> words;
  std::vector<std::size_t> first_parts;  // by word: 1 = its own vector is left out
  std::vector<float> vectors, vectors_kept;
  std::array<std::size_t, kPatterns> fits_at;  // past the last word = nowhere
  std::array<float, kMessageInputs> inputs, inputs_kept;
  std::array<float, kTalkInputs> talk_inputs;  // first the message's numbers
  std::array<StateStep, 2> steps;
  std::array<float, kBothStates> states_kept;
  std::array<float, kTold> sums;
};

// Without `noise` nothing is dropped.
std::vector<Reading> ReadForward(const TalkModel& model, const Talk& talk, const TalkNoise* noise);

}  // namespace ebb::trainer
