#include "sequence/condition_trees.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>
#include <unordered_map>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define EBB_WIDE_CONDITIONS 1
#endif

namespace ebb {
namespace {

constexpr std::int16_t kNever = std::numeric_limits<std::int16_t>::max();

std::int16_t Narrowed(std::int32_t number) {
  return static_cast<std::int16_t>(std::clamp(number, -32768, 32767));
}

// 1024ths of a logit to 64ths.
std::int32_t To64ths(std::int32_t value) { return (value + 8) >> 4; }

}  // namespace

void LookBatch::Add(const LookInputs& inputs, const ScoreSum& sum) {
  for (std::size_t i = 0; i < kLookInputs; ++i) inputs_[i][size_] = inputs[i];
  sums_[size_++] = sum;
}

ConditionTrees::ConditionTrees(const Scorer& scorer) : reach_(scorer.reach) {
  std::unordered_map<std::string, std::uint16_t> inputs;
  for (std::size_t i = 0; i < kLookInputs; ++i) {
    inputs.emplace(LookInputName(i), static_cast<std::uint16_t>(i));
  }
  rows_.resize(scorer.trees.size());
  std::iota(rows_.begin(), rows_.end(), std::size_t{0});
  std::stable_sort(rows_.begin(), rows_.end(), [&](std::size_t a, std::size_t b) {
    return scorer.trees[a].score < scorer.trees[b].score;
  });
  std::array<std::int32_t, kScores> largest{};
  for (const std::size_t row : rows_) {
    const ScoreTree& from = scorer.trees[row];
    Tree& tree = trees_.emplace_back();
    for (std::size_t i = 0; i < kTreeConditions; ++i) {
      const auto input = inputs.find(from.conditions[i].input);
      const bool known = input != inputs.end();
      tree.inputs[i] = known ? input->second : std::uint16_t{0};
      tree.from[i] = known ? Narrowed(from.conditions[i].from) : kNever;
    }
    std::transform(from.values.begin(), from.values.end(), tree.values.begin(), Narrowed);
    const auto [least, most] = std::minmax_element(tree.values.begin(), tree.values.end());
    most_[from.score] += *most;
    largest[from.score] += std::max(std::int32_t{*most}, -std::int32_t{*least});
    for (std::size_t s = from.score + 1; s <= kScores; ++s) ++first_[s];
  }
  for (std::size_t s = 0; s < kScores; ++s) {
    most_[s] = std::max(0, most_[s]);
    narrow_[s] = largest[s] <= std::numeric_limits<std::int16_t>::max();
  }
}

bool ConditionTrees::MayReach(const ScoreSum& sum) const {
  for (std::size_t s = 0; s < kScores; ++s) {
    if (Asked(s, sum)) return true;
  }
  return false;
}

// What a sum comes to at most with the rows of its score.
std::int32_t ConditionTrees::MostOf(std::size_t score, std::int32_t sum) const {
  const bool asked = first_[score] != first_[score + 1] && sum >= reach_[score];
  return asked ? sum + To64ths(most_[score]) : sum;
}

bool ConditionTrees::MayCount(const ScoreSum& sum, const ScoreSum& most) const {
  ScoreSum all = sum;
  AddWeights(most, &all);
  for (std::size_t c = kDistanceCategories; c < kCountedCategories; ++c) {
    if (MostOf(c, all[c]) >= 0) return true;
  }
  return AnyOfThreeMayCount(MostOf(kDistanceScore, all[kDistanceScore]), all);
}

// With so much of distance at most, and each of the three as high as its rows can make it?
bool ConditionTrees::AnyOfThreeMayCount(std::int32_t distance, const ScoreSum& sum) const {
  ScoreSum most = sum;
  most[kDistanceScore] = distance;
  for (std::size_t c = 0; c < kDistanceCategories; ++c) most[c] = MostOf(c, sum[c]);
  return JoinDistance(&most) >= 0;
}

std::size_t ConditionTrees::HeldBy(const Tree& tree, const LookInputs& inputs) {
  std::size_t outcome = 0;
  for (std::size_t i = 0; i < kTreeConditions; ++i) {
    outcome |= static_cast<std::size_t>(inputs[tree.inputs[i]] >= tree.from[i]) << i;
  }
  return outcome;
}

ConditionTrees::Values ConditionTrees::ValuesPortably(std::size_t score,
                                                      const LookBatch& batch) const {
  Values values{};
  for (std::size_t t = first_[score]; t < first_[score + 1]; ++t) {
    const Tree& tree = trees_[t];
    std::array<std::int16_t, LookBatch::kSize> held{};
    for (std::size_t i = 0; i < kTreeConditions; ++i) {
      const LookBatch::Row& inputs = batch.inputs_[tree.inputs[i]];
      for (std::size_t m = 0; m < LookBatch::kSize; ++m) {
        held[m] = static_cast<std::int16_t>(held[m] | (inputs[m] >= tree.from[i] ? 1 << i : 0));
      }
    }
    for (std::size_t m = 0; m < batch.size_; ++m) {
      values[m] += tree.values[static_cast<std::size_t>(held[m])];
    }
  }
  return values;
}

#if defined(EBB_WIDE_CONDITIONS)

// The same, where the processor has AVX2 and no sum leaves sixteen bits.
__attribute__((target("avx2"))) ConditionTrees::Values ConditionTrees::ValuesWidely(
    std::size_t score, const LookBatch& batch) const {
  static_assert(kTreeConditions == 3 && LookBatch::kSize == 16);
  // Two bytes of a table for each outcome: 2 * outcome and the one after it.
  const __m256i ones = _mm256_set1_epi16(0x0202), first = _mm256_set1_epi16(0x0100);
  __m256i sum = _mm256_setzero_si256();
  for (std::size_t t = first_[score]; t < first_[score + 1]; ++t) {
    const Tree& tree = trees_[t];
    __m256i place = first;
    for (std::size_t i = 0; i < kTreeConditions; ++i) {
      const auto* const inputs =
          reinterpret_cast<const __m256i*>(batch.inputs_[tree.inputs[i]].data());
      const __m256i below =
          _mm256_cmpgt_epi16(_mm256_set1_epi16(tree.from[i]), _mm256_load_si256(inputs));
      const __m256i bit = _mm256_slli_epi16(ones, static_cast<int>(i));
      place = _mm256_add_epi16(place, _mm256_andnot_si256(below, bit));
    }
    const __m256i table = _mm256_broadcastsi128_si256(
        _mm_loadu_si128(reinterpret_cast<const __m128i*>(tree.values.data())));
    sum = _mm256_add_epi16(sum, _mm256_shuffle_epi8(table, place));
  }
  alignas(32) LookBatch::Row narrow;
  _mm256_store_si256(reinterpret_cast<__m256i*>(narrow.data()), sum);
  Values values;
  std::copy(narrow.begin(), narrow.end(), values.begin());
  return values;
}

#endif

ConditionTrees::Values ConditionTrees::ValuesOf(std::size_t score, const LookBatch& batch) const {
#if defined(EBB_WIDE_CONDITIONS)
  static const bool kWide = __builtin_cpu_supports("avx2") != 0;
  if (kWide && narrow_[score]) return ValuesWidely(score, batch);
#endif
  return ValuesPortably(score, batch);
}

void ConditionTrees::Add(LookBatch* batch) const {
  const std::array<ScoreSum, LookBatch::kSize> before = batch->sums_;
  for (std::size_t s = 0; s < kScores; ++s) {
    const auto asked = [&](std::size_t m) { return Asked(s, before[m]); };
    bool any = false;
    for (std::size_t m = 0; m < batch->size_; ++m) any = any || asked(m);
    if (!any) continue;
    const Values values = ValuesOf(s, *batch);
    for (std::size_t m = 0; m < batch->size_; ++m) {
      if (asked(m)) batch->sums_[m][s] += To64ths(values[m]);
    }
  }
}

std::vector<ConditionTrees::Outcome> ConditionTrees::OutcomesOf(const LookInputs& inputs,
                                                                const ScoreSum& sum) const {
  std::vector<Outcome> outcomes(trees_.size());
  for (std::size_t s = 0; s < kScores; ++s) {
    if (!Asked(s, sum)) continue;
    for (std::size_t t = first_[s]; t < first_[s + 1]; ++t) {
      const std::size_t held = HeldBy(trees_[t], inputs);
      outcomes[rows_[t]] = {held, trees_[t].values[held]};
    }
  }
  return outcomes;
}

}  // namespace ebb
