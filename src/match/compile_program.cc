#include <algorithm>
#include <map>
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

struct BuildNode {
  std::map<WordId, std::uint32_t> words;
  std::vector<SpecialEdge> specials;
  std::vector<Output> outputs;
};

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
  Status AddRow(std::uint32_t root, const PatternRow& row, const Output& output,
                const std::string& where);
  Result<std::uint32_t> Step(std::uint32_t node, const PatternElement& element,
                             const std::string& where);
  std::uint32_t SpecialChild(std::uint32_t node, const SpecialEdge& wanted);
  std::uint32_t NewNode() {
    build_.emplace_back();
    return static_cast<std::uint32_t>(build_.size() - 1);
  }
  WordId IdOf(const std::string& word);
  void AddVocabulary();
  void AddEntry(const std::string& spelling, const std::string& reading, bool apostrophe);
  void ExpandClassStarts();
  void Minimise();
  void FillStarts();

  const Lexicon& lexicon_;
  Program program_;
  std::unordered_map<std::string, WordId> ids_;
  std::vector<BuildNode> build_;
  std::uint32_t class_root_ = 0, rule_root_ = 0;
  std::unordered_map<std::string, int> class_index_;
  std::vector<std::vector<WordId>> class_words_;
  std::map<std::string, std::vector<WordId>> entries_, apostrophe_entries_;
  std::vector<std::uint32_t> final_;  // build node -> program node
};

WordId Compiler::IdOf(const std::string& word) {
  const auto [at, added] = ids_.try_emplace(word, static_cast<WordId>(program_.words.size()));
  if (added) program_.words.emplace_back();
  return at->second;
}

std::uint32_t Compiler::SpecialChild(std::uint32_t node, const SpecialEdge& wanted) {
  for (const SpecialEdge& edge : build_[node].specials) {
    if (edge.kind == wanted.kind && edge.a == wanted.a && edge.b == wanted.b) return edge.node;
  }
  SpecialEdge edge = wanted;
  edge.node = NewNode();
  build_[node].specials.push_back(edge);
  return edge.node;
}

Result<std::uint32_t> Compiler::Step(std::uint32_t node, const PatternElement& element,
                                     const std::string& where) {
  switch (element.kind) {
    case PatternElement::Kind::kWord: {
      const WordId word = IdOf(element.word);
      const auto found = build_[node].words.find(word);
      if (found != build_[node].words.end()) return found->second;
      const std::uint32_t child = NewNode();
      build_[node].words.emplace(word, child);
      return child;
    }
    case PatternElement::Kind::kClass: {
      const auto found = class_index_.find(element.word);
      if (found == class_index_.end()) {
        return Error{ErrorKind::kLexicon, where + "no class is called @" + element.word};
      }
      return SpecialChild(node, {SpecialKind::kClass, static_cast<std::uint8_t>(found->second), 0, 0});
    }
    case PatternElement::Kind::kGap:
      return SpecialChild(node, {SpecialKind::kGap, element.min, element.max, 0});
    case PatternElement::Kind::kStop:
      return SpecialChild(node, {SpecialKind::kStop, 0, 0, 0});
  }
  return node;
}

Status Compiler::AddRow(std::uint32_t root, const PatternRow& row, const Output& output,
                        const std::string& where) {
  std::uint32_t node = root;
  for (const PatternElement& element : row.elements) {
    Result<std::uint32_t> next = Step(node, element, where);
    if (!next) return next.error();
    node = *next;
  }
  Output full = output;
  full.flags = static_cast<std::uint8_t>((row.clause_start ? kClauseStart : 0) |
                                         (row.message_start ? kMessageStart : 0) |
                                         (row.clause_end ? kClauseEnd : 0) |
                                         (row.message_end ? kMessageEnd : 0) |
                                         (row.anywhere ? kAnywhere : 0));
  std::vector<Output>& outputs = build_[node].outputs;
  if (std::find(outputs.begin(), outputs.end(), full) == outputs.end()) outputs.push_back(full);
  return Done{};
}

// One-word entries become bits of the word; longer ones rows of the phrases' trie.
Status Compiler::AddClassEntries(std::size_t index) {
  const WordClass& entry = lexicon_.classes()[index];
  const int number = class_index_.at(entry.name);
  for (const std::string& text : entry.words) {
    std::size_t offset = 0;
    const auto rows = ExpandPattern(text, &offset);
    if (!rows) continue;  // an ambiguous spelling alone
    for (const PatternRow& row : *rows) {
      const bool single = row.elements.size() == 1 &&
                          row.elements[0].kind == PatternElement::Kind::kWord;
      if (single) {
        class_words_[static_cast<std::size_t>(number)].push_back(IdOf(row.elements[0].word));
        continue;
      }
      const std::string where = entry.file + ":" + std::to_string(entry.line) + ": ";
      const Output output{OutputKind::kClass, 0, static_cast<std::uint16_t>(number)};
      if (Status added = AddRow(class_root_, row, output, where); !added) return added;
    }
  }
  return Done{};
}

Status Compiler::AddClasses() {
  // "number" is built in: any token that begins with a digit.
  program_.class_names.emplace_back("number");
  for (const WordClass& entry : lexicon_.classes()) program_.class_names.push_back(entry.name);
  if (program_.class_names.size() > kMaxClasses) {
    return Error{ErrorKind::kLexicon, "a lexicon may define at most 127 classes"};
  }
  for (std::size_t i = 0; i < program_.class_names.size(); ++i) {
    class_index_[program_.class_names[i]] = static_cast<int>(i);
    std::uint32_t features = 0;
    for (const FeatureClass& feature : kFeatureClasses) {
      if (feature.name == program_.class_names[i]) features |= feature.feature;
    }
    program_.class_features.push_back(features);
  }
  class_words_.resize(program_.class_names.size());
  for (std::size_t i = 0; i < lexicon_.classes().size(); ++i) {
    if (Status added = AddClassEntries(i); !added) return added;
  }
  for (std::size_t c = 0; c < class_words_.size(); ++c) {
    for (const WordId word : class_words_[c]) {
      program_.words[word].classes[c / 64] |= std::uint64_t{1} << (c % 64);
      program_.words[word].features |= program_.class_features[c];
    }
    for (std::size_t l = 0; l < std::size(kLanguages); ++l) {
      if (program_.class_names[c] != kLanguages[l]) continue;
      for (const WordId word : class_words_[c]) {
        program_.words[word].language = static_cast<std::uint8_t>(l + 1);
      }
    }
  }
  return Done{};
}

Status Compiler::AddPatterns(const Rule& rule, const Patterns& patterns, bool phrase,
                             OutputKind kind, std::uint16_t target) {
  const std::string where = rule.file + ":" + std::to_string(rule.line) + ": rule " + rule.id + ": ";
  for (const std::string& pattern : patterns) {
    std::size_t offset = 0;
    const auto rows = phrase ? ExpandPhrase(pattern) : ExpandPattern(pattern, &offset);
    if (!rows) return Error{ErrorKind::kLexicon, where + rows.error().message};
    for (const PatternRow& row : *rows) {
      if (Status added = AddRow(rule_root_, row, {kind, 0, target}, where); !added) return added;
    }
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
    program_.rules.push_back(info);
    for (const auto& [patterns, phrase, kind] :
         {std::tuple{&rule.phrases, true, OutputKind::kHit},
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
  while (size < entries_.size() * 4) size *= 2;
  program_.slots.resize(size);
  for (const auto& [spelling, ids] : entries_) {
    VocabularyEntry entry;
    entry.first = static_cast<std::uint32_t>(program_.expansions.size());
    entry.count = static_cast<std::uint8_t>(ids.size());
    program_.expansions.insert(program_.expansions.end(), ids.begin(), ids.end());
    const auto other = apostrophe_entries_.find(spelling);
    if (other != apostrophe_entries_.end()) {
      entry.apostrophe_first = static_cast<std::uint32_t>(program_.expansions.size());
      entry.apostrophe_count = static_cast<std::uint8_t>(other->second.size());
      program_.expansions.insert(program_.expansions.end(), other->second.begin(),
                                 other->second.end());
    }
    program_.entries.push_back(entry);
    const WordKey key = KeyOfFolded(spelling);
    std::size_t at = (key * 0x9e3779b97f4a7c15ull) >> 40 & (size - 1);
    while (program_.slots[at].entry != 0) at = (at + 1) & (size - 1);
    program_.slots[at] = {key, static_cast<std::uint32_t>(program_.entries.size())};
  }
}

// Rows that begin with a class start at each of its words.
void Compiler::ExpandClassStarts() {
  const std::vector<SpecialEdge> specials = build_[rule_root_].specials;
  for (const SpecialEdge& edge : specials) {
    if (edge.kind != SpecialKind::kClass) continue;
    for (const WordId word : class_words_[edge.a]) {
      // A copy of the node where the word starts other rows as well.
      const auto found = build_[rule_root_].words.find(word);
      if (found == build_[rule_root_].words.end()) {
        build_[rule_root_].words.emplace(word, edge.node);
        continue;
      }
      // Both are wanted: a node of its own whose gap of no words leads to the class's node.
      build_[found->second].specials.push_back({SpecialKind::kGap, 0, 0, edge.node});
    }
  }
}

// Merges nodes that lead to the same, children first (children were made after their parents, except
// at the roots, which are handled last).
void Compiler::Minimise() {
  using Shape = std::tuple<std::vector<std::pair<WordId, std::uint32_t>>,
                           std::vector<std::tuple<int, int, int, std::uint32_t>>,
                           std::vector<std::tuple<int, int, int>>>;
  std::map<Shape, std::uint32_t> seen;
  final_.assign(build_.size(), 0);
  std::vector<char> state(build_.size(), 0);
  std::vector<std::uint32_t> stack = {class_root_, rule_root_};
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
    const auto [at, added] =
        seen.try_emplace(std::move(shape), static_cast<std::uint32_t>(program_.nodes.size()));
    if (added) {
      Node made;
      made.words = static_cast<std::uint32_t>(program_.word_edges.size());
      made.word_count = static_cast<std::uint16_t>(build_[node].words.size());
      for (const auto& [word, child] : build_[node].words) {
        program_.word_edges.push_back({word, final_[child]});
      }
      made.specials = static_cast<std::uint32_t>(program_.special_edges.size());
      made.special_count = static_cast<std::uint8_t>(build_[node].specials.size());
      for (const SpecialEdge& edge : build_[node].specials) {
        program_.special_edges.push_back({edge.kind, edge.a, edge.b, final_[edge.node]});
      }
      made.outputs = static_cast<std::uint32_t>(program_.outputs.size());
      made.output_count = static_cast<std::uint8_t>(build_[node].outputs.size());
      program_.outputs.insert(program_.outputs.end(), build_[node].outputs.begin(),
                              build_[node].outputs.end());
      program_.nodes.push_back(made);
    }
    final_[node] = at->second;
    state[node] = 2;
    stack.pop_back();
  }
}

void Compiler::FillStarts() {
  const auto fill = [&](std::uint32_t root, std::uint32_t WordInfo::*start, bool WordInfo::*always,
                        std::vector<std::uint64_t>* pairs) {
    pairs->assign(kPairBits / 64, 0);
    for (const auto& [word, child] : build_[root].words) {
      const std::uint32_t node_index = final_[child];
      const Node& node = program_.nodes[node_index];
      program_.words[word].*start = node_index;
      program_.words[word].*always = node.special_count > 0 || node.output_count > 0;
      for (std::uint32_t i = node.words; i < node.words + node.word_count; ++i) {
        const std::uint32_t bit = PairHash(word, program_.word_edges[i].word);
        (*pairs)[bit / 64] |= std::uint64_t{1} << (bit % 64);
      }
    }
  };
  fill(class_root_, &WordInfo::class_start, &WordInfo::class_always, &program_.class_pairs);
  fill(rule_root_, &WordInfo::rule_start, &WordInfo::rule_always, &program_.rule_pairs);
  for (const SpecialEdge& edge : build_[rule_root_].specials) {
    program_.class_roots.push_back({edge.kind, edge.a, edge.b, final_[edge.node]});
  }
}

Result<Program> Compiler::Run() {
  program_.words.emplace_back();  // word 0 is no word
  program_.nodes.emplace_back();  // node 0 is no node
  NewNode();
  class_root_ = NewNode();
  rule_root_ = NewNode();
  if (Status added = AddClasses(); !added) return added.error();
  if (Status added = AddRules(); !added) return added.error();
  ExpandClassStarts();
  AddVocabulary();
  Minimise();
  FillStarts();
  return std::move(program_);
}

}  // namespace

int Program::ClassIndex(std::string_view name) const {
  const auto found = std::find(class_names.begin(), class_names.end(), name);
  return found == class_names.end() ? -1 : static_cast<int>(found - class_names.begin());
}

Result<Program> CompileProgram(const Lexicon& lexicon) { return Compiler(lexicon).Run(); }

}  // namespace ebb
