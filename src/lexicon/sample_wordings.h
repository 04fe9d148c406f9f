// Wordings that a pattern stands for, so that every alternative of it occurs in one: for trying
// rules out. Pure; no errors.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "lexicon/lexicon.h"
#include "lexicon/token_pattern.h"

namespace ebb {

// At most `most`, spread over the alternatives where there are more. Empty if a class has no entry
// that can be read.
std::vector<std::string> SampleWordings(const PatternGraph& graph,
                                        const std::vector<WordClass>& classes, std::size_t most);

}  // namespace ebb
