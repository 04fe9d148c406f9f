// How well flags agree with labels given by people: counts, F1 with bootstrap intervals, kappa.
//
// Pure functions over values; no text, no lexicon. Unit: a message and a category. A contested
// category of a message is left out of hits and misses alike. "Combined" is withdrawal, shutdown
// and avoidance taken as one; a message whose only such label is contested is left out of it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "chat/hit.h"
#include "lexicon/lexicon.h"
#include "measure/statistics.h"

namespace ebb {

inline constexpr int kCombined = kCountedCategories;  // place of "combined" in the arrays below
inline constexpr int kScoredUnits = kCountedCategories + 1;
std::string_view ScoredUnitName(int unit);  // "withdrawal" ... "repair", "combined"
std::optional<Category> ScoredCategory(std::string_view name);  // one of the six

struct GoldLabel {
  Category category = Category::kWithdrawal;  // one of the six
  std::optional<About> about;
};

struct Prediction {
  Category category = Category::kWithdrawal;
  About about = About::kSelf;
  bool high = true;
  RuleId rule = 0;
};

struct CodedMessage {
  std::uint32_t conversation = 0;  // any number; the bootstrap draws whole conversations
  bool scored = false;             // false: context only
  std::vector<GoldLabel> labels;
  std::uint32_t contested = 0;          // bit per category
  std::vector<Prediction> predictions;  // counting flags of the six categories
};

struct Score {
  std::uint64_t tp = 0, fp = 0, fn = 0, tn = 0;
  // Empty where undefined (nothing flagged, nothing to find, one conversation for an interval).
  std::optional<double> precision, recall, f1, kappa;
  std::optional<Interval> f1_interval, kappa_interval;  // 95 %, bootstrap over conversations
};

struct UnitResult {
  Score all;                  // every counted flag
  Score high;                 // high-confidence flags alone
  std::uint64_t flagged = 0;  // messages flagged
  double flags_per_1000 = 0;  // per thousand messages: the scored ones, all where none is scored
  // Over true positives whose label says whom it is about: how many flags say the same.
  std::uint64_t attributed = 0, attributed_right = 0;
  std::optional<double> attribution_accuracy;
};

struct Evaluation {
  std::uint64_t messages = 0, scored = 0, conversations = 0;
  std::array<UnitResult, kScoredUnits> units;
  std::optional<double> attribution_accuracy;  // over the six categories
};

struct Bootstrap {
  std::uint32_t draws = 1000;
  std::uint64_t seed = 20240101;
};

Evaluation EvaluateMessages(const std::vector<CodedMessage>& messages,
                            const Bootstrap& bootstrap = {});

// Was the unit flagged, labelled, or left out for this message?
struct UnitVerdict {
  bool left_out = false, gold = false, flagged = false, flagged_high = false;
};
UnitVerdict JudgeUnit(const CodedMessage& message, int unit);

}  // namespace ebb
