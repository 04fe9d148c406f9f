// Builds the look-up of spellings: which words of the lexicon each stands for, in a perfect hash.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "match/program.h"

namespace ebb {

// Spelling -> the words it stands for. In order, so that the same lexicon gives the same bytes.
using Readings = std::map<std::string, std::vector<WordId>>;

// Fills program->{spellings, spelling_info, spelling_slots, moves, expansions, slip_bits}, without
// scores.
// `with_apostrophe` = readings of spellings written with one; each is also in `plain`.
// `features` = by word, as in Spelling.
void BuildVocabulary(const Readings& plain, const Readings& with_apostrophe,
                     const std::vector<std::uint32_t>& features, Program* program);

}  // namespace ebb
