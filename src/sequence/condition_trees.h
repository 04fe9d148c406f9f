// The learned conditions of the third look (sequence/third_look.h), three to a row, each of their
// eight outcomes with a weight of its own.
//
// Messages are asked about sixteen at a time: every row compares the same three numbers of all. On
// processors with AVX2 that is a few instructions; the result is the same everywhere.
// ConditionTrees is const after it was made, safe to read from several threads. No errors: a
// condition on a number that is not known never holds.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "chat/scores.h"
#include "lexicon/scorer.h"
#include "sequence/third_look.h"

namespace ebb {

// Messages that are asked about together.
class LookBatch {
 public:
  static constexpr std::size_t kSize = 16;
  std::size_t size() const { return size_; }
  bool full() const { return size_ == kSize; }
  // `sum` = after the second look. REQUIRES: !full().
  void Add(const LookInputs& inputs, const ScoreSum& sum);
  // By the order they were added in.
  const ScoreSum& Sum(std::size_t place) const { return sums_[place]; }
  void Clear() { size_ = 0; }

 private:
  friend class ConditionTrees;
  using Row = std::array<std::int16_t, kSize>;
  std::size_t size_ = 0;
  alignas(32) std::array<Row, kLookInputs> inputs_{};
  std::array<ScoreSum, kSize> sums_{};
};

class ConditionTrees {
 public:
  explicit ConditionTrees(const Scorer& scorer);

  // Is any sum high enough for the third look?
  bool MayReach(const ScoreSum& sum) const;
  // Could any category count, with `most` and all that the rows can add?
  bool MayCount(const ScoreSum& sum, const ScoreSum& most) const;
  // Adds what the rows come to, to each sum that is high enough to be asked about.
  void Add(LookBatch* batch) const;
  // Which conditions of a row of the scorer hold (bit i: the i-th), and what that weighs in 1024ths
  // of a logit: 0 if its sum is not asked about.
  struct Outcome {
    std::size_t held = 0;
    std::int32_t value = 0;
  };
  std::vector<Outcome> OutcomesOf(const LookInputs& inputs, const ScoreSum& sum) const;  // by row

 private:
  struct Tree {
    std::array<std::uint16_t, kTreeConditions> inputs{};
    std::array<std::int16_t, kTreeConditions> from{};
    std::array<std::int16_t, 1u << kTreeConditions> values{};
  };
  using Values = std::array<std::int32_t, LookBatch::kSize>;
  static std::size_t HeldBy(const Tree& tree, const LookInputs& inputs);
  Values ValuesOf(std::size_t score, const LookBatch& batch) const;
  Values ValuesPortably(std::size_t score, const LookBatch& batch) const;
  Values ValuesWidely(std::size_t score, const LookBatch& batch) const;
  bool Asked(std::size_t score, const ScoreSum& sum) const {
    return first_[score] != first_[score + 1] && sum[score] >= reach_[score];
  }
  std::int32_t MostOf(std::size_t score, std::int32_t sum) const;
  bool AnyOfThreeMayCount(std::int32_t distance, const ScoreSum& sum) const;

  std::vector<Tree> trees_;  // by score, in the order of the file
  std::array<std::size_t, kScores + 1> first_{};
  std::array<std::int32_t, kScores> most_{};  // that the rows of a score add, at least 0
  std::array<bool, kScores> narrow_{};        // whatever they add fits sixteen bits
  std::vector<std::size_t> rows_;             // by tree: its row in the file
  ScoreSum reach_{};
};

}  // namespace ebb
