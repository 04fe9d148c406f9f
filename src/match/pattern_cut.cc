#include "match/pattern_cut.h"

#include <algorithm>
#include <limits>
#include <queue>

namespace ebb {
namespace {

constexpr double kNever = 1e12;  // capacity of what cannot be cut
constexpr double kLeastFlow = 1e-15;

// Maximum flow by blocking flows in layers (Dinitz 1970). Patterns give networks of a few hundred
// nodes and no more layers than the pattern is long.
class FlowNetwork {
 public:
  explicit FlowNetwork(std::size_t nodes) : arcs_of_(nodes) {}

  void AddArc(std::size_t from, std::size_t to, double capacity) {
    arcs_of_[from].push_back(arcs_.size());
    arcs_.push_back({to, capacity});
    arcs_of_[to].push_back(arcs_.size());
    arcs_.push_back({from, 0});
  }

  // False if the flow has no bound.
  bool Saturate(std::size_t source, std::size_t sink) {
    for (;;) {
      FindLayers(source);
      if (layer_[sink] == kNone) return true;
      next_.assign(arcs_of_.size(), 0);
      for (;;) {
        const double pushed = Push(source, sink, kNever);
        if (pushed <= kLeastFlow) break;
        if (pushed >= kNever / 2) return false;
      }
    }
  }

  // By node: can it be reached from the source when the flow is at its greatest?
  std::vector<bool> Reached(std::size_t source) {
    FindLayers(source);
    std::vector<bool> reached(layer_.size());
    for (std::size_t n = 0; n < layer_.size(); ++n) reached[n] = layer_[n] != kNone;
    return reached;
  }

 private:
  static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
  struct Arc {
    std::size_t to = 0;
    double capacity = 0;
  };

  void FindLayers(std::size_t source) {
    layer_.assign(arcs_of_.size(), kNone);
    layer_[source] = 0;
    std::queue<std::size_t> queue;
    queue.push(source);
    while (!queue.empty()) {
      const std::size_t at = queue.front();
      queue.pop();
      for (const std::size_t a : arcs_of_[at]) {
        if (arcs_[a].capacity <= kLeastFlow || layer_[arcs_[a].to] != kNone) continue;
        layer_[arcs_[a].to] = layer_[at] + 1;
        queue.push(arcs_[a].to);
      }
    }
  }

  // Sends what it can, at most `limit`, along one way down the layers. Recursion is bounded by
  // their number.
  double Push(std::size_t at, std::size_t sink, double limit) {
    if (at == sink) return limit;
    for (std::size_t& i = next_[at]; i < arcs_of_[at].size(); ++i) {
      const std::size_t a = arcs_of_[at][i];
      if (arcs_[a].capacity <= kLeastFlow || layer_[arcs_[a].to] != layer_[at] + 1) continue;
      const double pushed = Push(arcs_[a].to, sink, std::min(limit, arcs_[a].capacity));
      if (pushed <= kLeastFlow) continue;
      arcs_[a].capacity -= pushed;
      arcs_[a ^ 1].capacity += pushed;
      return pushed;
    }
    return 0;
  }

  std::vector<Arc> arcs_;
  std::vector<std::vector<std::size_t>> arcs_of_;
  std::vector<std::size_t> layer_, next_;
};

struct WordStep {
  std::uint32_t to = 0;
  const StepWords* words = nullptr;
};

// A way between two steps: may a gap lie on it?
enum class Way : std::uint8_t { kNone, kNext, kGap };

class Cutter {
 public:
  Cutter(const PatternGraph& graph, const StepWordsSource& source)
      : graph_(graph), source_(source) {
    at_state_.resize(graph.steps.size());
    for (std::uint32_t s = 0; s < graph.steps.size(); ++s) {
      for (const PatternStep& step : graph.steps[s]) {
        if (step.kind != StepKind::kWord && step.kind != StepKind::kClass) continue;
        at_state_[s].push_back(steps_.size());
        steps_.push_back({step.to, &source.WordsOf(step)});
      }
    }
  }

  PatternCut Cut(double* share, PatternCut* second) {
    bool empty = false;
    Each(
        graph_.start,
        [&](std::size_t step, Way) {
          Add({source(), 2 * step, kNever});
        },
        [&] { empty = true; });
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      Add({2 * i, 2 * i + 1, steps_[i].words->cut_share, i, kNoStep});
      Each(
          steps_[i].to,
          [&](std::size_t next, Way way) {
            const bool pair = way == Way::kNext && steps_[i].words->last_known;
            Add({2 * i + 1, 2 * next, pair ? PairShare(i, next) : kNever, i, next});
          },
          [&] {
            Add({2 * i + 1, sink(), kNever});
          });
    }
    PatternCut cut;
    if (empty || !Solve(&cut, share)) cut.nothing_needed = true;
    double second_share = 0;
    if (second != nullptr && (cut.nothing_needed || !Solve(second, &second_share))) *second = cut;
    return cut;
  }

 private:
  static constexpr std::size_t kNoStep = std::numeric_limits<std::size_t>::max();
  // An arc of the network: a step (left), or two that follow each other (left, right).
  struct Link {
    std::size_t from = 0, to = 0;
    double share = 0;
    std::size_t left = kNoStep, right = kNoStep;
  };

  std::size_t source() const { return 2 * steps_.size(); }
  std::size_t sink() const { return source() + 1; }
  void Add(const Link& link) { links_.push_back(link); }

  double PairShare(std::size_t left, std::size_t right) const {
    return source_.ShareOf(steps_[left].words->last, steps_[right].words->first);
  }

  // Finds the rarest cut and forbids its links to the next call. False if there is none.
  bool Solve(PatternCut* cut, double* share) {
    FlowNetwork network(2 * steps_.size() + 2);
    for (const Link& link : links_) network.AddArc(link.from, link.to, link.share);
    if (!network.Saturate(source(), sink())) return false;
    const std::vector<bool> reached = network.Reached(source());
    *share = 0;
    for (Link& link : links_) {
      if (!reached[link.from] || reached[link.to]) continue;
      *share += link.share;
      link.share = kNever;
      Take(link, cut);
    }
    return true;
  }

  void Take(const Link& link, PatternCut* cut) const {
    const StepWords& left = *steps_[link.left].words;
    if (link.right != kNoStep) {
      cut->pairs.push_back({left.last, steps_[link.right].words->first});
      return;
    }
    cut->words.insert(cut->words.end(), left.cut.words.begin(), left.cut.words.end());
    cut->pairs.insert(cut->pairs.end(), left.cut.pairs.begin(), left.cut.pairs.end());
  }

  // Calls next(step, way) for every step that can come first after `state`, and end() if the
  // pattern can be over there.
  template <typename Next, typename End>
  void Each(std::uint32_t state, Next next, End end) const {
    std::vector<Way> ways(graph_.steps.size(), Way::kNone);
    std::vector<std::uint32_t> stack = {state};
    ways[state] = Way::kNext;
    while (!stack.empty()) {
      const std::uint32_t at = stack.back();
      stack.pop_back();
      for (const PatternStep& step : graph_.steps[at]) {
        if (step.kind == StepKind::kWord || step.kind == StepKind::kClass) continue;
        const Way way = step.kind == StepKind::kGap ? Way::kGap : ways[at];
        if (way <= ways[step.to]) continue;
        ways[step.to] = way;
        stack.push_back(step.to);
      }
    }
    bool over = false;
    for (std::uint32_t s = 0; s < ways.size(); ++s) {
      if (ways[s] == Way::kNone) continue;
      over = over || s == graph_.end;
      for (const std::size_t step : at_state_[s]) next(step, ways[s]);
    }
    if (over) end();
  }

  const PatternGraph& graph_;
  const StepWordsSource& source_;
  std::vector<WordStep> steps_;
  std::vector<Link> links_;
  std::vector<std::vector<std::size_t>> at_state_;  // steps that leave a state
};

}  // namespace

PatternCut CutPattern(const PatternGraph& graph, const StepWordsSource& source, double* share,
                      PatternCut* second) {
  return Cutter(graph, source).Cut(share, second);
}

}  // namespace ebb
