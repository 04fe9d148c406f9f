#include "trainer/looks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>

namespace ebb::trainer {
namespace {

constexpr double kUnit = 64;

Model TrainOnOthers(const std::vector<Example>& examples, int features, int category,
                    int held_out) {
  std::vector<Row> rows;
  for (const Example& e : examples) {
    const int target = TargetOf(e, category);
    if (target < 0 || e.fold == held_out) continue;
    rows.push_back({&e.features, 0, e.weight, target, category == kDistance ? &e.led : nullptr});
  }
  return Train(rows, features);
}

// What the text pass knows without the talk around it.
bool IsOfMessageAlone(const std::string& feature) {
  return feature.starts_with("word\t") || feature.starts_with(kSense) ||
         feature.starts_with("context\town:") || feature.starts_with("context\twords:");
}

bool IsOfCoders(const std::string& feature) { return feature.starts_with(kCoders); }

std::vector<bool> Which(const Features& features, bool (*is)(const std::string& feature)) {
  std::vector<bool> which;
  for (int f = 0; f < features.size(); ++f) which.push_back(is(features.NameOf(f)));
  return which;
}

// What the example's features among `which` add to its sum.
double PartOf(const Example& e, const Model& model, const std::vector<bool>& which) {
  double part = 0;
  for (const auto& [f, n] : e.features) {
    const auto at = static_cast<std::size_t>(f);
    if (which[at]) part += n * model.weights[at];
  }
  return part;
}

// What stands around each, with the lead.
std::vector<NearLevels> LevelsAround(const std::vector<Example>& examples) {
  std::vector<Levels> levels;
  std::vector<RoughSums> sums;
  for (const Example& e : examples) {
    ScoreSum sum{};
    for (std::size_t c = 0; c < kScores; ++c) sum[c] = Rounded(e.first[c]);
    levels.push_back(LevelsOf(sum));
    sums.emplace_back(sum);
  }
  std::vector<NearLevels> around;
  for (const Example& e : examples) {
    around.push_back(NearLevelsOf(e.near, levels));
    around.back().lead =
        LeadBefore(e.near, [&](Position p) { return LeadOf(Rounded(examples[p].lead)); });
    SetBeside(e.near, sums, &around.back());
  }
  return around;
}

// What the second look sees, by example.
std::vector<FeatureCounts> NearCounts(const std::vector<NearLevels>& around) {
  std::vector<FeatureCounts> counts(around.size());
  std::vector<ScoreFeature> near;
  for (std::size_t i = 0; i < around.size(); ++i) {
    NearFeatures(around[i], &near);
    near.pop_back();  // that there is a second look: the bias stands for it
    for (const ScoreFeature f : near) counts[i].emplace_back(f, 1);
    if (around[i].lead != 0)
      counts[i].emplace_back(FirstFeature(FeatureGroup::kNearLead), around[i].lead);
  }
  return counts;
}

}  // namespace

int Rounded(double value) {
  return static_cast<int>(std::lround(std::clamp(value * kUnit, -4000.0, 4000.0)));
}

Model TrainFirst(const std::vector<Example>& examples, int features, int category) {
  return TrainOnOthers(examples, features, category, kNoFold);
}

void FillHeldOut(const Features& features, int category, std::vector<Example>* examples) {
  const std::vector<bool> alone = Which(features, IsOfMessageAlone);
  const std::vector<bool> coders = Which(features, IsOfCoders);
  std::set<int> folds;
  for (const Example& e : *examples) folds.insert(e.fold);
  const auto at = static_cast<std::size_t>(category);
  for (const int fold : folds) {
    const Model model = TrainOnOthers(*examples, features.size(), category, fold);
    for (Example& e : *examples) {
      if (e.fold != fold) continue;
      e.freely[at] = PartOf(e, model, coders);
      e.first[at] = model.Score(e.features) - e.freely[at];
      e.words[at] = PartOf(e, model, alone);
      if (category == kDistance) e.lead = model.Sum(e.lead_words);
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
    : examples_(examples), levels_(LevelsAround(examples)), near_(NearCounts(levels_)) {}

Model SecondLook::TrainWithout(int category, int held_out) const {
  std::vector<Row> rows;
  for (std::size_t i = 0; i < examples_.size(); ++i) {
    const Example& e = examples_[i];
    const int target = TargetOf(e, category);
    if (target < 0 || e.fold == held_out) continue;
    const auto at = static_cast<std::size_t>(category);
    rows.push_back({&near_[i], e.first[at] + e.freely[at], e.weight, target});
  }
  return Train(rows, static_cast<int>(ScoreFeatureCount()));
}

std::vector<double> SecondLook::SumsOf(int category, const Model& model) const {
  std::vector<double> sums;
  for (std::size_t i = 0; i < examples_.size(); ++i) {
    sums.push_back(examples_[i].first[static_cast<std::size_t>(category)] + model.Score(near_[i]));
  }
  return sums;
}

ThirdLook::ThirdLook(const std::vector<Example>& examples, const SecondLook& second,
                     const Sums& sums)
    : examples_(examples), sums_(sums) {
  for (std::size_t i = 0; i < examples.size(); ++i) {
    ScoreSum sum{};
    for (std::size_t c = 0; c < kScores; ++c) sum[c] = sums[c].empty() ? 0 : Rounded(sums[c][i]);
    inputs_.push_back(LookInputsOf(sum, second.NearOf(i), examples[i].talk));
  }
}

bool ThirdLook::Asked(std::size_t example, int category) const {
  return Rounded(sums_[static_cast<std::size_t>(category)][example]) >= kReach;
}

std::vector<Tree> ThirdLook::TrainWithout(int category, int held_out) const {
  std::vector<TreeRow> rows;
  for (std::size_t i = 0; i < examples_.size(); ++i) {
    const Example& e = examples_[i];
    const int target = TargetOf(e, category);
    if (target < 0 || e.fold == held_out || !Asked(i, category)) continue;
    const auto at = static_cast<std::size_t>(category);
    rows.push_back({&inputs_[i], sums_[at][i] + e.freely[at], e.weight, target});
  }
  return GrowTrees(rows);
}

double ThirdLook::SumOf(std::size_t example, int category, const std::vector<Tree>& trees) const {
  const double sum = sums_[static_cast<std::size_t>(category)][example];
  return Asked(example, category) ? sum + trainer::SumOf(trees, inputs_[example]) : sum;
}

}  // namespace ebb::trainer
