// A folded word as one 64-bit number: what the vocabulary is looked up by.
//
// Words of at most eight ASCII bytes are their own key (exact). Longer or non-ASCII ones are hashed
// to 63 bits with the top bit set; that two such words of one lexicon and one chat share a key has
// a chance below 1e-9 for a million distinct words, and would be the same on every machine. ASCII
// bytes are folded by setting bit 0x20, which makes letters lower case and leaves digits alone.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace ebb {

using WordKey = std::uint64_t;

inline constexpr std::uint64_t kFoldBits = 0x2020202020202020ull;

inline std::uint64_t MixKey(std::uint64_t a, std::uint64_t b) {
  std::uint64_t h = (a ^ 0x9e3779b97f4a7c15ull) * 0xff51afd7ed558ccdull;
  h ^= h >> 32;
  h = (h ^ b) * 0xc4ceb9fe1a85ec53ull;
  return h ^ (h >> 29);
}

// The lowest `bytes` bytes set. REQUIRES: bytes <= 8.
inline constexpr std::uint64_t LowBytes(unsigned bytes) {
  return bytes >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * bytes)) - 1;
}

// Key of a word of more than eight bytes of which `fold` has the bits to set in each byte.
inline WordKey HashKey(const char* word, std::size_t size, std::uint64_t fold) {
  std::uint64_t h = size;
  std::uint64_t packed = 0;
  for (; size > 8; size -= 8, word += 8) {
    std::memcpy(&packed, word, 8);
    h = MixKey(h, packed | fold);
  }
  packed = 0;
  std::memcpy(&packed, word, size);
  packed |= fold & LowBytes(static_cast<unsigned>(size));
  return MixKey(h, packed) | std::uint64_t{1} << 63;
}

// Key of bytes that are folded already (or are ASCII). `ascii` = all below 0x80.
inline WordKey KeyOfFolded(std::string_view word, bool ascii) {
  if (!ascii || word.size() > 8) return HashKey(word.data(), word.size(), ascii ? kFoldBits : 0);
  std::uint64_t packed = 0;
  std::memcpy(&packed, word.data(), word.size());
  return packed | (kFoldBits & LowBytes(static_cast<unsigned>(word.size())));
}

inline WordKey KeyOfFolded(std::string_view word) {
  bool ascii = true;
  for (const char c : word) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
  return KeyOfFolded(word, ascii);
}

}  // namespace ebb
