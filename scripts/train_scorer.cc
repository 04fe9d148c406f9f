// Build tool: trains the decision layer.
// usage: ebb_train_scorer OUT.tsv LABELLED.jsonl... --exchanges LABELLED.jsonl...
//                         --thresholds LABELLED.jsonl...
//
// Two logistic regressions per category (AdaGrad, L2). The first weighs the words of a message and
// the circumstances the sequence pass sees; the second adds to its sum what the first sums of the
// messages around it say. Every file is one writer's. All sums that the second is trained on and
// that thresholds are found with come from models that have not seen the writer; thresholds come
// from the writers named after "--thresholds" (those no rule was shaped on), so that rules that fit
// their own examples too well do not look better than they are. Exchanges are short made-up scenes:
// they weigh less, and how often they hold a category counts for nothing. The cutoffs serve very
// long chats alone (chat/scores.h); all else is found with every message looked at. Prints what it
// found.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <map>
#include <numeric>
#include <string>
#include <string_view>
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

constexpr int kAbout = ebb::kAboutPartnerScore, kDistance = ebb::kDistanceScore;
constexpr std::uint32_t kDistanceBits = (1u << ebb::kDistanceCategories) - 1;
constexpr int kLeastCount = 3;                  // messages a word must be met in
constexpr int kEpochs = 16, kAveragedFrom = 4;  // the model is the mean of those after each
// Slow steps, so that no word met a few times gets a large weight.
constexpr double kRate = 0.03, kL2 = 0.01;
constexpr double kExchangeWeight = 0.3;
constexpr double kUnit = 64;
constexpr double kFarOff = -1000;
constexpr double kSurePrecision = 0.75, kMorePrecision = 0.05;
// A category that is mostly wrong when flagged helps nobody, whatever its F1. Pressure and repair
// are common in the labelled chats and rarer in life: there more is asked.
constexpr double kLeastPrecision[] = {0.45, 0.5, 0.5, 0.45, 0.6, 0.55};

using FeatureCounts = std::vector<std::pair<int, int>>;  // number and how often

struct Example {
  int writer = 0;
  double weight = 1;
  bool scored = false, has_hit = false;
  std::uint32_t gold = 0, left_out = 0;  // bits by category
  int about_partner = -1;                // of distance shown: 1, 0, or -1 = does not apply
  FeatureCounts features;
  ebb::NearMessages near;                        // by place among the examples
  std::array<double, kScores> first{}, words{};  // held-out sums: all, and of the message alone
  FeatureCounts led, lead_words;  // the partner's last words, and its own as they lead on
  double lead = 0;                // held-out sum of the latter
};

struct Source {
  std::string path;
  bool exchanges = false, thresholds = false;
};

constexpr const char* kLead = "lead\t";

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

void MoveBy(std::size_t base, ebb::NearMessages* near) {
  const auto move = [base](ebb::Position& p) {
    if (p != ebb::NearMessages::kNone) p += static_cast<ebb::Position>(base);
  };
  std::for_each(near->partner_before.begin(), near->partner_before.end(), move);
  std::for_each(near->partner_after.begin(), near->partner_after.end(), move);
  std::for_each(near->talk.begin(), near->talk.end(), move);
  move(near->own_before);
  move(near->own_after);
}

FeatureCounts FeaturesOf(const ebb::LabelledMessage& message, const ebb::ScoreFeatures& around,
                         ebb::Position position, bool exchange, Features* features) {
  std::map<int, int> counts;
  AddWords(message.text, features, &counts);
  std::vector<ebb::ScoreFeature> circumstances;
  around.Collect(position, &circumstances);
  for (const ebb::ScoreFeature f : circumstances) {
    counts[features->IdOf("context\t" + ebb::ScoreFeatureName(f))] = 1;
  }
  if (exchange) counts[features->IdOf("source\texchanges")] = 1;
  return {counts.begin(), counts.end()};
}

bool ReadExamples(const Source& source, int writer, const ebb::Lexicon& lexicon,
                  const ebb::Matcher& matcher, Features* features, std::vector<Example>* examples) {
  const auto file = ebb::ReadLabelledFile(source.path);
  if (!file) {
    std::fprintf(stderr, "%s\n", file.error().message.c_str());
    return false;
  }
  std::size_t base = 0;
  const auto add_lead = [&](Example* example) {
    for (const auto& [f, n] : example->features) {
      const std::string name = features->NameOf(f);
      if (!name.starts_with("word\t") || name.find(' ') != name.npos) continue;
      example->lead_words.emplace_back(features->IdOf(kLead + name.substr(5)), n);
    }
  };
  const auto add_led = [&](Example* example) {
    for (std::size_t i = 0; i < ebb::kLeadMessages; ++i) {
      const ebb::Position p = example->near.partner_before[i];
      if (p == ebb::NearMessages::kNone) continue;
      const FeatureCounts& words = (*examples)[p].lead_words;
      example->led.insert(example->led.end(), words.begin(), words.end());
    }
  };
  ebb::ForEachLabelled(*file, lexicon.rules(), matcher,
                       [&](const ebb::LabelledMessage& message, const ebb::ScoreFeatures& around,
                           ebb::Position position) {
                         if (position == 0) base = examples->size();
                         Example& example = examples->emplace_back();
                         example.writer = writer;
                         example.weight = source.exchanges ? kExchangeWeight : 1;
                         example.scored = message.scored;
                         for (const ebb::GoldLabel& label : message.labels) {
                           example.gold |= 1u << static_cast<unsigned>(label.category);
                         }
                         example.left_out = message.contested;
                         example.about_partner = AboutPartner(message);
                         example.features =
                             FeaturesOf(message, around, position, source.exchanges, features);
                         const ebb::ScoreFeatures::Hits hits = around.HitsOf(position);
                         example.has_hit = hits.begin != hits.end;
                         example.near = around.NearMessagesOf(position);
                         MoveBy(base, &example.near);
                         add_lead(&example);
                         add_led(&example);
                       });
  return true;
}

void DropRare(const Features& features, std::vector<Example>* examples) {
  std::vector<int> met(static_cast<std::size_t>(features.size()), 0);
  for (const Example& e : *examples) {
    for (const auto& [f, n] : e.features) ++met[static_cast<std::size_t>(f)];
    for (const auto& [f, n] : e.led) ++met[static_cast<std::size_t>(f)];
  }
  const auto is_rare = [&](const auto& f) {
    return met[static_cast<std::size_t>(f.first)] < kLeastCount;
  };
  for (Example& e : *examples) {
    for (FeatureCounts* counts : {&e.features, &e.led, &e.lead_words}) {
      std::erase_if(*counts, is_rare);
    }
  }
}

struct Model {
  double bias = 0;
  std::vector<double> weights;
  double Score(const FeatureCounts& features) const { return bias + Sum(features); }
  double Sum(const FeatureCounts& features) const {
    double sum = 0;
    for (const auto& [f, n] : features) sum += n * weights[static_cast<std::size_t>(f)];
    return sum;
  }
};

// -1 = not for this category.
int TargetOf(const Example& e, int category) {
  if (!e.scored) return -1;
  if (category == kAbout) return e.about_partner;
  if (category == kDistance) {
    if ((e.gold & kDistanceBits) != 0) return 1;
    return (e.left_out & kDistanceBits) != 0 ? -1 : 0;
  }
  if ((e.left_out >> category & 1) != 0) return -1;
  return static_cast<int>(e.gold >> category & 1);
}

// What a model is trained on, one row an example.
struct Row {
  const FeatureCounts* features = nullptr;
  double offset = 0, weight = 1;  // the sum begins with `offset`
  int target = 0;
  const FeatureCounts* more = nullptr;
};

Model Train(const std::vector<Row>& rows, int features) {
  Model model, mean;
  model.weights.assign(static_cast<std::size_t>(features), 0);
  mean.weights = model.weights;
  std::vector<double> squares(model.weights.size(), 1e-6);
  double bias_square = 1e-6;
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::uint32_t random = 12345;
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    for (std::size_t i = order.size(); i > 1; --i) {
      random = random * 1664525u + 1013904223u;
      std::swap(order[i - 1], order[(random >> 8) % i]);
    }
    for (const std::size_t i : order) {
      const Row& row = rows[i];
      const double sum = row.offset + model.Score(*row.features) +
                         (row.more == nullptr ? 0 : model.Sum(*row.more));
      const double miss = row.weight * (1 / (1 + std::exp(-sum)) - row.target);
      const auto step = [&](const FeatureCounts& counts) {
        for (const auto& [f, n] : counts) {
          double& weight = model.weights[static_cast<std::size_t>(f)];
          const double gradient = miss * n + kL2 * weight;
          double& square = squares[static_cast<std::size_t>(f)];
          square += gradient * gradient;
          weight -= kRate * gradient / std::sqrt(square);
        }
      };
      step(*row.features);
      if (row.more != nullptr) step(*row.more);
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

// The first look. `left_out(writer)` = not trained on.
template <typename LeftOut>
Model TrainFirst(const std::vector<Example>& examples, int features, int category,
                 LeftOut left_out) {
  std::vector<Row> rows;
  for (const Example& e : examples) {
    const int target = TargetOf(e, category);
    if (target < 0 || left_out(e.writer)) continue;
    rows.push_back({&e.features, 0, e.weight, target, category == kDistance ? &e.led : nullptr});
  }
  return Train(rows, features);
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

// Writers that are left out together: each that thresholds come from alone, the others by threes.
std::vector<int> FoldsOf(const std::vector<Source>& sources) {
  std::vector<int> folds;
  int alone = 0, others = 0;
  for (const Source& source : sources) {
    folds.push_back(source.thresholds ? 1000 + alone++ : others++ / 3);
  }
  return folds;
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
    const Model model = TrainFirst(*examples, features.size(), category, in_fold);
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

// The cutoff of words and shape for one category, by the first look.
double CutoffOf(const std::vector<Source>& sources, const std::vector<Example>& examples,
                int category) {
  const auto at = static_cast<std::size_t>(category);
  std::vector<std::pair<double, int>> scored;
  for (const Example& e : examples) {
    const int target = TargetOf(e, category);
    if (target < 0 || !sources[static_cast<std::size_t>(e.writer)].thresholds) continue;
    scored.emplace_back(e.first[at], target);
  }
  const double threshold = FindThreshold(scored, kLeastPrecision[category]).count;
  std::vector<double> decided, all;
  for (const Example& e : examples) {
    if (TargetOf(e, category) < 0) continue;
    if (!sources[static_cast<std::size_t>(e.writer)].thresholds) continue;
    all.push_back(e.words[at]);
    if (e.first[at] >= threshold) decided.push_back(e.words[at]);
  }
  return FindCutoff(std::move(decided), std::move(all));
}

// Is the message handed on to the decision at all?
std::vector<bool> HandedOn(const std::vector<Example>& examples, const ebb::Scorer& scorer) {
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

// What the second look sees, by example; of messages that are not handed on nothing is known.
std::vector<FeatureCounts> NearCounts(const std::vector<Example>& examples,
                                      const std::vector<bool>& handed) {
  std::vector<ebb::Levels> levels(examples.size(), 0);
  for (std::size_t i = 0; i < examples.size(); ++i) {
    if (!handed[i]) continue;
    ebb::ScoreSum sum{};
    for (std::size_t c = 0; c < kScores; ++c) sum[c] = Rounded(examples[i].first[c]);
    levels[i] = ebb::LevelsOf(sum);
  }
  std::vector<FeatureCounts> counts(examples.size());
  std::vector<ebb::ScoreFeature> near;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    ebb::NearFeatures(examples[i].near, levels, &near);
    near.pop_back();  // that there is a second look: the bias stands for it
    for (const ebb::ScoreFeature f : near) counts[i].emplace_back(f, 1);
    const int lead = ebb::LeadBefore(
        examples[i].near, [&](ebb::Position p) { return ebb::LeadOf(Rounded(examples[p].lead)); });
    if (lead != 0) counts[i].emplace_back(ebb::FirstFeature(ebb::FeatureGroup::kNearLead), lead);
  }
  return counts;
}

class SecondLook {
 public:
  SecondLook(const std::vector<Example>& examples, const std::vector<bool>& handed)
      : examples_(examples), handed_(handed), near_(NearCounts(examples, handed)) {}

  // held_out = a writer, or -1 for none.
  Model TrainWithout(int category, int held_out) const {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < examples_.size(); ++i) {
      const Example& e = examples_[i];
      const int target = TargetOf(e, category);
      if (target < 0 || e.writer == held_out || !handed_[i]) continue;
      rows.push_back({&near_[i], e.first[static_cast<std::size_t>(category)], e.weight, target});
    }
    return Train(rows, static_cast<int>(ebb::ScoreFeatureCount()));
  }

  // The sums of held-out writers, by example; far off where nothing is decided.
  std::vector<double> HeldOut(const std::vector<Source>& sources, int category) const {
    std::vector<double> sums(examples_.size(), kFarOff);
    for (int writer = 0; writer < static_cast<int>(sources.size()); ++writer) {
      if (!sources[static_cast<std::size_t>(writer)].thresholds) continue;
      const Model model = TrainWithout(category, writer);
      for (std::size_t i = 0; i < examples_.size(); ++i) {
        if (examples_[i].writer != writer || !handed_[i]) continue;
        sums[i] = examples_[i].first[static_cast<std::size_t>(category)] + model.Score(near_[i]);
      }
    }
    return sums;
  }

 private:
  const std::vector<Example>& examples_;
  const std::vector<bool>& handed_;
  const std::vector<FeatureCounts> near_;
};

void PrintThreshold(std::string_view name, const Threshold& t) {
  std::printf("%-14s F1 %.3f P %.2f R %.2f, sure R %.2f\n", std::string(name).c_str(), t.f1,
              t.precision, t.recall, t.sure_recall);
}

using Scored = std::vector<std::pair<double, int>>;
using Sums = std::array<std::vector<double>, kScores>;  // held out, by score and example

// Of the writers that thresholds come from.
Scored ScoredOf(const std::vector<Source>& sources, const std::vector<Example>& examples,
                const std::vector<double>& sums, int category) {
  Scored scored;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const Example& e = examples[i];
    const int target = TargetOf(e, category);
    if (target < 0 || !sources[static_cast<std::size_t>(e.writer)].thresholds) continue;
    scored.emplace_back(sums[i], target);
  }
  return scored;
}

// What lexicon/scorer.h's JoinDistance does, before rounding.
double JoinedSum(const Sums& sums, std::size_t i, std::size_t* best) {
  *best = 0;
  for (std::size_t c = 1; c < ebb::kDistanceCategories; ++c) {
    if (sums[c][i] > sums[*best][i]) *best = c;
  }
  return (sums[kDistance][i] + sums[*best][i]) / 2;
}

void AddShares(Sums* sums) {
  constexpr double kShare = ebb::kDistanceShare / 64.0;
  for (std::size_t c = 0; c < ebb::kDistanceCategories; ++c) {
    for (std::size_t i = 0; i < (*sums)[c].size(); ++i) {
      (*sums)[c][i] += kShare * (*sums)[kDistance][i];
    }
  }
}

// What it comes to for the three, all thresholds taken off.
void PrintJoined(const std::vector<Source>& sources, const std::vector<Example>& examples,
                 const Sums& sums) {
  for (int c = 0; c < ebb::kDistanceCategories; ++c) {
    std::vector<double> flags(examples.size(), 0);
    for (std::size_t i = 0; i < examples.size(); ++i) {
      std::size_t best = 0;
      const bool any = JoinedSum(sums, i, &best) >= 0;
      const auto at = static_cast<std::size_t>(c);
      flags[i] = any && (at == best || sums[at][i] >= 0) ? 1 : 0;
    }
    double hits = 0, flagged = 0, labelled = 0;
    for (const auto& [flag, target] : ScoredOf(sources, examples, flags, c)) {
      hits += flag * target;
      flagged += flag;
      labelled += target;
    }
    std::printf("  joined: %-14s F1 %.3f P %.2f R %.2f\n",
                std::string(ebb::CategoryName(static_cast<Category>(c))).c_str(),
                2 * hits / (flagged + labelled), hits / flagged, hits / labelled);
  }
}

using Rows = std::map<std::string, ebb::ScoreSum>;

void PutWeights(const Model& model, const Features& features, int category, Rows* rows) {
  for (int f = 0; f < features.size(); ++f) {
    const int weight = Rounded(model.weights[static_cast<std::size_t>(f)]);
    const std::string& name = features.NameOf(f);
    if (weight != 0 && !name.starts_with("source")) {
      (*rows)[name][static_cast<std::size_t>(category)] = weight;
    }
  }
}

void PutNearWeights(const Model& model, double bias, int category, Rows* rows) {
  const auto at = static_cast<std::size_t>(category);
  for (std::size_t f = 0; f < ebb::ScoreFeatureCount(); ++f) {
    const int weight = Rounded(model.weights[f]);
    const auto feature = static_cast<ebb::ScoreFeature>(f);
    if (weight != 0) (*rows)["context\t" + ebb::ScoreFeatureName(feature)][at] = weight;
  }
  (*rows)["context\tsecond_look:0"][at] = Rounded(bias);
}

// Weights too small to matter would only make the file long.
constexpr std::int32_t kLeastWeight = 6;

void PutRows(const Rows& rows, ebb::Scorer* scorer) {
  for (const auto& [name, weights] : rows) {
    const std::size_t tab = name.find('\t');
    if (name.starts_with(kLead)) {
      const std::int32_t weight = weights[kDistance];
      if (std::abs(weight) >= kLeastWeight) scorer->leads.push_back({name.substr(tab + 1), weight});
      continue;
    }
    const bool words = name.starts_with("word");
    std::int32_t largest = 0;
    for (const std::int32_t weight : weights) largest = std::max(largest, std::abs(weight));
    if (words && largest < kLeastWeight) continue;
    (words ? scorer->words : scorer->context).push_back({name.substr(tab + 1), weights});
  }
}

void TakeOff(double threshold, std::vector<double>* sums) {
  for (double& sum : *sums) sum -= threshold;
}

// Finds what every sum starts at, so that from 0 on it counts, and from where it is sure.
std::array<double, kScores> FindThresholds(const std::vector<Source>& sources,
                                           const std::vector<Example>& examples, Sums* sums,
                                           ebb::Scorer* scorer) {
  std::array<double, kScores> thresholds{};
  AddShares(sums);
  for (int c = 0; c < kCountedCategories; ++c) {
    const auto at = static_cast<std::size_t>(c);
    const Threshold found =
        FindThreshold(ScoredOf(sources, examples, (*sums)[at], c), kLeastPrecision[c]);
    PrintThreshold(ebb::CategoryName(static_cast<Category>(c)), found);
    scorer->sure[at] = c < ebb::kDistanceCategories ? 0 : Rounded(found.sure - found.count);
    thresholds[at] = found.count;
    TakeOff(found.count, &(*sums)[at]);
  }
  std::vector<double> joined;
  std::size_t best = 0;
  for (std::size_t i = 0; i < examples.size(); ++i) joined.push_back(JoinedSum(*sums, i, &best));
  // The curve is flat at its top, and life holds less distance than the labelled chats.
  const Scored scored = ScoredOf(sources, examples, joined, kDistance);
  const Threshold best_of_all = FindThreshold(scored, 0);
  const Threshold found = FindThreshold(scored, best_of_all.precision + kMorePrecision);
  PrintThreshold("together, best", best_of_all);
  PrintThreshold("together", found);
  scorer->sure[kDistance] = Rounded(found.sure - found.count);
  thresholds[kDistance] = 2 * found.count;  // half of it enters
  TakeOff(thresholds[kDistance], &(*sums)[kDistance]);
  PrintJoined(sources, examples, *sums);
  // Their share of distance will be smaller by that of its threshold.
  for (std::size_t c = 0; c < ebb::kDistanceCategories; ++c) {
    thresholds[c] -= thresholds[kDistance] * ebb::kDistanceShare / 64.0;
  }
  return thresholds;
}

ebb::Scorer TrainAll(const std::vector<Source>& sources, const Features& features,
                     std::vector<Example>* examples) {
  ebb::Scorer scorer;
  Rows rows;
  for (int c = 0; c < kScores; ++c) {
    const auto at = static_cast<std::size_t>(c);
    const Model model = TrainFirst(*examples, features.size(), c, [](int) { return false; });
    scorer.bias[at] = Rounded(model.bias);
    PutWeights(model, features, c, &rows);
    if (c == kAbout) continue;
    FillHeldOut(sources, features, c, examples);
    if (c < kCountedCategories) scorer.cutoff[at] = Rounded(CutoffOf(sources, *examples, c));
  }
  const std::vector<bool> handed = HandedOn(*examples, scorer);
  const std::vector<bool> every(examples->size(), true);
  const SecondLook second(*examples, every);
  Sums sums;
  for (int c = 0; c < kScores; ++c) {
    if (c != kAbout) sums[static_cast<std::size_t>(c)] = second.HeldOut(sources, c);
  }
  const auto thresholds = FindThresholds(sources, *examples, &sums, &scorer);
  for (int c = 0; c < kScores; ++c) {
    if (c == kAbout) continue;
    const Model model = second.TrainWithout(c, -1);
    PutNearWeights(model, model.bias - thresholds[static_cast<std::size_t>(c)], c, &rows);
  }
  std::printf("standing out    %.2f\n",
              static_cast<double>(std::count(handed.begin(), handed.end(), true)) /
                  static_cast<double>(handed.size()));
  PutRows(rows, &scorer);
  return scorer;
}

std::vector<Source> SourcesOf(int argc, char** argv, int first) {
  std::vector<Source> sources;
  Source kind;
  for (int i = first; i < argc; ++i) {
    const bool exchanges = std::strcmp(argv[i], "--exchanges") == 0;
    const bool thresholds = std::strcmp(argv[i], "--thresholds") == 0;
    if (exchanges || thresholds) {
      kind = {"", exchanges, thresholds};
      continue;
    }
    kind.path = argv[i];
    sources.push_back(kind);
  }
  return sources;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const std::vector<Source> sources = SourcesOf(argc, argv, 2);
  // The rules as they stand, without earlier weights.
  std::vector<ebb::LexiconFile> files = ebb::BuiltInLexiconFiles();
  std::erase_if(files, [](const auto& file) { return file.name.ends_with("scorer.tsv"); });
  const auto lexicon = ebb::ParseLexicon(files);
  if (!lexicon) return 1;
  const auto matcher = ebb::Matcher::Build(*lexicon);
  if (!matcher) return 1;
  Features features;
  std::vector<Example> examples;
  for (std::size_t w = 0; w < sources.size(); ++w) {
    if (!ReadExamples(sources[w], static_cast<int>(w), *lexicon, *matcher, &features, &examples)) {
      return 1;
    }
  }
  DropRare(features, &examples);
  const ebb::Scorer scorer = TrainAll(sources, features, &examples);
  std::ofstream out(argv[1], std::ios::binary);
  out << ebb::WriteScorer(scorer);
  std::printf("%zu messages, %zu words and pairs, %zu circumstances\n", examples.size(),
              scorer.words.size(), scorer.context.size());
  return out.good() ? 0 : 1;
}
