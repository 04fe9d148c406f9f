// Which writers are held out together, what held-out sums leave off, and where thresholds are
// found.
#include "trainer/thresholds.h"

#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace ebb::trainer {
namespace {

using Kind = Source::Kind;

std::vector<Source> SourcesOf(const std::vector<Kind>& kinds) {
  std::vector<Source> sources;
  for (const Kind kind : kinds) sources.push_back({"", kind});
  return sources;
}

constexpr unsigned kWithdrawalBit = 1u << static_cast<unsigned>(Category::kWithdrawal);
constexpr auto kWithdrawalAt = static_cast<std::size_t>(Category::kWithdrawal);

Example MessageOf(int writer, bool withdrawn) {
  Example e;
  e.writer = writer;
  e.scored = true;
  e.read = {"word"};
  if (withdrawn) e.gold = kWithdrawalBit;
  return e;
}

// What FindThresholds makes of messages of one writer of the first: withdrawn ones at the sums
// given by a row of the table, and others.
struct Found {
  std::array<double, kScores> thresholds{};
  Scorer scorer;
  Sums sums;
};

Found ThresholdsFor(const std::vector<std::pair<double, bool>>& messages, double most_sure,
                    Kind kind = Kind::kFirst) {
  std::vector<Example> examples;
  Found found;
  for (const auto& [sum, withdrawn] : messages) {
    examples.push_back(MessageOf(0, withdrawn));
    for (std::size_t c = 0; c < kScores; ++c) {
      const bool of_it = c == kWithdrawalAt || c == kDistance;
      if (c != kAbout) found.sums[c].push_back(of_it ? sum : -9);
    }
  }
  found.thresholds =
      FindThresholds(SourcesOf({kind}), examples, &found.sums, most_sure, &found.scorer);
  return found;
}

// 40 withdrawn of 100: the sums of 30 are above all others, those of 10 below them.
std::vector<std::pair<double, bool>> Messages() {
  std::vector<std::pair<double, bool>> messages;
  for (int i = 0; i < 100; ++i) messages.emplace_back(4 - 0.1 * i, i < 30 || i >= 90);
  return messages;
}

TEST_CASE("writers of two coders are held out in four groups, the others in six") {
  std::vector<Kind> kinds(9, Kind::kFirst);
  kinds.insert(kinds.end(), 7, Kind::kTraining);
  kinds.insert(kinds.end(), 3, Kind::kExchanges);
  kinds.insert(kinds.end(), 8, Kind::kThresholds);
  const std::vector<int> folds = FoldsOf(SourcesOf(kinds));
  REQUIRE(folds.size() == kinds.size());
  std::map<int, int> writers;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const bool of_two = kinds[i] == Kind::kFirst || kinds[i] == Kind::kThresholds;
    CHECK((folds[i] >= kThresholdFolds) == of_two);
    ++writers[folds[i]];
  }
  CHECK(writers.size() == 10);
  for (const auto& [fold, count] : writers) {
    CHECK(count >= (fold >= kThresholdFolds ? 4 : 1));
    CHECK(count <= (fold >= kThresholdFolds ? 5 : 2));
  }
}

// Two groups of coders, the later of whom give the same words a label half as often.
TEST_CASE("how freely a writer's coders gave labels is not in the held-out sums") {
  Features features;
  const int word = features.IdOf("word\toff"),
            later = features.IdOf(kCoders + std::string("later"));
  std::vector<Example> examples;
  for (int writer = 0; writer < 4; ++writer) {
    for (int i = 0; i < 200; ++i) {
      const bool is_later = writer >= 2;
      Example e = MessageOf(writer, i % (is_later ? 8 : 2) == 0);
      e.fold = writer;
      e.features = {{word, 1}};
      if (is_later) e.features.emplace_back(later, 1);
      examples.push_back(e);
    }
  }
  FillHeldOut(features, static_cast<int>(Category::kWithdrawal), &examples);
  const Example &first = examples.front(), &last = examples.back();
  CHECK(first.freely[kWithdrawalAt] == 0);
  CHECK(last.freely[kWithdrawalAt] < -0.5);
  CHECK(first.first[kWithdrawalAt] > last.first[kWithdrawalAt] + last.freely[kWithdrawalAt] + 0.5);
  for (const Example& e : examples) {
    CHECK(e.first[kWithdrawalAt] == Approx(first.first[kWithdrawalAt]).margin(0.4));
    CHECK(e.words[kWithdrawalAt] != 0);  // the word's weight, held out
  }
}

TEST_CASE("as many count as are labelled") {
  const Found found = ThresholdsFor(Messages(), 1);
  int counted = 0;
  for (const double sum : found.sums[kWithdrawalAt]) counted += sum >= 0 ? 1 : 0;
  CHECK(counted == 40);
}

TEST_CASE("sure: four in five are right, and no more than the share asked for") {
  const auto sure_with = [](double most) {
    const Found found = ThresholdsFor(Messages(), most);
    std::size_t best = 0;
    int sure = 0;
    for (std::size_t i = 0; i < 100; ++i) {
      const double joined = (found.sums[kDistance][i] + found.sums[best][i]) / 2;
      sure += Rounded(joined) >= found.scorer.sure[kDistance] ? 1 : 0;
    }
    return sure;
  };
  CHECK(sure_with(1) == 37);     // 30 right of 37: .81; of 38 .79
  CHECK(sure_with(0.45) == 18);  // of the 40
}

TEST_CASE("of writers of one coder no threshold is found") {
  const Found found = ThresholdsFor(Messages(), 1, Kind::kTraining);
  CHECK(found.thresholds[kWithdrawalAt] == 0);
}

}  // namespace
}  // namespace ebb::trainer
