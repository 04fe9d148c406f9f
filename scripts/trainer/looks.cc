#include "trainer/looks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace ebb::trainer {
namespace {

constexpr double kUnit = 64;

// `left_out(writer)` = not trained on.
template <typename LeftOut>
Model TrainOnOthers(const std::vector<Example>& examples, int features, int category,
                    LeftOut left_out) {
  std::vector<Row> rows;
  for (const Example& e : examples) {
    const int target = TargetOf(e, category);
    if (target < 0 || left_out(e.writer)) continue;
    rows.push_back({&e.features, 0, e.weight, target, category == kDistance ? &e.led : nullptr});
  }
  return Train(rows, features);
}

// What the text pass knows without the talk around it.
bool IsOfMessageAlone(const std::string& feature) {
  return feature.starts_with("word\t") || feature.starts_with("context\town:") ||
         feature.starts_with("context\twords:");
}

// Writers that are left out together: each that thresholds come from alone, the others by threes.
std::vector<int> FoldsOf(const std::vector<Source>& sources) {
  std::vector<int> folds;
  int alone = 0, others = 0;
  for (const Source& source : sources) {
    folds.push_back(source.thresholds() ? 1000 + alone++ : others++ / 3);
  }
  return folds;
}

// What the second look sees, by example.
std::vector<FeatureCounts> NearCounts(const std::vector<Example>& examples) {
  std::vector<Levels> levels;
  for (const Example& e : examples) {
    ScoreSum sum{};
    for (std::size_t c = 0; c < kScores; ++c) sum[c] = Rounded(e.first[c]);
    levels.push_back(LevelsOf(sum));
  }
  std::vector<FeatureCounts> counts(examples.size());
  std::vector<ScoreFeature> near;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    NearFeatures(examples[i].near, levels, &near);
    near.pop_back();  // that there is a second look: the bias stands for it
    for (const ScoreFeature f : near) counts[i].emplace_back(f, 1);
    const int lead =
        LeadBefore(examples[i].near, [&](Position p) { return LeadOf(Rounded(examples[p].lead)); });
    if (lead != 0) counts[i].emplace_back(FirstFeature(FeatureGroup::kNearLead), lead);
  }
  return counts;
}

}  // namespace

int Rounded(double value) {
  return static_cast<int>(std::lround(std::clamp(value * kUnit, -4000.0, 4000.0)));
}

Model TrainFirst(const std::vector<Example>& examples, int features, int category) {
  return TrainOnOthers(examples, features, category, [](int) { return false; });
}

void FillHeldOut(const std::vector<Source>& sources, const Features& features, int category,
                 std::vector<Example>* examples) {
  const std::vector<int> folds = FoldsOf(sources);
  std::vector<bool> alone(static_cast<std::size_t>(features.size()));
  for (int f = 0; f < features.size(); ++f) {
    alone[static_cast<std::size_t>(f)] = IsOfMessageAlone(features.NameOf(f));
  }
  std::vector<int> todo = folds;
  std::sort(todo.begin(), todo.end());
  todo.erase(std::unique(todo.begin(), todo.end()), todo.end());
  const auto at = static_cast<std::size_t>(category);
  for (const int fold : todo) {
    const auto in_fold = [&](int w) { return folds[static_cast<std::size_t>(w)] == fold; };
    const Model model = TrainOnOthers(*examples, features.size(), category, in_fold);
    for (Example& e : *examples) {
      if (!in_fold(e.writer)) continue;
      e.first[at] = model.Score(e.features);
      if (category == kDistance) e.lead = model.Sum(e.lead_words);
      for (const auto& [f, n] : e.features) {
        if (!alone[static_cast<std::size_t>(f)]) continue;
        e.words[at] += n * model.weights[static_cast<std::size_t>(f)];
      }
    }
  }
}

// Is the message handed on to the decision at all?
std::vector<bool> HandedOn(const std::vector<Example>& examples, const Scorer& scorer) {
  std::vector<bool> handed;
  for (const Example& e : examples) {
    bool on = e.has_hit;
    for (std::size_t c = 0; c < kCountedCategories; ++c) {
      on = on || e.words[c] * kUnit >= scorer.cutoff[c];
    }
    handed.push_back(on);
  }
  return handed;
}

SecondLook::SecondLook(const std::vector<Example>& examples)
    : examples_(examples), near_(NearCounts(examples)) {}

Model SecondLook::TrainWithout(int category, int held_out) const {
  std::vector<Row> rows;
  for (std::size_t i = 0; i < examples_.size(); ++i) {
    const Example& e = examples_[i];
    const int target = TargetOf(e, category);
    if (target < 0 || e.writer == held_out) continue;
    rows.push_back({&near_[i], e.first[static_cast<std::size_t>(category)], e.weight, target});
  }
  return Train(rows, static_cast<int>(ScoreFeatureCount()));
}

std::vector<double> SecondLook::HeldOut(const std::vector<Source>& sources, int category) const {
  std::vector<double> sums(examples_.size(), 0);
  for (int writer = 0; writer < static_cast<int>(sources.size()); ++writer) {
    if (!sources[static_cast<std::size_t>(writer)].thresholds()) continue;
    const Model model = TrainWithout(category, writer);
    for (std::size_t i = 0; i < examples_.size(); ++i) {
      if (examples_[i].writer != writer) continue;
      sums[i] = examples_[i].first[static_cast<std::size_t>(category)] + model.Score(near_[i]);
    }
  }
  return sums;
}

}  // namespace ebb::trainer
