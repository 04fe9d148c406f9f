// Slips of the keyboard in long words: two neighbouring letters exchanged ("becuase"), a letter
// doubled or a double letter written once ("tommorrow", "apointment").
//
// Only words the vocabulary does not know are asked about, and only words of seven letters or more
// are found: shorter ones are too often a slip of another word. Where a slip could be of two words
// it is of none. Real words that would look like a slip are kept in the vocabulary by the lexicon's
// class `no_slip`. The first letter is taken to be right.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "match/program.h"

namespace ebb {

inline constexpr std::size_t kLeastSlipLetters = 7;

// Bits of Program::slip_bits: most unknown words are no slip, and one look says so.
inline constexpr std::size_t kSlipBits = std::size_t{1} << 20;

// Marks all slips of a spelling (folded). `bits` has room for kSlipBits.
void AddSlipBits(std::string_view spelling, std::vector<std::uint64_t>* bits);

// The spelling that an unknown word is a slip of; 0 = none. `word` as written, `key` its key if it
// consists of ASCII letters.
std::uint32_t SlippedSpelling(const Program& program, std::string_view word, WordKey key);

}  // namespace ebb
