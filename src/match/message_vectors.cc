#include "match/message_vectors.h"

#include <algorithm>

#include "base/dot.h"

namespace ebb {
namespace {

// What Program::net_numbers holds.
struct NetNumbers {
  std::array<std::int32_t, kPatternWords> pattern_scale;
  std::array<std::int32_t, kPatterns> pattern_bias;
  std::int32_t mean_scale;
  std::int32_t message_scale;
  std::array<std::int32_t, kMessageNumbers> message_bias;
};
constexpr std::size_t kNetNumbers = sizeof(NetNumbers) / sizeof(std::int32_t);
constexpr std::size_t kPatternWeights = kPatterns * PaddedForDots(kWordNumbers);
constexpr WordId kNoRemembered = 0xFFFF;
constexpr std::int32_t kMostPart = 8191;  // so that three of them and the bias hold in 16 bits

const NetNumbers& NumbersOf(const Program& program) {
  return *reinterpret_cast<const NetNumbers*>(program.net_numbers.data());
}

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

// The mean of the words' numbers as the net takes it: their sum by the root of their count.
void ReadMean(const Program& program, const Buffer<Canon>& words, std::int16_t* out) {
  std::array<std::int32_t, kWordNumbers> sums{};
  const std::size_t count = std::min(words.size(), kMostNetWords);
  for (std::size_t w = 0; w < count; ++w) {
    const std::int8_t* const numbers = &program.word_numbers[words[w].word * kWordNumbers];
    for (std::size_t i = 0; i < kWordNumbers; ++i) sums[i] += numbers[i];
  }
  const std::int32_t root = InverseRoot(count);
  for (std::int32_t& sum : sums) {
    sum = static_cast<std::int32_t>((std::int64_t{sum} * root + 128) >> 8);
  }
  constexpr std::array<std::int32_t, kWordNumbers> kNoBias{};
  ScaleSums(NumbersOf(program).mean_scale, kNoBias.data(), kWordNumbers, sums.data());
  for (std::size_t i = 0; i < kWordNumbers; ++i) out[i] = Held(sums[i], 32767);
}

}  // namespace

void FillTalkNet(const TalkNet& net, const std::unordered_map<std::string, WordId>& ids,
                 Program* program) {
  if (net.empty()) return;
  std::vector<std::int8_t>& numbers = program->word_numbers.build();
  const std::size_t words = program->words.build().size();
  for (std::size_t w = 0; w < words; ++w) {
    numbers.insert(numbers.end(), net.words[0].numbers.begin(), net.words[0].numbers.end());
  }
  for (std::size_t w = 1; w < net.words.size(); ++w) {
    const std::size_t at = ids.at(net.words[w].name) * kWordNumbers;
    std::copy(net.words[w].numbers.begin(), net.words[w].numbers.end(),
              numbers.begin() + static_cast<std::ptrdiff_t>(at));
  }
  std::vector<std::int16_t>& weights = program->net_weights.build();
  NetNumbers all{};
  for (std::size_t k = 0; k < kPatternWords; ++k) {
    weights.insert(weights.end(), net.patterns[k].weights.begin(), net.patterns[k].weights.end());
    all.pattern_scale[k] = net.patterns[k].scale;
  }
  weights.insert(weights.end(), net.message.weights.begin(), net.message.weights.end());
  std::copy(net.pattern_bias.begin(), net.pattern_bias.end(), all.pattern_bias.begin());
  all.mean_scale = net.mean_scale;
  all.message_scale = net.message.scale;
  std::copy(net.message.bias.begin(), net.message.bias.end(), all.message_bias.begin());
  const auto* const first = reinterpret_cast<const std::int32_t*>(&all);
  program->net_numbers.build().assign(first, first + kNetNumbers);
}

void MessageVectors::Clear() { std::fill(remembered_.begin(), remembered_.end(), kNoRemembered); }

const MessageVectors::Parts& MessageVectors::PartsOf(const Program& program, WordId word) {
  if (parts_ == nullptr) {
    parts_ = std::unique_ptr<Parts[]>(new Parts[kRemembered]);  // not touched before it is used
    remembered_.assign(kRemembered, kNoRemembered);
  }
  const std::size_t place = word & (kRemembered - 1);
  Parts& parts = parts_[place];
  if (remembered_[place] == word) return parts;
  remembered_[place] = word;
  std::array<std::int16_t, PaddedForDots(kWordNumbers)> numbers{};
  const std::int8_t* const from = &program.word_numbers[word * kWordNumbers];
  std::copy(from, from + kWordNumbers, numbers.begin());
  std::array<std::int32_t, kPatterns> sums;
  constexpr std::array<std::int32_t, kPatterns> kNoBias{};
  for (std::size_t k = 0; k < kPatternWords; ++k) {
    DotRows(program.net_weights.data() + k * kPatternWeights, kPatterns, numbers.size(),
            numbers.data(), sums.data());
    ScaleSums(NumbersOf(program).pattern_scale[k], kNoBias.data(), kPatterns, sums.data());
    for (std::size_t p = 0; p < kPatterns; ++p) parts[k][p] = Held(sums[p], kMostPart);
  }
  return parts;
}

// A pattern that fits nowhere is at zero.
void MessageVectors::ReadPatterns(const Program& program, const Buffer<Canon>& words,
                                  std::int16_t* best) {
  const std::size_t count = std::min(words.size(), kMostNetWords);
  of_message_.assign(count + 2, {});
  for (std::size_t w = 0; w < count; ++w) of_message_[w + 1] = PartsOf(program, words[w].word);
  std::array<std::int16_t, kPatterns> bias;
  for (std::size_t p = 0; p < kPatterns; ++p) {
    bias[p] = Held(NumbersOf(program).pattern_bias[p], kMostPart);
  }
  std::fill(best, best + kPatterns, std::int16_t{0});
  for (std::size_t w = 1; w <= count; ++w) {
    const auto& before = of_message_[w - 1][0];
    const auto& here = of_message_[w][1];
    const auto& after = of_message_[w + 1][2];
    for (std::size_t p = 0; p < kPatterns; ++p) {
      const auto fit = static_cast<std::int16_t>(bias[p] + before[p] + here[p] + after[p]);
      best[p] = std::max(best[p], fit);
    }
  }
}

MessageVector MessageVectors::Of(const Program& program, const Buffer<Canon>& words,
                                 std::uint32_t features, std::uint64_t count) {
  constexpr std::int16_t kOne = 256;
  alignas(32) std::array<std::int16_t, PaddedForDots(kMessageInputs)> in{};
  if (words.size() > 0) {
    ReadPatterns(program, words, in.data());
    ReadMean(program, words, in.data() + kPatterns);
  }
  std::int16_t* const shape = in.data() + kPatterns + kWordNumbers;
  for (std::size_t b = 0; b < static_cast<std::size_t>(kFeatureBits); ++b) {
    shape[b] = (features >> b & 1) != 0 ? kOne : std::int16_t{0};
  }
  shape[static_cast<std::size_t>(kFeatureBits + LengthClass(count))] = kOne;
  const NetNumbers& numbers = NumbersOf(program);
  std::array<std::int32_t, kMessageNumbers> out;
  DotRows(program.net_weights.data() + kPatternWords * kPatternWeights, kMessageNumbers, in.size(),
          in.data(), out.data());
  ScaleSums(numbers.message_scale, numbers.message_bias.data(), kMessageNumbers, out.data());
  MessageVector vector;
  for (std::size_t i = 0; i < kMessageNumbers; ++i) {
    vector[i] = static_cast<std::uint8_t>(std::clamp((out[i] + 8) >> 4, 0, 255));
  }
  return vector;
}

}  // namespace ebb
