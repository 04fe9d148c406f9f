// What a compiled lexicon (program.h) knows of a spelling and of two words that follow each other,
// and the hash that finds both.
//
// Plain values with no pointers in them, so that they can be stored in the binary; read by any
// number of threads. Nothing fails.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "match/trie.h"
#include "text/word_key.h"

namespace ebb {

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

}  // namespace ebb
