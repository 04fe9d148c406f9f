// The numbers and names of the circumstances that the decision layer weighs: one for each group
// ("partner_before") and what is in it ("question"). Training and use share them; they change with
// the program and stand in no file, names do.
//
// The groups themselves are for the sources that fill them. All is constant; no errors.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "chat/facts.h"
#include "chat/scores.h"
#include "lexicon/lexicon.h"

namespace ebb {

using ScoreFeature = std::uint16_t;

// How many there are, and their names as in scorer.tsv ("partner_before:question").
std::size_t ScoreFeatureCount();
std::string ScoreFeatureName(ScoreFeature feature);

inline void AddWeights(const ScoreSum& from, ScoreSum* to) {
  ScoreSum sum = *to;  // of its own, so that the compiler knows that the two do not overlap
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += from[i];
  *to = sum;
}

// The first look's sums are kept in so many steps (sequence/near_levels.h).
inline constexpr std::uint32_t kLevelBits = 3, kMostLevel = 5;

inline constexpr std::uint32_t kScoredCategories = kCountedCategories;
inline constexpr std::uint32_t kFlagStates = 4;  // sure, unsure, voided, not held
inline constexpr std::uint32_t kTenseSteps = 5;
inline constexpr std::uint32_t kGapClasses = 7;
inline constexpr std::string_view kSigns = "WDANPR";  // first letters of the sub-codes
inline constexpr std::uint32_t kMostSubcode = 16;

enum class FeatureGroup : std::uint8_t {
  kOwn,
  kLength,
  kCategoryState,
  kSubcodeState,
  kBeforeBits,
  kBeforeSigns,
  kOwnBefore,
  kRun,
  kGapReply,
  kGapOwn,
  kTense,
  kAfterBits,
  kAfterSigns,
  kGapAfter,
  kMore,
  kNearPartnerBefore,  // from here on: the second look
  kNearPartnerAfter,
  kNearOwnBefore,
  kNearOwnAfter,
  kNearTalk,
  kNearLead,
  kSecondLook,
};
inline constexpr std::size_t kFeatureGroups =
    static_cast<std::size_t>(FeatureGroup::kSecondLook) + 1;

inline constexpr std::uint32_t kGroupSizes[kFeatureGroups] = {
    std::uint32_t{kFeatureBits},
    kLengthClasses,
    kScoredCategories* kFlagStates,
    static_cast<std::uint32_t>(kSigns.size()) * kMostSubcode* kFlagStates,
    std::uint32_t{kFeatureBits},
    kScoredCategories,
    kScoredCategories,
    5,
    kGapClasses,
    kGapClasses,
    5,
    std::uint32_t{kFeatureBits},
    kScoredCategories,
    kGapClasses,
    1,
    kScoredCategories* kMostLevel,
    kScoredCategories* kMostLevel,
    kScoredCategories* kMostLevel,
    kScoredCategories* kMostLevel,
    kTenseSteps,
    1,
    1};
// Where each group begins; the last one is the number of all.
inline constexpr auto kFirstFeature = [] {
  std::array<std::uint32_t, kFeatureGroups + 1> first{};
  for (std::size_t g = 0; g < kFeatureGroups; ++g) first[g + 1] = first[g] + kGroupSizes[g];
  return first;
}();
constexpr std::uint32_t FirstFeature(FeatureGroup group) {
  return kFirstFeature[static_cast<std::size_t>(group)];
}

// What is found goes to one of these two.
class FeatureLister {
 public:
  explicit FeatureLister(std::vector<ScoreFeature>* out) : out_(out) {}
  void Add(std::uint32_t feature) { out_->push_back(static_cast<ScoreFeature>(feature)); }

 private:
  std::vector<ScoreFeature>* out_;
};
class FeatureSummer {
 public:
  explicit FeatureSummer(const std::vector<ScoreSum>& weights) : weights_(weights.data()) {}
  void Add(std::uint32_t feature) { AddWeights(weights_[feature], &sum_); }
  const ScoreSum& sum() const { return sum_; }

 private:
  const ScoreSum* weights_;
  ScoreSum sum_{};
};

template <typename Sink>
void AddFeature(FeatureGroup group, std::uint32_t number, Sink* out) {
  out->Add(FirstFeature(group) + number);
}
template <typename Sink>
void AddFeatureBits(FeatureGroup group, std::uint32_t bits, Sink* out) {
  for (; bits != 0; bits &= bits - 1) {
    AddFeature(group, static_cast<std::uint32_t>(std::countr_zero(bits)), out);
  }
}

// Place of a sub-code such as "W4" in its group; -1 if it is none of the six categories'.
int SubcodeNumber(std::string_view subcode);

}  // namespace ebb
