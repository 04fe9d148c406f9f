#include "match/collect_lexicon.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>

#include "base/text_util.h"
#include "match/features.h"
#include "match/regex_rules.h"
#include "match/word_frequency.h"
#include "text/fold.h"

namespace ebb {
namespace {

using Patterns = std::vector<std::string>;

std::uint8_t FlagsOf(const PatternGraph& graph) {
  return static_cast<std::uint8_t>(
      (graph.clause_start ? kClauseStart : 0) | (graph.message_start ? kMessageStart : 0) |
      (graph.clause_end ? kClauseEnd : 0) | (graph.message_end ? kMessageEnd : 0) |
      (graph.anywhere ? kAnywhere : 0));
}

std::uint8_t FlagsOf(const RuleInfo& rule) {
  if ((rule.gates & kGateWhole) != 0) return kAlone | kInShort;
  return static_cast<std::uint8_t>(rule.edge == Edge::kWhole ? kAlone : 0);
}

std::uint32_t FeaturesOf(std::string_view class_name) {
  std::uint32_t features = 0;
  for (const FeatureClass& feature : kFeatureClasses) {
    if (feature.name == class_name) features |= feature.feature;
  }
  return features;
}

// All words of all patterns. Patterns that are wrong are reported where they are added.
std::set<std::string> WordsOfPatterns(const Lexicon& lexicon) {
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
  for (const WordClass& entry : lexicon.classes()) {
    for (const std::string& text : entry.words) add(ParsePattern(text, &offset));
  }
  for (const Rule& rule : lexicon.rules()) {
    for (const std::string& phrase : rule.phrases) add(ParsePhrase(phrase));
    for (const Patterns* patterns : {&rule.tokens, &rule.unless, &rule.near}) {
      for (const std::string& pattern : *patterns) add(ParsePattern(pattern, &offset));
    }
  }
  return words;
}

RuleInfo InfoOf(const Rule& rule) {
  RuleInfo info;
  info.category = rule.category;
  info.about = rule.about;
  info.strength = rule.strength;
  info.edge = rule.edge;
  info.intensity = rule.intensity;
  info.has_near = !rule.near.empty();
  info.has_context = info.has_near || !rule.unless.empty();
  info.gates = rule.gates;
  std::copy_n(rule.subcode.begin(), std::min<std::size_t>(rule.subcode.size(), 3),
              info.subcode.begin());
  return info;
}

class Collector {
 public:
  explicit Collector(const Lexicon& lexicon) : lexicon_(lexicon) {}
  Result<CollectedLexicon> Run();

 private:
  WordId IdOf(const std::string& word);
  void NumberWords();
  Status AddClasses();
  Status AddClassEntries(std::size_t index);
  Status AddRules();
  Status AddPatterns(const Rule& rule, const Patterns& patterns, bool phrase, OutputKind kind,
                     std::uint16_t target);
  Status AddGraph(StateSet* roots, const PatternGraph& graph, Output output,
                  const std::string& where);
  bool AddStep(const PatternStep& step, std::uint32_t base, GraphState* state);
  void AddVocabulary();
  void AddEntry(const std::string& spelling, const std::string& reading, Readings* entries);

  const Lexicon& lexicon_;
  CollectedLexicon out_;
};

WordId Collector::IdOf(const std::string& word) {
  const auto [at, added] = out_.ids.try_emplace(word, out_.word_count);
  if (added) ++out_.word_count;
  return at->second;
}

// The most common words first: what is met often stands together in the tables.
void Collector::NumberWords() {
  std::set<std::string> words = WordsOfPatterns(lexicon_);
  for (const ScoreRow& row : lexicon_.scorer().words) {
    for (const std::string_view word : Split(row.name, ' ')) {
      if (word != "^" && word != "$") words.insert(std::string(word));
    }
  }
  for (const LeadRow& row : lexicon_.scorer().leads) words.insert(row.word);
  const std::vector<std::string>& net_words = lexicon_.talk_nets().words;
  for (std::size_t i = 1; i < net_words.size(); ++i) words.insert(net_words[i]);
  std::vector<std::string> order(words.begin(), words.end());
  std::stable_sort(order.begin(), order.end(), [](const std::string& a, const std::string& b) {
    return WordShare(a) > WordShare(b);
  });
  for (const std::string& word : order) IdOf(word);
}

// False if the step names a class that is none. The pattern's states begin at `base`.
bool Collector::AddStep(const PatternStep& step, std::uint32_t base, GraphState* state) {
  const std::uint32_t to = base + step.to;
  switch (step.kind) {
    case StepKind::kNothing:
      state->nothing.push_back(to);
      return true;
    case StepKind::kWord:
      state->words.emplace_back(IdOf(step.word), to);
      return true;
    case StepKind::kGap:
      state->specials.push_back({SpecialKind::kGap, step.min, step.max, to});
      return true;
    case StepKind::kStop:
      state->specials.push_back({SpecialKind::kStop, 0, 0, to});
      return true;
    case StepKind::kEnd:
      state->specials.push_back({SpecialKind::kEnd, 0, 0, to});
      return true;
    case StepKind::kClass:
      break;
  }
  const auto found = out_.class_index.find(step.word);
  if (found == out_.class_index.end()) return false;
  state->specials.push_back({SpecialKind::kClass, static_cast<std::uint8_t>(found->second), 0, to});
  return true;
}

// Adds a pattern's graph to the whole; its start becomes one of the roots.
Status Collector::AddGraph(StateSet* roots, const PatternGraph& graph, Output output,
                           const std::string& where) {
  std::vector<GraphState>& states = out_.patterns.states;
  const auto base = static_cast<std::uint32_t>(states.size());
  states.resize(states.size() + graph.steps.size());
  const bool is_class = output.kind == OutputKind::kClass;
  const std::uint32_t target = is_class ? output.target % 64u : output.target;
  for (std::size_t s = 0; s < graph.steps.size(); ++s) {
    states[base + s].targets.Add(target);
    for (const PatternStep& step : graph.steps[s]) {
      if (AddStep(step, base, &states[base + s])) continue;
      return Error{ErrorKind::kLexicon, where + "no class is called @" + step.word};
    }
  }
  output.flags = FlagsOf(graph);
  if (output.kind == OutputKind::kHit) output.flags |= FlagsOf(out_.rules[output.target]);
  states[base + graph.end].outputs.push_back(output);
  roots->push_back(base + graph.start);
  return Done{};
}

// One-word entries become bits of the word; longer ones rows of the phrases' trie.
Status Collector::AddClassEntries(std::size_t index) {
  const WordClass& entry = lexicon_.classes()[index];
  const int number = out_.class_index.at(entry.name);
  for (const std::string& text : entry.words) {
    std::size_t offset = 0;
    const auto graph = ParsePattern(text, &offset);
    if (!graph) continue;  // an ambiguous spelling alone
    const std::vector<std::string> words = OnlyWords(*graph);
    if (words.size() == 1) {
      out_.class_words[static_cast<std::size_t>(number)].push_back(IdOf(words[0]));
      continue;
    }
    const std::string where = entry.file + ":" + std::to_string(entry.line) + ": ";
    const Output output{OutputKind::kClass, 0, static_cast<std::uint16_t>(number)};
    Status added = AddGraph(&out_.patterns.class_starts, *graph, output, where);
    if (!added) return added;
  }
  return Done{};
}

Status Collector::AddClasses() {
  // "number" is built in: any token that begins with a digit.
  out_.class_names.emplace_back("number");
  for (const WordClass& entry : lexicon_.classes()) out_.class_names.push_back(entry.name);
  if (out_.class_names.size() > kMaxClasses) {
    return Error{ErrorKind::kLexicon, "a lexicon may define at most 127 classes"};
  }
  for (std::size_t i = 0; i < out_.class_names.size(); ++i) {
    out_.class_index[out_.class_names[i]] = static_cast<int>(i);
    out_.class_features.push_back(FeaturesOf(out_.class_names[i]));
  }
  out_.class_words.resize(out_.class_names.size());
  for (std::size_t i = 0; i < lexicon_.classes().size(); ++i) {
    if (Status added = AddClassEntries(i); !added) return added;
  }
  return Done{};
}

Status Collector::AddPatterns(const Rule& rule, const Patterns& patterns, bool phrase,
                              OutputKind kind, std::uint16_t target) {
  const std::string where =
      rule.file + ":" + std::to_string(rule.line) + ": rule " + rule.id + ": ";
  PatternStates* const all = &out_.patterns;
  for (const std::string& pattern : patterns) {
    std::size_t offset = 0;
    const auto graph = phrase ? ParsePhrase(pattern) : ParsePattern(pattern, &offset);
    if (!graph) return Error{ErrorKind::kLexicon, where + "it " + graph.error().message};
    StateSet* const roots = kind == OutputKind::kHit ? &all->rule_starts : &all->context_starts;
    Status added = AddGraph(roots, *graph, {kind, 0, target}, where);
    if (!added) return added;
  }
  return Done{};
}

Status Collector::AddRules() {
  for (std::size_t i = 0; i < lexicon_.rules().size(); ++i) {
    const Rule& rule = lexicon_.rules()[i];
    out_.rules.push_back(InfoOf(rule));
    for (const auto& [patterns, phrase, kind] : {std::tuple{&rule.phrases, true, OutputKind::kHit},
                                                 {&rule.tokens, false, OutputKind::kHit},
                                                 {&rule.unless, false, OutputKind::kUnless},
                                                 {&rule.near, false, OutputKind::kNear}}) {
      Status added = AddPatterns(rule, *patterns, phrase, kind, static_cast<std::uint16_t>(i));
      if (!added) return added;
    }
  }
  return Done{};
}

void Collector::AddEntry(const std::string& spelling, const std::string& reading,
                         Readings* entries) {
  std::vector<WordId> words;
  for (const std::string_view word : Split(reading, ' ')) words.push_back(IdOf(std::string(word)));
  (*entries)[spelling] = std::move(words);
}

void Collector::AddVocabulary() {
  for (const RegexRules::Pattern& regex : RegexRules::PatternsOf(lexicon_)) {
    for (const std::string& spelling : RequiredWords(regex.pattern)) {
      if (WrittenOut(spelling) == nullptr) IdOf(spelling);
    }
  }
  for (const Ambiguous& entry : Shorthand()) {
    AddEntry(entry.spelling, entry.reading, &out_.entries);
  }
  for (const Ambiguous& entry : AmbiguousSpellings()) {
    IdOf(entry.spelling);
    if (std::string_view(entry.spelling) != "ur" && std::string_view(entry.spelling) != "cause") {
      AddEntry(entry.spelling, entry.reading, &out_.apostrophe_entries);
    }
  }
  std::vector<std::string> words;
  for (const auto& [word, id] : out_.ids) words.push_back(word);
  std::sort(words.begin(), words.end());
  for (const std::string& word : words) {
    if (out_.entries.count(word) == 0) out_.entries[word] = {out_.ids.at(word)};
  }
}

Result<CollectedLexicon> Collector::Run() {
  NumberWords();
  if (Status added = AddClasses(); !added) return added.error();
  if (Status added = AddRules(); !added) return added.error();
  AddVocabulary();
  if (out_.word_count > 0xffff) {
    return Error{ErrorKind::kLexicon, "the lexicon has more than 65,535 different words"};
  }
  return std::move(out_);
}

}  // namespace

Result<CollectedLexicon> CollectLexicon(const Lexicon& lexicon) { return Collector(lexicon).Run(); }

}  // namespace ebb
