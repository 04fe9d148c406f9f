// The labelled messages the decision layer is trained on, and what is known of each.
//
// Values; an example's neighbours are named by their places among the examples. For one thread.
// A file that cannot be read is named on stderr.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lexicon/lexicon.h"
#include "lexicon/scorer.h"
#include "match/matcher.h"
#include "sequence/score_features.h"

namespace ebb::trainer {

inline constexpr int kAbout = kAboutPartnerScore, kDistance = kDistanceScore;
// How a name of a feature begins that stands for a word of the partner's before.
inline constexpr const char* kLead = "lead\t";
// The same for a sense (Senses) of a word, or of one of the partner's.
inline constexpr const char* kSense = "sense\t";
inline constexpr const char* kLeadSense = "lead sense\t";
// And one that stands for the coders of a kind of source, not for anything in the text.
inline constexpr const char* kCoders = "source\t";

using FeatureCounts = std::vector<std::pair<int, int>>;  // number and how often

struct Example {
  int writer = 0, fold = 0;
  double weight = 1;
  bool scored = false, has_hit = false;
  std::uint32_t gold = 0, left_out = 0;  // bits by category
  std::uint32_t unsure = 0;              // of gold: its one coder gave it and was not sure
  int about_partner = -1;                // of distance shown: 1, 0, or -1 = does not apply
  FeatureCounts features;
  bool has_details = false;
  std::vector<std::size_t> details;  // trainer/details.h; only where its coders gave any
  std::vector<std::string> read;     // its words, in order; see WordReading
  std::uint16_t sender = 0;
  bool begins = false;  // it is the first of its talk
  NearMessages near;    // by place among the examples
  TalkNumbers talk;
  std::array<double, kScores> first{},
      words{};  // held-out sums: all but `freely`, and the message's
  // Held-out too: how freely the coders of such a source gave labels. Not in the sums, for the
  // program does not know it; what is trained on top of them is to start from both.
  std::array<double, kScores> freely{};
  FeatureCounts led, lead_words;  // the partner's last words, and its own as they lead on
  double lead = 0;                // held-out sum of the latter
};

// A file of labelled text, of one writer.
struct Source {
  std::string path;
  enum class Kind { kFirst, kTraining, kExchanges, kThresholds };
  Kind kind = Kind::kFirst;
  bool exchanges() const { return kind == Kind::kExchanges; }
  // Thresholds come from every writer of two coders. Rules were shaped on the first of them, none
  // on the rest; but the first were coded by others, who marked more than those of the rest did.
  bool thresholds() const { return kind == Kind::kThresholds || kind == Kind::kFirst; }
};

// Words that mean the same sort of thing, from a file of lines "name TAB word word ...": what is
// learned of one helps the others, also those no labelled message holds.
class Senses {
 public:
  // False if it cannot be read; then it is named on stderr.
  bool Read(const std::string& path);
  const std::vector<std::string>& Of(const std::string& word) const;
  template <typename Visit>
  void ForEachWord(Visit visit) const {
    for (const auto& [word, senses] : of_word_) visit(word, senses);
  }

 private:
  std::map<std::string, std::vector<std::string>> of_word_;
};

// By source: writers that are left out together, those that thresholds come from in four groups
// (numbered from kThresholdFolds), the others in six.
inline constexpr int kThresholdFolds = 1000;
std::vector<int> FoldsOf(const std::vector<Source>& sources);

// Words as the program compares them: slips of the keyboard are put right where it does so.
class WordReading {
 public:
  // REQUIRES: both outlive it; `matcher` is built from `lexicon`, which has all words of
  // VocabularyOf among its weights.
  WordReading(const Lexicon& lexicon, const Matcher& matcher);
  // Those it does not know stay as they are written.
  std::vector<std::string> Of(const std::string& text);

 private:
  const Matcher& matcher_;
  Matcher::Scratch scratch_;
  std::vector<std::string> names_;  // by number
};

// Numbers for names.
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

// The words the program will know beside those of the rules: those met in a few messages, and those
// of senses. False if a file cannot be read.
bool VocabularyOf(const std::vector<Source>& sources, const Senses& senses,
                  std::vector<std::string>* words);

// Adds the file's messages, in order; `reading` for their words. False if it cannot be read.
bool ReadExamples(const Source& source, int writer, const Lexicon& lexicon, const Matcher& matcher,
                  const Senses& senses, WordReading* reading, Features* features,
                  std::vector<Example>* examples);
// Forgets features that are met too seldom to learn from.
void DropRare(const Features& features, std::vector<Example>* examples);

// Is anything to be said of it? Of a message of punctuation alone the program says nothing.
inline bool Told(const Example& e) { return e.scored && !e.read.empty(); }
// What a model of the category is to say of the example: 1, 0, or -1 = it is not for this one.
int TargetOf(const Example& e, int category);
// The same as a share, where 1 is not certain: what one coder was not sure of a second one need not
// give. REQUIRES: TargetOf is not -1.
float ShareOf(const Example& e, int category);

}  // namespace ebb::trainer
