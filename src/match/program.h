// A lexicon compiled for matching: flat tables of small numbers, ready to be stored in the binary.
//
// The vocabulary maps word keys to word ids; three tries over word ids hold the classes' phrases,
// the rules' rows, and their exceptions. Few pairs of neighbouring words lead anywhere in the
// tries: a table of these says where a walk down them is worth while. Immutable after building.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

#include "chat/hit.h"
#include "chat/scores.h"
#include "lexicon/lexicon.h"
#include "match/table.h"
#include "text/word_key.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace ebb {

using WordId = std::uint32_t;  // 0 = not in the vocabulary
// Stand before the first and after the last word, where weights of pairs are concerned.
inline constexpr WordId kStartWord = 1, kEndWord = 2;
using ClassSet = std::array<std::uint64_t, 2>;  // up to 128 classes
inline constexpr int kMaxClasses = 128;
inline bool InSet(const ClassSet& set, unsigned number) {
  return (set[number / 64] >> (number % 64) & 1) != 0;
}

// What a row does when it matches.
enum class OutputKind : std::uint8_t { kHit, kUnless, kNear, kClass };

// Where a row must stand to count.
enum OutputFlag : std::uint8_t {
  kClauseStart = 1 << 0,
  kMessageStart = 1 << 1,
  kClauseEnd = 1 << 2,
  kMessageEnd = 1 << 3,
  kAnywhere = 1 << 4,
  kAlone = 1 << 5,    // no other word is in the message
  kInShort = 1 << 6,  // the message has at most kWholeWords words
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
  std::uint64_t next = 0;  // NextWords of the node; known once the tries are laid out
  bool operator==(const SpecialEdge&) const = default;
};
// Rules by their targets, or classes, hashed in two ways: two sets have a member in common only if
// they have one by both.
struct TargetSet {
  std::uint64_t a = 0, b = 0;
  void Add(std::uint32_t target) {
    a |= std::uint64_t{1} << (target % 64);
    b |= std::uint64_t{1} << (target * 0x9e3779b1u >> 26);
  }
  bool Holds(std::uint32_t target) const {
    TargetSet one;
    one.Add(target);
    return Meets(one);
  }
  void Add(const TargetSet& other) {
    a |= other.a;
    b |= other.b;
  }
  bool Meets(const TargetSet& other) const { return (a & other.a) != 0 && (b & other.b) != 0; }
  bool empty() const { return a == 0; }
};
inline constexpr TargetSet kAllTargets{~std::uint64_t{0}, ~std::uint64_t{0}};

// Words that may follow, hashed to as many bits as there is room for: what is not among them leads
// nowhere, and needs no look at the place itself. All bits = whatever follows.
template <typename Bits>
struct NextWords {
  static constexpr Bits kAny = static_cast<Bits>(~Bits{0});
  static constexpr int kShift = 32 - std::bit_width(sizeof(Bits) * 8 - 1);
  static Bits Of(WordId word) {
    return static_cast<Bits>(Bits{1} << (word * 0x9e3779b1u >> kShift));
  }
  static bool Hold(Bits bits, WordId word) { return (bits & Of(word)) != 0; }
};
// A node of the tries. Its groups of words stand right behind it, so that a step of a walk waits
// for one line of the cache.
struct alignas(16) Node {
  std::uint32_t specials = 0, outputs = 0;  // first of each
  std::uint8_t special_count = 0, output_count = 0;
  std::uint16_t groups = 0;  // 0 = no word leads on
  // Rules (or classes) that have a row at or below this node, as one of Program::target_sets.
  std::uint16_t targets = 0;
  std::uint8_t needs = 0;    // OutputFlag bits that all rows at or below this node have
  std::uint8_t padding = 0;  // named, so that stored bytes are the same every time
};
// Where a word leads: a node, and what may follow there.
struct Step {
  static constexpr int kNodeBits = 23, kNextShift = 24;
  std::uint32_t bits = 0;  // 0 = nowhere

  static Step To(std::uint32_t node, std::uint8_t next, bool by_class) {
    return {node | std::uint32_t{by_class} << kNodeBits | std::uint32_t{next} << kNextShift};
  }
  bool leads() const { return bits != 0; }
  std::uint32_t node() const { return bits & ((1u << kNodeBits) - 1); }
  std::uint8_t next() const { return static_cast<std::uint8_t>(bits >> kNextShift); }  // NextWords
  // An entry of a class of several words may follow, or a number.
  bool by_class() const { return (bits >> kNodeBits & 1) != 0; }
};
// Words that lead on from a node, and where; 0 = no word.
struct alignas(16) WordGroup {
  static constexpr std::size_t kWords = 8;
  std::array<std::uint16_t, kWords> words{};
  std::array<Step, kWords> steps{};
  static std::size_t Home(WordId word, std::size_t groups) {
    return (word * 0x9e3779b1u >> 16) * groups >> 16;
  }
};
// Nodes and groups are stored as units of this size; a node's number is its unit's.
struct alignas(16) TrieUnit {
  std::array<std::uint8_t, 16> bytes{};
};
inline constexpr std::uint32_t kNodeUnits = sizeof(Node) / sizeof(TrieUnit);
inline constexpr std::uint32_t kGroupUnits = sizeof(WordGroup) / sizeof(TrieUnit);
inline constexpr std::size_t kMostUnits = std::size_t{1} << Step::kNodeBits;
// A node with words and its first group fill a line.
inline constexpr std::size_t kLineUnits = 64 / sizeof(TrieUnit);
static_assert(kNodeUnits + kGroupUnits == kLineUnits);

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

// Weights of the decision layer (lexicon/scorer.h), 64ths of a logit.
struct WordScore {
  std::array<std::int8_t, 8> weights{};
};

// A spelling the lexicon knows: all that the loop over a message's words asks of it, in half a line
// of the cache. Spelling 0 is no word of the vocabulary; the others stand in order of how common
// they are, so that those met most lie together. They are found by perfect hashing (hash and
// displace): one comparison and no search.
struct Spelling {
  WordKey key = 0;
  WordScore score;                    // of its words and of the pairs inside
  std::uint32_t features = 0;         // Feature bits of its words, and kLanguageShift
  std::uint16_t first = 0, last = 0;  // of the words it stands for
  std::uint8_t flags = 0;             // SpellingFlag bits
  std::int8_t lead = 0;               // of its words; see MessageFacts
  std::array<std::uint8_t, 6> padding{};
};
static_assert(sizeof(Spelling) == 32);
// The highest bits of Spelling::features: 1 + index of the function-word list of the last word; 0 =
// in none.
inline constexpr unsigned kLanguageShift = 28;
inline constexpr std::uint32_t kFeatureMask = (1u << kLanguageShift) - 1;

enum SpellingFlag : std::uint8_t {
  kSpellingOther = 1 << 0,  // read otherwise if written with an apostrophe
  kSpellingMany = 1 << 1,   // stands for several words
  kSpellingRegex = 1 << 2,  // an RE2 pattern needs it
  kSpellingGap = 1 << 3,    // may stand behind the gap of kStartsGap
};
// Where the perfect hash leads: the tag keeps most words that are no spelling out of the big table.
struct SpellingSlot {
  std::uint16_t spelling = 0, tag = 0;
};
// The rest, looked at only where it is needed.
struct SpellingInfo {
  std::uint32_t words = 0;  // into Program::expansions
  std::uint32_t count = 0;  // how many
  std::uint32_t other = 0;  // the reading with an apostrophe; 0 = none
};

// How rows may go on after a first word other than by the word after it.
enum StartFlag : std::uint8_t {
  kStartsAlone = 1 << 0,  // whatever follows
  kStartsWhole = 1 << 1,  // ... in a message of at most kWholeWords words
  kStartsClass = 1 << 2,  // if an entry of a class follows that has several words, or a number
  kStartsGap = 1 << 3,    // if a spelling with kSpellingGap is in the message
  kStartsEntry = 1 << 4,  // an entry of a class may, whatever follows
};

// What two words say that follow each other: their weights, and whether they lead anywhere in the
// tries. Pairs stand in order of how common they are, so that those met most lie together, and are
// found by perfect hashing like spellings. Pair 0 is none.
struct alignas(16) WordPair {
  std::uint32_t pair = 0;  // PairOf
  std::uint32_t lead = 0;  // one of Program::pair_leads; 0 = nowhere
  WordScore score;

  static std::uint32_t PairOf(WordId left, WordId right) { return left << 16 | right; }
  // Many neighbours are no pair; a bit in a table small enough for the cache says so.
  static std::uint32_t Bit(std::uint32_t pair) { return pair * 0x9e3779b1u >> 13; }
};
inline constexpr std::size_t kPairBits = std::size_t{1} << 19;
struct PairLead {
  Step entry;                    // in the phrases' trie
  Step rule;                     // in the rules' trie
  std::uint32_t entry_next = 0;  // NextWords of the former
  std::uint32_t rule_next = 0;   // ... of the latter
};

// Words that may stand behind the gap of a row that begins with a word (kStartsGap).
struct StartGap {
  std::uint64_t next = 0;  // NextWords
  std::uint64_t most = 0;  // the gap's greatest length
};

// A short message, where rows may be the whole of it: words.
inline constexpr std::uint32_t kWholeWords = 3;

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

// Where a word of the group leads.
inline Step StepIn(const WordGroup& group, WordId word) {
#if defined(__SSE2__)
  const __m128i words = _mm_load_si128(reinterpret_cast<const __m128i*>(group.words.data()));
  const __m128i same = _mm_cmpeq_epi16(words, _mm_set1_epi16(static_cast<short>(word)));
  const auto bits = static_cast<unsigned>(_mm_movemask_epi8(same));
  return bits == 0 ? Step{} : group.steps[static_cast<std::size_t>(std::countr_zero(bits)) / 2];
#else
  for (std::size_t i = 0; i < WordGroup::kWords; ++i) {
    if (group.words[i] == word) return group.steps[i];
  }
  return {};
#endif
}

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

  // Calls f(table) for each table, in a fixed order.
  template <typename Function>
  void EachTable(Function f) {
    f(spellings), f(spelling_info), f(spelling_slots), f(moves);
    f(expansions), f(words), f(start_flags), f(start_gaps), f(start_needs), f(trie), f(target_sets);
    f(special_edges), f(outputs), f(class_roots), f(context_roots);
    f(context_starts), f(rules), f(class_features), f(context_classes);
    f(pairs), f(pair_leads), f(pair_moves), f(pair_slots), f(pair_slots_high);
    f(pair_bits), f(slip_bits), f(score_cutoff), f(shape_scores);
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

// Of keys in a PerfectHash.
struct SpellingHash {
  explicit SpellingHash(WordKey key) : mixed(key * 0x9e3779b97f4a7c15ull) {
    mixed ^= mixed >> 32;  // the lower half alone says nothing of the key's last bytes
  }
  // Which move applies, of `count` (a power of two).
  std::size_t Group(std::size_t count) const { return mixed >> 48 & (count - 1); }
  // The slot under a move, of `count` (a power of two).
  std::uint32_t Slot(std::uint16_t move, std::size_t count) const {
    const auto folded = static_cast<std::uint32_t>(mixed);
    const std::uint32_t moved = (folded ^ move * 0x9e3779b1u) * 0x85ebca6bu;
    return (moved >> 8) & static_cast<std::uint32_t>(count - 1);
  }
  std::uint16_t Tag() const { return static_cast<std::uint16_t>(mixed >> 32); }
  std::uint64_t mixed;
};

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
