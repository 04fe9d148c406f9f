#include "match/needed_words.h"

#include <algorithm>
#include <cstdint>
#include <queue>

namespace ebb {
namespace {

constexpr int kUnlisted = 1;        // cost of a word that is not among the frequent ones
constexpr int kForbidden = 1 << 20; // cost of a step that is no word

struct Edge {
  std::uint32_t to = 0;
  int left = 0;  // what can still flow
};

// Residual graph: edge i and i ^ 1 are each other's reverse.
class FlowGraph {
 public:
  explicit FlowGraph(std::size_t states) : edges_of_(states) {}

  void Add(std::uint32_t from, std::uint32_t to, int capacity) {
    edges_of_[from].push_back(static_cast<std::uint32_t>(edges_.size()));
    edges_.push_back({to, capacity});
    edges_of_[to].push_back(static_cast<std::uint32_t>(edges_.size()));
    edges_.push_back({from, 0});
  }

  // Pushes flow until the cut is found, or until it would cost more than `limit`.
  bool Cut(std::uint32_t source, std::uint32_t sink, int limit) {
    int total = 0;
    while (Augment(source, sink, &total)) {
      if (total > limit) return false;
    }
    return true;
  }
  // After Cut: states on the source's side.
  const std::vector<char>& reached() const { return reached_; }

 private:
  bool Augment(std::uint32_t source, std::uint32_t sink, int* total) {
    std::vector<std::int64_t> by(edges_of_.size(), -1);
    reached_.assign(edges_of_.size(), 0);
    std::queue<std::uint32_t> queue;
    queue.push(source);
    reached_[source] = 1;
    while (!queue.empty() && reached_[sink] == 0) {
      const std::uint32_t state = queue.front();
      queue.pop();
      for (const std::uint32_t e : edges_of_[state]) {
        if (edges_[e].left <= 0 || reached_[edges_[e].to] != 0) continue;
        reached_[edges_[e].to] = 1;
        by[edges_[e].to] = e;
        queue.push(edges_[e].to);
      }
    }
    if (reached_[sink] == 0) return false;
    int least = kForbidden * 2;
    for (std::uint32_t s = sink; s != source; s = edges_[static_cast<std::size_t>(by[s]) ^ 1].to) {
      least = std::min(least, edges_[static_cast<std::size_t>(by[s])].left);
    }
    for (std::uint32_t s = sink; s != source;) {
      const auto e = static_cast<std::size_t>(by[s]);
      edges_[e].left -= least;
      edges_[e ^ 1].left += least;
      s = edges_[e ^ 1].to;
    }
    *total += least;
    return true;
  }

  std::vector<std::vector<std::uint32_t>> edges_of_;
  std::vector<Edge> edges_;
  std::vector<char> reached_;
};

}  // namespace

std::vector<std::string> NeededWords(
    const PatternGraph& graph, const WordCosts& costs,
    const std::unordered_map<std::string, std::vector<std::string>>& class_words) {
  const auto cost_of = [&](const std::string& word) {
    const auto found = costs.find(word);
    return found == costs.end() ? kUnlisted : found->second;
  };
  const auto words_of = [&](const PatternStep& step) -> std::vector<std::string> {
    if (step.kind == StepKind::kWord) return {step.word};
    if (step.kind != StepKind::kClass) return {};
    const auto found = class_words.find(step.word);
    return found == class_words.end() ? std::vector<std::string>{} : found->second;
  };
  FlowGraph flow(graph.steps.size());
  for (std::uint32_t state = 0; state < graph.steps.size(); ++state) {
    for (const PatternStep& step : graph.steps[state]) {
      const std::vector<std::string> words = words_of(step);
      int cost = words.empty() ? kForbidden : 0;
      for (const std::string& word : words) cost += cost_of(word);
      flow.Add(state, step.to, cost);
    }
  }
  if (!flow.Cut(graph.start, graph.end, kForbidden - 1)) return {};
  std::vector<std::string> needed;
  for (std::uint32_t state = 0; state < graph.steps.size(); ++state) {
    if (flow.reached()[state] == 0) continue;
    for (const PatternStep& step : graph.steps[state]) {
      if (flow.reached()[step.to] != 0) continue;
      for (const std::string& word : words_of(step)) needed.push_back(word);
    }
  }
  std::sort(needed.begin(), needed.end());
  needed.erase(std::unique(needed.begin(), needed.end()), needed.end());
  return needed;
}

}  // namespace ebb
