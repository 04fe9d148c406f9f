#include "match/subset_construction.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace ebb {
namespace {

class Determiniser {
 public:
  explicit Determiniser(std::vector<GraphState> states) : states_(std::move(states)) {}

  // Class steps get a word step for each one-word entry.
  void ExpandClasses(const std::vector<std::vector<WordId>>& class_words);
  // Builds all that is reached from the roots; returns the root's node.
  std::uint32_t Build(StateSet roots);
  std::vector<BuildNode> TakeNodes() { return std::move(nodes_); }

 private:
  void Close(StateSet* set) const;
  std::uint32_t NodeOf(StateSet set);
  void BuildNodeFrom(std::uint32_t node, const StateSet& set);

  std::vector<GraphState> states_;
  std::vector<BuildNode> nodes_;
  std::map<StateSet, std::uint32_t> nodes_of_;  // sorted, closed sets
  std::vector<std::pair<std::uint32_t, StateSet>> to_build_;
};

void SortUnique(std::vector<std::uint32_t>* list) {
  std::sort(list->begin(), list->end());
  list->erase(std::unique(list->begin(), list->end()), list->end());
}

// Adds the states that are reached without a word.
void Determiniser::Close(StateSet* set) const {
  for (std::size_t i = 0; i < set->size(); ++i) {
    for (const std::uint32_t to : states_[(*set)[i]].nothing) set->push_back(to);
    if (i + 1 == set->size() || (i & 63) == 63) {
      // Keep the work list free of doubles without losing its order of arrival.
      std::vector<std::uint32_t> rest(set->begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                      set->end());
      SortUnique(&rest);
      set->resize(i + 1);
      set->insert(set->end(), rest.begin(), rest.end());
    }
  }
  // States that only lead on without a word say nothing in a set.
  std::erase_if(*set, [&](std::uint32_t s) {
    const GraphState& state = states_[s];
    return state.words.empty() && state.specials.empty() && state.outputs.empty();
  });
  SortUnique(set);
}

std::uint32_t Determiniser::NodeOf(StateSet set) {
  Close(&set);
  const auto [at, added] = nodes_of_.try_emplace(set, static_cast<std::uint32_t>(nodes_.size()));
  if (added) {
    nodes_.emplace_back();
    to_build_.emplace_back(at->second, std::move(set));
  }
  return at->second;
}

void Determiniser::BuildNodeFrom(std::uint32_t node, const StateSet& set) {
  std::map<WordId, StateSet> words;
  std::map<std::tuple<SpecialKind, std::uint8_t, std::uint16_t>, StateSet> specials;
  std::vector<Output> outputs;
  for (const std::uint32_t s : set) {
    const GraphState& state = states_[s];
    nodes_[node].targets.Add(state.targets);
    for (const auto& [word, to] : state.words) words[word].push_back(to);
    for (const SpecialEdge& edge : state.specials) {
      specials[{edge.kind, edge.a, edge.b}].push_back(edge.node);
    }
    for (const Output& output : state.outputs) {
      if (std::find(outputs.begin(), outputs.end(), output) == outputs.end())
        outputs.push_back(output);
    }
  }
  std::map<WordId, std::uint32_t> word_nodes;
  for (auto& [word, to] : words) word_nodes.emplace(word, NodeOf(std::move(to)));
  std::vector<SpecialEdge> edges;
  for (auto& [key, to] : specials) {
    const auto [kind, a, b] = key;
    edges.push_back({kind, a, b, NodeOf(std::move(to))});
  }
  nodes_[node].words = std::move(word_nodes);
  nodes_[node].specials = std::move(edges);
  nodes_[node].outputs = std::move(outputs);
}

// Patterns have no loops, so it ends.
std::uint32_t Determiniser::Build(StateSet roots) {
  const std::uint32_t root = NodeOf(std::move(roots));
  while (!to_build_.empty()) {
    const auto [node, set] = std::move(to_build_.back());
    to_build_.pop_back();
    BuildNodeFrom(node, set);
  }
  return root;
}

void Determiniser::ExpandClasses(const std::vector<std::vector<WordId>>& class_words) {
  for (GraphState& state : states_) {
    for (const SpecialEdge& edge : state.specials) {
      if (edge.kind != SpecialKind::kClass) continue;
      for (const WordId word : class_words[edge.a]) state.words.emplace_back(word, edge.node);
    }
  }
}

}  // namespace

BuildGraph Determinise(PatternStates patterns,
                       const std::vector<std::vector<WordId>>& class_words) {
  Determiniser determiniser(std::move(patterns.states));
  determiniser.ExpandClasses(class_words);
  BuildGraph graph;
  graph.class_root = determiniser.Build(std::move(patterns.class_starts));
  graph.rule_root = determiniser.Build(std::move(patterns.rule_starts));
  graph.context_root = determiniser.Build(std::move(patterns.context_starts));
  graph.nodes = determiniser.TakeNodes();
  return graph;
}

}  // namespace ebb
