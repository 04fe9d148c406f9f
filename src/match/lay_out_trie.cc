#include "match/lay_out_trie.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <utility>

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
    (*groups)[home].steps[sizes[home]++] = {edge.node};
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

// Where each node comes to stand: those that words lead on from at the beginning of a line of the
// cache, so that a node and its first group are read together; behind them the others, which are
// small. Gives the units in all.
std::size_t PlaceNodes(const std::vector<std::vector<WordGroup>>& groups,
                       std::vector<std::uint32_t>* place) {
  std::size_t size = kLineUnits;
  const auto put = [&](std::size_t node, std::size_t units) {
    (*place)[node] = static_cast<std::uint32_t>(std::min(size, kMostUnits));
    size += units;
  };
  for (std::size_t n = 1; n < groups.size(); ++n) {
    if (groups[n].empty()) continue;
    size = (size + kLineUnits - 1) / kLineUnits * kLineUnits;
    put(n, kNodeUnits + kGroupUnits * groups[n].size());
  }
  for (std::size_t n = 1; n < groups.size(); ++n) {
    if (groups[n].empty()) put(n, kNodeUnits);
  }
  return size;
}

// What may follow a node.
struct Following {
  bool outputs = false;    // nothing need follow
  bool by_class = false;   // an entry of a class
  bool otherwise = false;  // a gap or an end
  const Edges* words = nullptr;

  template <typename Bits>
  Bits Words() const {
    Bits bits = 0;
    for (const WordEdge& edge : *words) bits |= NextWords<Bits>::Of(edge.word);
    return bits;
  }
};
Following FollowingOf(const ProgramNodes& nodes, std::uint32_t node, const Edges& words) {
  const Node& made = nodes.nodes[node];
  Following following;
  following.outputs = made.output_count > 0;
  following.words = &words;
  for (std::size_t s = made.specials; s < made.specials + made.special_count; ++s) {
    const bool is_class = nodes.specials[s].kind == SpecialKind::kClass;
    (is_class ? following.by_class : following.otherwise) = true;
  }
  return following;
}

Step StepTo(std::uint32_t place, const Following& following) {
  const bool any = following.outputs || following.otherwise;
  const auto next = any ? NextWords<std::uint8_t>::kAny : following.Words<std::uint8_t>();
  return Step::To(place, next, following.by_class);
}

// Gives each node its set of targets by number: many nodes share one. What finds no number gets the
// set that holds everything, which is slower but right.
void NumberTargets(ProgramNodes* nodes) {
  constexpr std::size_t kMost = 0xffff;
  nodes->target_sets.assign(1, kAllTargets);
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::uint16_t> numbers;
  for (std::size_t n = 1; n < nodes->nodes.size(); ++n) {
    const TargetSet& set = nodes->targets[n];
    if (numbers.size() == kMost) continue;
    const auto next = static_cast<std::uint16_t>(nodes->target_sets.size());
    const auto [place, fresh] = numbers.try_emplace({set.a, set.b}, next);
    if (fresh) nodes->target_sets.push_back(set);
    nodes->nodes[n].targets = place->second;
  }
}

template <typename T>
void Put(const T& value, TrieUnit* to) {
  std::memcpy(static_cast<void*>(to), &value, sizeof(T));
}

}  // namespace

Result<std::vector<TrieUnit>> LayOutTrie(ProgramNodes* nodes) {
  std::vector<Edges> edges(nodes->nodes.size());
  for (const WordEdge& edge : nodes->edges) edges[edge.from].push_back(edge);
  std::vector<std::vector<WordGroup>> groups;
  std::vector<std::uint32_t> place(nodes->nodes.size(), 0);
  groups.reserve(edges.size());
  for (const Edges& of_node : edges) groups.push_back(GroupsOf(of_node));
  const std::size_t size = PlaceNodes(groups, &place);
  if (size > kMostUnits) {
    return Error{ErrorKind::kLexicon, "the patterns need too many states; make them simpler"};
  }
  NumberTargets(nodes);
  std::vector<TrieUnit> units(size);
  for (std::size_t n = 1; n < nodes->nodes.size(); ++n) {
    Node node = nodes->nodes[n];
    node.groups = static_cast<std::uint16_t>(groups[n].size());
    Put(node, units.data() + place[n]);
    TrieUnit* to = units.data() + place[n] + kNodeUnits;
    for (WordGroup group : groups[n]) {
      for (Step& step : group.steps) {
        const std::uint32_t child = step.node();
        if (child == 0) continue;
        step = StepTo(place[child], FollowingOf(*nodes, child, edges[child]));
      }
      Put(group, to);
      to += kGroupUnits;
    }
  }
  for (SpecialEdge& edge : nodes->specials) {
    const Following following = FollowingOf(*nodes, edge.node, edges[edge.node]);
    const bool any = following.outputs || following.by_class || following.otherwise;
    edge.next = any ? NextWords<std::uint64_t>::kAny : following.Words<std::uint64_t>();
    edge.node = place[edge.node];
  }
  for (std::uint32_t& number : nodes->number_of) number = place[number];
  return units;
}

}  // namespace ebb
