#include "match/minimise_nodes.h"

#include <map>
#include <tuple>
#include <utility>

namespace ebb {
namespace {

// What makes two nodes the same: where they lead and what they give.
using Shape = std::tuple<std::vector<std::pair<WordId, std::uint32_t>>,
                         std::vector<std::tuple<int, int, int, std::uint32_t>>,
                         std::vector<std::tuple<int, int, int>>>;

class Minimiser {
 public:
  explicit Minimiser(const BuildGraph& graph) : graph_(graph) {
    out_.nodes.emplace_back();
    out_.targets.emplace_back();
    out_.number_of.assign(graph.nodes.size(), 0);
  }

  // False if a node holds more than its counts can say.
  bool Merge();
  void Renumber();
  ProgramNodes Take() { return std::move(out_); }

 private:
  std::uint32_t NumberOf(std::uint32_t node) const { return out_.number_of[node]; }
  Shape ShapeOf(const BuildNode& node) const;
  std::uint8_t NeedsOf(const BuildNode& node) const;
  void MergeOne(std::uint32_t index);
  void Add(const BuildNode& node, std::uint32_t number);
  std::vector<std::vector<std::uint32_t>> Children() const;

  const BuildGraph& graph_;
  ProgramNodes out_;
  std::map<Shape, std::uint32_t> seen_;
  bool too_crowded_ = false;
};

Shape Minimiser::ShapeOf(const BuildNode& node) const {
  Shape shape;
  auto& [words, specials, outputs] = shape;
  for (const auto& [word, child] : node.words) words.emplace_back(word, NumberOf(child));
  for (const SpecialEdge& edge : node.specials) {
    specials.emplace_back(static_cast<int>(edge.kind), edge.a, edge.b, NumberOf(edge.node));
  }
  for (const Output& output : node.outputs) {
    outputs.emplace_back(static_cast<int>(output.kind), output.flags, output.target);
  }
  return shape;
}

void Minimiser::Add(const BuildNode& node, std::uint32_t number) {
  too_crowded_ = too_crowded_ || node.specials.size() > 0xff || node.outputs.size() > 0xff;
  Node made;
  for (const auto& [word, child] : node.words) {
    out_.edges.push_back({number, NumberOf(child), word});
  }
  made.specials = static_cast<std::uint32_t>(out_.specials.size());
  made.special_count = static_cast<std::uint8_t>(node.specials.size());
  for (const SpecialEdge& edge : node.specials) {
    out_.specials.push_back({edge.kind, edge.a, edge.b, NumberOf(edge.node), 0});
  }
  made.outputs = static_cast<std::uint32_t>(out_.outputs.size());
  made.output_count = static_cast<std::uint8_t>(node.outputs.size());
  out_.outputs.insert(out_.outputs.end(), node.outputs.begin(), node.outputs.end());
  made.needs = NeedsOf(node);
  out_.nodes.push_back(made);
  out_.targets.emplace_back();
}

// What all rows at or below the node need. REQUIRES: the node's children are done.
std::uint8_t Minimiser::NeedsOf(const BuildNode& node) const {
  std::uint8_t needs = 0xff;
  for (const Output& output : node.outputs) {
    needs &= output.kind == OutputKind::kHit ? output.flags : 0;
  }
  for (const auto& [word, child] : node.words) needs &= out_.nodes[NumberOf(child)].needs;
  for (const SpecialEdge& edge : node.specials) needs &= out_.nodes[NumberOf(edge.node)].needs;
  return needs;
}

// REQUIRES: the node's children have their numbers.
void Minimiser::MergeOne(std::uint32_t index) {
  const BuildNode& node = graph_.nodes[index];
  const auto [at, added] =
      seen_.try_emplace(ShapeOf(node), static_cast<std::uint32_t>(out_.nodes.size()));
  if (added) Add(node, at->second);
  out_.targets[at->second].Add(node.targets);
  out_.number_of[index] = at->second;
}

// Children first; without recursion, for patterns can be long.
bool Minimiser::Merge() {
  enum State : char { kNew, kOpen, kDone };
  std::vector<State> state(graph_.nodes.size(), kNew);
  std::vector<std::uint32_t> stack = {graph_.class_root, graph_.rule_root, graph_.context_root};
  const auto open = [&](std::uint32_t child) {
    if (state[child] == kNew) stack.push_back(child);
  };
  while (!stack.empty()) {
    const std::uint32_t node = stack.back();
    if (state[node] == kNew) {
      state[node] = kOpen;
      for (const auto& [word, child] : graph_.nodes[node].words) open(child);
      for (const SpecialEdge& edge : graph_.nodes[node].specials) open(edge.node);
      continue;
    }
    stack.pop_back();
    if (state[node] == kOpen) MergeOne(node);
    state[node] = kDone;
  }
  return !too_crowded_;
}

std::vector<std::vector<std::uint32_t>> Minimiser::Children() const {
  std::vector<std::vector<std::uint32_t>> children(out_.nodes.size());
  for (const WordEdge& edge : out_.edges) children[edge.from].push_back(edge.node);
  for (std::uint32_t n = 1; n < out_.nodes.size(); ++n) {
    const Node& node = out_.nodes[n];
    for (std::uint32_t i = 0; i < node.special_count; ++i) {
      children[n].push_back(out_.specials[node.specials + i].node);
    }
  }
  return children;
}

// By distance from the roots.
void Minimiser::Renumber() {
  const std::vector<std::vector<std::uint32_t>> children = Children();
  std::vector<std::uint32_t> order = {0, NumberOf(graph_.rule_root), NumberOf(graph_.class_root),
                                      NumberOf(graph_.context_root)};
  std::vector<std::uint32_t> number(out_.nodes.size(), 0);
  std::vector<Node> sorted = {out_.nodes[0]};
  std::vector<TargetSet> targets = {out_.targets[0]};
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (number[order[i]] != 0) continue;
    number[order[i]] = static_cast<std::uint32_t>(sorted.size());
    sorted.push_back(out_.nodes[order[i]]);
    targets.push_back(out_.targets[order[i]]);
    order.insert(order.end(), children[order[i]].begin(), children[order[i]].end());
  }
  out_.nodes = std::move(sorted);
  out_.targets = std::move(targets);
  for (WordEdge& edge : out_.edges) {
    edge = {number[edge.from], number[edge.node], edge.word};
  }
  for (SpecialEdge& edge : out_.specials) edge.node = number[edge.node];
  for (std::uint32_t& node : out_.number_of) node = number[node];
}

}  // namespace

Result<ProgramNodes> MinimiseNodes(const BuildGraph& graph) {
  Minimiser minimiser(graph);
  if (!minimiser.Merge()) {
    return Error{ErrorKind::kLexicon,
                 "more than 255 rules share the same words; merge some of them"};
  }
  minimiser.Renumber();
  return minimiser.Take();
}

}  // namespace ebb
