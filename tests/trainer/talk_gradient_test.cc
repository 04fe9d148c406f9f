// The gradient worked out by hand against the loss itself, moved a little.
#include "trainer/talk_gradient.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

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
    message.target[t] = t % 9 == told % 9 ? 1 : 0;
  }
  return message;
}

Talk MadeTalk() {
  return {MadeMessage({1, 2, 3}, true, 0), MadeMessage({}, false, 1), MadeMessage({2, 0}, false, 2),
          MadeMessage({3}, true, 3), MadeMessage({1, 1, 2, 3, 0}, true, 4)};
}

TalkModel MadeModel() {
  TalkModel model(kParts);
  TalkRandom random(3);
  for (float& number : model.numbers) number = 0.3f * (random.Share() - 0.5f);
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

TEST_CASE("the gradient of each layer is what the loss changes by") {
  const TalkModel model = MadeModel();
  const Talk talk = MadeTalk();
  TalkGradient gradient(model);
  AddGradient(model, TurnedWeights(model), talk, kNoNoise, 1, &gradient);
  gradient.TurnPatterns();
  TalkRandom random(5);
  std::size_t moved = 0;
  for (int i = 0; i < 600; ++i) {
    const std::size_t at = random.Next() % model.numbers.size();
    const bool of_word = at < model.at.rest();
    const float told =
        of_word ? gradient.Vector(at / kWordNumbers)[at % kWordNumbers] : *gradient.At(at);
    constexpr float kBy = 0.004f;
    const double seen =
        (LossMoved(model, talk, at, kBy) - LossMoved(model, talk, at, -kBy)) / (2 * kBy);
    CAPTURE(at, of_word);
    CHECK(static_cast<double>(told) == Approx(seen).margin(0.02).epsilon(0.05));
    moved += std::abs(seen) > 0.05 ? 1 : 0;
  }
  CHECK(moved > 20);
}

TEST_CASE("the gradient of word vectors, shared ones among them, is what the loss changes by") {
  const TalkModel model = MadeModel();
  const Talk talk = MadeTalk();
  TalkGradient gradient(model);
  AddGradient(model, TurnedWeights(model), talk, kNoNoise, 1, &gradient);
  for (const std::size_t vector : {0u, 1u, 2u, 4u}) {
    for (std::size_t n = 0; n < kWordNumbers; n += 7) {
      const std::size_t at = vector * kWordNumbers + n;
      constexpr float kBy = 0.004f;
      const double seen =
          (LossMoved(model, talk, at, kBy) - LossMoved(model, talk, at, -kBy)) / (2 * kBy);
      CAPTURE(vector, n);
      CHECK(static_cast<double>(gradient.Vector(vector)[n]) ==
            Approx(seen).margin(0.02).epsilon(0.05));
    }
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
