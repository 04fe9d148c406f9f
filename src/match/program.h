// A lexicon compiled for matching: flat tables of small numbers, ready to be stored in the binary.
//
// The vocabulary maps word keys to word ids; three tries over word ids hold the classes' phrases,
// the rules' rows, and their exceptions. Few pairs of neighbouring words lead anywhere in the
// tries: a table of these says where a walk down them is worth while. Immutable after building.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "chat/hit.h"
#include "chat/scores.h"
#include "lexicon/lexicon.h"
#include "match/spelling.h"
#include "match/table.h"
#include "match/trie.h"
#include "text/word_key.h"

namespace ebb {

using ClassSet = std::array<std::uint64_t, 2>;  // up to 128 classes
inline constexpr int kMaxClasses = 128;
inline bool InSet(const ClassSet& set, unsigned number) {
  return (set[number / 64] >> (number % 64) & 1) != 0;
}

// What a walk needs to know of a word.
struct WordInfo {
  ClassSet classes{};
  std::uint32_t class_start = 0;  // node after this word in the phrases' trie; 0 = starts none
  std::uint32_t rule_start = 0;   // the same in the rules' trie
};

// The same in the trie of exceptions and near forms.
struct ContextStart {
  std::uint32_t node = 0;
  std::uint32_t targets = 0;  // Node::targets of it
};

// How rows may go on after a first word other than by the word after it.
enum StartFlag : std::uint8_t {
  kStartsAlone = 1 << 0,  // whatever follows
  kStartsWhole = 1 << 1,  // ... in a message of at most kWholeWords words
  kStartsClass = 1 << 2,  // if an entry of a class follows that has several words, or a number
  kStartsGap = 1 << 3,    // if a spelling with kSpellingGap is in the message
  kStartsEntry = 1 << 4,  // an entry of a class may, whatever follows
};

// Words that may stand behind the gap of a row that begins with a word (kStartsGap).
struct StartGap {
  std::uint64_t next = 0;  // NextWords
  std::uint64_t most = 0;  // the gap's greatest length
};

// The part of a rule the text pass needs.
struct RuleInfo {
  Category category = Category::kWithdrawal;
  About about = About::kSelf;
  Strength strength = Strength::kStrong;
  Edge edge = Edge::kOpen;
  std::uint8_t intensity = 1;
  bool has_near = false;
  bool has_context = false;  // near forms or exceptions
  Gates gates = kGateNone;
  std::array<char, 4> subcode{};
};

// Classes the in-message checks read, by their place in Program::context_classes.
enum ContextClass : std::uint8_t {
  kNegatorClass,
  kConditionalClass,
  kHedgeClass,
  kQuoteVerbClass,
  kThirdPersonClass,
  kKinWorkClass,
  kPastClass,
  kContrastClass,
  kTriviaClass,
  kPracticalClass,
  kLaughterClass,
  kConjunctionClass,
  kRightEdgeClass,
  kEdgeAboutClass,
  kIWordClass,
  kYouWordClass,
  kWeWordClass,
  kNoNegationClass,
};
inline constexpr std::string_view kContextClassNames[] = {
    "negator",    "conditional", "hedge",  "quote_verb", "third_person", "kin_work",
    "past",       "contrast",    "trivia", "practical",  "laughter",     "conjunction",
    "right_edge", "edge_about",  "i_word", "you_word",   "we_word",      "no_negation"};

struct Program {
  Table<Spelling> spellings;
  Table<SpellingInfo> spelling_info;
  Table<SpellingSlot> spelling_slots;  // power of two
  Table<std::uint16_t> moves;          // power of two
  Table<WordId> expansions;
  Table<WordInfo> words;
  Table<std::uint8_t> start_flags;  // StartFlag bits by word
  Table<StartGap> start_gaps;       // by word
  // OutputFlag bits that all rows need which begin with the word and go on other than by a word.
  Table<std::uint8_t> start_needs;
  Table<TrieUnit> trie;          // unit 0 is unused
  Table<TargetSet> target_sets;  // the first one holds everything
  Table<SpecialEdge> special_edges;
  Table<Output> outputs;
  Table<std::uint32_t> class_roots;    // node of rules that begin with a class, by class; 0 = none
  Table<std::uint32_t> context_roots;  // the same for exceptions and near forms
  // Exceptions and near forms: a trie of their own, walked only in messages with a hit. By word.
  Table<ContextStart> context_starts;
  Table<RuleInfo> rules;
  Table<std::uint32_t> class_features;  // Feature bits by class
  Table<std::int16_t> context_classes;  // class number by ContextClass; -1 = the lexicon has none
  Table<WordPair> pairs;
  Table<PairLead> pair_leads;
  Table<std::uint16_t> pair_moves;       // power of two
  Table<std::uint16_t> pair_slots;       // power of two: the lower half of a pair's number ...
  Table<std::uint16_t> pair_slots_high;  // ... and the upper half, if any has one
  Table<std::uint64_t> pair_bits;
  Table<std::uint64_t> slip_bits;  // see match/slips.h
  // The decision layer; empty if the lexicon has none.
  Table<ScoreSum> score_cutoff;
  Table<ScoreSum> shape_scores;  // by Feature bit, then by length class
  // By word, its number in the talk nets' list (NetWords); empty if the lexicon has no nets.
  Table<std::uint16_t> net_numbers;

  // Calls f(table) for each table, in a fixed order.
  template <typename Function>
  void EachTable(Function f) {
    f(spellings), f(spelling_info), f(spelling_slots), f(moves);
    f(expansions), f(words), f(start_flags), f(start_gaps), f(start_needs), f(trie), f(target_sets);
    f(special_edges), f(outputs), f(class_roots), f(context_roots);
    f(context_starts), f(rules), f(class_features), f(context_classes);
    f(pairs), f(pair_leads), f(pair_moves), f(pair_slots), f(pair_slots_high);
    f(pair_bits), f(slip_bits), f(score_cutoff), f(shape_scores);
    f(net_numbers);
  }

  // The only spelling it can be; 0 = none.
  std::uint32_t SlotOf(WordKey key) const;
  // Index into spellings; 0 = not in the vocabulary.
  std::uint32_t SpellingOf(WordKey key) const;
  // Where the number of the pair stands, if it is one.
  std::uint32_t PairSlotOf(std::uint32_t pair) const;
  // What stands there: the only pair it can be.
  std::uint32_t PairIn(std::uint32_t slot) const {
    const std::uint32_t low = pair_slots[slot];
    return pair_slots_high.size() == 0 ? low : low | std::uint32_t{pair_slots_high[slot]} << 16;
  }
  const Node& NodeAt(std::uint32_t number) const {
    return *reinterpret_cast<const Node*>(&trie[number]);
  }
  // The same while the tables are being built.
  const Node& BuiltNode(std::uint32_t number) const {
    return *reinterpret_cast<const Node*>(&trie.build()[number]);
  }
  // Where a word leads.
  static Step Child(const Node& node, WordId word) {
    if (node.groups == 0) return {};
    const auto* const groups = reinterpret_cast<const WordGroup*>(&node + 1);
    return StepIn(groups[WordGroup::Home(word, node.groups)], word);
  }
};

inline bool BitSet(const Table<std::uint64_t>& bits, std::size_t bit) {
  return (bits[bit / 64] >> (bit % 64) & 1) != 0;
}

inline std::uint32_t Program::SlotOf(WordKey key) const {
  const SpellingHash hash(key);
  const std::uint16_t move = moves[hash.Group(moves.size())];
  const SpellingSlot slot = spelling_slots[hash.Slot(move, spelling_slots.size())];
  return slot.spelling * static_cast<std::uint32_t>(slot.tag == hash.Tag());  // without a branch
}

inline std::uint32_t Program::SpellingOf(WordKey key) const {
  const std::uint32_t spelling = SlotOf(key);
  return spellings[spelling].key == key ? spelling : 0;
}

inline std::uint32_t Program::PairSlotOf(std::uint32_t pair) const {
  const SpellingHash hash(pair);
  return hash.Slot(pair_moves[hash.Group(pair_moves.size())], pair_slots.size());
}

// Adds the weights of a message's own shape.
void AddShapeScore(const Program& program, std::uint32_t features, std::uint64_t words,
                   ScoreSum* sum);

// Errors (kLexicon): more than 128 classes, a row with an unknown class.
Result<Program> CompileProgram(const Lexicon& lexicon);

}  // namespace ebb
