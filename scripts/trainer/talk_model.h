// The talk net (lexicon/talk_net.h) in floating point, as it is trained: its weights, and what it
// says of a talk. talk_gradient.h tells in which direction each weight would have to move to say it
// better, talk_training.h moves them, talk_export.h makes whole numbers of them.
//
// Values and pure functions; safe to call from several threads. No errors.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "chat/scores.h"
#include "lexicon/talk_net.h"
#include "trainer/details.h"

namespace ebb::trainer {

// What is told of a message in training: the scores, and behind them what else its coders said.
inline constexpr std::size_t kTold = static_cast<std::size_t>(kScores) + kDetails;

struct TalkMessage {
  std::vector<int> words;  // 0 = unknown
  std::uint32_t bits = 0;  // Feature bits
  int length_class = 0;
  bool own = false, new_turn = false;
  std::int32_t minutes = 0;  // since the last message of the talk
  // What is to be said of it, 0 to 1, and how much that counts: 0 = it is not for this one.
  std::array<float, kTold> target{}, weight{};
};
using Talk = std::vector<TalkMessage>;

// Where each tensor begins among the numbers; all stand by input, each with its outputs in a row.
struct TalkLayout {
  explicit TalkLayout(std::size_t vectors);
  std::size_t patterns = 0, pattern_bias = 0, message = 0, message_bias = 0;
  std::array<std::size_t, 2> in{}, state{}, in_bias{}, fresh_bias{};  // forward and backward
  std::size_t out = 0, out_bias = 0, size = 0;
  std::size_t rest() const { return patterns; }  // all but word vectors, which stand first
};

// By word: which vectors it is the sum of. The first is its own, where it is met often enough to
// have one; the others it shares with words of the same sense.
using WordParts = std::vector<std::vector<std::size_t>>;

struct TalkModel {
  explicit TalkModel(WordParts word_parts);
  const float* Vector(std::size_t vector) const { return numbers.data() + vector * kWordNumbers; }
  std::array<float, kWordNumbers> NumbersOf(std::size_t word) const;

  WordParts parts;
  std::size_t vectors = 0;  // how many there are
  TalkLayout at;
  std::vector<float> numbers;
  std::vector<bool> met;              // by vector: was anything learned of it?
  std::array<double, kTold> prior{};  // logits, added to what the net says
};

// Random numbers: SplitMix64 (G. Steele, D. Lea, C. Flood: Fast splittable pseudorandom number
// generators, OOPSLA 2014).
class TalkRandom {
 public:
  explicit TalkRandom(std::uint64_t seed, std::uint64_t first = 0, std::uint64_t second = 0);
  std::uint64_t Next();
  float Share() { return static_cast<float>(Next() >> 40) * (1.0f / 16777216.0f); }  // 0..1
  float Normal();  // nearly: twelve shares added up

 private:
  std::uint64_t state_;
};

// By message: logits, joined with those of the sub-codes as in the program (JoinCodes in
// lexicon/talk_net.h), with nothing dropped.
std::vector<std::array<double, kScores>> ReadTalk(const TalkModel& model, const Talk& talk);

}  // namespace ebb::trainer
