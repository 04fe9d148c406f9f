// Which bytes of a text are word bytes, sixteen at a time.
#pragma once

#include <bit>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace ebb {

struct ByteMasks {
  std::uint64_t word = 0;     // ASCII letters, digits and @
  std::uint64_t special = 0;  // non-ASCII bytes and characters the quick splitter leaves alone
};

#if defined(__SSE2__)

inline std::uint64_t Bits16(__m128i lanes) {
  return static_cast<std::uint16_t>(_mm_movemask_epi8(lanes));
}

// Masks of 64 bytes. REQUIRES: 64 readable bytes at `text`.
inline ByteMasks MasksOf(const char* text) {
  ByteMasks masks;
  for (int i = 0; i < 4; ++i) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + 16 * i));
    const __m128i folded = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    const auto within = [](__m128i value, char low, char high) {
      return _mm_and_si128(_mm_cmpgt_epi8(value, _mm_set1_epi8(static_cast<char>(low - 1))),
                           _mm_cmplt_epi8(value, _mm_set1_epi8(static_cast<char>(high + 1))));
    };
    const auto equal = [&](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
    const __m128i letter = within(folded, 'a', 'z');
    const __m128i digit = within(bytes, '0', '9');
    const __m128i word = _mm_or_si128(_mm_or_si128(letter, digit), equal('@'));
    __m128i special = _mm_or_si128(_mm_or_si128(equal('_'), equal('<')), within(bytes, ':', ';'));
    special = _mm_or_si128(special, _mm_or_si128(equal('^'), _mm_or_si128(equal('('), equal('>'))));
    masks.word |= Bits16(word) << (16 * i);
    masks.special |= Bits16(_mm_or_si128(special, bytes)) << (16 * i);
  }
  return masks;
}

#else

inline ByteMasks MasksOf(const char* text) {
  ByteMasks masks;
  for (int i = 0; i < 64; ++i) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    const unsigned char folded = c | 0x20;
    const bool word = (folded >= 'a' && folded <= 'z') || (c >= '0' && c <= '9') || c == '@';
    const bool special = c >= 0x80 || c == '_' || c == '<' || c == ':' || c == ';' || c == '^' ||
                         c == '(' || c == '>';
    masks.word |= std::uint64_t{word} << i;
    masks.special |= std::uint64_t{special} << i;
  }
  return masks;
}

#endif

}  // namespace ebb
