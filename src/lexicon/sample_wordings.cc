#include "lexicon/sample_wordings.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace ebb {
namespace {

constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();
constexpr int kRandomWays = 24;
constexpr std::string_view kFiller = "bla";  // for a gap: a word that no rule has

// A step and the state it leaves.
struct Taken {
  std::uint32_t from = 0;
  const PatternStep* step = nullptr;
};
using Way = std::vector<Taken>;

// The graph with the nearest step toward the end, and toward the start, of each state.
class Ways {
 public:
  explicit Ways(const PatternGraph& graph)
      : graph_(graph), next_(graph.steps.size()), before_(graph.steps.size()) {
    Search(graph.start, graph.end);
  }

  // Every step once, by the nearest way that passes it; then more.
  std::vector<Way> ThroughEachStep() const {
    std::vector<Way> ways;
    for (std::uint32_t state = 0; state < graph_.steps.size(); ++state) {
      for (const PatternStep& step : graph_.steps[state]) {
        std::optional<Way> way = Through({state, &step});
        if (way) ways.push_back(std::move(*way));
      }
    }
    // Alternatives also meet each other: some ways at random, the same every time.
    std::uint32_t dice = 12345;
    for (int i = 0; i < kRandomWays; ++i) {
      std::optional<Way> way = AtRandom(&dice);
      if (way) ways.push_back(std::move(*way));
    }
    return ways;
  }

 private:
  std::optional<Way> AtRandom(std::uint32_t* dice) const {
    Way way;
    for (std::uint32_t at = graph_.start; at != graph_.end; at = way.back().step->to) {
      const std::vector<PatternStep>& steps = graph_.steps[at];
      if (steps.empty()) return std::nullopt;
      *dice = *dice * 1664525u + 1013904223u;
      way.push_back({at, &steps[(*dice >> 8) % steps.size()]});
    }
    return way;
  }

  // How much a step says; the nearest way says least.
  static std::uint32_t Length(const PatternStep& step) {
    return step.kind == StepKind::kNothing || step.kind == StepKind::kStop ? 1u : 1000u;
  }

  // Shortest ways over a small graph: relaxed until nothing changes.
  void Search(std::uint32_t start, std::uint32_t end) {
    std::vector<std::uint32_t> to_end(graph_.steps.size(), kNowhere), from_start = to_end;
    to_end[end] = 0;
    from_start[start] = 0;
    for (bool changed = true; changed;) {
      changed = false;
      for (std::uint32_t state = 0; state < graph_.steps.size(); ++state) {
        for (const PatternStep& step : graph_.steps[state]) {
          changed |= Relax(step, to_end[step.to], {state, &step}, &to_end[state], &next_[state]);
          changed |= Relax(step, from_start[state], {state, &step}, &from_start[step.to],
                           &before_[step.to]);
        }
      }
    }
  }

  static bool Relax(const PatternStep& step, std::uint32_t from, Taken taken, std::uint32_t* to,
                    Taken* way) {
    if (from == kNowhere || from + Length(step) >= *to) return false;
    *to = from + Length(step);
    *way = taken;
    return true;
  }

  std::optional<Way> Through(Taken middle) const {
    Way way = {middle};
    for (std::uint32_t at = middle.from; at != graph_.start;) {
      if (before_[at].step == nullptr) return std::nullopt;
      way.insert(way.begin(), before_[at]);
      at = before_[at].from;
    }
    for (std::uint32_t at = middle.step->to; at != graph_.end;) {
      if (next_[at].step == nullptr) return std::nullopt;
      way.push_back(next_[at]);
      at = next_[at].step->to;
    }
    return way;
  }

  const PatternGraph& graph_;
  std::vector<Taken> next_, before_;  // by state
};

// The words of an entry of a class; the `number`th, so that not always the same is taken.
std::optional<std::string> EntryOf(const std::string& name, const std::vector<WordClass>& classes,
                                   std::size_t number) {
  if (name == "number") return "7";
  for (const WordClass& entry : classes) {
    if (entry.name != name || entry.words.empty()) continue;
    std::size_t offset = 0;
    const auto graph = ParsePattern(entry.words[number % entry.words.size()], &offset);
    if (!graph) return std::nullopt;
    const std::vector<std::string> words = SampleWordings(*graph, {}, 1);
    if (words.empty()) return std::nullopt;
    return words.front();
  }
  return std::nullopt;
}

std::optional<std::string> TextOf(const Way& way, const std::vector<WordClass>& classes,
                                  std::size_t number) {
  std::string text;
  const auto add = [&text](std::string_view word) {
    if (!text.empty()) text += ' ';
    text += word;
  };
  for (const Taken& taken : way) {
    const PatternStep& step = *taken.step;
    if (step.kind == StepKind::kWord) add(step.word);
    if (step.kind == StepKind::kEnd) text += ',';
    if (step.kind == StepKind::kGap) {
      for (int i = 0; i < step.min; ++i) add(kFiller);
    }
    if (step.kind != StepKind::kClass) continue;
    const std::optional<std::string> entry = EntryOf(step.word, classes, number);
    if (!entry) return std::nullopt;
    add(*entry);
  }
  return text;
}

}  // namespace

std::vector<std::string> SampleWordings(const PatternGraph& graph,
                                        const std::vector<WordClass>& classes, std::size_t most) {
  std::vector<std::string> texts;
  std::size_t number = 0;
  for (const Way& way : Ways(graph).ThroughEachStep()) {
    const std::optional<std::string> text = TextOf(way, classes, number++);
    if (text && !text->empty()) texts.push_back(*text);
  }
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  if (texts.size() <= most) return texts;
  std::vector<std::string> some;
  for (std::size_t i = 0; i < most; ++i) some.push_back(texts[i * texts.size() / most]);
  return some;
}

}  // namespace ebb
