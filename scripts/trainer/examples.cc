#include "trainer/examples.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "lexicon/written_words.h"
#include "match/word_trace.h"
#include "research/evaluate.h"
#include "trainer/details.h"

namespace ebb::trainer {
namespace {

constexpr std::uint32_t kDistanceBits = (1u << kDistanceCategories) - 1;
constexpr int kLeastCount = 3;  // messages a word must be met in
constexpr double kExchangeWeight = 0.3;

void AddWords(const std::string& text, const Senses& senses, Features* features,
              std::map<int, int>* counts) {
  std::string last = "^";
  std::vector<std::string> words = WordsOf(text);
  words.push_back("$");
  for (const std::string& word : words) {
    if (word != "$") ++(*counts)[features->IdOf("word\t" + word)];
    for (const std::string& sense : senses.Of(word)) ++(*counts)[features->IdOf(kSense + sense)];
    if (words.size() > 1) ++(*counts)[features->IdOf("word\t" + last + " " + word)];
    last = word;
  }
}

int AboutPartner(const LabelledMessage& message) {
  for (const GoldLabel& label : message.labels) {
    if (label.category > Category::kAvoidance || !label.about) continue;
    return *label.about == About::kPartner ? 1 : 0;
  }
  return -1;
}

void MoveBy(std::size_t base, NearMessages* near) {
  const auto move = [base](Position& p) {
    if (p != NearMessages::kNone) p += static_cast<Position>(base);
  };
  std::for_each(near->partner_before.begin(), near->partner_before.end(), move);
  std::for_each(near->partner_after.begin(), near->partner_after.end(), move);
  std::for_each(near->talk.begin(), near->talk.end(), move);
  std::for_each(near->next.begin(), near->next.end(), move);
  move(near->own_before);
  move(near->own_after);
}

FeatureCounts FeaturesOf(const LabelledMessage& message, const ScoreFeatures& around,
                         Position position, const Source& source, const Senses& senses,
                         Features* features) {
  std::map<int, int> counts;
  AddWords(message.text, senses, features, &counts);
  std::vector<ScoreFeature> circumstances;
  around.Collect(position, &circumstances);
  for (const ScoreFeature f : circumstances) {
    counts[features->IdOf("context\t" + ScoreFeatureName(f))] = 1;
  }
  // How freely its coders gave labels; left out of what is used.
  if (source.kind != Source::Kind::kFirst) {
    counts[features->IdOf(kCoders + std::string(source.exchanges() ? "exchanges" : "later"))] = 1;
  }
  return {counts.begin(), counts.end()};
}

}  // namespace

std::vector<int> FoldsOf(const std::vector<Source>& sources) {
  std::vector<int> folds;
  int for_thresholds = 0, others = 0;
  for (const Source& source : sources) {
    folds.push_back(source.thresholds() ? kThresholdFolds + for_thresholds++ % 4 : others++ % 6);
  }
  return folds;
}

bool Senses::Read(const std::string& path) {
  std::ifstream in(path);
  std::string line, word;
  while (std::getline(in, line)) {
    std::istringstream words(line);
    std::string sense;
    if (line.starts_with('#') || !std::getline(words, sense, '\t')) continue;
    while (words >> word) of_word_[word].push_back(sense);
  }
  if (of_word_.empty()) std::fprintf(stderr, "%s: no senses in it\n", path.c_str());
  return !of_word_.empty();
}

const std::vector<std::string>& Senses::Of(const std::string& word) const {
  static const std::vector<std::string> kNone;
  const auto found = of_word_.find(word);
  return found == of_word_.end() ? kNone : found->second;
}

WordReading::WordReading(const Lexicon& lexicon, const Matcher& matcher) : matcher_(matcher) {
  if (const Result<TraceNames> names = TraceNamesOf(lexicon)) names_ = names->words;
}

std::vector<std::string> WordReading::Of(const std::string& text) {
  std::vector<std::string> words = WordsOf(text);
  std::vector<WordId> known;
  for (const TracedWord& word : matcher_.Trace(text, scratch_).words) {
    known.insert(known.end(), word.words.begin(), word.words.end());
  }
  if (known.size() != words.size()) return words;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool named = known[i] != 0 && known[i] < names_.size() && !names_[known[i]].empty();
    if (named) words[i] = names_[known[i]];
  }
  return words;
}

bool VocabularyOf(const std::vector<Source>& sources, const Senses& senses,
                  std::vector<std::string>* words) {
  std::map<std::string, int> met;
  for (const Source& source : sources) {
    const auto file = ReadLabelledFile(source.path);
    if (!file) {
      std::fprintf(stderr, "%s\n", file.error().message.c_str());
      return false;
    }
    for (const LabelledMessage& message : file->messages) {
      const std::vector<std::string> in = WordsOf(message.text);
      for (const std::string& word : std::set<std::string>(in.begin(), in.end())) ++met[word];
    }
  }
  senses.ForEachWord([&](const std::string& word, const auto&) {
    if (WordsOf(word) == std::vector<std::string>{word}) met[word] += kLeastCount;
  });
  for (const auto& [word, count] : met) {
    if (count >= kLeastCount) words->push_back(word);
  }
  return true;
}

bool ReadExamples(const Source& source, int writer, const Lexicon& lexicon, const Matcher& matcher,
                  const Senses& senses, WordReading* reading, Features* features,
                  std::vector<Example>* examples) {
  const auto file = ReadLabelledFile(source.path);
  if (!file) {
    std::fprintf(stderr, "%s\n", file.error().message.c_str());
    return false;
  }
  LineDetails details;
  if (!ReadDetails(source.path, &details)) return false;
  std::size_t base = 0;
  std::map<std::string, std::uint16_t> senders;  // of the talk at hand
  const auto add_lead = [&](Example* example) {
    for (const auto& [f, n] : example->features) {
      const std::string name = features->NameOf(f);
      if (name.starts_with(kSense))
        example->lead_words.emplace_back(features->IdOf("lead " + name), n);
      if (!name.starts_with("word\t") || name.find(' ') != name.npos) continue;
      example->lead_words.emplace_back(features->IdOf(kLead + name.substr(5)), n);
    }
  };
  const auto add_led = [&](Example* example) {
    for (std::size_t i = 0; i < kLeadMessages; ++i) {
      const Position p = example->near.partner_before[i];
      if (p == NearMessages::kNone) continue;
      const FeatureCounts& words = (*examples)[p].lead_words;
      example->led.insert(example->led.end(), words.begin(), words.end());
    }
  };
  ForEachLabelled(
      *file, lexicon.rules(), matcher,
      [&](const LabelledMessage& message, const ScoreFeatures& around, Position position) {
        if (position == 0) {
          base = examples->size();
          senders.clear();
        }
        Example& example = examples->emplace_back();
        example.writer = writer;
        example.weight = source.exchanges() ? kExchangeWeight : 1;
        example.scored = message.scored;
        for (const GoldLabel& label : message.labels) {
          example.gold |= 1u << static_cast<unsigned>(label.category);
        }
        example.left_out = message.contested;
        example.about_partner = AboutPartner(message);
        if (const auto of_line = details.find(message.line); of_line != details.end()) {
          example.has_details = true;
          example.details = of_line->second;
          if (source.kind == Source::Kind::kTraining) {
            example.unsure = example.gold & ~SureOf(example.details);
          }
        }
        example.features = FeaturesOf(message, around, position, source, senses, features);
        example.read = reading->Of(message.text);
        example.sender = senders.emplace(message.sender, senders.size()).first->second;
        example.begins = position == 0;
        const ScoreFeatures::Hits hits = around.HitsOf(position);
        example.has_hit = hits.begin != hits.end;
        example.near = around.NearMessagesOf(position);
        MoveBy(base, &example.near);
        example.talk = around.TalkNumbersOf(position);
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

int TargetOf(const Example& e, int category) {
  if (!Told(e)) return -1;
  if (category == kAbout) return e.about_partner;
  if (category == kDistance) {
    if ((e.gold & kDistanceBits) != 0) return 1;
    return (e.left_out & kDistanceBits) != 0 ? -1 : 0;
  }
  if ((e.left_out >> category & 1) != 0) return -1;
  return static_cast<int>(e.gold >> category & 1);
}

float ShareOf(const Example& e, int category) {
  // Of what one of two coders gave and marked "low" the other gave 78 of 100 (the chats of the
  // tuning half); a single coder's is held for a little less.
  constexpr float kOfUnsure = 0.7f;
  const int target = TargetOf(e, category);
  if (target != 1 || category == kAbout) return static_cast<float>(target);
  const std::uint32_t bits = category == kDistance ? kDistanceBits : 1u << category;
  return (e.gold & bits & ~e.unsure) != 0 ? 1 : kOfUnsure;
}

}  // namespace ebb::trainer
