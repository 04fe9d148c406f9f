// Reads the text of one pattern into a graph, without what is added to it afterwards
// (token_pattern.cc). Safe in any thread.
#pragma once

#include <string>
#include <string_view>

#include "lexicon/token_pattern.h"

namespace ebb {

struct ReadPattern {
  PatternGraph graph;
  std::string error;       // what is wrong with it; empty if nothing is
  std::size_t offset = 0;  // where in the text
};

// The items between the edge marks of a pattern.
ReadPattern ReadPatternItems(std::string_view text);
// Plain words, no operators.
PatternGraph ReadWords(std::string_view text);

}  // namespace ebb
