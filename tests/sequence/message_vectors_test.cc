// The vectors of messages against a plain reference: the formulas of lexicon/talk_net.h in 64 bits,
// word by word, with nothing remembered.
#include "sequence/message_vectors.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "lexicon/made_talk_net.h"

namespace ebb::testing {
namespace {

using Numbers = std::vector<std::uint16_t>;

std::int64_t PlainScaled(std::int64_t sum, std::int64_t scale) {
  constexpr std::int64_t kUnit = std::int64_t{1} << 24;
  const std::int64_t scaled = sum * scale + kUnit / 2;
  const std::int64_t rest = (scaled % kUnit + kUnit) % kUnit;
  return (scaled - rest) / kUnit;
}

std::int64_t PlainHeld(std::int64_t number, std::int64_t most) {
  return std::min(most, std::max(-most, number));
}

template <typename Number>
std::int64_t PlainProduct(const NetLayer& layer, std::size_t row, const Number& in) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < layer.inputs; ++i) {
    sum += std::int64_t{layer.weights[row * PaddedForDots(layer.inputs) + i]} * in[i];
  }
  return sum;
}

// Where each pattern fits best, from zero on.
void AddPlainPatterns(const TalkNet& net, const Numbers& words, std::vector<std::int64_t>* in) {
  const auto part = [&](std::size_t k, std::size_t p, std::size_t w) {
    const std::int64_t sum = PlainProduct(net.patterns[k], p, net.words.Of(words[w]));
    return PlainHeld(PlainScaled(sum, net.patterns[k].scale), 8191);
  };
  for (std::size_t p = 0; p < kPatterns; ++p) {
    std::int64_t best = 0;
    for (std::size_t w = 0; w < words.size(); ++w) {
      std::int64_t fit = PlainHeld(net.pattern_bias[p], 8191) + part(1, p, w);
      if (w > 0) fit += part(0, p, w - 1);
      if (w + 1 < words.size()) fit += part(2, p, w + 1);
      best = std::max(best, fit);
    }
    in->push_back(best);
  }
}

void AddPlainMean(const TalkNet& net, const Numbers& words, std::vector<std::int64_t>* in) {
  std::int64_t root = 0;  // 65536ths of 1 / the root of their count
  const auto count = static_cast<std::int64_t>(words.size());
  while (count > 0 && (root + 1) * (root + 1) * count <= std::int64_t{1} << 32) ++root;
  for (std::size_t i = 0; i < kWordNumbers; ++i) {
    std::int64_t sum = 0;
    for (const std::uint16_t word : words) sum += net.words.Of(word)[i];
    const std::int64_t rounded = sum * root + 128;
    const std::int64_t mean = (rounded - (rounded % 256 + 256) % 256) / 256;
    in->push_back(PlainHeld(PlainScaled(mean, net.mean_scale), 32767));
  }
}

MessageVector PlainVector(const TalkNet& net, Numbers words, std::uint32_t features,
                          std::uint64_t count) {
  words.resize(std::min<std::size_t>(words.size(), 60));
  std::vector<std::int64_t> in;
  AddPlainPatterns(net, words, &in);
  AddPlainMean(net, words, &in);
  for (int bit = 0; bit < kFeatureBits; ++bit) in.push_back((features >> bit & 1) != 0 ? 256 : 0);
  for (int c = 0; c < kLengthClasses; ++c) in.push_back(c == LengthClass(count) ? 256 : 0);
  MessageVector vector{};
  for (std::size_t i = 0; i < kMessageNumbers; ++i) {
    const std::int64_t sum = PlainProduct(net.message, i, in);
    const std::int64_t number = PlainScaled(sum, net.message.scale) + net.message.bias[i];
    // 16ths, halves up, from zero on.
    const std::int64_t sixteenths = number < 0 ? 0 : (number + 8) / 16;
    vector[i] = static_cast<std::uint8_t>(std::min<std::int64_t>(sixteenths, 255));
  }
  return vector;
}

// Of a list of so many words; now and then one that is not in it.
Numbers RandomWords(NetRandom* random, std::size_t list, std::size_t count) {
  Numbers words;
  for (std::size_t w = 0; w < count; ++w) {
    const bool known = NumberBelow(random, 5) != 0;
    words.push_back(known ? static_cast<std::uint16_t>(NumberBelow(random, list + 1)) : 0);
  }
  return words;
}

std::uint32_t RandomBits(NetRandom* random) {
  return static_cast<std::uint32_t>((*random)()) & ((1u << kFeatureBits) - 1) & ~kFeaturesOfFormat;
}

// Both ways of each; all must come to the same.
std::size_t CheckAll(const TalkNet& net, const std::vector<Numbers>& messages, NetRandom* random,
                     MessageVectors* vectors) {
  std::size_t middling = 0;  // numbers met that were not cut off
  for (const Numbers& words : messages) {
    const std::uint32_t bits = RandomBits(random);
    const MessageVector vector = vectors->Of(words, bits, words.size());
    CAPTURE(words);
    REQUIRE(vector == PlainVector(net, words, bits, words.size()));
    for (const std::uint8_t number : vector) middling += number > 0 && number < 255 ? 1 : 0;
  }
  return middling;
}

TEST_CASE("a message's vector is what the talk net's formulas say") {
  constexpr std::size_t kList = 300;
  const TalkNet net = MadeTalkNet(1, kList);
  MessageVectors vectors(net);
  NetRandom random(2);
  std::vector<Numbers> messages = {{}, {0}, {1}, {0, 0}, {5, 5, 5}, {300, 1, 300}};
  for (const std::size_t words : {58u, 59u, 60u, 61u, 62u, 63u, 200u}) {
    messages.push_back(RandomWords(&random, kList, words));
    messages.emplace_back(words, std::uint16_t{7});
  }
  for (int i = 0; i < 300; ++i) {
    messages.push_back(RandomWords(&random, kList, 1 + NumberBelow(&random, 14)));
  }
  CHECK(CheckAll(net, messages, &random, &vectors) > 3'000);
}

TEST_CASE("words beyond the sixtieth change a vector no more, but by the message's length") {
  const TalkNet net = MadeTalkNet(3, 300);
  MessageVectors vectors(net);
  NetRandom random(4);
  Numbers words = RandomWords(&random, 300, 60);
  const MessageVector sixty = vectors.Of(words, 0, 60);
  words.push_back(9);
  CHECK(vectors.Of(words, 0, 61) == sixty);
  CHECK(vectors.Of(words, 0, 2) != sixty);
}

TEST_CASE("more words than are remembered give the vectors that they give alone") {
  constexpr std::size_t kList = 5'000;
  const TalkNet net = MadeTalkNet(4, kList);
  MessageVectors vectors(net);
  NetRandom random(5);
  std::vector<Numbers> messages;
  for (std::uint16_t first = 1; first + 9u < kList; first += 10) {
    messages.emplace_back();
    for (std::uint16_t w = 0; w < 10; ++w) {
      messages.back().push_back(static_cast<std::uint16_t>(first + w));
    }
  }
  // The first ones again, which were forgotten meanwhile, and all in another order.
  messages.insert(messages.end(), messages.begin(), messages.begin() + 60);
  for (int i = 0; i < 600; ++i) {
    messages.push_back(RandomWords(&random, kList, 1 + NumberBelow(&random, 60)));
  }
  CheckAll(net, messages, &random, &vectors);
}

TEST_CASE("a word beyond the list is read as one that is not in it") {
  const TalkNet net = MadeTalkNet(6, 10);
  MessageVectors vectors(net);
  const Numbers unknown = {3, 0, 2}, beyond = {3, 11, 2}, far = {3, 65'535, 2};
  const MessageVector expected = vectors.Of(unknown, 0, 3);
  CHECK(vectors.Of(beyond, 0, 3) == expected);
  CHECK(vectors.Of(far, 0, 3) == expected);
  CHECK(expected == PlainVector(net, unknown, 0, 3));
}

TEST_CASE("what the format says of a message is no part of its vector") {
  const TalkNet net = MadeTalkNet(14, 50);
  MessageVectors vectors(net);
  const Numbers words = {1, 2};
  for (const std::uint32_t format : {kHasMedia, kReply, kEdited}) {
    CHECK(vectors.Of(words, format, 2) == vectors.Of(words, 0, 2));
  }
  CHECK(vectors.Of(words, kQuestion, 2) != vectors.Of(words, 0, 2));
}

// Numbers so large that parts of patterns, the mean and the vector itself are held back.
TEST_CASE("vectors hold where numbers are cut off") {
  TalkNet net = MadeTalkNet(10, 100);
  for (NetLayer& layer : net.patterns) layer.scale *= 60;
  net.mean_scale *= 100;
  net.pattern_bias[0] = 1 << 20;
  net.pattern_bias[1] = -(1 << 20);
  for (const std::int32_t scale : {net.message.scale, net.message.scale / 100, 1, -30'000}) {
    net.message.scale = scale;
    MessageVectors vectors(net);
    NetRandom random(11);
    std::vector<Numbers> messages;
    for (int i = 0; i < 60; ++i) {
      messages.push_back(RandomWords(&random, 100, 1 + NumberBelow(&random, 70)));
    }
    CheckAll(net, messages, &random, &vectors);
  }
}

}  // namespace
}  // namespace ebb::testing
