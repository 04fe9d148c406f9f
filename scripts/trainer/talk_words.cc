#include "trainer/talk_words.h"

#include <map>
#include <set>

#include "lexicon/written_words.h"

namespace ebb::trainer {
namespace {

constexpr int kLeastMet = 3;  // messages a word must be met in, to have a vector of its own

std::map<std::string, int> MetIn(const std::vector<Example>& examples) {
  std::map<std::string, int> met;
  for (const Example& e : examples) {
    for (const std::string& word : std::set<std::string>(e.read.begin(), e.read.end())) ++met[word];
  }
  return met;
}

}  // namespace

TalkWords::TalkWords(const std::vector<Example>& examples, const Senses& senses) {
  std::map<std::string, int> met = MetIn(examples);
  senses.ForEachWord([&](const std::string& word, const auto&) {
    if (WordsOf(word) == std::vector<std::string>{word}) met.try_emplace(word, 0);
  });
  names_.push_back("(unknown)");
  parts_.push_back({0});
  for (const auto& [word, count] : met) {
    const bool has_own = count >= kLeastMet;
    if (has_own || !senses.Of(word).empty()) AddWord(word, has_own);
  }
  ShareSenses(senses);
}

int TalkWords::Of(const std::string& word) const {
  const auto found = numbers_.find(word);
  return found == numbers_.end() ? 0 : found->second;
}

void TalkWords::AddWord(const std::string& word, bool has_own) {
  numbers_.emplace(word, static_cast<int>(names_.size()));
  parts_.emplace_back();
  if (has_own) parts_.back().push_back(names_.size());
  names_.push_back(word);
}

// The vectors of senses stand behind those of words.
void TalkWords::ShareSenses(const Senses& senses) {
  std::map<std::string, std::size_t> shared;
  for (std::size_t w = 1; w < names_.size(); ++w) {
    for (const std::string& sense : senses.Of(names_[w])) {
      parts_[w].push_back(shared.emplace(sense, names_.size() + shared.size()).first->second);
    }
  }
}

}  // namespace ebb::trainer
