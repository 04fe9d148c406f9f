// The third look of the decision layer: what only holds together. A late, short answer to a plea is
// one thing, a late, short answer to a question about eggs another, and no sum of weights for
// "late", "short" and "plea" can tell them apart. So the sums of the second look and what stands
// around a message are compared with learned thresholds, three at a time: each row of three
// conditions ("tree" in lexicons/en/scorer.tsv) has eight outcomes, and each outcome a weight.
//
// Here is what they are compared with; condition_trees.h compares. All numbers are whole, so that
// results are the same on every machine. Values and pure functions; no errors.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "chat/facts.h"
#include "chat/scores.h"
#include "sequence/near_levels.h"

namespace ebb {

// What stands around a message, by the facts alone. Of a run of the sender's own messages only the
// nearest nine are walked through: what lies beyond more of them is not looked for. Minutes are
// whole ones, 0 where a message is undated or the clock goes back, at most 32,767 (three weeks).
struct TalkNumbers {
  std::int32_t minutes_before = 0;    // since the last message of the talk; 0 if there is none
  std::int32_t minutes_after = -1;    // until the partner's answer; -1 if none is found
  std::int32_t own_run = 0;           // the sender's own messages directly before, at most 9
  std::int32_t words = 0;             // of this one
  std::int32_t partner_messages = 0;  // of the partner's turn before the run, at most six
  std::int32_t partner_words = 0;     // of these
  std::uint32_t bits = 0, partner_bits = 0;  // Feature bits of this one, and of these
  // The messages right before and right after, whoever wrote them, nearest first: minutes between
  // (-1 = there is none), and is it the sender's own?
  std::array<std::int32_t, kBeside> minutes_beside{-1, -1, -1, -1, -1};
  std::array<bool, kBeside> own_beside{};
};

inline constexpr std::size_t kLookNumbers = 8;  // tense, lead, and the first six above
inline constexpr std::size_t kLookInputs = kLookSums + 4 * kCountedCategories + kLookNumbers +
                                           2 * static_cast<std::size_t>(kFeatureBits) +
                                           kBeside * (kLookSums + 2);
using LookInputs = std::array<std::int16_t, kLookInputs>;  // held within their range

// "sum:distance" (64ths of a logit), "partner_before:pressure" (levels, sequence/near_levels.h),
// "minutes_before", "own:question" (0 or 1), "last_2:repair" (eighths of a logit, of the message
// two before), "next_1:own" (0 or 1), "next_1:minutes" and so on.
std::string LookInputName(std::size_t input);
// `sum` = after the second look.
LookInputs LookInputsOf(const ScoreSum& sum, const NearLevels& near, const TalkNumbers& talk);

}  // namespace ebb
