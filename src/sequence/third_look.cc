#include "sequence/third_look.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "lexicon/scorer.h"

namespace ebb {
namespace {

constexpr std::string_view kAround[] = {"partner_before", "partner_after", "own_before",
                                        "own_after"};
constexpr std::string_view kNumbers[kLookNumbers] = {
    "tense_of_ten", "lead",  "minutes_before",   "minutes_after",
    "own_run",      "words", "partner_messages", "partner_words"};
constexpr std::size_t kFirstNumber = kLookSums + 4 * kCountedCategories;
constexpr std::size_t kFirstBit = kFirstNumber + kLookNumbers;
constexpr auto kBits = static_cast<std::size_t>(kFeatureBits);
constexpr std::size_t kFirstBeside = kFirstBit + 2 * kBits, kOfEachBeside = kLookSums + 2;

// The highest number stays free: a condition that asks for it never holds.
std::int16_t HeldIn16Bits(std::int32_t number) {
  return static_cast<std::int16_t>(std::clamp(number, -32768, 32766));
}

std::string CategoryNameAt(std::size_t place) {
  return place < kCountedCategories ? std::string(CategoryName(static_cast<Category>(place)))
                                    : "distance";
}

void AddLevels(Levels levels, std::size_t first, LookInputs* inputs) {
  for (std::uint32_t c = 0; c < kCountedCategories; ++c) {
    (*inputs)[first + c] = static_cast<std::int16_t>(LevelOf(levels, c));
  }
}

void AddBeside(const RoughSums& sums, std::int32_t minutes, bool own, std::int16_t* inputs) {
  std::copy(sums.eighths.begin(), sums.eighths.end(), inputs);
  inputs[kLookSums] = own ? 1 : 0;
  inputs[kLookSums + 1] = HeldIn16Bits(minutes);
}

// "last_2:repair", "next_1:own".
std::string BesideName(std::size_t input) {
  const std::size_t place = input / kOfEachBeside, what = input % kOfEachBeside;
  const std::string of = place < kLastBeside ? "last_" + std::to_string(place + 1)
                                             : "next_" + std::to_string(place - kLastBeside + 1);
  if (what < kLookSums) return of + ":" + CategoryNameAt(what);
  return of + (what == kLookSums ? ":own" : ":minutes");
}

void AddBits(std::uint32_t bits, std::size_t first, LookInputs* inputs) {
  for (std::size_t b = 0; b < kBits; ++b) {
    (*inputs)[first + b] = static_cast<std::int16_t>(bits >> b & 1);
  }
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
  for (std::size_t i = 0; i < kLookSums; ++i) inputs[i] = HeldIn16Bits(sum[ScoreOfLookSum(i)]);
  AddLevels(near.partner_before, kLookSums, &inputs);
  AddLevels(near.partner_after, kLookSums + kCountedCategories, &inputs);
  AddLevels(near.own_before, kLookSums + 2 * kCountedCategories, &inputs);
  AddLevels(near.own_after, kLookSums + 3 * kCountedCategories, &inputs);
  const std::int32_t numbers[kLookNumbers] = {static_cast<std::int32_t>(near.tense),
                                              near.lead,
                                              talk.minutes_before,
                                              talk.minutes_after,
                                              talk.own_run,
                                              talk.words,
                                              talk.partner_messages,
                                              talk.partner_words};
  std::transform(std::begin(numbers), std::end(numbers), inputs.begin() + kFirstNumber,
                 HeldIn16Bits);
  AddBits(talk.bits, kFirstBit, &inputs);
  AddBits(talk.partner_bits, kFirstBit + kBits, &inputs);
  for (std::size_t i = 0; i < kBeside; ++i) {
    const RoughSums& sums = i < kLastBeside ? near.last[i] : near.next[i - kLastBeside];
    AddBeside(sums, talk.minutes_beside[i], talk.own_beside[i],
              inputs.data() + kFirstBeside + i * kOfEachBeside);
  }
  return inputs;
}

}  // namespace ebb
