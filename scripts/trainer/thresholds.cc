#include "trainer/thresholds.h"

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>

#include "trainer/looks.h"

namespace ebb::trainer {
namespace {

// What is sure on held-out writers is less so on yet others, and in life: a little more is asked
// than is promised.
constexpr double kSurePrecision = 0.80;
// A category that is mostly wrong when flagged helps nobody. Pressure and repair are common in the
// labelled chats and rarer in life: there more is asked.
constexpr double kLeastPrecision[] = {0.45, 0.5, 0.5, 0.45, 0.6, 0.55};

using Scored = std::vector<std::pair<double, int>>;

struct Threshold {
  double count = 0, sure = 0, f1 = 0, precision = 0, recall = 0;
  double sure_precision = 0, sure_recall = 0;
};

// Where as many are flagged as are labelled, or fewer if precision asks for it; and from where on
// it is high. (The best F1 lies near, on a top so flat that chance decides where.)
Threshold FindThreshold(std::vector<std::pair<double, int>> scored, double least_precision,
                        double most_sure = 1) {
  std::sort(scored.begin(), scored.end(), [](auto& a, auto& b) { return a.first > b.first; });
  const double positives = std::accumulate(scored.begin(), scored.end(), 0.0,
                                           [](double n, const auto& s) { return n + s.second; });
  Threshold best;
  best.sure = 1e3;
  double hits = 0;
  for (std::size_t k = 0; k < scored.size(); ++k) {
    hits += scored[k].second;
    const double precision = hits / static_cast<double>(k + 1), recall = hits / positives;
    const double f1 = hits == 0 ? 0 : 2 * precision * recall / (precision + recall);
    const bool too_many = static_cast<double>(k + 1) > positives;
    if ((!too_many || best.f1 == 0) && precision >= least_precision)
      best = {scored[k].first,     best.sure,       f1, precision, recall,
              best.sure_precision, best.sure_recall};
    if (precision >= kSurePrecision && k >= 5 && recall <= most_sure) {
      best.sure = scored[k].first;
      best.sure_precision = precision;
      best.sure_recall = recall;
    }
  }
  if (best.sure < best.count) best.sure = best.count;
  return best;
}

// Where messages are left alone: below all but a part of what is decided for, and so that not too
// many are looked at.
double FindCutoff(std::vector<double> decided, std::vector<double> all) {
  constexpr std::size_t kPart = 3;
  constexpr double kMostShare = 0.04;
  std::sort(decided.begin(), decided.end());
  std::sort(all.begin(), all.end());
  const double by_share =
      all.empty()
          ? 0
          : all[static_cast<std::size_t>(static_cast<double>(all.size()) * (1 - kMostShare))];
  return decided.empty() ? by_share : std::max(decided[decided.size() / kPart], by_share);
}

void PrintThreshold(std::string_view name, const Threshold& t) {
  std::printf("%-14s F1 %.3f P %.2f R %.2f, sure P %.2f R %.2f\n", std::string(name).c_str(), t.f1,
              t.precision, t.recall, t.sure_precision, t.sure_recall);
}

// Of the writers that thresholds come from.
Scored ScoredOf(const std::vector<Source>& sources, const std::vector<Example>& examples,
                const std::vector<double>& sums, int category) {
  Scored scored;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const Example& e = examples[i];
    const int target = TargetOf(e, category);
    if (target < 0 || !sources[static_cast<std::size_t>(e.writer)].thresholds()) continue;
    scored.emplace_back(sums[i], target);
  }
  return scored;
}

// What lexicon/scorer.h's JoinDistance does, before rounding.
double JoinedSum(const Sums& sums, std::size_t i, std::size_t* best) {
  *best = 0;
  for (std::size_t c = 1; c < kDistanceCategories; ++c) {
    if (sums[c][i] > sums[*best][i]) *best = c;
  }
  return (sums[kDistance][i] + sums[*best][i]) / 2;
}

void AddShares(Sums* sums) {
  constexpr double kShare = kDistanceShare / 64.0;
  for (std::size_t c = 0; c < kDistanceCategories; ++c) {
    for (std::size_t i = 0; i < (*sums)[c].size(); ++i) {
      (*sums)[c][i] += kShare * (*sums)[kDistance][i];
    }
  }
}

// Is it flagged for the category, or (kDistance) for any of the three, all thresholds taken off?
bool IsFlagged(const Sums& sums, std::size_t i, int category) {
  const auto at = static_cast<std::size_t>(category);
  if (category >= kDistanceCategories && category != kDistance) return sums[at][i] >= 0;
  std::size_t best = 0;
  const bool any = JoinedSum(sums, i, &best) >= 0;
  return any && (category == kDistance || at == best || sums[at][i] >= 0);
}

// What it comes to for writers of one kind.
void PrintFlagged(const std::vector<Source>& sources, const std::vector<Example>& examples,
                  const Sums& sums, Source::Kind kind) {
  const auto print = [&](const std::string& name, int category) {
    double hits = 0, flagged = 0, labelled = 0;
    for (std::size_t i = 0; i < examples.size(); ++i) {
      const int target = TargetOf(examples[i], category);
      if (target < 0 || sources[static_cast<std::size_t>(examples[i].writer)].kind != kind)
        continue;
      const double flag = IsFlagged(sums, i, category) ? 1 : 0;
      hits += flag * target;
      flagged += flag;
      labelled += target;
    }
    const auto share = [](double part, double whole) { return whole == 0 ? 0 : part / whole; };
    std::printf("  %-14s F1 %.3f P %.2f R %.2f\n", name.c_str(),
                share(2 * hits, flagged + labelled), share(hits, flagged), share(hits, labelled));
  };
  std::printf(" of %s:\n",
              kind == Source::Kind::kFirst ? "the first" : "those no rule was shaped on");
  for (int c = 0; c < kCountedCategories; ++c) {
    print(std::string(CategoryName(static_cast<Category>(c))), c);
  }
  print("together", kDistance);
}

void TakeOff(double threshold, std::vector<double>* sums) {
  for (double& sum : *sums) sum -= threshold;
}

}  // namespace

// The cutoff of words and shape for one category, by the first look.
double CutoffOf(const std::vector<Source>& sources, const std::vector<Example>& examples,
                int category) {
  const auto at = static_cast<std::size_t>(category);
  std::vector<std::pair<double, int>> scored;
  for (const Example& e : examples) {
    const int target = TargetOf(e, category);
    if (target < 0 || !sources[static_cast<std::size_t>(e.writer)].thresholds()) continue;
    scored.emplace_back(e.first[at], target);
  }
  const double threshold = FindThreshold(scored, kLeastPrecision[category]).count;
  std::vector<double> decided, all;
  for (const Example& e : examples) {
    if (TargetOf(e, category) < 0) continue;
    if (!sources[static_cast<std::size_t>(e.writer)].thresholds()) continue;
    all.push_back(e.words[at]);
    if (e.first[at] >= threshold) decided.push_back(e.words[at]);
  }
  return FindCutoff(std::move(decided), std::move(all));
}

// Finds what every sum starts at, so that from 0 on it counts, and from where it is sure.
std::array<double, kScores> FindThresholds(const std::vector<Source>& sources,
                                           const std::vector<Example>& examples, Sums* sums,
                                           double most_sure, Scorer* scorer) {
  std::array<double, kScores> thresholds{};
  AddShares(sums);
  for (int c = 0; c < kCountedCategories; ++c) {
    const auto at = static_cast<std::size_t>(c);
    const Threshold found =
        FindThreshold(ScoredOf(sources, examples, (*sums)[at], c), kLeastPrecision[c]);
    PrintThreshold(CategoryName(static_cast<Category>(c)), found);
    scorer->sure[at] = c < kDistanceCategories ? 0 : Rounded(found.sure - found.count);
    thresholds[at] = found.count;
    TakeOff(found.count, &(*sums)[at]);
  }
  std::vector<double> joined;
  std::size_t best = 0;
  for (std::size_t i = 0; i < examples.size(); ++i) joined.push_back(JoinedSum(*sums, i, &best));
  const Threshold found =
      FindThreshold(ScoredOf(sources, examples, joined, kDistance), 0, most_sure);
  PrintThreshold("together", found);
  scorer->sure[kDistance] = Rounded(found.sure - found.count);
  thresholds[kDistance] = 2 * found.count;  // half of it enters
  TakeOff(thresholds[kDistance], &(*sums)[kDistance]);
  for (const Source::Kind kind : {Source::Kind::kFirst, Source::Kind::kThresholds}) {
    PrintFlagged(sources, examples, *sums, kind);
  }
  // Their share of distance will be smaller by that of its threshold.
  for (std::size_t c = 0; c < kDistanceCategories; ++c) {
    thresholds[c] -= thresholds[kDistance] * kDistanceShare / 64.0;
  }
  return thresholds;
}

}  // namespace ebb::trainer
