// The third look of the decision layer: what only holds together. A late, short answer to a plea is
// one thing, a late, short answer to a question about eggs another, and no sum of weights for
// "late", "short" and "plea" can tell them apart. So the sums of the second look and what stands
// around a message are compared with learned thresholds, three at a time: each row of three
// conditions ("tree" in lexicons/en/scorer.tsv) has eight outcomes, and each outcome a weight.
//
// All numbers are whole, so that results are the same on every machine. Values and pure functions;
// ConditionTrees is const after it was made. No errors: a condition on a number that is not known
// here never holds.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "chat/facts.h"
#include "chat/scores.h"
#include "lexicon/scorer.h"
#include "sequence/near_levels.h"

namespace ebb {

// What stands around a message, by the facts alone. Of a run of the sender's own messages only the
// nearest nine are walked through: what lies beyond more of them is not looked for. Seconds are 0
// where a message is undated or the clock goes back.
struct TalkNumbers {
  std::int32_t seconds_before = 0;    // since the last message of the talk; 0 if there is none
  std::int32_t seconds_after = -1;    // until the partner's answer; -1 if none is found
  std::int32_t own_run = 0;           // the sender's own messages directly before, at most 9
  std::int32_t words = 0;             // of this one
  std::int32_t partner_messages = 0;  // of the partner's turn before the run, at most six
  std::int32_t partner_words = 0;     // of these
  std::uint32_t bits = 0, partner_bits = 0;  // Feature bits of this one, and of these
  // The messages right before and right after, whoever wrote them, nearest first: seconds between
  // (-1 = there is none), and is it the sender's own?
  std::array<std::int32_t, kBeside> seconds_beside{-1, -1, -1, -1, -1};
  std::array<bool, kBeside> own_beside{};
};

inline constexpr std::size_t kLookNumbers = 8;  // tense, lead, and the first six above
inline constexpr std::size_t kLookInputs =
    kLookSums + 4 * kCountedCategories + kLookNumbers +
    2 * static_cast<std::size_t>(kFeatureBits) + kBeside * (kLookSums + 2);
using LookInputs = std::array<std::int32_t, kLookInputs>;

// "sum:distance" (64ths of a logit), "partner_before:pressure" (levels, sequence/near_levels.h),
// "seconds_before", "own:question" (0 or 1), "last_2:repair" (eighths of a logit, of the message two
// before), "next_1:own" (0 or 1), "next_1:seconds" and so on.
std::string LookInputName(std::size_t input);
// `sum` = after the second look.
LookInputs LookInputsOf(const ScoreSum& sum, const NearLevels& near, const TalkNumbers& talk);

class ConditionTrees {
 public:
  explicit ConditionTrees(const Scorer& scorer);

  bool empty() const { return trees_.empty(); }
  // Is any sum high enough for the third look?
  bool MayReach(const ScoreSum& sum) const;
  // Could any category count, with `most` and all that the rows can add?
  bool MayCount(const ScoreSum& sum, const ScoreSum& most) const;
  // Adds what the rows come to, to each sum that is high enough to be asked about, as far as it
  // matters for what counts: a sum that stays below zero whatever the rest of its rows says is left
  // at something below zero; so are those of the first three categories and of distance where none
  // of the three can count.
  void Add(const LookInputs& inputs, ScoreSum* sum) const;
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
    std::array<std::int32_t, kTreeConditions> from{};
    std::array<std::int16_t, 1u << kTreeConditions> values{};
  };
  static std::size_t HeldBy(const Tree& tree, const LookInputs& inputs);
  bool Asked(std::size_t score, const ScoreSum& sum) const {
    return first_[score] != first_[score + 1] && sum[score] >= reach_[score];
  }
  template <typename StillMay>
  bool AddWhile(std::size_t score, const LookInputs& inputs, StillMay may_count,
                std::int32_t* sum) const;
  std::int32_t MostOf(std::size_t score, std::int32_t sum) const;
  bool AnyOfThreeMayCount(std::int32_t distance, const ScoreSum& sum) const;
  std::vector<Tree> trees_;  // by score, in the order of the file
  std::array<std::size_t, kScores + 1> first_{};
  std::vector<std::int32_t> most_;  // by tree: what it and the later ones of its score add at most
  std::vector<std::size_t> rows_;   // by tree: its row in the file
  ScoreSum reach_{};
};

}  // namespace ebb
