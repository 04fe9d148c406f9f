// Which words a message must hold for a pattern to match at all.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "lexicon/token_pattern.h"

namespace ebb {

// How costly it is to look for a pattern by a word: commoner words cost more.
using WordCosts = std::unordered_map<std::string, int>;

// The cheapest set of words such that every reading of the pattern holds at least one of them: a
// minimum cut of its graph (Ford and Fulkerson 1956; augmenting paths). Empty if no set of words
// does, because of classes with phrases or gaps. `class_words` gives the one-word entries of classes
// that have no others.
std::vector<std::string> NeededWords(
    const PatternGraph& graph, const WordCosts& costs,
    const std::unordered_map<std::string, std::vector<std::string>>& class_words);

}  // namespace ebb
