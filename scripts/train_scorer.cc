// Build tool: trains the decision layer. usage: ebb_train_scorer OUT.tsv LABELLED.jsonl...
//
// Logistic regression per category (AdaGrad, L2), on the words of a message and the circumstances
// the sequence pass sees. Every file is one writer's; thresholds come from leaving one writer out
// at a time, over the writers named last after "--thresholds" (those no rule was shaped on), so
// that rules that fit their own examples too well do not look better than they are. Prints what it
// found.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <map>
#include <numeric>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lexicon/lexicon.h"
#include "lexicon/scorer.h"
#include "lexicon/written_words.h"
#include "match/matcher.h"
#include "research/evaluate.h"
#include "sequence/score_features.h"

namespace {

using ebb::Category;
using ebb::kCountedCategories;
using ebb::kScores;

constexpr int kAbout = ebb::kAboutPartnerScore;
constexpr int kLeastCount = 3;                  // messages a word must be met in
constexpr int kEpochs = 16, kAveragedFrom = 4;  // the model is the mean of those after each
constexpr double kRate = 0.15, kL2 = 0.01;
constexpr double kUnit = 64;
constexpr double kSurePrecision = 0.7;
// A category that is mostly wrong when flagged helps nobody, whatever its F1. Pressure and repair
// are common in the labelled chats and rarer in life: there more is asked.
constexpr double kLeastPrecision[] = {0.45, 0.5, 0.5, 0.45, 0.6, 0.55};

struct Example {
  int writer = 0;
  std::uint32_t gold = 0, left_out = 0;       // bits by category
  int about_partner = -1;                     // of distance shown: 1, 0, or -1 = does not apply
  std::vector<std::pair<int, int>> features;  // number and how often
};

class Features {
 public:
  int IdOf(const std::string& name) {
    const auto [at, fresh] = ids_.emplace(name, static_cast<int>(names_.size()));
    if (fresh) names_.push_back(name);
    return at->second;
  }
  const std::string& NameOf(int id) const { return names_[static_cast<std::size_t>(id)]; }
  int size() const { return static_cast<int>(names_.size()); }

 private:
  std::unordered_map<std::string, int> ids_;
  std::vector<std::string> names_;
};

void AddWords(const std::string& text, Features* features, std::map<int, int>* counts) {
  std::string last = "^";
  std::vector<std::string> words = ebb::WordsOf(text);
  words.push_back("$");
  for (const std::string& word : words) {
    if (word != "$") ++(*counts)[features->IdOf("word\t" + word)];
    if (words.size() > 1) ++(*counts)[features->IdOf("word\t" + last + " " + word)];
    last = word;
  }
}

int AboutPartner(const ebb::LabelledMessage& message) {
  for (const ebb::GoldLabel& label : message.labels) {
    if (label.category > Category::kAvoidance || !label.about) continue;
    return *label.about == ebb::About::kPartner ? 1 : 0;
  }
  return -1;
}

bool ReadExamples(const std::string& path, int writer, const ebb::Lexicon& lexicon,
                  const ebb::Matcher& matcher, Features* features, std::vector<Example>* examples) {
  const auto file = ebb::ReadLabelledFile(path);
  if (!file) {
    std::fprintf(stderr, "%s\n", file.error().message.c_str());
    return false;
  }
  std::vector<ebb::ScoreFeature> circumstances;
  ebb::ForEachLabelled(*file, lexicon.rules(), matcher,
                       [&](const ebb::LabelledMessage& message, const ebb::ScoreFeatures& around,
                           ebb::Position position) {
                         if (!message.scored) return;
                         Example& example = examples->emplace_back();
                         example.writer = writer;
                         for (const ebb::GoldLabel& label : message.labels) {
                           example.gold |= 1u << static_cast<unsigned>(label.category);
                         }
                         example.left_out = message.contested;
                         example.about_partner = AboutPartner(message);
                         std::map<int, int> counts;
                         AddWords(message.text, features, &counts);
                         around.Collect(position, &circumstances);
                         for (const ebb::ScoreFeature f : circumstances) {
                           counts[features->IdOf("context\t" + ebb::ScoreFeatureName(f))] = 1;
                         }
                         example.features.assign(counts.begin(), counts.end());
                       });
  return true;
}

void DropRare(const Features& features, std::vector<Example>* examples) {
  std::vector<int> met(static_cast<std::size_t>(features.size()), 0);
  for (const Example& e : *examples) {
    for (const auto& [f, n] : e.features) ++met[static_cast<std::size_t>(f)];
  }
  for (Example& e : *examples) {
    std::erase_if(e.features, [&](const auto& f) {
      return met[static_cast<std::size_t>(f.first)] < kLeastCount;
    });
  }
}

struct Model {
  double bias = 0;
  std::vector<double> weights;
  double Score(const Example& e) const {
    double sum = bias;
    for (const auto& [f, n] : e.features) sum += n * weights[static_cast<std::size_t>(f)];
    return sum;
  }
};

// -1 = not for this category.
int TargetOf(const Example& e, int category) {
  if (category == kAbout) return e.about_partner;
  if ((e.left_out >> category & 1) != 0) return -1;
  return static_cast<int>(e.gold >> category & 1);
}

Model Train(const std::vector<Example>& examples, int features, int category, int held_out) {
  Model model;
  model.weights.assign(static_cast<std::size_t>(features), 0);
  std::vector<double> squares(model.weights.size(), 1e-6);
  double bias_square = 1e-6;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    if (examples[i].writer != held_out && TargetOf(examples[i], category) >= 0) order.push_back(i);
  }
  Model mean;
  mean.weights.assign(model.weights.size(), 0);
  std::uint32_t random = 12345;
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    for (std::size_t i = order.size(); i > 1; --i) {
      random = random * 1664525u + 1013904223u;
      std::swap(order[i - 1], order[(random >> 8) % i]);
    }
    for (const std::size_t i : order) {
      const Example& e = examples[i];
      const double miss = 1 / (1 + std::exp(-model.Score(e))) - TargetOf(e, category);
      for (const auto& [f, n] : e.features) {
        double& weight = model.weights[static_cast<std::size_t>(f)];
        const double gradient = miss * n + kL2 * weight;
        double& square = squares[static_cast<std::size_t>(f)];
        square += gradient * gradient;
        weight -= kRate * gradient / std::sqrt(square);
      }
      bias_square += miss * miss;
      model.bias -= kRate * miss / std::sqrt(bias_square);
    }
    if (epoch < kAveragedFrom) continue;
    constexpr double kShare = 1.0 / (kEpochs - kAveragedFrom);
    mean.bias += kShare * model.bias;
    for (std::size_t f = 0; f < mean.weights.size(); ++f) {
      mean.weights[f] += kShare * model.weights[f];
    }
  }
  return mean;
}

struct Threshold {
  double count = 0, sure = 0, f1 = 0, precision = 0, recall = 0, sure_recall = 0;
};

// The threshold of the best F1, and the one from which on precision is high.
Threshold FindThreshold(std::vector<std::pair<double, int>> scored, double least_precision) {
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
    if (f1 > best.f1 && precision >= least_precision)
      best = {scored[k].first, best.sure, f1, precision, recall, best.sure_recall};
    if (precision >= kSurePrecision && k >= 5) {
      best.sure = scored[k].first;
      best.sure_recall = recall;
    }
  }
  if (best.sure < best.count) best.sure = best.count;
  return best;
}

// What the text pass knows without the talk around it.
bool IsOfMessageAlone(const std::string& feature) {
  return feature.starts_with("word\t") || feature.starts_with("context\town:") ||
         feature.starts_with("context\twords:");
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

int Rounded(double value) {
  return static_cast<int>(std::lround(std::clamp(value * kUnit, -4000.0, 4000.0)));
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> paths;
  std::vector<int> threshold_writers;
  bool thresholds = false;
  for (int i = 2; i < argc; ++i) {
    if (std::strcmp(argv[i], "--thresholds") == 0) {
      thresholds = true;
      continue;
    }
    if (thresholds) threshold_writers.push_back(static_cast<int>(paths.size()));
    paths.push_back(argv[i]);
  }
  if (argc < 3 || paths.empty()) return 2;
  // The rules as they stand, without earlier weights.
  std::vector<ebb::LexiconFile> files = ebb::BuiltInLexiconFiles();
  std::erase_if(files, [](const auto& file) { return file.name.ends_with("scorer.tsv"); });
  const auto lexicon = ebb::ParseLexicon(files);
  if (!lexicon) return 1;
  const auto matcher = ebb::Matcher::Build(*lexicon);
  if (!matcher) return 1;
  Features features;
  std::vector<Example> examples;
  for (std::size_t w = 0; w < paths.size(); ++w) {
    if (!ReadExamples(paths[w], static_cast<int>(w), *lexicon, *matcher, &features, &examples)) {
      return 1;
    }
  }
  DropRare(features, &examples);
  ebb::Scorer scorer;
  std::map<std::string, ebb::ScoreSum> rows;
  for (int c = 0; c < kScores; ++c) {
    Threshold threshold;
    std::vector<std::pair<double, int>> scored;
    std::vector<double> words_alone;  // of held-out messages that are decided for
    std::vector<std::pair<double, double>> kept;
    for (const int writer : threshold_writers) {
      const Model model = Train(examples, features.size(), c, writer);
      for (const Example& e : examples) {
        const int target = e.writer == writer ? TargetOf(e, c) : -1;
        if (target < 0) continue;
        const double score = model.Score(e);
        double words = 0;
        for (const auto& [f, n] : e.features) {
          if (IsOfMessageAlone(features.NameOf(f))) {
            words += n * model.weights[static_cast<std::size_t>(f)];
          }
        }
        scored.emplace_back(score, target);
        kept.emplace_back(score, words);
      }
    }
    if (c != kAbout) threshold = FindThreshold(scored, kLeastPrecision[c]);
    std::vector<double> all;
    for (const auto& [score, words] : kept) {
      all.push_back(words);
      if (score >= threshold.count) words_alone.push_back(words);
    }
    const double cutoff = FindCutoff(words_alone, all);
    std::printf("%-14s F1 %.3f P %.2f R %.2f, sure R %.2f, words alone from %.2f\n",
                c == kAbout ? "about partner"
                            : std::string(ebb::CategoryName(static_cast<Category>(c))).c_str(),
                threshold.f1, threshold.precision, threshold.recall, threshold.sure_recall, cutoff);
    const Model model = Train(examples, features.size(), c, -1);
    const auto at = static_cast<std::size_t>(c);
    scorer.bias[at] = Rounded(model.bias - threshold.count);
    scorer.cutoff[at] = Rounded(cutoff);
    scorer.sure[at] = Rounded(threshold.sure - threshold.count);
    for (int f = 0; f < features.size(); ++f) {
      const int weight = Rounded(model.weights[static_cast<std::size_t>(f)]);
      if (weight != 0) rows[features.NameOf(f)][at] = weight;
    }
  }
  for (const auto& [name, weights] : rows) {
    const std::size_t tab = name.find('\t');
    const bool words = name.starts_with("word");
    // Weights too small to matter would only make the file long.
    std::int32_t largest = 0;
    for (const std::int32_t weight : weights) largest = std::max(largest, std::abs(weight));
    if (words && largest < 6) continue;
    (words ? scorer.words : scorer.context).push_back({name.substr(tab + 1), weights});
  }
  std::ofstream out(argv[1], std::ios::binary);
  out << ebb::WriteScorer(scorer);
  std::printf("%zu messages, %zu words and pairs, %zu circumstances\n", examples.size(),
              scorer.words.size(), scorer.context.size());
  return out.good() ? 0 : 1;
}
