#include "sequence/third_look.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <numeric>
#include <string_view>
#include <unordered_map>

#include "sequence/score_feature.h"

namespace ebb {
namespace {

constexpr std::string_view kAround[] = {"partner_before", "partner_after", "own_before",
                                        "own_after"};
constexpr std::string_view kNumbers[kLookNumbers] = {
    "tense_of_ten", "lead",  "seconds_before",   "seconds_after",
    "own_run",      "words", "partner_messages", "partner_words"};
constexpr std::size_t kFirstNumber = kLookSums + 4 * kCountedCategories;
constexpr std::size_t kFirstBit = kFirstNumber + kLookNumbers;
constexpr auto kBits = static_cast<std::size_t>(kFeatureBits);
constexpr std::size_t kFirstBeside = kFirstBit + 2 * kBits, kOfEachBeside = kLookSums + 2;

std::string CategoryNameAt(std::size_t place) {
  return place < kCountedCategories ? std::string(CategoryName(static_cast<Category>(place)))
                                    : "distance";
}

void AddLevels(Levels levels, std::size_t first, LookInputs* inputs) {
  for (std::uint32_t c = 0; c < kCountedCategories; ++c) {
    (*inputs)[first + c] = static_cast<std::int32_t>(LevelOf(levels, c));
  }
}

void AddBeside(const RoughSums& sums, std::int32_t seconds, bool own, std::int32_t* inputs) {
  std::copy(sums.eighths.begin(), sums.eighths.end(), inputs);
  inputs[kLookSums] = own ? 1 : 0;
  inputs[kLookSums + 1] = seconds;
}

// "last_2:repair", "next_1:own".
std::string BesideName(std::size_t input) {
  const std::size_t place = input / kOfEachBeside, what = input % kOfEachBeside;
  const std::string of = place < kLastBeside ? "last_" + std::to_string(place + 1)
                                             : "next_" + std::to_string(place - kLastBeside + 1);
  if (what < kLookSums) return of + ":" + CategoryNameAt(what);
  return of + (what == kLookSums ? ":own" : ":seconds");
}

void AddBits(std::uint32_t bits, std::size_t first, LookInputs* inputs) {
  for (std::size_t b = 0; b < kBits; ++b) (*inputs)[first + b] = bits >> b & 1;
}

}  // namespace

std::string LookInputName(std::size_t input) {
  if (input < kLookSums) return "sum:" + CategoryNameAt(input);
  if (input < kFirstNumber) {
    const std::size_t place = input - kLookSums;
    return std::string(kAround[place / kCountedCategories]) + ":" +
           CategoryNameAt(place % kCountedCategories);
  }
  if (input < kFirstBit) return std::string(kNumbers[input - kFirstNumber]);
  if (input >= kFirstBeside) return BesideName(input - kFirstBeside);
  const std::size_t bit = input - kFirstBit;
  return (bit < kBits ? "own:" : "partner_before:") +
         std::string(FeatureBitName(static_cast<int>(bit % kBits)));
}

LookInputs LookInputsOf(const ScoreSum& sum, const NearLevels& near, const TalkNumbers& talk) {
  LookInputs inputs{};
  for (std::size_t i = 0; i < kLookSums; ++i) inputs[i] = sum[ScoreOfLookSum(i)];
  AddLevels(near.partner_before, kLookSums, &inputs);
  AddLevels(near.partner_after, kLookSums + kCountedCategories, &inputs);
  AddLevels(near.own_before, kLookSums + 2 * kCountedCategories, &inputs);
  AddLevels(near.own_after, kLookSums + 3 * kCountedCategories, &inputs);
  const std::int32_t numbers[kLookNumbers] = {static_cast<std::int32_t>(near.tense),
                                              near.lead,
                                              talk.seconds_before,
                                              talk.seconds_after,
                                              talk.own_run,
                                              talk.words,
                                              talk.partner_messages,
                                              talk.partner_words};
  std::copy(std::begin(numbers), std::end(numbers), inputs.begin() + kFirstNumber);
  AddBits(talk.bits, kFirstBit, &inputs);
  AddBits(talk.partner_bits, kFirstBit + kBits, &inputs);
  for (std::size_t i = 0; i < kBeside; ++i) {
    const RoughSums& sums = i < kLastBeside ? near.last[i] : near.next[i - kLastBeside];
    AddBeside(sums, talk.seconds_beside[i], talk.own_beside[i],
              inputs.data() + kFirstBeside + i * kOfEachBeside);
  }
  return inputs;
}

ConditionTrees::ConditionTrees(const Scorer& scorer) : reach_(scorer.reach) {
  std::unordered_map<std::string, std::uint16_t> inputs;
  for (std::size_t i = 0; i < kLookInputs; ++i) {
    inputs.emplace(LookInputName(i), static_cast<std::uint16_t>(i));
  }
  rows_.resize(scorer.trees.size());
  std::iota(rows_.begin(), rows_.end(), std::size_t{0});
  // Of each score those first that tell most apart: what the others can add is soon too little.
  const auto place = [&](std::size_t row) {
    const auto [least, most] = std::minmax_element(scorer.trees[row].values.begin(),
                                                   scorer.trees[row].values.end());
    return std::pair(scorer.trees[row].score, *least - *most);
  };
  std::stable_sort(rows_.begin(), rows_.end(),
                   [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
  for (const std::size_t row : rows_) {
    const ScoreTree& from = scorer.trees[row];
    Tree& tree = trees_.emplace_back();
    for (std::size_t i = 0; i < kTreeConditions; ++i) {
      const auto input = inputs.find(from.conditions[i].input);
      const bool known = input != inputs.end();
      tree.inputs[i] = known ? input->second : std::uint16_t{0};
      tree.from[i] = known ? from.conditions[i].from : std::numeric_limits<std::int32_t>::max();
    }
    std::copy(from.values.begin(), from.values.end(), tree.values.begin());
    for (std::size_t s = from.score + 1; s <= kScores; ++s) ++first_[s];
  }
  most_.resize(trees_.size());
  for (std::size_t t = trees_.size(); t-- > 0;) {
    const auto& values = trees_[t].values;
    const bool last = scorer.trees[rows_[t]].score !=
                      (t + 1 < rows_.size() ? scorer.trees[rows_[t + 1]].score : kScores);
    most_[t] = *std::max_element(values.begin(), values.end()) + (last ? 0 : most_[t + 1]);
  }
}

bool ConditionTrees::MayReach(const ScoreSum& sum) const {
  for (std::size_t s = 0; s < kScores; ++s) {
    if (Asked(s, sum)) return true;
  }
  return false;
}

std::size_t ConditionTrees::HeldBy(const Tree& tree, const LookInputs& inputs) {
  std::size_t outcome = 0;
  for (std::size_t i = 0; i < kTreeConditions; ++i) {
    outcome |= static_cast<std::size_t>(inputs[tree.inputs[i]] >= tree.from[i]) << i;
  }
  return outcome;
}

// Adds the rows of a score as long as `may_count(what the sum can still come to)`; true if all were
// added. Else *sum is what it could have come to at most.
template <typename StillMay>
bool ConditionTrees::AddWhile(std::size_t score, const LookInputs& inputs, StillMay may_count,
                              std::int32_t* sum) const {
  constexpr std::size_t kAtOnce = 8;
  std::int32_t value = 0;
  for (std::size_t t = first_[score]; t < first_[score + 1];) {
    const std::int32_t most = *sum + ((value + most_[t] + 8) >> 4);
    if (!may_count(most)) {
      *sum = most;
      return false;
    }
    const std::size_t end = std::min(t + kAtOnce, first_[score + 1]);
    for (; t < end; ++t) value += trees_[t].values[HeldBy(trees_[t], inputs)];
  }
  *sum += (value + 8) >> 4;
  return true;
}

// What a sum comes to at most with the rows of its score.
std::int32_t ConditionTrees::MostOf(std::size_t score, std::int32_t sum) const {
  const bool asked = first_[score] != first_[score + 1] && sum >= reach_[score];
  return asked ? sum + ((std::max(0, most_[first_[score]]) + 8) >> 4) : sum;
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

void ConditionTrees::Add(const LookInputs& inputs, ScoreSum* sum) const {
  const auto counts = [](std::int32_t most) { return most >= 0; };
  for (std::size_t c = kDistanceCategories; c < kCountedCategories; ++c) {
    if (Asked(c, *sum)) AddWhile(c, inputs, counts, &(*sum)[c]);
  }
  const auto any_counts = [&](std::int32_t most) { return AnyOfThreeMayCount(most, *sum); };
  std::int32_t distance = (*sum)[kDistanceScore];
  const bool whole = Asked(kDistanceScore, *sum)
                         ? AddWhile(kDistanceScore, inputs, any_counts, &distance)
                         : any_counts(distance);
  if (!whole) {
    // None counts: what the rows of the three would add changes nothing of that.
    (*sum)[kDistanceScore] = distance;
    return;
  }
  const auto always = [](std::int32_t) { return true; };
  for (std::size_t c = 0; c < kDistanceCategories; ++c) {
    if (Asked(c, *sum)) AddWhile(c, inputs, always, &(*sum)[c]);
  }
  (*sum)[kDistanceScore] = distance;
}

std::vector<ConditionTrees::Outcome> ConditionTrees::OutcomesOf(const LookInputs& inputs,
                                                                const ScoreSum& sum) const {
  std::vector<Outcome> outcomes(trees_.size());
  for (std::size_t s = 0; s < kScores; ++s) {
    if (sum[s] < reach_[s]) continue;
    for (std::size_t t = first_[s]; t < first_[s + 1]; ++t) {
      const std::size_t held = HeldBy(trees_[t], inputs);
      outcomes[rows_[t]] = {held, trees_[t].values[held]};
    }
  }
  return outcomes;
}

}  // namespace ebb
