#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/text_util.h"
#include "lexicon/token_pattern.h"
#include "match/features.h"
#include "match/program.h"
#include "match/regex_rules.h"
#include "match/triggers.h"
#include "match/vocabulary.h"
#include "match/word_frequency.h"
#include "match/word_scores.h"
#include "text/fold.h"

namespace ebb {
namespace {

constexpr std::string_view kLanguages[] = {"lang_en", "lang_de", "lang_es", "lang_fr", "lang_it",
                                           "lang_pt", "lang_nl", "lang_id", "lang_tr", "lang_tl"};

// A state of the graph of all patterns together, before it is made deterministic.
struct GraphState {
  std::vector<std::pair<WordId, std::uint32_t>> words;
  std::vector<SpecialEdge> specials;
  std::vector<std::uint32_t> nothing;
  std::vector<Output> outputs;
  TargetSet targets;  // the pattern's rule or class
};

// A deterministic node: word by word at most one way to go on. Classes, gaps and sentence ends stay
// side by side.
struct BuildNode {
  std::map<WordId, std::uint32_t> words;
  std::vector<SpecialEdge> specials;
  std::vector<Output> outputs;
  TargetSet targets;
};

using StateSet = std::vector<std::uint32_t>;  // sorted, closed

class Compiler {
 public:
  explicit Compiler(const Lexicon& lexicon) : lexicon_(lexicon) {}
  Result<Program> Run();

 private:
  using Patterns = std::vector<std::string>;
  void NumberWords();
  Status AddClasses();
  Status AddClassEntries(std::size_t index);
  Status AddRules();
  std::uint16_t TargetFor(const RuleInfo& rule);
  Status AddPatterns(const Rule& rule, const Patterns& patterns, bool phrase, OutputKind kind,
                     std::uint16_t target);
  Status AddGraph(StateSet* roots, const PatternGraph& graph, const Output& output,
                  const std::string& where);
  std::uint32_t NewState() {
    states_.emplace_back();
    return static_cast<std::uint32_t>(states_.size() - 1);
  }
  void Close(StateSet* set) const;
  std::uint32_t NodeOf(StateSet set);
  void BuildNodeFrom(std::uint32_t node, const StateSet& set);
  std::uint32_t Determinise(StateSet roots);
  WordId IdOf(const std::string& word);
  void AddVocabulary();
  void AddEntry(const std::string& spelling, const std::string& reading, bool apostrophe);
  void ExpandClassStarts(StateSet roots);
  void Minimise();
  void Renumber();
  void FillEdges();
  void FillStarts();
  void FillTriggers();
  void FillVocabulary();

  const Lexicon& lexicon_;
  Program program_;
  std::vector<std::string> class_names_;
  std::unordered_map<std::string, WordId> ids_;
  std::vector<GraphState> states_;
  StateSet class_starts_, rule_starts_, context_starts_;
  std::vector<BuildNode> build_;
  std::map<StateSet, std::uint32_t> nodes_of_;
  std::vector<std::pair<std::uint32_t, StateSet>> to_build_;
  std::uint16_t whole_rules_ = 0, other_rules_ = 0;
  bool too_crowded_ = false;  // a node holds more than its counts can say
  std::uint32_t class_root_ = 0, rule_root_ = 0, context_root_ = 0;
  std::unordered_map<std::string, int> class_index_;
  std::vector<std::vector<WordId>> class_words_;
  Readings entries_, apostrophe_entries_;
  // The patterns as written, for their triggers.
  std::vector<std::pair<std::size_t, PatternGraph>> class_graphs_;
  std::vector<std::pair<std::uint16_t, PatternGraph>> rule_graphs_;
  std::vector<std::uint32_t> final_;  // build node -> program node
  std::vector<WordEdge> edges_;
};

WordId Compiler::IdOf(const std::string& word) {
  const auto [at, added] =
      ids_.try_emplace(word, static_cast<WordId>(program_.words.build().size()));
  if (added) program_.words.build().emplace_back();
  return at->second;
}

// Adds a pattern's graph to the whole; its start becomes one of the roots.
Status Compiler::AddGraph(StateSet* roots, const PatternGraph& graph, const Output& output,
                          const std::string& where) {
  const auto base = static_cast<std::uint32_t>(states_.size());
  states_.resize(states_.size() + graph.steps.size());
  for (std::size_t s = 0; s < graph.steps.size(); ++s) {
    GraphState& state = states_[base + s];
    const bool is_class = output.kind == OutputKind::kClass;
    state.targets.Add(is_class ? output.target % 64u
                               : program_.rules.build()[output.target].target);
    for (const PatternStep& step : graph.steps[s]) {
      const std::uint32_t to = base + step.to;
      switch (step.kind) {
        case StepKind::kNothing:
          state.nothing.push_back(to);
          break;
        case StepKind::kWord:
          state.words.emplace_back(IdOf(step.word), to);
          break;
        case StepKind::kGap:
          state.specials.push_back({SpecialKind::kGap, step.min, step.max, to});
          break;
        case StepKind::kStop:
          state.specials.push_back({SpecialKind::kStop, 0, 0, to});
          break;
        case StepKind::kEnd:
          state.specials.push_back({SpecialKind::kEnd, 0, 0, to});
          break;
        case StepKind::kClass: {
          const auto found = class_index_.find(step.word);
          if (found == class_index_.end()) {
            return Error{ErrorKind::kLexicon, where + "no class is called @" + step.word};
          }
          state.specials.push_back(
              {SpecialKind::kClass, static_cast<std::uint8_t>(found->second), 0, to});
          break;
        }
      }
    }
  }
  Output full = output;
  full.flags = static_cast<std::uint8_t>(
      (graph.clause_start ? kClauseStart : 0) | (graph.message_start ? kMessageStart : 0) |
      (graph.clause_end ? kClauseEnd : 0) | (graph.message_end ? kMessageEnd : 0) |
      (graph.anywhere ? kAnywhere : 0));
  states_[base + graph.end].outputs.push_back(full);
  roots->push_back(base + graph.start);
  return Done{};
}

void Compiler::Close(StateSet* set) const {
  for (std::size_t i = 0; i < set->size(); ++i) {
    for (const std::uint32_t to : states_[(*set)[i]].nothing) {
      set->push_back(to);
    }
    if (i + 1 == set->size() || (i & 63) == 63) {
      // Keep the work list free of doubles without losing its order of arrival.
      std::vector<std::uint32_t> rest(set->begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                      set->end());
      std::sort(rest.begin(), rest.end());
      rest.erase(std::unique(rest.begin(), rest.end()), rest.end());
      set->resize(i + 1);
      set->insert(set->end(), rest.begin(), rest.end());
    }
  }
  // States that only lead on without a word say nothing in a set.
  std::erase_if(*set, [&](std::uint32_t s) {
    const GraphState& state = states_[s];
    return state.words.empty() && state.specials.empty() && state.outputs.empty();
  });
  std::sort(set->begin(), set->end());
  set->erase(std::unique(set->begin(), set->end()), set->end());
}

std::uint32_t Compiler::NodeOf(StateSet set) {
  Close(&set);
  const auto [at, added] = nodes_of_.try_emplace(set, static_cast<std::uint32_t>(build_.size()));
  if (added) {
    build_.emplace_back();
    to_build_.emplace_back(at->second, std::move(set));
  }
  return at->second;
}

void Compiler::BuildNodeFrom(std::uint32_t node, const StateSet& set) {
  std::map<WordId, StateSet> words;
  std::map<std::tuple<SpecialKind, std::uint8_t, std::uint16_t>, StateSet> specials;
  std::vector<Output> outputs;
  for (const std::uint32_t s : set) {
    const GraphState& state = states_[s];
    build_[node].targets.Add(state.targets);
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
  build_[node].words = std::move(word_nodes);
  build_[node].specials = std::move(edges);
  build_[node].outputs = std::move(outputs);
}

// Subset construction from the roots on. Patterns have no loops, so it ends.
std::uint32_t Compiler::Determinise(StateSet roots) {
  const std::uint32_t root = NodeOf(std::move(roots));
  while (!to_build_.empty()) {
    const auto [node, set] = std::move(to_build_.back());
    to_build_.pop_back();
    BuildNodeFrom(node, set);
  }
  return root;
}

// One-word entries become bits of the word; longer ones rows of the phrases' trie.
Status Compiler::AddClassEntries(std::size_t index) {
  const WordClass& entry = lexicon_.classes()[index];
  const int number = class_index_.at(entry.name);
  for (const std::string& text : entry.words) {
    std::size_t offset = 0;
    const auto graph = ParsePattern(text, &offset);
    if (!graph) continue;  // an ambiguous spelling alone
    const std::vector<std::string> words = OnlyWords(*graph);
    if (words.size() == 1) {
      class_words_[static_cast<std::size_t>(number)].push_back(IdOf(words[0]));
      continue;
    }
    const std::string where = entry.file + ":" + std::to_string(entry.line) + ": ";
    const Output output{OutputKind::kClass, 0, static_cast<std::uint16_t>(number)};
    Status added = AddGraph(&class_starts_, *graph, output, where);
    if (!added) return added;
    class_graphs_.emplace_back(number, *graph);
  }
  return Done{};
}

// Gives the words of all patterns their numbers, the most common first: what is met often stands
// together in the tables. Patterns that are wrong are reported where they are added.
void Compiler::NumberWords() {
  std::set<std::string> words;
  const auto add = [&](const Result<PatternGraph>& graph) {
    if (!graph) return;
    for (const auto& steps : graph->steps) {
      for (const PatternStep& step : steps) {
        if (step.kind == StepKind::kWord) words.insert(step.word);
      }
    }
  };
  std::size_t offset = 0;
  for (const WordClass& entry : lexicon_.classes()) {
    for (const std::string& text : entry.words) add(ParsePattern(text, &offset));
  }
  for (const Rule& rule : lexicon_.rules()) {
    for (const std::string& phrase : rule.phrases) add(ParsePhrase(phrase));
    for (const Patterns* patterns : {&rule.tokens, &rule.unless, &rule.near}) {
      for (const std::string& pattern : *patterns) add(ParsePattern(pattern, &offset));
    }
  }
  for (const ScoreRow& row : lexicon_.scorer().words) {
    for (const std::string_view word : Split(row.name, ' ')) {
      if (word != "^" && word != "$") words.insert(std::string(word));
    }
  }
  std::vector<std::string> order(words.begin(), words.end());
  std::stable_sort(order.begin(), order.end(), [](const std::string& a, const std::string& b) {
    return WordShare(a) > WordShare(b);
  });
  for (const std::string& word : order) IdOf(word);
}

Status Compiler::AddClasses() {
  // "number" is built in: any token that begins with a digit.
  class_names_.emplace_back("number");
  for (const WordClass& entry : lexicon_.classes()) class_names_.push_back(entry.name);
  if (class_names_.size() > kMaxClasses) {
    return Error{ErrorKind::kLexicon, "a lexicon may define at most 127 classes"};
  }
  for (std::size_t i = 0; i < class_names_.size(); ++i) {
    class_index_[class_names_[i]] = static_cast<int>(i);
    std::uint32_t features = 0;
    for (const FeatureClass& feature : kFeatureClasses) {
      if (feature.name == class_names_[i]) features |= feature.feature;
    }
    program_.class_features.build().push_back(features);
  }
  class_words_.resize(class_names_.size());
  for (std::size_t i = 0; i < lexicon_.classes().size(); ++i) {
    if (Status added = AddClassEntries(i); !added) return added;
  }
  for (const std::string_view name : kContextClassNames) {
    const auto found = class_index_.find(std::string(name));
    program_.context_classes.build().push_back(
        found == class_index_.end() ? std::int16_t{-1} : static_cast<std::int16_t>(found->second));
  }
  for (std::size_t c = 0; c < class_words_.size(); ++c) {
    for (const WordId word : class_words_[c]) {
      program_.words.build()[word].classes[c / 64] |= std::uint64_t{1} << (c % 64);
    }
  }
  return Done{};
}

Status Compiler::AddPatterns(const Rule& rule, const Patterns& patterns, bool phrase,
                             OutputKind kind, std::uint16_t target) {
  const std::string where =
      rule.file + ":" + std::to_string(rule.line) + ": rule " + rule.id + ": ";
  for (const std::string& pattern : patterns) {
    std::size_t offset = 0;
    const auto graph = phrase ? ParsePhrase(pattern) : ParsePattern(pattern, &offset);
    if (!graph) return Error{ErrorKind::kLexicon, where + "it " + graph.error().message};
    StateSet* const roots = kind == OutputKind::kHit ? &rule_starts_ : &context_starts_;
    Status added = AddGraph(roots, *graph, {kind, 0, target}, where);
    if (!added) return added;
    if (kind == OutputKind::kHit) rule_graphs_.emplace_back(target, *graph);
  }
  return Done{};
}

// Rules that count only as whole messages have bits of their own, so that the walks through longer
// messages pass over them.
std::uint16_t Compiler::TargetFor(const RuleInfo& rule) {
  constexpr std::uint16_t kWhole = 8, kOther = 64 - kWhole, kRows = TargetBits::kRuleBits / 64;
  if ((rule.gates & kGateWhole) != 0) {
    const std::uint16_t number = whole_rules_++ % (kWhole * kRows);
    return static_cast<std::uint16_t>(number / kWhole * 64 + kOther + number % kWhole);
  }
  const std::uint16_t number = other_rules_++ % (kOther * kRows);
  return static_cast<std::uint16_t>(number / kOther * 64 + number % kOther);
}

Status Compiler::AddRules() {
  for (std::size_t i = 0; i < lexicon_.rules().size(); ++i) {
    const Rule& rule = lexicon_.rules()[i];
    const auto target = static_cast<std::uint16_t>(i);
    RuleInfo info;
    info.category = rule.category;
    info.about = rule.about;
    info.strength = rule.strength;
    info.edge = rule.edge;
    info.intensity = rule.intensity;
    info.has_near = !rule.near.empty();
    info.gates = rule.gates;
    std::copy_n(rule.subcode.begin(), std::min<std::size_t>(rule.subcode.size(), 3),
                info.subcode.begin());
    info.target = TargetFor(info);
    program_.rules.build().push_back(info);
    for (const auto& [patterns, phrase, kind] : {std::tuple{&rule.phrases, true, OutputKind::kHit},
                                                 {&rule.tokens, false, OutputKind::kHit},
                                                 {&rule.unless, false, OutputKind::kUnless},
                                                 {&rule.near, false, OutputKind::kNear}}) {
      if (Status added = AddPatterns(rule, *patterns, phrase, kind, target); !added) return added;
    }
  }
  return Done{};
}

void Compiler::AddEntry(const std::string& spelling, const std::string& reading, bool apostrophe) {
  std::vector<WordId> words;
  std::size_t at = 0;
  while (at <= reading.size()) {
    const std::size_t end = std::min(reading.find(' ', at), reading.size());
    words.push_back(IdOf(reading.substr(at, end - at)));
    at = end + 1;
  }
  (apostrophe ? apostrophe_entries_ : entries_)[spelling] = std::move(words);
}

// Every spelling that can stand for words of the lexicon.
void Compiler::AddVocabulary() {
  for (const RegexRules::Pattern& regex : RegexRules::PatternsOf(lexicon_)) {
    for (const std::string& spelling : RequiredWords(regex.pattern)) {
      if (WrittenOut(spelling) == nullptr) IdOf(spelling);
    }
  }
  for (const Ambiguous& entry : Shorthand()) AddEntry(entry.spelling, entry.reading, false);
  for (const Ambiguous& entry : AmbiguousSpellings()) {
    IdOf(entry.spelling);
    if (std::string_view(entry.spelling) != "ur" && std::string_view(entry.spelling) != "cause") {
      AddEntry(entry.spelling, entry.reading, true);
    }
  }
  std::vector<std::string> words;
  for (const auto& [word, id] : ids_) words.push_back(word);
  std::sort(words.begin(), words.end());
  for (const std::string& word : words) {
    if (entries_.count(word) == 0) entries_[word] = {ids_.at(word)};
  }
}

// Patterns that begin with a class start at each of its words too: class steps of the root states
// get a word step for each one-word entry.
void Compiler::ExpandClassStarts(StateSet roots) {
  Close(&roots);
  for (const std::uint32_t s : roots) {
    for (const SpecialEdge& edge : std::vector<SpecialEdge>(states_[s].specials)) {
      if (edge.kind != SpecialKind::kClass) continue;
      for (const WordId word : class_words_[edge.a]) states_[s].words.emplace_back(word, edge.node);
    }
  }
}

// Merges nodes that lead to the same, children first (children were made after their parents,
// except at the roots, which are handled last).
void Compiler::Minimise() {
  using Shape = std::tuple<std::vector<std::pair<WordId, std::uint32_t>>,
                           std::vector<std::tuple<int, int, int, std::uint32_t>>,
                           std::vector<std::tuple<int, int, int>>>;
  std::map<Shape, std::uint32_t> seen;
  final_.assign(build_.size(), 0);
  std::vector<char> state(build_.size(), 0);
  std::vector<std::uint32_t> stack = {class_root_, rule_root_, context_root_};
  while (!stack.empty()) {
    const std::uint32_t node = stack.back();
    if (state[node] == 2) {
      stack.pop_back();
      continue;
    }
    if (state[node] == 0) {
      state[node] = 1;
      for (const auto& [word, child] : build_[node].words) {
        if (state[child] == 0) stack.push_back(child);
      }
      for (const SpecialEdge& edge : build_[node].specials) {
        if (state[edge.node] == 0) stack.push_back(edge.node);
      }
      continue;
    }
    Shape shape;
    for (const auto& [word, child] : build_[node].words) {
      std::get<0>(shape).emplace_back(word, final_[child]);
    }
    for (const SpecialEdge& edge : build_[node].specials) {
      std::get<1>(shape).emplace_back(static_cast<int>(edge.kind), edge.a, edge.b,
                                      final_[edge.node]);
    }
    for (const Output& output : build_[node].outputs) {
      std::get<2>(shape).emplace_back(static_cast<int>(output.kind), output.flags, output.target);
    }
    const auto [at, added] = seen.try_emplace(
        std::move(shape), static_cast<std::uint32_t>(program_.nodes.build().size()));
    if (added) {
      if (build_[node].specials.size() > 0xff || build_[node].outputs.size() > 0xff) {
        too_crowded_ = true;
      }
      Node made;
      made.has_words = build_[node].words.empty() ? 0 : 1;
      for (const auto& [word, child] : build_[node].words) {
        edges_.push_back(WordEdge::Of(at->second, word, final_[child]));
      }
      made.specials = static_cast<std::uint32_t>(program_.special_edges.build().size());
      made.special_count = static_cast<std::uint8_t>(build_[node].specials.size());
      for (const SpecialEdge& edge : build_[node].specials) {
        program_.special_edges.build().push_back({edge.kind, edge.a, edge.b, final_[edge.node]});
      }
      made.outputs = static_cast<std::uint32_t>(program_.outputs.build().size());
      made.output_count = static_cast<std::uint8_t>(build_[node].outputs.size());
      program_.outputs.build().insert(program_.outputs.build().end(), build_[node].outputs.begin(),
                                      build_[node].outputs.end());
      program_.nodes.build().push_back(made);
    }
    program_.nodes.build()[at->second].targets.Add(build_[node].targets);
    final_[node] = at->second;
    state[node] = 2;
    stack.pop_back();
  }
}

// Numbers the nodes by their distance from the roots: those walked through most stand together.
void Compiler::Renumber() {
  std::vector<Node>& nodes = program_.nodes.build();
  std::vector<SpecialEdge>& specials = program_.special_edges.build();
  std::vector<std::vector<std::uint32_t>> children(nodes.size());
  for (const WordEdge& edge : edges_) children[edge.from()].push_back(edge.node());
  for (std::uint32_t n = 1; n < nodes.size(); ++n) {
    for (std::uint32_t i = 0; i < nodes[n].special_count; ++i) {
      children[n].push_back(specials[nodes[n].specials + i].node);
    }
  }
  std::vector<std::uint32_t> order = {0, final_[rule_root_], final_[class_root_],
                                      final_[context_root_]};
  std::vector<std::uint32_t> number(nodes.size(), 0);
  std::vector<Node> sorted = {nodes[0]};
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (number[order[i]] != 0) continue;
    number[order[i]] = static_cast<std::uint32_t>(sorted.size());
    sorted.push_back(nodes[order[i]]);
    order.insert(order.end(), children[order[i]].begin(), children[order[i]].end());
  }
  nodes = std::move(sorted);
  for (WordEdge& edge : edges_) {
    edge = WordEdge::Of(number[edge.from()], edge.word(), number[edge.node()]);
  }
  for (SpecialEdge& edge : specials) edge.node = number[edge.node];
  for (std::uint32_t& node : final_) node = number[node];
}

void Compiler::FillEdges() {
  std::size_t size = 64;
  while (size * 2 < edges_.size() * 3) size *= 2;
  std::vector<WordEdge>& table = program_.word_edges.build();
  table.assign(size, {});
  std::vector<std::uint64_t>& bits = program_.edge_bits.build();
  bits.assign(kEdgeBits / 64, 0);
  for (const WordEdge& edge : edges_) {
    const std::size_t bit = WordEdge::Bit(edge.from(), edge.word());
    bits[bit / 64] |= std::uint64_t{1} << (bit % 64);
    std::size_t at = WordEdge::Home(edge.from(), edge.word(), size);
    while (table[at].packed != 0) at = (at + 1) & (size - 1);
    table[at] = edge;
  }
}

void Compiler::FillStarts() {
  const std::vector<Node>& nodes = program_.nodes.build();
  for (const auto& [word, child] : build_[class_root_].words) {
    WordInfo& info = program_.words.build()[word];
    info.class_start = final_[child];
    info.class_targets = nodes[info.class_start].targets;
  }
  for (const auto& [word, child] : build_[rule_root_].words) {
    WordInfo& info = program_.words.build()[word];
    info.rule_start = final_[child];
    info.rule_targets = nodes[info.rule_start].targets;
  }
  program_.context_starts.build().assign(program_.words.build().size(), 0);
  for (const auto& [word, child] : build_[context_root_].words) {
    program_.context_starts.build()[word] = final_[child];
  }
  // The two roots are the same node in a lexicon without token patterns.
  for (const auto& [root, roots] : {std::pair{rule_root_, &program_.class_roots.build()},
                                    std::pair{context_root_, &program_.context_roots.build()}}) {
    roots->assign(class_names_.size(), 0);
    for (const SpecialEdge& edge : build_[root].specials) {
      if (edge.kind == SpecialKind::kClass) (*roots)[edge.a] = final_[edge.node];
    }
  }
}

void Compiler::FillTriggers() {
  TriggerBuilder triggers(ids_, class_index_);
  for (std::size_t c = 0; c < class_words_.size(); ++c) {
    for (const WordId word : class_words_[c]) triggers.AddClassWord(c, word);
  }
  for (const auto& [number, graph] : class_graphs_) triggers.AddClassEntry(number, graph);
  for (std::size_t c = 0; c < class_words_.size(); ++c) triggers.NeedClass(c);
  for (const auto& [rule, graph] : rule_graphs_) {
    const RuleInfo& info = program_.rules.build()[rule];
    triggers.AddPattern(graph, info, (info.gates & kGateWhole) != 0);
  }
  // A regular expression is tried on messages that hold a certain spelling.
  for (const RegexRules::Pattern& regex : RegexRules::PatternsOf(lexicon_)) {
    for (const std::string& spelling : RequiredWords(regex.pattern)) {
      for (const Readings* readings : {&entries_, &apostrophe_entries_}) {
        const auto found = readings->find(spelling);
        if (found != readings->end())
          triggers.AddWord(found->second.front(), program_.rules.build()[regex.rule]);
      }
    }
  }
  triggers.Fill(&program_);
}

void Compiler::FillVocabulary() {
  std::vector<std::uint32_t> features(program_.words.build().size(), 0);
  for (std::size_t c = 0; c < class_words_.size(); ++c) {
    for (const WordId word : class_words_[c]) features[word] |= program_.class_features.build()[c];
  }
  for (std::size_t l = 0; l < std::size(kLanguages); ++l) {
    const auto found = class_index_.find(std::string(kLanguages[l]));
    if (found == class_index_.end()) continue;
    for (const WordId word : class_words_[static_cast<std::size_t>(found->second)]) {
      features[word] = (features[word] & kFeatureMask) | static_cast<std::uint32_t>(l + 1)
                                                             << kLanguageShift;
    }
  }
  BuildVocabulary(entries_, apostrophe_entries_, features, &program_);
}

Result<Program> Compiler::Run() {
  // Word 0 is no word, word 1 any number, then the marks of beginning and end.
  program_.words.build().resize(kEndWord + 1);
  program_.nodes.build().emplace_back();  // node 0 is no node
  NumberWords();
  if (Status added = AddClasses(); !added) return added.error();
  if (Status added = AddRules(); !added) return added.error();
  ExpandClassStarts(rule_starts_);
  ExpandClassStarts(context_starts_);
  class_root_ = Determinise(class_starts_);
  rule_root_ = Determinise(rule_starts_);
  context_root_ = Determinise(context_starts_);
  AddVocabulary();
  if (program_.words.build().size() > 0xffff) {
    return Error{ErrorKind::kLexicon, "the lexicon has more than 65,535 different words"};
  }
  if (build_.size() >= kMostNodes) {
    return Error{ErrorKind::kLexicon, "the patterns need too many states; make them simpler"};
  }
  Minimise();
  if (too_crowded_) {
    return Error{ErrorKind::kLexicon,
                 "more than 255 rules share the same words; merge some of them"};
  }
  Renumber();
  FillEdges();
  FillStarts();
  FillTriggers();
  FillPairScores(lexicon_.scorer(), ids_, &program_);
  FillVocabulary();
  FillWordScores(lexicon_.scorer(), ids_, &program_);
  program_.EachTable([](auto& table) { table.Seal(); });
  return std::move(program_);
}

}  // namespace

Result<Program> CompileProgram(const Lexicon& lexicon) { return Compiler(lexicon).Run(); }

}  // namespace ebb
