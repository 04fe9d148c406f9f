// The first step of compiling: everything a lexicon says, with words, classes and rules as numbers,
// and the graphs of all its patterns as one graph.
//
// A plain value that owns all it holds; made once per lexicon, by one thread.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "lexicon/token_pattern.h"
#include "match/program.h"
#include "match/vocabulary.h"

namespace ebb {

// A state of the graph of all patterns together, before it is made deterministic.
struct GraphState {
  std::vector<std::pair<WordId, std::uint32_t>> words;
  std::vector<SpecialEdge> specials;
  std::vector<std::uint32_t> nothing;
  std::vector<Output> outputs;
  TargetSet targets;  // the pattern's rule or class
};
using StateSet = std::vector<std::uint32_t>;

struct PatternStates {
  std::vector<GraphState> states;
  // Where entries of classes begin, rows of rules, and rows of exceptions and near forms.
  StateSet class_starts, rule_starts, context_starts;
};

struct CollectedLexicon {
  std::vector<std::string> class_names;  // by number; 0 = "number"
  std::unordered_map<std::string, int> class_index;
  std::vector<std::vector<WordId>> class_words;  // the one-word entries
  std::vector<std::uint32_t> class_features;     // Feature bits
  std::unordered_map<std::string, WordId> ids;   // the most common words of patterns first
  // Word 0 is no word; then the marks of beginning and end.
  WordId word_count = kEndWord + 1;
  std::vector<RuleInfo> rules;
  PatternStates patterns;
  // Every spelling that can stand for words of the lexicon.
  Readings entries, apostrophe_entries;
};

// Errors (kLexicon): more than 127 classes, a pattern that does not parse or names an unknown
// class, more than 65,535 words.
Result<CollectedLexicon> CollectLexicon(const Lexicon& lexicon);

}  // namespace ebb
