// What the looks are trained on, where the coders of one kind of source gave labels more freely.
#include "trainer/looks.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

namespace ebb::trainer {
namespace {

constexpr int kWithdrawn = static_cast<int>(Category::kWithdrawal);
constexpr auto kAt = static_cast<std::size_t>(kWithdrawn);

Example MessageOf(int writer, bool withdrawn) {
  Example e;
  e.writer = e.fold = writer;
  e.scored = true;
  e.read = {"word"};
  if (withdrawn) e.gold = 1u << kAt;
  e.near.partner_before.fill(NearMessages::kNone);
  e.near.partner_after.fill(NearMessages::kNone);
  e.near.talk.fill(NearMessages::kNone);
  e.near.next.fill(NearMessages::kNone);
  return e;
}

// Four writers of the same word; the coders of the later two give a label a quarter as often.
std::vector<Example> FreelyAndNot(const FeatureCounts& first, const FeatureCounts& later) {
  std::vector<Example> examples;
  for (int writer = 0; writer < 4; ++writer) {
    for (int i = 0; i < 200; ++i) {
      examples.push_back(MessageOf(writer, i % (writer < 2 ? 2 : 8) == 0));
      examples.back().features = writer < 2 ? first : later;
    }
  }
  return examples;
}

TEST_CASE("how freely a writer's coders gave labels is not in the held-out sums") {
  Features features;
  const int word = features.IdOf("word\toff"),
            later = features.IdOf(kCoders + std::string("later"));
  std::vector<Example> examples = FreelyAndNot({{word, 1}}, {{word, 1}, {later, 1}});
  FillHeldOut(features, kWithdrawn, &examples);
  const Example& first = examples.front();
  for (const Example& e : examples) {
    CHECK(e.first[kAt] == Approx(first.first[kAt]).margin(0.4));
    CHECK(e.words[kAt] != 0);  // the word's weight, held out
    if (e.writer >= 2) CHECK(e.freely[kAt] < -0.5);
  }
}

TEST_CASE("the second look starts from what is expected of such coders, and leaves it off again") {
  const double freely = std::log(1.0 / 7), sum = 0;  // 1 of 8, and 1 of 2
  std::vector<Example> examples = FreelyAndNot({}, {});
  for (Example& e : examples) {
    e.first[kAt] = sum;
    e.freely[kAt] = e.writer < 2 ? 0 : freely;
  }
  const SecondLook second(examples);
  const Model model = second.TrainWithout(kWithdrawn, kNoFold);
  const std::vector<double> sums = second.SumsOf(kWithdrawn, model);
  CHECK(sums.front() == Approx(sum).margin(0.1));
  CHECK(sums.back() == Approx(sum).margin(0.1));
}

TEST_CASE("so does the third") {
  const double freely = std::log(1.0 / 7);
  std::vector<Example> examples = FreelyAndNot({}, {});
  for (Example& e : examples) e.freely[kAt] = e.writer < 2 ? 0 : freely;
  const SecondLook second(examples);
  Sums sums;
  for (std::size_t c = 0; c < kScores; ++c) sums[c].assign(examples.size(), 0);
  const ThirdLook third(examples, second, sums);
  const std::vector<Tree> trees = third.TrainWithout(kWithdrawn, kNoFold);
  CHECK(third.SumOf(0, kWithdrawn, trees) == Approx(0).margin(0.1));
  CHECK(third.SumOf(examples.size() - 1, kWithdrawn, trees) == Approx(0).margin(0.1));
}

}  // namespace
}  // namespace ebb::trainer
