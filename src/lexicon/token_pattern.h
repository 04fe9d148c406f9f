// Token patterns: the rule language of lexicons/README.md as small acyclic graphs over words.
//
// A pattern reads as a graph from `start` to `end` whose edges are words, classes, gaps and
// sentence ends; alternatives meet again at the end of their group, so a pattern that stands for a
// million wordings stays small.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ebb {

enum class StepKind : std::uint8_t {
  kNothing,  // optional parts
  kWord,     // `word`, folded and written out
  kClass,    // any entry of the class `word`
  kGap,      // `min` to `max` words
  kStop,     // a sentence may end here
  kEnd,      // the clause must end here
};

struct PatternStep {
  StepKind kind = StepKind::kNothing;
  std::uint8_t min = 0, max = 0;
  std::uint32_t to = 0;
  std::string word;
};

struct PatternGraph {
  std::vector<std::vector<PatternStep>> steps;  // by state
  std::uint32_t start = 0, end = 0;
  bool clause_start = false, message_start = false;
  bool clause_end = false, message_end = false;
  bool anywhere = false;  // written with `... ` in front (unless)
};

// The graph of a token pattern. The error's message is what is wrong, without a place; *offset is
// where in `pattern`.
Result<PatternGraph> ParsePattern(std::string_view pattern, std::size_t* offset);
// Plain words, no operators.
Result<PatternGraph> ParsePhrase(std::string_view phrase);

// If the graph is a row of plain words, those words; else empty.
std::vector<std::string> OnlyWords(const PatternGraph& graph);

}  // namespace ebb
