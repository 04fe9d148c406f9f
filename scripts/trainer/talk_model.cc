#include "trainer/talk_model.h"

#include <algorithm>
#include <utility>

#include "trainer/talk_reading.h"

namespace ebb::trainer {
namespace {

// As JoinCodes in lexicon/talk_net.h does.
std::array<double, kScores> JoinedSums(const std::array<float, kTold>& told) {
  constexpr double kAll = kScorePart + kCodePart;
  std::array<double, kScores> joined{};
  std::copy_n(told.begin(), kScores, joined.begin());
  ForEachMostOfCodes(told.data(), [&joined](std::size_t score, float most) {
    joined[score] = (joined[score] * kScorePart + static_cast<double>(most) * kCodePart) / kAll;
  });
  return joined;
}

std::size_t VectorsOf(const WordParts& parts) {
  std::size_t most = 0;
  for (const std::vector<std::size_t>& of_word : parts) {
    for (const std::size_t part : of_word) most = std::max(most, part);
  }
  return most + 1;
}

}  // namespace

TalkLayout::TalkLayout(std::size_t vectors) : size(vectors * kWordNumbers) {
  const auto take = [this](std::size_t count) {
    size += count;
    return size - count;
  };
  patterns = take(kPatternWords * kWordNumbers * kPatterns);
  pattern_bias = take(kPatterns);
  message = take(kMessageInputs * kMessageNumbers);
  message_bias = take(kMessageNumbers);
  for (std::size_t d = 0; d < 2; ++d) {
    in[d] = take(kTalkInputs * kNetGates * kStateNumbers);
    state[d] = take(kStateNumbers * kNetGates * kStateNumbers);
    in_bias[d] = take(kNetGates * kStateNumbers);
    fresh_bias[d] = take(kStateNumbers);
  }
  out = take((2 * kStateNumbers + kMessageNumbers) * kTold);
  out_bias = take(kTold);
}

TalkModel::TalkModel(WordParts word_parts)
    : parts(std::move(word_parts)),
      vectors(VectorsOf(parts)),
      at(vectors),
      numbers(at.size, 0),
      met(vectors, false) {}

std::array<float, kWordNumbers> TalkModel::NumbersOf(std::size_t word) const {
  std::array<float, kWordNumbers> sum{};
  for (const std::size_t part : parts[word]) AddTimes<kWordNumbers>(1, Vector(part), sum.data());
  return sum;
}

TalkRandom::TalkRandom(std::uint64_t seed, std::uint64_t first, std::uint64_t second)
    : state_(seed * 0x9e3779b97f4a7c15u + first * 0xbf58476d1ce4e5b9u +
             second * 0x94d049bb133111ebu + 1) {
  for (int i = 0; i < 4; ++i) Next();
}

std::uint64_t TalkRandom::Next() {
  state_ += 0x9e3779b97f4a7c15u;
  std::uint64_t mixed = (state_ ^ (state_ >> 30)) * 0xbf58476d1ce4e5b9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
  return mixed ^ (mixed >> 31);
}

float TalkRandom::Normal() {
  float sum = -6;
  for (int i = 0; i < 12; ++i) sum += Share();
  return sum;
}

std::vector<std::array<double, kScores>> ReadTalk(const TalkModel& model, const Talk& talk) {
  std::vector<std::array<double, kScores>> sums(talk.size());
  const std::vector<Reading> readings = ReadForward(model, talk, nullptr);
  for (std::size_t i = 0; i < talk.size(); ++i) {
    sums[i] = JoinedSums(readings[i].sums);
  }
  return sums;
}

}  // namespace ebb::trainer
