#include "sequence/message_vectors.h"

#include <algorithm>

namespace ebb {
namespace {

constexpr std::int32_t kMostPart = 8191;  // so that three of them and the bias hold in 16 bits

// 65536ths of 1 / the square root.
std::int32_t InverseRoot(std::size_t count) {
  const std::uint64_t square = (std::uint64_t{1} << 32) / count;
  std::uint64_t root = 0;
  for (std::uint64_t bit = std::uint64_t{1} << 16; bit > 0; bit >>= 1) {
    if ((root + bit) * (root + bit) <= square) root += bit;
  }
  return static_cast<std::int32_t>(root);
}

std::int16_t Held(std::int32_t number, std::int32_t most) {
  return static_cast<std::int16_t>(std::clamp(number, -most, most));
}

}  // namespace

// The room is not touched before it is used.
MessageVectors::MessageVectors(const TalkNet& net)
    : net_(net), parts_(new Parts[kRemembered]), places_(net.words.size(), kNowhere) {}

const MessageVectors::Parts& MessageVectors::PartsOf(std::uint16_t word) {
  if (word >= places_.size()) word = 0;
  std::uint16_t& place = places_[word];
  if (place != kNowhere) return parts_[place];
  if (words_.size() < kRemembered) {
    place = static_cast<std::uint16_t>(words_.size());
    words_.push_back(word);
  } else {
    place = static_cast<std::uint16_t>(oldest_);
    places_[words_[oldest_]] = kNowhere;
    words_[oldest_] = word;
    oldest_ = (oldest_ + 1) % kRemembered;
  }
  Parts& parts = parts_[place];
  std::array<std::int16_t, PaddedForDots(kWordNumbers)> numbers{};
  const std::int8_t* const from = net_.words.Of(word);
  std::copy(from, from + kWordNumbers, numbers.begin());
  std::array<std::int32_t, kPatterns> sums;
  for (std::size_t k = 0; k < kPatternWords; ++k) {
    net_.patterns[k].Apply(numbers.data(), sums.data());
    for (std::size_t p = 0; p < kPatterns; ++p) parts[k][p] = Held(sums[p], kMostPart);
  }
  return parts;
}

// A pattern that fits nowhere is at zero.
void MessageVectors::ReadPatterns(std::span<const std::uint16_t> words, std::int16_t* best) {
  of_message_.assign(words.size() + 2, {});
  for (std::size_t w = 0; w < words.size(); ++w) of_message_[w + 1] = PartsOf(words[w]);
  std::array<std::int16_t, kPatterns> bias;
  for (std::size_t p = 0; p < kPatterns; ++p) bias[p] = Held(net_.pattern_bias[p], kMostPart);
  std::fill(best, best + kPatterns, std::int16_t{0});
  for (std::size_t w = 1; w <= words.size(); ++w) {
    const auto& before = of_message_[w - 1][0];
    const auto& here = of_message_[w][1];
    const auto& after = of_message_[w + 1][2];
    for (std::size_t p = 0; p < kPatterns; ++p) {
      const auto fit = static_cast<std::int16_t>(bias[p] + before[p] + here[p] + after[p]);
      best[p] = std::max(best[p], fit);
    }
  }
}

// Their sum by the root of their count.
void MessageVectors::ReadMean(std::span<const std::uint16_t> words, std::int16_t* out) const {
  std::array<std::int32_t, kWordNumbers> sums{};
  for (const std::uint16_t word : words) {
    const std::int8_t* const numbers = net_.words.Of(word);
    for (std::size_t i = 0; i < kWordNumbers; ++i) sums[i] += numbers[i];
  }
  const std::int32_t root = InverseRoot(words.size());
  for (std::int32_t& sum : sums) {
    sum = static_cast<std::int32_t>((std::int64_t{sum} * root + 128) >> 8);
  }
  constexpr std::array<std::int32_t, kWordNumbers> kNoBias{};
  ScaleSums(net_.mean_scale, kNoBias.data(), kWordNumbers, sums.data());
  for (std::size_t i = 0; i < kWordNumbers; ++i) out[i] = Held(sums[i], 32767);
}

MessageVector MessageVectors::Of(std::span<const std::uint16_t> words, std::uint32_t features,
                                 std::uint64_t count) {
  constexpr std::int16_t kOne = 256;
  alignas(32) std::array<std::int16_t, PaddedForDots(kMessageInputs)> in{};
  words = words.first(std::min(words.size(), kMostNetWords));
  if (!words.empty()) {
    ReadPatterns(words, in.data());
    ReadMean(words, in.data() + kPatterns);
  }
  std::int16_t* const shape = in.data() + kPatterns + kWordNumbers;
  for (std::size_t b = 0; b < static_cast<std::size_t>(kFeatureBits); ++b) {
    const bool told = ((features & ~kFeaturesOfFormat) >> b & 1) != 0;
    shape[b] = told ? kOne : std::int16_t{0};
  }
  shape[static_cast<std::size_t>(kFeatureBits + LengthClass(count))] = kOne;
  std::array<std::int32_t, kMessageNumbers> out;
  net_.message.Apply(in.data(), out.data());
  MessageVector vector;
  for (std::size_t i = 0; i < kMessageNumbers; ++i) {
    vector[i] = static_cast<std::uint8_t>(std::clamp((out[i] + 8) >> 4, 0, 255));
  }
  return vector;
}

}  // namespace ebb
