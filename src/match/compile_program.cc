#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "lexicon/token_pattern.h"
#include "match/features.h"
#include "match/program.h"
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
  std::uint64_t rules = 0;  // bit of the pattern's rule
};

// A deterministic node: word by word at most one way to go on. Classes, gaps and sentence ends stay
// side by side.
struct BuildNode {
  std::map<WordId, std::uint32_t> words;
  std::vector<SpecialEdge> specials;
  std::vector<Output> outputs;
  std::uint64_t rules = 0;
};

using StateSet = std::vector<std::uint32_t>;  // sorted, closed

class Compiler {
 public:
  explicit Compiler(const Lexicon& lexicon) : lexicon_(lexicon) {}
  Result<Program> Run();

 private:
  using Patterns = std::vector<std::string>;
  Status AddClasses();
  Status AddClassEntries(std::size_t index);
  Status AddRules();
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
  // How rows that start with a word may go on.
  struct Start {
    std::uint32_t node = 0;
    bool always = false, alone = false;
    std::uint8_t gap = 0;
  };
  template <typename Set>
  void FillTrie(std::uint32_t root, const std::vector<std::vector<WordId>>& firsts,
                std::vector<std::uint64_t>* pairs, Set set);
  void MarkNext(WordId word, const Node& node, const std::vector<std::vector<WordId>>& firsts,
                std::vector<std::uint64_t>* pairs, Start* start, bool follow_gaps);
  bool IsWholeForm(const Output& output);
  void MarkTriples(const std::vector<std::vector<WordId>>& firsts);
  void FillStarts();
  std::vector<std::uint16_t> ClassesBelow(std::uint32_t root);

  const Lexicon& lexicon_;
  Program program_;
  std::vector<std::string> class_names_;
  std::set<WordId> starts_class_;  // words that begin a class entry of several words
  std::unordered_map<std::string, WordId> ids_;
  std::vector<GraphState> states_;
  StateSet class_starts_, rule_starts_, context_starts_;
  std::vector<BuildNode> build_;
  std::map<StateSet, std::uint32_t> nodes_of_;
  std::vector<std::pair<std::uint32_t, StateSet>> to_build_;
  bool too_crowded_ = false;  // a node holds more than its counts can say
  std::uint32_t class_root_ = 0, rule_root_ = 0, context_root_ = 0;
  std::unordered_map<std::string, int> class_index_;
  std::vector<std::vector<WordId>> class_words_;
  std::map<std::string, std::vector<WordId>> entries_, apostrophe_entries_;
  std::vector<std::uint32_t> final_;  // build node -> program node
};

WordId Compiler::IdOf(const std::string& word) {
  const auto [at, added] =
      ids_.try_emplace(word, static_cast<WordId>(program_.words.build().size()));
  if (added) {
    program_.words.build().emplace_back();
    program_.hot.build().emplace_back();
  }
  return at->second;
}

// Adds a pattern's graph to the whole; its start becomes one of the roots.
Status Compiler::AddGraph(StateSet* roots, const PatternGraph& graph, const Output& output,
                          const std::string& where) {
  const auto base = static_cast<std::uint32_t>(states_.size());
  states_.resize(states_.size() + graph.steps.size());
  for (std::size_t s = 0; s < graph.steps.size(); ++s) {
    GraphState& state = states_[base + s];
    state.rules = RuleBit(output.target);
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
  std::map<std::tuple<SpecialKind, std::uint8_t, std::uint8_t>, StateSet> specials;
  std::vector<Output> outputs;
  for (const std::uint32_t s : set) {
    const GraphState& state = states_[s];
    build_[node].rules |= state.rules;
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
  }
  return Done{};
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
      program_.hot.build()[word].features |= program_.class_features.build()[c];
    }
    for (std::size_t l = 0; l < std::size(kLanguages); ++l) {
      if (class_names_[c] != kLanguages[l]) continue;
      for (const WordId word : class_words_[c]) {
        program_.hot.build()[word].language = static_cast<std::uint8_t>(l + 1);
      }
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
  }
  return Done{};
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
  std::size_t size = 1024;
  while (size < entries_.size() * 2) size *= 2;
  program_.slots.build().resize(size);
  for (const auto& [spelling, ids] : entries_) {
    VocabularyEntry entry;
    entry.first = static_cast<std::uint32_t>(program_.expansions.build().size());
    entry.count = static_cast<std::uint8_t>(ids.size());
    program_.expansions.build().insert(program_.expansions.build().end(), ids.begin(), ids.end());
    const auto other = apostrophe_entries_.find(spelling);
    if (other != apostrophe_entries_.end()) {
      entry.apostrophe_first = static_cast<std::uint32_t>(program_.expansions.build().size());
      entry.apostrophe_count = static_cast<std::uint8_t>(other->second.size());
      program_.expansions.build().insert(program_.expansions.build().end(), other->second.begin(),
                                         other->second.end());
    }
    program_.entries.build().push_back(entry);
    const WordKey key = KeyOfFolded(spelling);
    std::size_t at = (key * 0x9e3779b97f4a7c15ull) >> 40 & (size - 1);
    while (program_.slots.build()[at].entry != 0) at = (at + 1) & (size - 1);
    const bool single = entry.count == 1 && entry.apostrophe_count == 0;
    program_.slots.build()[at] = {key, static_cast<std::uint32_t>(program_.entries.build().size()),
                                  single ? ids[0] : 0};
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
      if (build_[node].words.size() > 0xffff || build_[node].specials.size() > 0xff ||
          build_[node].outputs.size() > 0xff) {
        too_crowded_ = true;
      }
      Node made;
      made.words = static_cast<std::uint32_t>(program_.word_edges.build().size());
      made.word_count = static_cast<std::uint16_t>(build_[node].words.size());
      for (const auto& [word, child] : build_[node].words) {
        program_.word_edges.build().push_back({word, final_[child]});
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
    program_.nodes.build()[at->second].rules |= build_[node].rules;
    final_[node] = at->second;
    state[node] = 2;
    stack.pop_back();
  }
}

// Classes whose entries end at or below a node of the phrases' trie.
std::vector<std::uint16_t> Compiler::ClassesBelow(std::uint32_t root) {
  std::vector<std::uint16_t> classes;
  std::vector<std::uint32_t> stack = {root};
  std::vector<char> seen(program_.nodes.build().size(), 0);
  while (!stack.empty()) {
    const Node& node = program_.nodes.build()[stack.back()];
    stack.pop_back();
    for (std::uint32_t i = 0; i < node.output_count; ++i) {
      classes.push_back(program_.outputs.build()[node.outputs + i].target);
    }
    const auto push = [&](std::uint32_t next) {
      if (seen[next] == 0) stack.push_back(next);
      seen[next] = 1;
    };
    for (std::uint32_t i = 0; i < node.word_count; ++i)
      push(program_.word_edges.build()[node.words + i].node);
    for (std::uint32_t i = 0; i < node.special_count; ++i) {
      push(program_.special_edges.build()[node.specials + i].node);
    }
  }
  std::sort(classes.begin(), classes.end());
  classes.erase(std::unique(classes.begin(), classes.end()), classes.end());
  return classes;
}

void Compiler::FillStarts() {
  // First words of each class: where a class step can go on.
  std::vector<std::vector<WordId>> firsts = class_words_;
  for (const auto& [word, child] : build_[class_root_].words) {
    starts_class_.insert(word);
    for (const std::uint16_t number : ClassesBelow(final_[child])) firsts[number].push_back(word);
  }
  FillTrie(class_root_, firsts, &program_.class_pairs.build(),
           [&](WordId word, const Start& start) {
             program_.words.build()[word].class_start = start.node;
             const bool always = start.always || start.alone || start.gap > 0;
             program_.hot.build()[word].starts |= kStartsClass | (always ? kClassAlways : 0);
           });
  FillTrie(rule_root_, firsts, &program_.rule_pairs.build(), [&](WordId word, const Start& start) {
    program_.words.build()[word].rule_start = start.node;
    HotWord& hot = program_.hot.build()[word];
    hot.starts |= kStartsRule | (start.always ? kRuleAlways : 0) | (start.alone ? kRuleAlone : 0);
    hot.gap = start.gap;
  });
  MarkTriples(firsts);
  program_.context_starts.build().assign(program_.words.build().size(), 0);
  for (const auto& [word, child] : build_[context_root_].words) {
    program_.context_starts.build()[word] = final_[child];
  }
  for (const std::uint32_t root : {rule_root_, context_root_}) {
    auto& roots =
        root == rule_root_ ? program_.class_roots.build() : program_.context_roots.build();
    roots.assign(class_names_.size(), 0);
    for (const SpecialEdge& edge : build_[root].specials) {
      if (edge.kind == SpecialKind::kClass) roots[edge.a] = final_[edge.node];
    }
  }
}

// Does the row count only where it is the whole message?
bool Compiler::IsWholeForm(const Output& output) {
  if (output.kind != OutputKind::kHit) return false;
  const RuleInfo& rule = program_.rules.build()[output.target];
  return (rule.gates & kGateWhole) != 0 || rule.edge == Edge::kWhole;
}

// For each word that starts a row: what may come next, as bits of pairs and flags.
template <typename Set>
void Compiler::FillTrie(std::uint32_t root, const std::vector<std::vector<WordId>>& firsts,
                        std::vector<std::uint64_t>* pairs, Set set) {
  pairs->assign(kPairBits / 64, 0);
  if (program_.gap_pairs.build().empty()) program_.gap_pairs.build().assign(kPairBits / 64, 0);
  for (const auto& [word, child] : build_[root].words) {
    Start start;
    start.node = final_[child];
    const Node& node = program_.nodes.build()[start.node];
    for (std::uint32_t i = 0; i < node.output_count; ++i) {
      const Output& output = program_.outputs.build()[node.outputs + i];
      (IsWholeForm(output) ? start.alone : start.always) = true;
    }
    MarkNext(word, node, firsts, pairs, &start, true);
    set(word, start);
  }
}

// For each pair that starts a rule's row: which third words may follow, or that anything may.
void Compiler::MarkTriples(const std::vector<std::vector<WordId>>& firsts) {
  std::vector<std::uint64_t>& triples = program_.rule_triples.build();
  std::vector<std::uint64_t>& open = program_.rule_open_pairs.build();
  triples.assign(kTripleBits / 64, 0);
  open.assign(kPairBits / 64, 0);
  const auto set = [](std::vector<std::uint64_t>* bits, std::uint32_t bit) {
    (*bits)[bit / 64] |= std::uint64_t{1} << (bit % 64);
  };
  const auto mark = [&](WordId first, WordId second, const Node& node) {
    for (std::uint32_t i = 0; i < node.word_count; ++i) {
      set(&triples, TripleHash(first, second, program_.word_edges.build()[node.words + i].word));
    }
    bool any = false;
    for (std::uint32_t i = 0; i < node.output_count; ++i) {
      const bool whole = IsWholeForm(program_.outputs.build()[node.outputs + i]);
      any = any || !whole;
      // A whole form of two words: nothing may follow.
      if (whole) set(&triples, TripleHash(first, second, 0));
    }
    for (std::uint32_t i = 0; i < node.special_count; ++i) {
      const SpecialEdge& edge = program_.special_edges.build()[node.specials + i];
      if (edge.kind != SpecialKind::kClass || edge.a == 0) {
        any = true;
        continue;
      }
      for (const WordId third : firsts[edge.a]) set(&triples, TripleHash(first, second, third));
    }
    if (any) set(&open, PairHash(first, second));
  };
  for (const auto& [first, child] : build_[rule_root_].words) {
    const Node& node = program_.nodes.build()[final_[child]];
    for (std::uint32_t i = 0; i < node.word_count; ++i) {
      const WordEdge& edge = program_.word_edges.build()[node.words + i];
      mark(first, edge.word, program_.nodes.build()[edge.node]);
    }
    for (std::uint32_t i = 0; i < node.special_count; ++i) {
      const SpecialEdge& edge = program_.special_edges.build()[node.specials + i];
      if (edge.kind != SpecialKind::kClass) continue;
      for (const WordId second : class_words_[edge.a]) {
        mark(first, second, program_.nodes.build()[edge.node]);
      }
      // The first word of a longer entry: what follows it is the class's business.
      for (const WordId second : firsts[edge.a]) {
        const auto& singles = class_words_[edge.a];
        if (std::find(singles.begin(), singles.end(), second) == singles.end() ||
            starts_class_.count(second) > 0) {
          set(&open, PairHash(first, second));
        }
      }
    }
  }
}

void Compiler::MarkNext(WordId word, const Node& node,
                        const std::vector<std::vector<WordId>>& firsts,
                        std::vector<std::uint64_t>* pairs, Start* start, bool follow_gaps) {
  const auto mark = [&](WordId next) {
    const std::uint32_t bit = PairHash(word, next);
    (*pairs)[bit / 64] |= std::uint64_t{1} << (bit % 64);
  };
  for (std::uint32_t i = 0; i < node.word_count; ++i)
    mark(program_.word_edges.build()[node.words + i].word);
  for (std::uint32_t i = 0; i < node.special_count; ++i) {
    const SpecialEdge& edge = program_.special_edges.build()[node.specials + i];
    if (edge.kind == SpecialKind::kClass && edge.a != 0) {
      for (const WordId next : firsts[edge.a]) mark(next);
    } else if (edge.kind == SpecialKind::kGap && follow_gaps) {
      start->gap = std::max(start->gap, edge.b);
      if (program_.nodes.build()[edge.node].output_count > 0) start->always = true;
      MarkNext(word, program_.nodes.build()[edge.node], firsts, &program_.gap_pairs.build(), start,
               false);
    } else {
      start->always = true;
    }
  }
}

Result<Program> Compiler::Run() {
  program_.words.build().emplace_back();  // word 0 is no word
  program_.hot.build().emplace_back();
  program_.nodes.build().emplace_back();  // node 0 is no node
  if (Status added = AddClasses(); !added) return added.error();
  if (Status added = AddRules(); !added) return added.error();
  ExpandClassStarts(rule_starts_);
  ExpandClassStarts(context_starts_);
  class_root_ = Determinise(class_starts_);
  rule_root_ = Determinise(rule_starts_);
  context_root_ = Determinise(context_starts_);
  AddVocabulary();
  Minimise();
  if (too_crowded_) {
    return Error{ErrorKind::kLexicon,
                 "more than 255 rules share the same words; merge some of them"};
  }
  FillStarts();
  program_.EachTable([](auto& table) { table.Seal(); });
  return std::move(program_);
}

}  // namespace

Result<Program> CompileProgram(const Lexicon& lexicon) { return Compiler(lexicon).Run(); }

}  // namespace ebb
