// The nodes of the tries that a lexicon's patterns are compiled to (program.h), as they lie in
// memory: a node, then the groups of words that lead on from it.
//
// Plain values with no pointers in them, so that they can be stored in the binary; read by any
// number of threads. Nothing fails.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace ebb {

using WordId = std::uint32_t;  // 0 = not in the vocabulary
// Stand before the first and after the last word, where weights of pairs are concerned.
inline constexpr WordId kStartWord = 1, kEndWord = 2;
// A short message, where rows may be the whole of it: words.
inline constexpr std::uint32_t kWholeWords = 3;

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

}  // namespace ebb
