// Where thresholds are found.
#include "trainer/thresholds.h"

#include <catch2/catch.hpp>
#include <utility>
#include <vector>

namespace ebb::trainer {
namespace {

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

// What FindThresholds makes of messages of one writer: their sums of withdrawal, and whether they
// are labelled so.
struct Found {
  std::array<double, kScores> thresholds{};
  Scorer scorer;
  Sums sums;
};

Found ThresholdsFor(const std::vector<std::pair<double, bool>>& messages, double most_sure,
                    Source::Kind kind = Source::Kind::kFirst) {
  std::vector<Example> examples;
  Found found;
  for (const auto& [sum, withdrawn] : messages) {
    examples.push_back(MessageOf(0, withdrawn));
    for (std::size_t c = 0; c < kScores; ++c) {
      const bool of_it = c == kWithdrawalAt || c == kDistance;
      if (c != kAbout) found.sums[c].push_back(of_it ? sum : -9);
    }
  }
  found.thresholds = FindThresholds({{"", kind}}, examples, &found.sums, most_sure, &found.scorer);
  return found;
}

// 40 withdrawn of 100: the sums of 30 are above all others, those of 10 below them.
std::vector<std::pair<double, bool>> Messages() {
  std::vector<std::pair<double, bool>> messages;
  for (int i = 0; i < 100; ++i) messages.emplace_back(4 - 0.1 * i, i < 30 || i >= 90);
  return messages;
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
  const Found found = ThresholdsFor(Messages(), 1, Source::Kind::kTraining);
  CHECK(found.thresholds[kWithdrawalAt] == 0);
}

}  // namespace
}  // namespace ebb::trainer
