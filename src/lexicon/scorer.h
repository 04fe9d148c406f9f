// The decision layer's weights: what words and circumstances say for or against a category.
//
// A linear model per category (logistic regression) and, on top of it, weights for what only holds
// together (sequence/third_look.h), trained by scripts/train-scorer on the tuning
// half of corpora/labelled and kept as a readable file, lexicons/en/scorer.tsv. Weights are
// whole 64ths of a logit (of trees: 1024ths), so that sums are the same on every machine. One more
// column says whether a sign is told of the partner rather than shown by the sender, and one
// whether a message holds any of withdrawal, shutdown and avoidance (`distance`; JoinDistance says
// how they are put together).
//
// The file, fields parted by tabs, after a line of column names:
//   bias    -      eight numbers   added to every message
//   cutoff  -      six             words and own shape must reach this to be looked at further
//   sure    -      four and one    from here on a decision is sure (of the first three: the eighth)
//   context NAME   eight           a circumstance, named as in sequence/score_features.h
//   word    WORDS  eight           a word, or two that follow each other; ^ and $ = begin and end
//   lead    WORD   one             a word of the partner's, for distance in the answer to it; what
//                                  these come to is weighed as `near_lead:0`, quarter by quarter
//   reach   -      eight           from which sum on the rows below are asked
//   tree    SCORE  three and eight conditions "sum:repair>=-32", named as in sequence/third_look.h,
//                                  and a weight, 1024ths of a logit, for each outcome: the first
//                                  if none holds, the second if the first alone does, and so on.
//                                  Numbers and weights are held within 16 bits; a condition that
//                                  asks for 32767 or more never holds
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "chat/scores.h"

namespace ebb {

// Names of Feature bits and length classes in the file: "own:question", "words:4-6".
std::string_view FeatureBitName(int bit);
std::string_view LengthClassName(int length_class);

struct ScoreRow {
  std::string name;
  ScoreSum weights{};
};

struct LeadRow {
  std::string word;
  std::int32_t weight = 0;
};

inline constexpr std::size_t kTreeConditions = 3;
struct Condition {
  std::string input;
  std::int32_t from = 0;  // it holds from here on
};
struct ScoreTree {
  std::size_t score = 0;
  std::array<Condition, kTreeConditions> conditions;
  std::array<std::int32_t, 1u << kTreeConditions>
      values{};  // bit i of the place: condition i holds
};

struct Scorer {
  bool empty() const { return words.empty() && context.empty(); }
  // The row of a circumstance, or nullptr.
  const ScoreSum* FindContext(std::string_view name) const;

  ScoreSum bias{}, cutoff{}, sure{}, reach{};
  std::vector<ScoreRow> context, words;
  std::vector<LeadRow> leads;
  std::vector<ScoreTree> trees;
};

// Puts the sums of the first three categories and that of distance together. A share of distance is
// added to each; then distance and the best of them, in equal parts, say whether any counts: if so
// the best does, and each other that is not below zero; if not none does. Pure.
// Returns what distance and the best came to: below zero, or the sum that confidence goes by.
std::int32_t JoinDistance(ScoreSum* sum);
inline constexpr std::int32_t kDistanceShare = 19;  // 64ths

// Errors (kLexicon): `name:line: what`.
Result<Scorer> ParseScorer(const std::string& name, std::string_view text);
std::string WriteScorer(const Scorer& scorer);
// What the sequence pass needs of it as bytes of this build, and back: all but words and leads.
std::string EncodeScorerPart(const Scorer& scorer);
Scorer DecodeScorerPart(std::string_view bytes);

}  // namespace ebb
