// Which messages need a closer look: words, and neighbours of words, without which no rule of the
// lexicon and no phrase that sets a feature can match.
//
// Taken from each pattern's cut (pattern_cut.h) when a lexicon is compiled; asked for every message
// afterwards, so the tables are small and the tests cheap: a bit for each hashed pair, a flag for
// each word. A message may be looked at in vain, but none that holds a row is passed over.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "match/message_view.h"
#include "match/pattern_cut.h"
#include "match/program.h"

namespace ebb {

// Collects the triggers of a lexicon, then writes them into its program. Not thread-safe.
class TriggerBuilder : private StepWordsSource {
 public:
  // Both outlive the builder.
  TriggerBuilder(const std::unordered_map<std::string, WordId>& ids,
                 const std::unordered_map<std::string, int>& class_index);

  // First all entries of all classes: one-word entries, and graphs of longer ones.
  void AddClassWord(std::size_t number, WordId word);
  void AddClassEntry(std::size_t number, const PatternGraph& graph);
  // Then: what is in the class sets a feature, so its entries are to be found.
  void NeedClass(std::size_t number);
  // A rule's pattern. `whole` = the row counts only as a message of at most three words.
  void AddPattern(const PatternGraph& graph, const RuleInfo& rule, bool whole);
  // A rule that needs this word, in whatever form.
  void AddWord(WordId word, const RuleInfo& rule);
  // Fills the trigger tables. REQUIRES: every word has its id.
  void Fill(Program* program) const;

 private:
  using Pair = std::uint32_t;  // PairNeeds::PairOf
  struct Class {
    StepWords words;
    std::vector<PatternGraph> phrases;  // the longer entries
  };
  struct Both {
    Needs needs, whole_needs;
  };
  const StepWords& WordsOf(const PatternStep& step) const override;
  double ShareOf(const WordSet& left, const WordSet& right) const override;
  void Need(const PatternGraph& graph, const TargetBits& target, bool whole);

  const std::unordered_map<std::string, WordId>& ids_;
  const std::unordered_map<std::string, int>& class_index_;
  std::vector<StepWords> words_of_;  // of single words, by id
  std::vector<Class> classes_;
  // By left word: right words, and by how much the pair's share exceeds what the words' let expect.
  std::vector<std::vector<std::pair<WordId, double>>> common_;
  std::map<Pair, Both> pairs_;
  std::map<WordId, Both> words_;
  TargetBits always_;
};

void JoinNeeds(const Needs& from, Needs* to);
Triggered TriggeredBy(const Needs& met);
// What the message's canonical words allow.
Triggered FindTriggers(const Program& program, const MessageView& view);

}  // namespace ebb
