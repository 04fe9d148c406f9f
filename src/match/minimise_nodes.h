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

// The tries as the program holds them, but for the words' edges, which go into a hash table.
struct ProgramNodes {
  std::vector<Node> nodes;  // node 0 is no node
  std::vector<SpecialEdge> specials;
  std::vector<Output> outputs;
  std::vector<WordEdge> edges;
  std::vector<std::uint32_t> number_of;  // BuildGraph's node -> node
};

// Errors (kLexicon): more nodes than there are numbers, or more rows at one than it can count.
Result<ProgramNodes> MinimiseNodes(const BuildGraph& graph);

}  // namespace ebb
