// The last step of compiling a lexicon: lays the tables out.
#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "match/collect_lexicon.h"
#include "match/lay_out_trie.h"
#include "match/minimise_nodes.h"
#include "match/program.h"
#include "match/regex_rules.h"
#include "match/subset_construction.h"
#include "match/vocabulary.h"
#include "match/word_frequency.h"
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

// By word its number in the talk nets' list; nothing if the lexicon has none.
void FillNetNumbers(const TalkNets& nets, const std::unordered_map<std::string, WordId>& ids,
                    Program* program) {
  if (nets.empty()) return;
  std::vector<std::uint16_t>& numbers = program->net_numbers.build();
  numbers.assign(program->words.build().size(), 0);
  for (std::size_t w = 1; w < nets.words.size(); ++w) {
    numbers[ids.at(nets.words[w])] = static_cast<std::uint16_t>(w);
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
  program->context_starts.build().assign(words.size(), {});
  for (const auto& [word, child] : graph.nodes[graph.context_root].words) {
    const std::uint32_t node = made.number_of[child];
    program->context_starts.build()[word] = {node, program->BuiltNode(node).targets};
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

bool IsClass(const SpecialEdge& edge) { return edge.kind == SpecialKind::kClass; }

// NextWords of a node, where classes are seen to apart.
template <typename Bits>
Bits NextOf(const BuildNode& node) {
  const bool otherwise = !std::all_of(node.specials.begin(), node.specials.end(), IsClass);
  if (!node.outputs.empty() || otherwise) return NextWords<Bits>::kAny;
  Bits bits = 0;
  for (const auto& [word, child] : node.words) bits |= NextWords<Bits>::Of(word);
  return bits;
}

// Where each two words that follow each other lead.
void AddPairNodes(const BuildGraph& graph, const ProgramNodes& made, WordPairBuilder* pairs) {
  const auto step_to = [&](std::uint32_t number) {
    const BuildNode& node = graph.nodes[number];
    const bool by_class = std::any_of(node.specials.begin(), node.specials.end(), IsClass);
    return Step::To(made.number_of[number], NextOf<std::uint8_t>(node), by_class);
  };
  for (const auto& [first, node] : graph.nodes[graph.class_root].words) {
    for (const auto& [second, child] : graph.nodes[node].words) {
      pairs->AddEntry(first, second, step_to(child), NextOf<std::uint32_t>(graph.nodes[child]));
    }
  }
  for (const auto& [first, node] : graph.nodes[graph.rule_root].words) {
    for (const auto& [second, child] : graph.nodes[node].words) {
      pairs->AddRule(first, second, step_to(child), NextOf<std::uint32_t>(graph.nodes[child]));
    }
  }
}

// How rows go on after their first words, other than by a second one.
class StartReader {
 public:
  explicit StartReader(Program* program) : program_(*program) {}

  // Fills start_flags, start_gaps and start_needs.
  void Run() {
    for (const WordInfo& word : program_.words.build()) {
      flags_ = 0;
      needs_ = 0xff;
      gap_ = {};
      if (word.class_start != 0) ReadEntries(NodeAt(word.class_start));
      if (word.rule_start != 0) ReadRules(NodeAt(word.rule_start));
      program_.start_flags.build().push_back(flags_);
      program_.start_gaps.build().push_back(gap_);
      program_.start_needs.build().push_back(needs_);
    }
  }
  // The words behind the gaps of kStartsGap.
  const std::set<WordId>& gap_words() const { return gap_words_; }

 private:
  const Node& NodeAt(std::uint32_t number) const { return program_.BuiltNode(number); }
  void ReadEntries(const Node& node) {
    if (node.special_count + node.output_count > 0) flags_ |= kStartsEntry;
  }
  void ReadRules(const Node& node) {
    for (std::uint32_t i = 0; i < node.output_count; ++i) {
      const std::uint8_t needs = program_.outputs.build()[node.outputs + i].flags;
      needs_ &= needs;
      flags_ |= (needs & kAlone) != 0 ? kStartsWhole : kStartsAlone;
    }
    for (std::uint32_t i = 0; i < node.special_count; ++i) {
      const SpecialEdge& edge = program_.special_edges.build()[node.specials + i];
      if (edge.kind == SpecialKind::kClass) {
        flags_ |= kStartsClass;
        continue;
      }
      const bool gap = edge.kind == SpecialKind::kGap && AddGapWords(edge);
      flags_ |= gap ? kStartsGap : kStartsAlone;
      if (!gap) needs_ = 0;
    }
  }
  // False if rows go on there other than by a word.
  bool AddGapWords(const SpecialEdge& edge) {
    const Node& node = NodeAt(edge.node);
    if (node.special_count + node.output_count > 0) return false;
    const auto* const groups = reinterpret_cast<const WordGroup*>(&node + 1);
    for (std::uint32_t g = 0; g < node.groups; ++g) {
      gap_words_.insert(groups[g].words.begin(), groups[g].words.end());
    }
    gap_words_.erase(0);
    gap_.next |= edge.next;
    gap_.most = std::max<std::uint64_t>(gap_.most, edge.b);
    return true;
  }

  Program& program_;
  std::uint8_t flags_ = 0, needs_ = 0;
  StartGap gap_;
  std::set<WordId> gap_words_;
};

// A spelling that stands for such a word among others has the flag too.
void MarkGapWords(const std::set<WordId>& words, Program* program) {
  for (std::size_t s = 0; s < program->spellings.build().size(); ++s) {
    const SpellingInfo& info = program->spelling_info.build()[s];
    for (std::uint32_t w = info.words; w < info.words + info.count; ++w) {
      if (words.count(program->expansions.build()[w]) == 0) continue;
      program->spellings.build()[s].flags |= kSpellingGap;
    }
  }
}

Status FillNodes(CollectedLexicon* lexicon, WordPairBuilder* pairs, Program* program) {
  const BuildGraph graph = Determinise(std::move(lexicon->patterns), lexicon->class_words);
  Result<ProgramNodes> made = MinimiseNodes(graph);
  if (!made) return made.error();
  Result<std::vector<TrieUnit>> units = LayOutTrie(&*made);
  if (!units) return units.error();
  program->trie.build() = std::move(*units);
  program->target_sets.build() = std::move(made->target_sets);
  program->special_edges.build() = made->specials;
  program->outputs.build() = std::move(made->outputs);
  const std::size_t classes = lexicon->class_names.size();
  FillWordStarts(graph, *made, program);
  AddPairNodes(graph, *made, pairs);
  FillClassRoots(graph, graph.rule_root, *made, classes, &program->class_roots.build());
  FillClassRoots(graph, graph.context_root, *made, classes, &program->context_roots.build());
  return Done{};
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

// How common each word is, by id.
std::vector<double> SharesOf(const CollectedLexicon& lexicon) {
  constexpr double kMessageEdges = 0.1;  // of all words as many stand first, and last
  std::vector<double> shares(lexicon.word_count, 0);
  shares[kStartWord] = shares[kEndWord] = kMessageEdges;
  for (const auto& [word, id] : lexicon.ids) shares[id] = WordShare(word);
  return shares;
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
  BuildVocabulary(collected->entries, collected->apostrophe_entries, WordFeatures(*collected),
                  &program);
  StartReader starts(&program);
  starts.Run();
  MarkGapWords(starts.gap_words(), &program);
  MarkRegexWords(lexicon, &program);
  FillScores(lexicon.scorer(), collected->ids, &pairs, &program);
  FillNetNumbers(lexicon.talk_nets(), collected->ids, &program);
  pairs.Fill(SharesOf(*collected), &program);
  program.EachTable([](auto& table) { table.Seal(); });
  return program;
}

}  // namespace ebb
