// The last step of compiling a lexicon: lays the tables out.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "match/collect_lexicon.h"
#include "match/minimise_nodes.h"
#include "match/program.h"
#include "match/regex_rules.h"
#include "match/subset_construction.h"
#include "match/triggers.h"
#include "match/vocabulary.h"
#include "match/word_scores.h"

namespace ebb {
namespace {

constexpr std::string_view kLanguages[] = {"lang_en", "lang_de", "lang_es", "lang_fr", "lang_it",
                                           "lang_pt", "lang_nl", "lang_id", "lang_tr", "lang_tl"};

// The words, and the classes they are in.
void FillWords(const CollectedLexicon& lexicon, Program* program) {
  std::vector<WordInfo>& words = program->words.build();
  words.resize(lexicon.word_count);
  for (std::size_t c = 0; c < lexicon.class_words.size(); ++c) {
    for (const WordId word : lexicon.class_words[c]) {
      words[word].classes[c / 64] |= std::uint64_t{1} << (c % 64);
    }
  }
}

void FillClasses(const CollectedLexicon& lexicon, Program* program) {
  program->class_features.build() = lexicon.class_features;
  for (const std::string_view name : kContextClassNames) {
    const auto found = lexicon.class_index.find(std::string(name));
    program->context_classes.build().push_back(found == lexicon.class_index.end()
                                                   ? std::int16_t{-1}
                                                   : static_cast<std::int16_t>(found->second));
  }
}

void FillEdges(const std::vector<WordEdge>& edges, Program* program) {
  std::size_t size = 64;
  while (size * 2 < edges.size() * 3) size *= 2;
  std::vector<WordEdge>& table = program->word_edges.build();
  table.assign(size, {});
  std::vector<std::uint64_t>& bits = program->edge_bits.build();
  bits.assign(kEdgeBits / 64, 0);
  for (const WordEdge& edge : edges) {
    const std::size_t bit = WordEdge::Bit(edge.from(), edge.word());
    bits[bit / 64] |= std::uint64_t{1} << (bit % 64);
    std::size_t at = WordEdge::Home(edge.from(), edge.word(), size);
    while (table[at].packed != 0) at = (at + 1) & (size - 1);
    table[at] = edge;
  }
}

// Where each word leads from the roots of the phrases, the rules, and the exceptions.
void FillWordStarts(const BuildGraph& graph, const ProgramNodes& made, Program* program) {
  std::vector<WordInfo>& words = program->words.build();
  for (const auto& [word, child] : graph.nodes[graph.class_root].words) {
    words[word].class_start = made.number_of[child];
    words[word].class_targets = made.nodes[words[word].class_start].targets;
  }
  for (const auto& [word, child] : graph.nodes[graph.rule_root].words) {
    words[word].rule_start = made.number_of[child];
    words[word].rule_targets = made.nodes[words[word].rule_start].targets;
  }
  program->context_starts.build().assign(words.size(), 0);
  for (const auto& [word, child] : graph.nodes[graph.context_root].words) {
    program->context_starts.build()[word] = made.number_of[child];
  }
}

// The same of classes.
void FillClassRoots(const BuildGraph& graph, std::uint32_t root, const ProgramNodes& made,
                    std::size_t classes, std::vector<std::uint32_t>* roots) {
  roots->assign(classes, 0);
  for (const SpecialEdge& edge : graph.nodes[root].specials) {
    if (edge.kind == SpecialKind::kClass) (*roots)[edge.a] = made.number_of[edge.node];
  }
}

Status FillNodes(CollectedLexicon* lexicon, Program* program) {
  const BuildGraph graph = Determinise(std::move(lexicon->patterns), lexicon->class_words);
  Result<ProgramNodes> made = MinimiseNodes(graph);
  if (!made) return made.error();
  const std::size_t classes = lexicon->class_names.size();
  FillEdges(made->edges, program);
  FillWordStarts(graph, *made, program);
  FillClassRoots(graph, graph.rule_root, *made, classes, &program->class_roots.build());
  FillClassRoots(graph, graph.context_root, *made, classes, &program->context_roots.build());
  program->nodes.build() = std::move(made->nodes);
  program->special_edges.build() = std::move(made->specials);
  program->outputs.build() = std::move(made->outputs);
  return Done{};
}

// A regular expression is tried on messages that hold a certain spelling.
void AddRegexTriggers(const Lexicon& written, const CollectedLexicon& lexicon,
                      TriggerBuilder* triggers) {
  for (const RegexRules::Pattern& regex : RegexRules::PatternsOf(written)) {
    for (const std::string& spelling : RequiredWords(regex.pattern)) {
      for (const Readings* readings : {&lexicon.entries, &lexicon.apostrophe_entries}) {
        const auto found = readings->find(spelling);
        if (found == readings->end()) continue;
        triggers->AddWord(found->second.front(), lexicon.rules[regex.rule]);
      }
    }
  }
}

void FillTriggers(const Lexicon& written, const CollectedLexicon& lexicon, Program* program) {
  TriggerBuilder triggers(lexicon.ids, lexicon.class_index);
  for (std::size_t c = 0; c < lexicon.class_words.size(); ++c) {
    for (const WordId word : lexicon.class_words[c]) triggers.AddClassWord(c, word);
  }
  for (const auto& [number, graph] : lexicon.class_graphs) triggers.AddClassEntry(number, graph);
  for (std::size_t c = 0; c < lexicon.class_words.size(); ++c) triggers.NeedClass(c);
  for (const auto& [rule, graph] : lexicon.rule_graphs) {
    const RuleInfo& info = lexicon.rules[rule];
    triggers.AddPattern(graph, info, (info.gates & kGateWhole) != 0);
  }
  AddRegexTriggers(written, lexicon, &triggers);
  triggers.Fill(program);
}

// By word: the features its classes set, and the language whose list holds it.
std::vector<std::uint32_t> WordFeatures(const CollectedLexicon& lexicon) {
  std::vector<std::uint32_t> features(lexicon.word_count, 0);
  for (std::size_t c = 0; c < lexicon.class_words.size(); ++c) {
    for (const WordId word : lexicon.class_words[c]) features[word] |= lexicon.class_features[c];
  }
  for (std::size_t l = 0; l < std::size(kLanguages); ++l) {
    const auto found = lexicon.class_index.find(std::string(kLanguages[l]));
    if (found == lexicon.class_index.end()) continue;
    const auto language = static_cast<std::uint32_t>(l + 1) << kLanguageShift;
    for (const WordId word : lexicon.class_words[static_cast<std::size_t>(found->second)]) {
      features[word] = (features[word] & kFeatureMask) | language;
    }
  }
  return features;
}

}  // namespace

Result<Program> CompileProgram(const Lexicon& lexicon) {
  Result<CollectedLexicon> collected = CollectLexicon(lexicon);
  if (!collected) return collected.error();
  Program program;
  program.rules.build() = collected->rules;
  FillWords(*collected, &program);
  FillClasses(*collected, &program);
  if (Status filled = FillNodes(&*collected, &program); !filled) return filled.error();
  FillTriggers(lexicon, *collected, &program);
  FillPairScores(lexicon.scorer(), collected->ids, &program);
  BuildVocabulary(collected->entries, collected->apostrophe_entries, WordFeatures(*collected),
                  &program);
  FillWordScores(lexicon.scorer(), collected->ids, &program);
  program.EachTable([](auto& table) { table.Seal(); });
  return program;
}

}  // namespace ebb
