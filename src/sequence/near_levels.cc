#include "sequence/near_levels.h"

#include <algorithm>

namespace ebb {
namespace {

// A level says all the lower ones too: a sum that is high is also middling.
void AddLevels(FeatureGroup group, const Levels levels, FeatureLister* out) {
  for (std::uint32_t c = 0; c < kScoredCategories; ++c) {
    const std::uint32_t level = LevelOf(levels, c);
    for (std::uint32_t l = 0; l < level; ++l) AddFeature(group, c * kMostLevel + l, out);
  }
}

}  // namespace

Levels LevelsOf(const ScoreSum& sum) {
  // From -192 64ths of a logit on, one for each logit.
  constexpr std::int32_t kBelow = 192 + 64, kStepBits = 6;
  Levels levels = 0;
  for (std::uint32_t c = 0; c < kScoredCategories; ++c) {
    const std::int32_t level = (sum[c] + kBelow) >> kStepBits;
    levels |= static_cast<Levels>(std::clamp(level, 0, static_cast<std::int32_t>(kMostLevel)))
              << (c * kLevelBits);
  }
  return levels;
}

RoughSums::RoughSums(const ScoreSum& sum) {
  for (std::size_t i = 0; i < kLookSums; ++i) {
    const std::int32_t eighth = sum[ScoreOfLookSum(i)] >> 3;
    eighths[i] = static_cast<std::int8_t>(std::clamp(eighth, std::int32_t{kFarOff}, 127));
  }
}

Levels Higher(Levels a, Levels b) {
  if (a == 0 || b == 0) return a | b;
  Levels higher = 0;
  for (std::uint32_t c = 0; c < kScoredCategories; ++c) {
    const Levels mask = ((1u << kLevelBits) - 1) << (c * kLevelBits);
    higher |= std::max(a & mask, b & mask);
  }
  return higher;
}

// Levels from four on are those whose highest bit is set.
bool IsTense(Levels levels) {
  constexpr Levels kLikely = 4;
  Levels likely = 0;
  for (std::uint32_t c = 0; c < static_cast<std::uint32_t>(Category::kRepair); ++c) {
    likely |= kLikely << (c * kLevelBits);
  }
  static_assert(kMostLevel < 2 * kLikely && kLevelBits == 3);
  return (levels & likely) != 0;
}

void NearFeatures(const NearLevels& near, std::vector<ScoreFeature>* out) {
  out->clear();
  FeatureLister lister(out);
  AddLevels(FeatureGroup::kNearPartnerBefore, near.partner_before, &lister);
  AddLevels(FeatureGroup::kNearPartnerAfter, near.partner_after, &lister);
  AddLevels(FeatureGroup::kNearOwnBefore, near.own_before, &lister);
  AddLevels(FeatureGroup::kNearOwnAfter, near.own_after, &lister);
  for (std::uint32_t t = 0; t < std::min(near.tense, kTenseSteps); ++t)
    AddFeature(FeatureGroup::kNearTalk, t, &lister);
  AddFeature(FeatureGroup::kSecondLook, 0, &lister);
}

NearLevels NearLevelsOf(const NearMessages& neighbours, const std::vector<Levels>& levels) {
  const auto at = [&](Position p) { return p == NearMessages::kNone ? Levels{0} : levels[p]; };
  NearLevels near;
  for (const Position p : neighbours.partner_before) {
    near.partner_before = Higher(near.partner_before, at(p));
  }
  for (const Position p : neighbours.partner_after) {
    near.partner_after = Higher(near.partner_after, at(p));
  }
  near.own_before = at(neighbours.own_before);
  near.own_after = at(neighbours.own_after);
  for (const Position p : neighbours.talk) near.tense += IsTense(at(p)) ? 1 : 0;
  return near;
}

void SetBeside(const NearMessages& neighbours, const std::vector<RoughSums>& sums,
               NearLevels* near) {
  const auto at = [&](Position p) { return p == NearMessages::kNone ? RoughSums() : sums[p]; };
  for (std::size_t i = 0; i < kLastBeside; ++i) near->last[i] = at(neighbours.talk[i]);
  for (std::size_t i = 0; i < kNextBeside; ++i) near->next[i] = at(neighbours.next[i]);
}

void NearFeatures(const NearMessages& neighbours, const std::vector<Levels>& levels,
                  std::vector<ScoreFeature>* out) {
  NearFeatures(NearLevelsOf(neighbours, levels), out);
}

bool IsNearFeature(ScoreFeature feature) {
  return feature >= FirstFeature(FeatureGroup::kNearPartnerBefore);
}

NearWeights::NearWeights(const std::vector<ScoreSum>& weights) {
  constexpr FeatureGroup kGroups[kNeighbours] = {
      FeatureGroup::kNearPartnerBefore, FeatureGroup::kNearPartnerAfter,
      FeatureGroup::kNearOwnBefore, FeatureGroup::kNearOwnAfter};
  for (std::size_t g = 0; g < kNeighbours; ++g) {
    for (std::uint32_t c = 0; c < kScoredCategories; ++c) {
      ScoreSum sum{};
      for (std::uint32_t level = 0; level < kMostLevel; ++level) {
        AddWeights(weights[FirstFeature(kGroups[g]) + c * kMostLevel + level], &sum);
        levels_[g][c][level + 1] = sum;
      }
    }
  }
  lead_ = weights[FirstFeature(FeatureGroup::kNearLead)];
  tense_[0] = weights[FirstFeature(FeatureGroup::kSecondLook)];
  for (std::uint32_t t = 0; t < kTenseSteps; ++t) {
    tense_[t + 1] = tense_[t];
    AddWeights(weights[FirstFeature(FeatureGroup::kNearTalk) + t], &tense_[t + 1]);
  }
}

void NearWeights::AddBefore(const NearLevels& near, ScoreSum* sum) const {
  AddLevels(0, near.partner_before, sum);
  AddLevels(2, near.own_before, sum);
  AddWeights(tense_[std::min(near.tense, kTenseSteps)], sum);
  for (std::size_t i = 0; i < kScores; ++i) (*sum)[i] += near.lead * lead_[i];
}

void NearWeights::AddAfter(const NearLevels& near, ScoreSum* sum) const {
  AddLevels(1, near.partner_after, sum);
  AddLevels(3, near.own_after, sum);
}

ScoreSum NearWeights::MostAfter() const {
  ScoreSum most{};
  for (const std::size_t g : {1, 3}) {
    for (const auto& by_level : levels_[g]) {
      for (std::size_t i = 0; i < most.size(); ++i) {
        std::int32_t best = 0;
        for (const ScoreSum& sum : by_level) best = std::max(best, sum[i]);
        most[i] += best;
      }
    }
  }
  return most;
}

void NearWeights::AddLevels(std::size_t group, Levels levels, ScoreSum* sum) const {
  for (std::uint32_t c = 0; levels != 0; ++c, levels >>= kLevelBits) {
    AddWeights(levels_[group][c][levels & ((1u << kLevelBits) - 1)], sum);
  }
}

}  // namespace ebb
