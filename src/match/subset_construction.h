// The second step of compiling: makes the graph of all patterns deterministic, word by word.
//
// Values that own what they hold; no thread rule beyond that; cannot fail.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "match/collect_lexicon.h"

namespace ebb {

// By word there is at most one way to go on; classes, gaps and sentence ends stay side by side.
struct BuildNode {
  std::map<WordId, std::uint32_t> words;
  std::vector<SpecialEdge> specials;
  std::vector<Output> outputs;
  TargetSet targets;
};

struct BuildGraph {
  std::vector<BuildNode> nodes;
  // Two of them can be the same node: in a lexicon without token patterns.
  std::uint32_t class_root = 0, rule_root = 0, context_root = 0;
};

// `class_words` = the one-word entries of each class. They become steps by word; the class steps
// that stay are for numbers and for entries of several words.
BuildGraph Determinise(PatternStates patterns, const std::vector<std::vector<WordId>>& class_words);

}  // namespace ebb
