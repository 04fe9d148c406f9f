#include "match/lay_out_trie.h"

#include <algorithm>
#include <cstring>

namespace ebb {
namespace {

using Edges = std::vector<WordEdge>;  // of one node

// Puts each word into the group that is its home; false if one of them is full.
bool Distribute(const Edges& edges, std::vector<WordGroup>* groups) {
  std::vector<std::size_t> sizes(groups->size(), 0);
  for (const WordEdge& edge : edges) {
    const std::size_t home = WordGroup::Home(edge.word, groups->size());
    if (sizes[home] == WordGroup::kWords) return false;
    (*groups)[home].words[sizes[home]] = static_cast<std::uint16_t>(edge.word);
    (*groups)[home].nodes[sizes[home]++] = edge.node;
  }
  return true;
}

std::vector<WordGroup> GroupsOf(const Edges& edges) {
  if (edges.empty()) return {};
  for (std::size_t count = 1;; count += 1 + count / 16) {
    std::vector<WordGroup> groups(count);
    if (Distribute(edges, &groups)) return groups;
  }
}

// A node and the words of its first group are read together: they stay within a line of the cache.
std::size_t PlaceOf(std::size_t units) {
  constexpr std::size_t kLine = 4, kTogether = 3;
  const std::size_t in_line = units % kLine;
  return in_line + kTogether > kLine ? units + kLine - in_line : units;
}

template <typename T>
void Append(const T& value, std::vector<TrieUnit>* units) {
  const std::size_t at = units->size();
  units->resize(at + sizeof(T) / sizeof(TrieUnit));
  std::memcpy(static_cast<void*>(units->data() + at), &value, sizeof(T));
}

}  // namespace

Result<std::vector<TrieUnit>> LayOutTrie(ProgramNodes* nodes) {
  std::vector<Edges> edges(nodes->nodes.size());
  for (const WordEdge& edge : nodes->edges) edges[edge.from].push_back(edge);
  std::vector<std::vector<WordGroup>> groups;
  std::vector<std::uint32_t> place(nodes->nodes.size(), 0);
  std::size_t size = 1;
  for (std::size_t n = 0; n < nodes->nodes.size(); ++n) {
    groups.push_back(GroupsOf(edges[n]));
    if (n == 0) continue;  // no node
    size = PlaceOf(size);
    place[n] = static_cast<std::uint32_t>(std::min(size, kMostUnits));
    size += kNodeUnits + kGroupUnits * groups[n].size();
  }
  if (size > kMostUnits) {
    return Error{ErrorKind::kLexicon, "the patterns need too many states; make them simpler"};
  }
  std::vector<TrieUnit> units;
  units.reserve(size);
  for (std::size_t n = 1; n < nodes->nodes.size(); ++n) {
    units.resize(place[n]);
    Node node = nodes->nodes[n];
    node.groups = static_cast<std::uint16_t>(groups[n].size());
    Append(node, &units);
    for (WordGroup group : groups[n]) {
      for (std::uint32_t& to : group.nodes) to = place[to];
      Append(group, &units);
    }
  }
  for (SpecialEdge& edge : nodes->specials) edge.node = place[edge.node];
  for (std::uint32_t& number : nodes->number_of) number = place[number];
  return units;
}

}  // namespace ebb
