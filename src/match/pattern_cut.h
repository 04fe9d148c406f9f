// What a text must hold for a pattern to match it, chosen to be as rare as can be.
//
// Each way through a pattern's graph passes words; two that follow each other without a gap are a
// pair. Of all sets of words and pairs of which every way passes at least one, the one met least
// often in chats is the minimum cut of the graph, with shares of words as capacities (max-flow
// min-cut, Ford and Fulkerson 1956). A message without any of them cannot match.
#pragma once

#include <cstdint>
#include <vector>

#include "lexicon/token_pattern.h"

namespace ebb {

using WordSet = std::vector<std::uint32_t>;  // symbols, sorted

// Any one of these is needed.
struct PatternCut {
  struct Pair {
    WordSet left, right;  // any of `left` right before any of `right`
  };
  WordSet words;
  std::vector<Pair> pairs;
  bool nothing_needed = false;  // the pattern can match without any word
};

// What a step of a pattern, a word or a class, stands for.
struct StepWords {
  WordSet first, last;     // words it can begin and end with
  bool last_known = true;  // no: it may end in any word
  PatternCut cut;          // what it needs by itself
  double cut_share = 0;    // how often that is met
};

class StepWordsSource {
 public:
  virtual ~StepWordsSource() = default;
  // Owned by the source.
  virtual const StepWords& WordsOf(const PatternStep& step) const = 0;
  // How often one of `left` is met right before one of `right`.
  virtual double ShareOf(const WordSet& left, const WordSet& right) const = 0;
};

// The rarest cut. *share = how often it is met. With `second`, also the rarest of what the first
// leaves: a match passes both. If there is no other, *second is the first again.
PatternCut CutPattern(const PatternGraph& graph, const StepWordsSource& source, double* share,
                      PatternCut* second = nullptr);

}  // namespace ebb
