// The last step of making the tries: nodes and the words that lead on from them, side by side in
// memory.
//
// Pure; no thread rule.
#pragma once

#include <vector>

#include "base/result.h"
#include "match/minimise_nodes.h"
#include "match/trie.h"

namespace ebb {

// Gives the units, and turns the numbers of nodes in *nodes (specials, number_of) into theirs.
// Errors (kLexicon): more nodes than there are numbers.
Result<std::vector<TrieUnit>> LayOutTrie(ProgramNodes* nodes);

}  // namespace ebb
