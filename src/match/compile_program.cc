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
#include "match/vocabulary.h"
#include "match/word_pairs.h"
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
  }
  for (const auto& [word, child] : graph.nodes[graph.rule_root].words) {
    words[word].rule_start = made.number_of[child];
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

// Where each two words that follow each other lead.
void AddPairNodes(const BuildGraph& graph, const ProgramNodes& made, WordPairBuilder* pairs) {
  for (const auto& [first, node] : graph.nodes[graph.class_root].words) {
    for (const auto& [second, child] : graph.nodes[node].words) {
      pairs->AddClassNode(first, second, made.number_of[child]);
    }
  }
  for (const auto& [first, node] : graph.nodes[graph.rule_root].words) {
    for (const auto& [second, child] : graph.nodes[node].words) {
      pairs->AddRuleNode(first, second, made.number_of[child]);
    }
  }
}

// How rows go on at a node other than by a word: SpellingFlag bits.
std::uint8_t StartFlags(const Program& program, std::uint32_t node_index) {
  const Node& node = program.nodes.build()[node_index];
  std::uint8_t flags = 0;
  for (std::uint32_t i = 0; i < node.special_count; ++i) {
    const SpecialEdge& edge = program.special_edges.build()[node.specials + i];
    flags |= edge.kind == SpecialKind::kClass ? kSpellingStartsClass : kSpellingStarts;
  }
  for (std::uint32_t i = 0; i < node.output_count; ++i) {
    const Output& output = program.outputs.build()[node.outputs + i];
    const bool whole = output.kind == OutputKind::kHit &&
                       (program.rules.build()[output.target].gates & kGateWhole) != 0;
    if (!whole) flags |= kSpellingStarts;
  }
  return flags;
}

Status FillNodes(CollectedLexicon* lexicon, WordPairBuilder* pairs, Program* program) {
  const BuildGraph graph = Determinise(std::move(lexicon->patterns), lexicon->class_words);
  Result<ProgramNodes> made = MinimiseNodes(graph);
  if (!made) return made.error();
  const std::size_t classes = lexicon->class_names.size();
  FillEdges(made->edges, program);
  FillWordStarts(graph, *made, program);
  AddPairNodes(graph, *made, pairs);
  FillClassRoots(graph, graph.rule_root, *made, classes, &program->class_roots.build());
  FillClassRoots(graph, graph.context_root, *made, classes, &program->context_roots.build());
  program->nodes.build() = std::move(made->nodes);
  program->special_edges.build() = std::move(made->specials);
  program->outputs.build() = std::move(made->outputs);
  return Done{};
}

// Features: those the word's classes set, and the language whose list holds it.
void AddWordFeatures(const CollectedLexicon& lexicon, std::vector<WordTraits>* traits) {
  for (std::size_t c = 0; c < lexicon.class_words.size(); ++c) {
    for (const WordId word : lexicon.class_words[c]) {
      (*traits)[word].features |= lexicon.class_features[c];
    }
  }
  for (std::size_t l = 0; l < std::size(kLanguages); ++l) {
    const auto found = lexicon.class_index.find(std::string(kLanguages[l]));
    if (found == lexicon.class_index.end()) continue;
    const auto language = static_cast<std::uint32_t>(l + 1) << kLanguageShift;
    for (const WordId word : lexicon.class_words[static_cast<std::size_t>(found->second)]) {
      std::uint32_t& features = (*traits)[word].features;
      features = (features & kFeatureMask) | language;
    }
  }
}

// By word. REQUIRES: the nodes are filled.
std::vector<WordTraits> TraitsOf(const CollectedLexicon& lexicon, const Program& program) {
  std::vector<WordTraits> traits(lexicon.word_count);
  AddWordFeatures(lexicon, &traits);
  for (WordId word = 0; word < lexicon.word_count; ++word) {
    const WordInfo& info = program.words.build()[word];
    traits[word].flags = static_cast<std::uint8_t>(StartFlags(program, info.class_start) |
                                                   StartFlags(program, info.rule_start));
  }
  return traits;
}

// An RE2 pattern is tried on messages that hold a certain spelling, whatever it stands for.
void MarkRegexWords(const Lexicon& lexicon, Program* program) {
  std::vector<Spelling>& spellings = program->spellings.build();
  for (const RegexRules::Pattern& regex : RegexRules::PatternsOf(lexicon)) {
    for (const std::string& word : RequiredWords(regex.pattern)) {
      const WordKey key = KeyOfFolded(word);
      for (Spelling& spelling : spellings) {
        if (spelling.key == key) spelling.flags |= kSpellingRegex;
      }
    }
  }
}

}  // namespace

Result<Program> CompileProgram(const Lexicon& lexicon) {
  Result<CollectedLexicon> collected = CollectLexicon(lexicon);
  if (!collected) return collected.error();
  Program program;
  program.rules.build() = collected->rules;
  FillWords(*collected, &program);
  FillClasses(*collected, &program);
  WordPairBuilder pairs;
  if (Status filled = FillNodes(&*collected, &pairs, &program); !filled) return filled.error();
  BuildVocabulary(collected->entries, collected->apostrophe_entries, TraitsOf(*collected, program),
                  &program);
  MarkRegexWords(lexicon, &program);
  FillScores(lexicon.scorer(), collected->ids, &pairs, &program);
  pairs.Fill(&program);
  program.EachTable([](auto& table) { table.Seal(); });
  return program;
}

}  // namespace ebb
