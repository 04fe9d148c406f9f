// The third step of compiling: merges nodes that lead to the same, and numbers them so that those
// walked through most stand together.
//
// Values that own what they hold; no thread rule beyond that.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "match/subset_construction.h"

namespace ebb {

struct WordEdge {
  std::uint32_t from = 0, node = 0;
  WordId word = 0;
};

// The tries, not laid out yet (lay_out_trie.h).
struct ProgramNodes {
  std::vector<Node> nodes;             // node 0 is no node
  std::vector<TargetSet> targets;      // by node
  std::vector<TargetSet> target_sets;  // filled when they are laid out
  std::vector<SpecialEdge> specials;
  std::vector<Output> outputs;
  std::vector<WordEdge> edges;
  std::vector<std::uint32_t> number_of;  // BuildGraph's node -> node
};

// Errors (kLexicon): more rows at one node than it can count.
Result<ProgramNodes> MinimiseNodes(const BuildGraph& graph);

}  // namespace ebb
