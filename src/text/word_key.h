// A folded word as one 64-bit number: what the vocabulary is looked up by.
//
// Words of at most eight ASCII bytes are their own key (exact). Longer or non-ASCII ones are hashed
// to 63 bits with the top bit set; that two such words of one lexicon and one chat share a key has a
// chance below 1e-9 for a million distinct words, and would be the same on every machine.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace ebb {

using WordKey = std::uint64_t;

inline std::uint64_t MixKey(std::uint64_t a, std::uint64_t b) {
  std::uint64_t h = (a ^ 0x9e3779b97f4a7c15ull) * 0xff51afd7ed558ccdull;
  h ^= h >> 32;
  h = (h ^ b) * 0xc4ceb9fe1a85ec53ull;
  return h ^ (h >> 29);
}

// Key of bytes that are folded already. `ascii` = all below 0x80.
inline WordKey KeyOfFolded(std::string_view word, bool ascii) {
  std::uint64_t packed = 0;
  if (ascii && word.size() <= 8) {
    std::memcpy(&packed, word.data(), word.size());
    return packed;
  }
  std::uint64_t h = word.size();
  while (word.size() > 8) {
    std::memcpy(&packed, word.data(), 8);
    h = MixKey(h, packed);
    word.remove_prefix(8);
  }
  packed = 0;
  std::memcpy(&packed, word.data(), word.size());
  return MixKey(h, packed) | std::uint64_t{1} << 63;
}

inline WordKey KeyOfFolded(std::string_view word) {
  bool ascii = true;
  for (const char c : word) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
  return KeyOfFolded(word, ascii);
}

}  // namespace ebb
