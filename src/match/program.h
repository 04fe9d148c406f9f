// A lexicon compiled for matching: flat tables of small numbers, ready to be stored in the binary.
//
// The vocabulary maps word keys to word ids; three tries over word ids hold the classes' phrases,
// the rules' rows, and their exceptions. A trie walk starts at a token only if the first word
// starts some row and a bit for the pair (word, next word) is set, so that most tokens cost two
// table look-ups. Immutable after building.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "chat/hit.h"
#include "lexicon/lexicon.h"
#include "match/table.h"
#include "text/word_key.h"

namespace ebb {

using WordId = std::uint32_t;                   // 0 = not in the vocabulary
using ClassSet = std::array<std::uint64_t, 2>;  // up to 128 classes
inline constexpr int kMaxClasses = 128;

// What a row does when it matches.
enum class OutputKind : std::uint8_t { kHit, kUnless, kNear, kClass };

enum OutputFlag : std::uint8_t {
  kClauseStart = 1 << 0,
  kMessageStart = 1 << 1,
  kClauseEnd = 1 << 2,
  kMessageEnd = 1 << 3,
  kAnywhere = 1 << 4,
};

struct Output {
  OutputKind kind = OutputKind::kHit;
  std::uint8_t flags = 0;
  std::uint16_t target = 0;  // rule or class
  bool operator==(const Output&) const = default;
};

enum class SpecialKind : std::uint8_t { kClass, kGap, kStop, kEnd };
struct SpecialEdge {
  SpecialKind kind = SpecialKind::kClass;
  std::uint8_t a = 0;   // class, or least length of the gap
  std::uint16_t b = 0;  // greatest length of the gap (16 bits: no padding, so stored bytes are the
                        // same every time)
  std::uint32_t node = 0;
  bool operator==(const SpecialEdge&) const = default;
};
struct WordEdge {
  WordId word = 0;
  std::uint32_t node = 0;
  bool operator==(const WordEdge&) const = default;
};
struct Node {
  // Exceptions and near forms only: hashed rules that have any at or below this node.
  std::uint64_t rules = 0;
  std::uint32_t words = 0, specials = 0, outputs = 0;  // first of each
  std::uint16_t word_count = 0;
  std::uint8_t special_count = 0, output_count = 0;
};

// What the scan needs to know of every word, in eight bytes so that the table stays in the cache.
struct HotWord {
  std::uint32_t features = 0;  // Feature bits of the classes it is in
  std::uint8_t language = 0;   // 1 + index of its function-word list; 0 = in none
  std::uint8_t starts = 0;     // StartFlag bits
  std::uint8_t gap = 0;        // a gap of at most so many words may follow it in a rule
  std::uint8_t padding = 0;
};
enum StartFlag : std::uint8_t {
  kStartsClass = 1 << 0,  // starts a phrase of a class
  kStartsRule = 1 << 1,
  kClassAlways = 1 << 2,  // anything may follow: no test of the pair
  kRuleAlways = 1 << 3,
  kRuleAlone = 1 << 4,  // the word alone is a form that counts only as a whole message
};

// What a walk needs to know of a word.
struct WordInfo {
  ClassSet classes{};
  std::uint32_t class_start = 0;  // node after this word in the phrases' trie; 0 = starts none
  std::uint32_t rule_start = 0;   // the same in the rules' trie
};

struct VocabularyEntry {
  std::uint32_t first = 0;             // into Program::expansions
  std::uint16_t count = 0;             // how many words it stands for
  std::uint16_t apostrophe_count = 0;  // other reading if it was written with an apostrophe
  std::uint32_t apostrophe_first = 0;
};
struct VocabularySlot {
  WordKey key = 0;
  std::uint32_t entry = 0;  // 1 + index; 0 = empty
  WordId word = 0;          // the one word it stands for; 0 = see the entry
};

// The part of a rule the text pass needs.
struct RuleInfo {
  Category category = Category::kWithdrawal;
  About about = About::kSelf;
  Strength strength = Strength::kStrong;
  Edge edge = Edge::kOpen;
  std::uint8_t intensity = 1;
  bool has_near = false;
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
  Table<VocabularySlot> slots;  // power of two
  Table<VocabularyEntry> entries;
  Table<WordId> expansions;
  Table<HotWord> hot;
  Table<WordInfo> words;
  Table<Node> nodes;           // node 0 is unused
  Table<WordEdge> word_edges;  // sorted by word within a node
  Table<SpecialEdge> special_edges;
  Table<Output> outputs;
  Table<std::uint32_t> class_roots;    // node of rules that begin with a class, by class; 0 = none
  Table<std::uint32_t> context_roots;  // the same for exceptions and near forms
  Table<std::uint64_t> class_pairs, rule_pairs;  // bit per hashed (word, next)
  Table<std::uint64_t> rule_open_pairs;          // pairs after which anything may come
  Table<std::uint64_t> rule_triples;             // bit per hashed (word, next, next but one)
  Table<std::uint64_t> gap_pairs;                // the same for a word and one after a gap
  // Exceptions and near forms: a trie of their own, walked only in messages with a hit. By word.
  Table<std::uint32_t> context_starts;
  Table<RuleInfo> rules;
  Table<std::uint32_t> class_features;  // Feature bits by class
  Table<std::int16_t> context_classes;  // class number by ContextClass; -1 = the lexicon has none

  // Calls f(table) for each table, in a fixed order.
  template <typename Function>
  void EachTable(Function f) {
    f(slots), f(entries), f(expansions), f(hot), f(words), f(nodes), f(word_edges),
        f(special_edges);
    f(outputs), f(class_roots), f(context_roots), f(class_pairs), f(rule_pairs), f(gap_pairs);
    f(rule_open_pairs), f(rule_triples);
    f(context_starts), f(rules), f(class_features), f(context_classes);
  }

  // Where the search for a key begins, for fetching it ahead of time.
  const VocabularySlot* HomeSlot(WordKey key) const;
  const VocabularySlot* FindSlot(WordKey key) const;
  // The entry, or nullptr if the lexicon does not know the word.
  const VocabularyEntry* FindWord(WordKey key) const;
};

inline constexpr std::uint32_t kPairBits = 1u << 16;  // 8 KiB: stays in the first cache
inline std::uint32_t PairHash(WordId a, WordId b) {
  return ((a * 0x9e3779b1u) ^ (b * 0x85ebca6bu)) * 0xc2b2ae35u >> 16;
}

inline constexpr std::uint32_t kTripleBits = 1u << 21;
inline std::uint32_t TripleHash(WordId a, WordId b, WordId c) {
  return (((a * 0x9e3779b1u) ^ (b * 0x85ebca6bu)) * 0xc2b2ae35u ^ (c * 0x27d4eb2fu)) *
             0x165667b1u >>
         11;
}
inline std::uint64_t RuleBit(std::uint16_t rule) { return std::uint64_t{1} << (rule % 64); }
inline bool BitSet(const Table<std::uint64_t>& bits, std::uint32_t bit) {
  return (bits[bit / 64] >> (bit % 64) & 1) != 0;
}

inline const VocabularySlot* Program::HomeSlot(WordKey key) const {
  return &slots[(key * 0x9e3779b97f4a7c15ull) >> 40 & (slots.size() - 1)];
}

inline const VocabularySlot* Program::FindSlot(WordKey key) const {
  const std::size_t mask = slots.size() - 1;
  std::size_t at = (key * 0x9e3779b97f4a7c15ull) >> 40 & mask;
  while (slots[at].entry != 0) {
    if (slots[at].key == key) return &slots[at];
    at = (at + 1) & mask;
  }
  return nullptr;
}

inline const VocabularyEntry* Program::FindWord(WordKey key) const {
  const VocabularySlot* const slot = FindSlot(key);
  return slot == nullptr ? nullptr : entries.data() + (slot->entry - 1);
}

// Errors (kLexicon): more than 128 classes, a row with an unknown class.
Result<Program> CompileProgram(const Lexicon& lexicon);

}  // namespace ebb
