// The gradient worked out by hand against the loss itself, moved a little.
#include "trainer/talk_gradient.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <utility>
#include <vector>

#include "base/dot.h"
#include "trainer/talk_export.h"
#include "trainer/talk_training.h"

namespace ebb::trainer {
namespace {

// Words 1 and 2 share vector 4 beside their own, word 3 has that alone.
const WordParts kParts = {{0}, {1, 4}, {2, 4}, {4}};

TalkMessage MadeMessage(std::vector<int> words, bool own, std::size_t told) {
  TalkMessage message;
  message.words = std::move(words);
  message.bits = 1u << (told % 7);
  message.length_class = static_cast<int>(message.words.size() % 4);
  message.own = own;
  message.minutes = static_cast<std::int32_t>(told * 7);
  for (std::size_t t = 0; own && t < kTold; ++t) {
    message.weight[t] = t % 5 == 0 ? 0 : 1;
    message.target[t] = t % 9 == told % 9 ? (t % 2 == 0 ? 1 : 0.7f) : 0;
  }
  return message;
}

Talk MadeTalk() {
  return {MadeMessage({1, 2, 3}, true, 0), MadeMessage({}, false, 1), MadeMessage({2, 0}, false, 2),
          MadeMessage({3}, true, 3), MadeMessage({1, 1, 2, 3, 0}, true, 4)};
}

// Where a pattern's best fit changes, or a number begins to be above zero, the loss bends and has
// no one slope. The numbers of these seeds lie on no such bend.
constexpr std::uint64_t kStraightSeeds[] = {7, 8};

TalkModel MadeModel(std::uint64_t seed = kStraightSeeds[0]) {
  TalkModel model(kParts);
  TalkRandom random(seed);
  for (float& number : model.numbers) number = 0.4f * (random.Share() - 0.5f);
  model.prior.fill(-1);
  return model;
}

constexpr TalkNoise kNoNoise{0, 0, 0, 1};

double LossOf(const TalkModel& model, const Talk& talk) {
  TalkGradient gradient(model);
  return AddGradient(model, TurnedWeights(model), talk, kNoNoise, 1, &gradient);
}

double LossMoved(TalkModel model, const Talk& talk, std::size_t at, float by) {
  model.numbers[at] += by;
  return LossOf(model, talk);
}

double SlopeSeen(const TalkModel& model, const Talk& talk, std::size_t at) {
  constexpr float kBy = 0.003f;
  return (LossMoved(model, talk, at, kBy) - LossMoved(model, talk, at, -kBy)) / (2 * kBy);
}

// Where each tensor begins, and where the last ends.
std::vector<std::size_t> TensorsOf(const TalkLayout& at) {
  return {at.patterns,   at.pattern_bias,  at.message,       at.message_bias, at.in[0],
          at.state[0],   at.in_bias[0],    at.fresh_bias[0], at.in[1],        at.state[1],
          at.in_bias[1], at.fresh_bias[1], at.out,           at.out_bias,     at.size};
}

void CheckTensors(const TalkModel& model, const Talk& talk) {
  TalkGradient gradient(model);
  AddGradient(model, TurnedWeights(model), talk, kNoNoise, 1, &gradient);
  gradient.TurnPatterns();
  const std::vector<std::size_t> tensors = TensorsOf(model.at);
  for (std::size_t t = 0; t + 1 < tensors.size(); ++t) {
    std::vector<std::pair<double, std::size_t>> told;  // the steepest first
    for (std::size_t at = tensors[t]; at < tensors[t + 1]; ++at) {
      told.emplace_back(-std::abs(static_cast<double>(*gradient.At(at))), at);
    }
    std::sort(told.begin(), told.end());
    const double steepest = -told[0].first;
    CAPTURE(t, steepest);
    CHECK(steepest > 0.05);
    for (std::size_t i = 0; i < told.size(); i += std::max<std::size_t>(1, i / 2)) {
      const double expected = static_cast<double>(*gradient.At(told[i].second));
      CAPTURE(told[i].second);
      CHECK(SlopeSeen(model, talk, told[i].second) ==
            Approx(expected).margin(0.004 + 0.01 * steepest).epsilon(0.02));
    }
  }
}

TEST_CASE("the gradient of each tensor is what the loss changes by") {
  for (const std::uint64_t seed : kStraightSeeds) {
    CAPTURE(seed);
    CheckTensors(MadeModel(seed), MadeTalk());
  }
}

void CheckWordVectors(const TalkModel& model, const Talk& talk) {
  TalkGradient gradient(model);
  AddGradient(model, TurnedWeights(model), talk, kNoNoise, 1, &gradient);
  for (const std::size_t vector : {0u, 1u, 2u, 4u}) {
    for (std::size_t n = 0; n < kWordNumbers; n += 7) {
      const std::size_t at = vector * kWordNumbers + n;
      CAPTURE(vector, n);
      CHECK(SlopeSeen(model, talk, at) ==
            Approx(static_cast<double>(gradient.Vector(vector)[n])).margin(0.02).epsilon(0.03));
    }
  }
}

TEST_CASE("the gradient of word vectors, shared ones among them, is what the loss changes by") {
  for (const std::uint64_t seed : kStraightSeeds) {
    CAPTURE(seed);
    CheckWordVectors(MadeModel(seed), MadeTalk());
  }
}

TEST_CASE("each seed drops other numbers; without noise nothing is dropped") {
  const TalkModel model = MadeModel();
  const Talk talk = MadeTalk();
  const TalkNoise one{0.3f, 0.1f, 0.5f, 1}, other{0.3f, 0.1f, 0.5f, 2};
  const auto first = ReadForward(model, talk, &one), same = ReadForward(model, talk, &one);
  const auto second = ReadForward(model, talk, &other), whole = ReadForward(model, talk, nullptr);
  CHECK(first[0].inputs_kept == same[0].inputs_kept);
  CHECK(first[0].inputs_kept != second[0].inputs_kept);
  CHECK(first[0].vectors_kept != second[0].vectors_kept);
  for (const float kept : whole[0].inputs_kept) CHECK(kept == 1);
  CHECK(whole[0].first_parts == std::vector<std::size_t>{0, 0, 0});
  // Words 1 and 2 have others beside their own vector, word 3 has none of its own.
  const TalkNoise all_left_out{0, 0, 1, 1};
  const auto shared = ReadForward(model, talk, &all_left_out);
  CHECK(shared[0].first_parts == std::vector<std::size_t>{1, 1, 0});
  CHECK(shared[2].first_parts == std::vector<std::size_t>{1, 0});
}

TEST_CASE("of several models only words that all of them know are exported") {
  const TalkModel model = MadeModel();
  TalkModel other = model;
  other.parts[2][0] = 0;
  const TalkNets nets = ToTalkNets({model, other}, {"-", "a", "b", "c"});
  CHECK(nets.words == std::vector<std::string>{"-", "a", "c"});
  REQUIRE(nets.nets.size() == 2);
  for (const TalkNet& net : nets.nets) CHECK(net.words.size() == 3);
}

TEST_CASE("what is exported of the last layer are the weights of scores and sub-codes, no more") {
  const TalkModel model = MadeModel();
  const TalkNets nets = ToTalkNets({model}, {"-", "a", "b", "c"});
  REQUIRE(nets.words == std::vector<std::string>{"-", "a", "b", "c"});
  REQUIRE(nets.nets.size() == 1);
  const TalkNet& net = nets.nets[0];
  CHECK(net.words.size() == 4);
  const NetLayer& layer = net.out_state;
  CHECK(layer.outputs == kNetSums);
  const double step = layer.scale * (16384.0 / 64) / (1 << 24);  // as trainer/talk_export.h says
  for (std::size_t i = 0; i < layer.inputs; ++i) {
    for (std::size_t c = 0; c < layer.outputs; ++c) {
      const double weight = layer.weights[c * PaddedForDots(layer.inputs) + i] * step;
      const double trained = static_cast<double>(model.numbers[model.at.out + i * kTold + c]);
      CHECK(weight == Approx(trained).margin(1.5 * step));
    }
  }
}

TEST_CASE("in training scores and sub-codes are joined as in the program") {
  const TalkModel model = MadeModel();
  const Talk talk = MadeTalk();
  const auto readings = ReadForward(model, talk, nullptr);
  const auto read = ReadTalk(model, talk);
  constexpr float kUnit = 1 << 20;
  REQUIRE(read.size() == readings.size());
  for (std::size_t i = 0; i < read.size(); ++i) {
    NetSums sums;
    for (std::size_t s = 0; s < sums.size(); ++s) {
      sums[s] = static_cast<std::int32_t>(readings[i].sums[s] * kUnit);
    }
    const ScoreSum joined = JoinCodes(sums);
    for (std::size_t s = 0; s < kScores; ++s) {
      CHECK(read[i][s] == Approx(joined[s] / static_cast<double>(kUnit)).margin(1e-5));
    }
  }
}

TEST_CASE("a net learns what a word says, and of a sense what its other words say") {
  std::vector<Talk> talks;
  for (int i = 0; i < 60; ++i) {
    Talk talk;
    for (int m = 0; m < 6; ++m) {
      TalkMessage message;
      const bool so = (i + m) % 3 == 0;
      message.words = {so ? 1 + i % 2 : 0};
      message.own = true;
      message.weight[1] = 1;
      message.target[1] = so ? 1 : 0;
      talk.push_back(message);
    }
    talks.push_back(std::move(talk));
  }
  std::vector<const Talk*> read;
  for (const Talk& talk : talks) read.push_back(&talk);
  TalkTrainingOptions options;
  options.epochs = 30;
  const TalkModel model = TrainTalkModel(read, kParts, options);
  CHECK(model.numbers == TrainTalkModel(read, kParts, options).numbers);
  Talk asked(3);
  for (TalkMessage& message : asked) message.own = true;
  asked[0].words = {1};
  asked[1].words = {0};
  asked[2].words = {3};  // never met; it shares its sense with 1 and 2
  const auto sums = ReadTalk(model, asked);
  CHECK(sums[0][1] > 1);
  CHECK(sums[1][1] < -1);
  CHECK(sums[2][1] > sums[1][1] + 1);
}

}  // namespace
}  // namespace ebb::trainer
