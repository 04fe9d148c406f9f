// Build tool: trains the decision layer.
// usage: ebb_train_scorer OUT.tsv|- TALK_OUT.tsv|- SENSES.tsv LABELLED.jsonl...
//                         --training LABELLED.jsonl... --exchanges LABELLED.jsonl...
//                         --thresholds LABELLED.jsonl...
//
// The talk nets (trainer/talk_look.h), which take some minutes more, are left out with "-". With
// "-" for both nothing is trained: it prints the number of what it read (trainer/digest.h).
//
// Two logistic regressions per category (AdaGrad, L2) and boosted trees. The first weighs the words
// of a message and the circumstances the sequence pass sees; the second adds to its sum what the
// first sums of the messages around it say; the trees what only holds together. Every file is one
// writer's. All sums that the second is trained on and that thresholds are found with come from
// models that have not seen the writer, without how freely coders gave labels, which the looks are
// trained beside. Thresholds come from the writers of two coders: the first,
// and those named after "--thresholds", which no rule was shaped on; what is printed is told of
// each apart. Exchanges are short made-up scenes: they weigh less, and how often they hold a
// category counts for nothing. The cutoffs serve very long chats alone (chat/scores.h); all else is
// found with every message looked at. Prints what it found.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <future>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "lexicon/lexicon.h"
#include "lexicon/scorer.h"
#include "match/matcher.h"
#include "trainer/digest.h"
#include "trainer/examples.h"
#include "trainer/logistic.h"
#include "trainer/looks.h"
#include "trainer/talk_look.h"
#include "trainer/thresholds.h"

namespace ebb::trainer {
namespace {

using Rows = std::map<std::string, ScoreSum>;

// What was learned of senses is told of each of their words.
void FoldSenses(const Senses& senses, Rows* rows) {
  const auto add = [&](const std::string& from, const std::string& to) {
    const auto row = rows->find(from);
    if (row == rows->end()) return;
    AddWeights(row->second, &(*rows)[to]);
  };
  senses.ForEachWord([&](const std::string& word, const std::vector<std::string>& of_word) {
    for (const std::string& sense : of_word) {
      add(kSense + sense, "word\t" + word);
      add(kLeadSense + sense, kLead + word);
    }
  });
  std::erase_if(*rows, [](const auto& row) {
    return row.first.starts_with(kSense) || row.first.starts_with(kLeadSense);
  });
}

void PutWeights(const Model& model, const Features& features, int category, Rows* rows) {
  for (int f = 0; f < features.size(); ++f) {
    const int weight = Rounded(model.weights[static_cast<std::size_t>(f)]);
    const std::string& name = features.NameOf(f);
    if (weight != 0 && !name.starts_with(kCoders)) {
      (*rows)[name][static_cast<std::size_t>(category)] = weight;
    }
  }
}

void PutNearWeights(const Model& model, double bias, int category, Rows* rows) {
  const auto at = static_cast<std::size_t>(category);
  for (std::size_t f = 0; f < ScoreFeatureCount(); ++f) {
    const int weight = Rounded(model.weights[f]);
    const auto feature = static_cast<ScoreFeature>(f);
    if (weight != 0) (*rows)["context\t" + ScoreFeatureName(feature)][at] = weight;
  }
  (*rows)["context\tsecond_look:0"][at] = Rounded(bias);
}

// Weights too small to matter would only make the file long.
constexpr std::int32_t kLeastWeight = 6;

void PutRows(const Rows& rows, Scorer* scorer) {
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

// What `make(score)` makes of each, side by side; the calls share nothing that they change.
template <typename Make>
auto OfEachScore(Make make) {
  using Made = decltype(make(0));
  std::vector<std::future<Made>> made;
  for (int c = 0; c < kScores; ++c) made.push_back(std::async(std::launch::async, make, c));
  std::vector<Made> results;
  for (std::future<Made>& result : made) results.push_back(result.get());
  return results;
}

// The second and the third look, trained without the writers of a fold (or with all: kNoFold).
struct Looks {
  std::vector<Model> near;
  std::vector<std::vector<Tree>> trees;
  Sums sums;  // of every example, after both
};

Looks TrainWithout(const std::vector<Example>& examples, const SecondLook& second, int held_out) {
  Looks looks;
  looks.near =
      OfEachScore([&](int c) { return c == kAbout ? Model() : second.TrainWithout(c, held_out); });
  Sums sums;
  for (int c = 0; c < kScores; ++c) {
    const auto at = static_cast<std::size_t>(c);
    if (c != kAbout) sums[at] = second.SumsOf(c, looks.near[at]);
  }
  const ThirdLook third(examples, second, sums);
  looks.trees = OfEachScore(
      [&](int c) { return c == kAbout ? std::vector<Tree>() : third.TrainWithout(c, held_out); });
  for (int c = 0; c < kScores; ++c) {
    const auto at = static_cast<std::size_t>(c);
    for (std::size_t i = 0; c != kAbout && i < examples.size(); ++i) {
      looks.sums[at].push_back(third.SumOf(i, c, looks.trees[at]));
    }
  }
  return looks;
}

// By example: the sums of writers that thresholds come from, held out; of the others nothing.
Sums HeldOutSums(const std::vector<Example>& examples, const SecondLook& second) {
  Sums sums;
  for (std::vector<double>& of_score : sums) of_score.resize(examples.size(), 0);
  std::set<int> folds;
  for (const Example& e : examples) {
    if (e.fold >= kThresholdFolds) folds.insert(e.fold);
  }
  for (const int fold : folds) {
    const Looks looks = TrainWithout(examples, second, fold);
    for (std::size_t i = 0; i < examples.size(); ++i) {
      if (examples[i].fold != fold) continue;
      for (std::size_t c = 0; c < kScores; ++c) {
        if (c != kAbout) sums[c][i] = looks.sums[c][i];
      }
    }
  }
  return sums;
}

// Sums as the program knows them begin at their thresholds.
ScoreTree TreeOf(const Tree& tree, std::size_t score,
                 const std::array<double, kScores>& thresholds) {
  constexpr double kTreeUnit = 1024;
  ScoreTree row;
  row.score = score;
  for (std::size_t i = 0; i < kTreeConditions; ++i) {
    const std::size_t input = tree.inputs[i];
    const bool never = tree.from[i] == std::numeric_limits<std::int32_t>::max();
    const int shift = input < kLookSums && !never ? Rounded(thresholds[ScoreOfLookSum(input)]) : 0;
    row.conditions[i] = {LookInputName(input), tree.from[i] - shift};
  }
  for (std::size_t v = 0; v < row.values.size(); ++v) {
    row.values[v] = static_cast<std::int32_t>(std::lround(kTreeUnit * tree.values[v]));
  }
  return row;
}

// Held-out sums of the third look from its thresholds on, as the talk net meets them. What is below
// the reach of the third look is not asked about.
Sums FromThresholds(Sums sums, const std::array<double, kScores>& thresholds) {
  constexpr double kFarOff = -100, kLeast = kReach / 64.0 - 0.5;
  for (std::size_t i = 0; i < sums[kDistance].size(); ++i) {
    bool reached = false;
    for (std::size_t c = 0; c < kScores; ++c) {
      reached = reached || (c != kAbout && sums[c][i] >= kLeast);
    }
    for (std::size_t c = 0; c < kScores; ++c) {
      if (c != kAbout) sums[c][i] = reached ? sums[c][i] - thresholds[c] : kFarOff;
    }
  }
  return sums;
}

// `nets` = null: without the talk nets.
Scorer TrainAll(const std::vector<Source>& sources, const Senses& senses, const Features& features,
                std::vector<Example>* examples, TalkNets* nets) {
  Scorer scorer;
  Rows rows;
  const std::vector<Model> first = OfEachScore([&](int c) {
    if (c != kAbout) FillHeldOut(features, c, examples);  // fields of this score alone
    return TrainFirst(*examples, features.size(), c);
  });
  for (int c = 0; c < kScores; ++c) {
    const auto at = static_cast<std::size_t>(c);
    scorer.bias[at] = Rounded(first[at].bias);
    PutWeights(first[at], features, c, &rows);
    if (c < kCountedCategories) scorer.cutoff[at] = Rounded(CutoffOf(sources, *examples, c));
  }
  const std::vector<bool> handed = HandedOn(*examples, scorer);
  const SecondLook second(*examples);
  const Sums held_out = HeldOutSums(*examples, second);
  Sums sums = held_out;
  const auto thresholds = FindThresholds(sources, *examples, &sums, kMostSure, &scorer);
  if (nets != nullptr)
    *nets = TrainTalkNets(sources, *examples, FromThresholds(held_out, thresholds), senses);
  const Looks looks = TrainWithout(*examples, second, kNoFold);
  for (int c = 0; c < kScores; ++c) {
    if (c == kAbout) continue;
    const auto at = static_cast<std::size_t>(c);
    PutNearWeights(looks.near[at], looks.near[at].bias - thresholds[at], c, &rows);
    scorer.reach[at] = kReach - Rounded(thresholds[at]);
    for (const Tree& tree : looks.trees[at]) {
      scorer.trees.push_back(TreeOf(tree, at, thresholds));
    }
  }
  std::printf("standing out    %.2f\n",
              static_cast<double>(std::count(handed.begin(), handed.end(), true)) /
                  static_cast<double>(handed.size()));
  FoldSenses(senses, &rows);
  PutRows(rows, &scorer);
  return scorer;
}

std::vector<Source> SourcesOf(int argc, char** argv, int first) {
  const std::map<std::string, Source::Kind> kinds = {{"--training", Source::Kind::kTraining},
                                                     {"--exchanges", Source::Kind::kExchanges},
                                                     {"--thresholds", Source::Kind::kThresholds}};
  std::vector<Source> sources;
  Source source;
  for (int i = first; i < argc; ++i) {
    const auto kind = kinds.find(argv[i]);
    if (kind != kinds.end()) {
      source.kind = kind->second;
    } else {
      source.path = argv[i];
      sources.push_back(source);
    }
  }
  return sources;
}

// The rules as they stand, without earlier weights, and as it were with weights of some words.
Result<Lexicon> RulesWith(const std::vector<std::string>& words) {
  std::vector<LexiconFile> files = BuiltInLexiconFiles();
  std::erase_if(files, [](const auto& file) { return file.name.ends_with(".tsv"); });
  Scorer scorer;
  for (const std::string& word : words) scorer.words.push_back({word, {}});
  if (!words.empty()) files.push_back({"scorer.tsv", WriteScorer(scorer)});
  return ParseLexicon(files);
}

bool Write(const std::string& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  return out.good();
}

int Run(const std::vector<Source>& sources, const char* senses_path, const std::string& out_path,
        const std::string& talk_path) {
  Senses senses;
  if (!senses.Read(senses_path)) return 1;
  std::vector<std::string> vocabulary;
  if (!VocabularyOf(sources, senses, &vocabulary)) return 1;
  const Result<Lexicon> lexicon = RulesWith({}), with_words = RulesWith(vocabulary);
  if (!lexicon || !with_words) return 1;
  const Result<Matcher> matcher = Matcher::Build(*lexicon), reader = Matcher::Build(*with_words);
  if (!matcher || !reader) return 1;
  WordReading reading(*with_words, *reader);
  Features features;
  std::vector<Example> examples;
  for (std::size_t w = 0; w < sources.size(); ++w) {
    if (!ReadExamples(sources[w], static_cast<int>(w), *lexicon, *matcher, senses, &reading,
                      &features, &examples)) {
      return 1;
    }
  }
  if (out_path == "-") {
    std::printf("%s\n", DigestOf(features, std::move(examples)).c_str());
    return 0;
  }
  const std::vector<int> folds = FoldsOf(sources);
  for (Example& e : examples) e.fold = folds[static_cast<std::size_t>(e.writer)];
  DropRare(features, &examples);
  const bool with_nets = talk_path != "-";
  TalkNets nets;
  const Scorer scorer = TrainAll(sources, senses, features, &examples, with_nets ? &nets : nullptr);
  std::printf("%zu messages, %zu words and pairs, %zu circumstances\n", examples.size(),
              scorer.words.size(), scorer.context.size());
  const bool written =
      Write(out_path, WriteScorer(scorer)) && (!with_nets || Write(talk_path, WriteTalkNets(nets)));
  return written ? 0 : 1;
}

}  // namespace
}  // namespace ebb::trainer

int main(int argc, char** argv) {
  if (argc < 5 || (argv[1] == std::string("-") && argv[2] != std::string("-"))) return 2;
  return ebb::trainer::Run(ebb::trainer::SourcesOf(argc, argv, 4), argv[3], argv[1], argv[2]);
}
