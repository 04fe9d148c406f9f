#include "lexicon/token_pattern.h"

#include <algorithm>
#include <utility>

#include "base/text_util.h"
#include "lexicon/pattern_parser.h"
#include "lexicon/written_words.h"
#include "text/fold.h"

namespace ebb {
namespace {

// States reachable from `state` without a word.
void Closure(const PatternGraph& graph, std::uint32_t state, std::vector<std::uint32_t>* out) {
  std::vector<std::uint32_t> waiting = {state};
  while (!waiting.empty()) {
    const std::uint32_t next = waiting.back();
    waiting.pop_back();
    if (std::find(out->begin(), out->end(), next) != out->end()) continue;
    out->push_back(next);
    for (const PatternStep& step : graph.steps[next]) {
      if (step.kind == StepKind::kNothing) waiting.push_back(step.to);
    }
  }
}

// States reachable from any of `from` by the word, closed.
std::vector<std::uint32_t> After(const PatternGraph& graph, const std::vector<std::uint32_t>& from,
                                 std::string_view word) {
  std::vector<std::uint32_t> out;
  for (const std::uint32_t state : from) {
    for (const PatternStep& step : graph.steps[state]) {
      if (step.kind == StepKind::kWord && step.word == word) Closure(graph, step.to, &out);
    }
  }
  return out;
}

// Ambiguous spellings and the words each may stand for.
using SplitReading = std::pair<const char*, std::vector<std::string_view>>;
const std::vector<SplitReading>& SplitReadings() {
  static const std::vector<SplitReading> kReadings = [] {
    std::vector<SplitReading> readings;
    for (const Ambiguous& entry : AmbiguousSpellings()) {
      readings.emplace_back(entry.spelling, Split(entry.reading, ' '));
    }
    return readings;
  }();
  return kReadings;
}

// Where "i will" is read, "ill" is read too, unless it would be all there is.
void AddLostApostrophes(PatternGraph* graph) {
  struct Extra {
    std::uint32_t from, to;
    const char* spelling;
  };
  std::vector<Extra> extras;
  std::vector<std::uint32_t> start;
  Closure(*graph, graph->start, &start);
  for (std::uint32_t state = 0; state < graph->steps.size(); ++state) {
    if (graph->steps[state].empty()) continue;
    std::vector<std::uint32_t> here;
    Closure(*graph, state, &here);
    for (const auto& [spelling, reading] : SplitReadings()) {
      std::vector<std::uint32_t> reached = here;
      for (const std::string_view word : reading) {
        reached = After(*graph, reached, word);
        if (reached.empty()) break;
      }
      if (reached.empty()) continue;
      const bool at_start = std::find(start.begin(), start.end(), state) != start.end();
      for (const std::uint32_t to : reached) {
        if (at_start && to == graph->end) continue;
        extras.push_back({state, to, spelling});
      }
    }
  }
  for (const Extra& extra : extras) {
    PatternStep step;
    step.kind = StepKind::kWord;
    step.word = extra.spelling;
    step.to = extra.to;
    graph->steps[extra.from].push_back(std::move(step));
  }
}

// Nothing but the end comes after the state.
bool IsOver(const PatternGraph& graph, std::uint32_t state) {
  std::vector<std::uint32_t> reached;
  Closure(graph, state, &reached);
  if (reached.size() == 1) return reached[0] == graph.end;
  return std::all_of(reached.begin(), reached.end(), [&](std::uint32_t s) {
    return s == graph.end ||
           std::all_of(graph.steps[s].begin(), graph.steps[s].end(),
                       [](const PatternStep& next) { return next.kind == StepKind::kNothing; });
  });
}

// An ambiguous spelling alone says nothing: its own step from start to end is taken away.
void DropLoneAmbiguous(PatternGraph* graph) {
  std::vector<std::uint32_t> start;
  Closure(*graph, graph->start, &start);
  for (const std::uint32_t state : start) {
    std::erase_if(graph->steps[state], [&](const PatternStep& step) {
      // "ur" means the partner in either reading.
      if (step.kind != StepKind::kWord || step.word == "ur") return false;
      return AmbiguousReading(step.word) != nullptr && IsOver(*graph, step.to);
    });
  }
}

// What is wrong with the finished graph, or nothing.
std::string Problem(const PatternGraph& graph) {
  std::vector<std::uint32_t> start;
  Closure(graph, graph.start, &start);
  if (std::find(start.begin(), start.end(), graph.end) != start.end()) {
    return "can match no words at all; something in it must be required";
  }
  bool any = false;
  for (const std::uint32_t state : start) {
    for (const PatternStep& step : graph.steps[state]) {
      if (step.kind == StepKind::kGap) return "begins with a gap, which says nothing; leave it out";
      if (step.kind == StepKind::kStop || step.kind == StepKind::kEnd) {
        return "begins with a sentence or clause end; write ^ for the start of a clause";
      }
      any = any || step.kind != StepKind::kNothing;
    }
  }
  return any ? "" : "is an ambiguous spelling alone; add words";
}

Result<PatternGraph> Finished(PatternGraph graph) {
  DropLoneAmbiguous(&graph);
  AddLostApostrophes(&graph);
  const std::string problem = Problem(graph);
  if (!problem.empty()) return Error{ErrorKind::kLexicon, problem};
  return graph;
}

}  // namespace

Result<PatternGraph> ParsePattern(std::string_view pattern, std::size_t* offset) {
  *offset = 0;
  PatternGraph shape;
  std::string_view body = Trim(pattern);
  if (body.starts_with("... ")) {
    shape.anywhere = true;
    body = Trim(body.substr(4));
  }
  if (body.starts_with("^^")) {
    shape.message_start = true;
    body = Trim(body.substr(2));
  } else if (body.starts_with("^")) {
    shape.clause_start = true;
    body = Trim(body.substr(1));
  }
  if (body.ends_with("$$")) {
    shape.message_end = true;
    body = Trim(body.substr(0, body.size() - 2));
  } else if (body.ends_with("$")) {
    shape.clause_end = true;
    body = Trim(body.substr(0, body.size() - 1));
  }
  ReadPattern read = ReadPatternItems(body);
  if (!read.error.empty()) {
    *offset = static_cast<std::size_t>(body.data() - pattern.data()) + read.offset;
    return Error{ErrorKind::kLexicon, read.error};
  }
  PatternGraph& graph = read.graph;
  graph.anywhere = shape.anywhere;
  graph.clause_start = shape.clause_start;
  graph.message_start = shape.message_start;
  graph.clause_end = shape.clause_end;
  graph.message_end = shape.message_end;
  return Finished(std::move(graph));
}

Result<PatternGraph> ParsePhrase(std::string_view phrase) {
  if (WordsOf(phrase).empty()) return Error{ErrorKind::kLexicon, "has no words"};
  return Finished(ReadWords(phrase));
}

std::vector<std::string> OnlyWords(const PatternGraph& graph) {
  std::vector<std::string> words;
  for (std::uint32_t state = graph.start; state != graph.end;) {
    if (graph.steps[state].size() != 1) return {};
    const PatternStep& step = graph.steps[state][0];
    if (step.kind == StepKind::kWord) {
      words.push_back(step.word);
    } else if (step.kind != StepKind::kNothing) {
      return {};
    }
    state = step.to;
  }
  return words;
}

}  // namespace ebb
