// What the bytes of a text are, 64 at a time as bit masks.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace ebb {

struct ByteMasks {
  std::uint64_t word = 0;        // ASCII letters, digits and @
  std::uint64_t special = 0;     // non-ASCII bytes and characters the quick way leaves alone
  std::uint64_t apostrophe = 0;  // '
  std::uint64_t point = 0;       // . , and ;
  std::uint64_t mark = 0;        // : ; and (, which may be part of an emoticon
  std::uint64_t question = 0, exclamation = 0;
  std::uint64_t digit = 0, capital = 0;
  std::uint64_t same = 0;  // word bytes that equal the byte before them, case apart

  // Nothing but the bytes of `kept` is there.
  void Cut(std::uint64_t kept) {
    for (std::uint64_t* const mask : {&word, &special, &apostrophe, &point, &mark, &question,
                                      &exclamation, &digit, &capital, &same}) {
      *mask &= kept;
    }
  }
};

#if defined(__SSE2__)

inline std::uint64_t Bits16(__m128i lanes) {
  return static_cast<std::uint16_t>(_mm_movemask_epi8(lanes));
}

// Masks of 64 bytes. REQUIRES: one readable byte before and 64 at `text`.
inline ByteMasks MasksOf(const char* text) {
  ByteMasks masks;
  const auto within = [](__m128i value, char low, char high) {
    return _mm_and_si128(_mm_cmpgt_epi8(value, _mm_set1_epi8(static_cast<char>(low - 1))),
                         _mm_cmplt_epi8(value, _mm_set1_epi8(static_cast<char>(high + 1))));
  };
  for (int i = 0; i < 4; ++i) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + 16 * i));
    const __m128i before = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + 16 * i - 1));
    const __m128i bit = _mm_set1_epi8(0x20);
    const __m128i folded = _mm_or_si128(bytes, bit);
    const auto equal = [&](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
    const __m128i letter = within(folded, 'a', 'z');
    const __m128i digit = within(bytes, '0', '9');
    const __m128i word = _mm_or_si128(_mm_or_si128(letter, digit), equal('@'));
    const __m128i special =
        _mm_or_si128(_mm_or_si128(equal('_'), equal('<')), _mm_or_si128(equal('^'), equal('>')));
    const __m128i point = _mm_or_si128(_mm_or_si128(equal('.'), equal(',')), equal(';'));
    const __m128i mark = _mm_or_si128(within(bytes, ':', ';'), equal('('));
    const __m128i same = _mm_and_si128(word, _mm_cmpeq_epi8(folded, _mm_or_si128(before, bit)));
    const int at = 16 * i;
    masks.word |= Bits16(word) << at;
    masks.special |= Bits16(_mm_or_si128(special, bytes)) << at;
    masks.apostrophe |= Bits16(equal('\'')) << at;
    masks.point |= Bits16(point) << at;
    masks.mark |= Bits16(mark) << at;
    masks.question |= Bits16(equal('?')) << at;
    masks.exclamation |= Bits16(equal('!')) << at;
    masks.digit |= Bits16(digit) << at;
    masks.capital |= Bits16(_mm_andnot_si128(_mm_cmpeq_epi8(folded, bytes), letter)) << at;
    masks.same |= Bits16(same) << at;
  }
  return masks;
}

#else

inline ByteMasks MasksOf(const char* text) {
  ByteMasks masks;
  for (int i = 0; i < 64; ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const auto before = static_cast<unsigned char>(text[i - 1]);
    const unsigned char folded = c | 0x20;
    const bool letter = folded >= 'a' && folded <= 'z';
    const bool digit = c >= '0' && c <= '9';
    const bool word = letter || digit || c == '@';
    const bool special = c >= 0x80 || c == '_' || c == '<' || c == '^' || c == '>';
    const auto set = [i](bool is, std::uint64_t* mask) { *mask |= std::uint64_t{is} << i; };
    set(word, &masks.word);
    set(special, &masks.special);
    set(c == '\'', &masks.apostrophe);
    set(c == '.' || c == ',' || c == ';', &masks.point);
    set(c == ':' || c == ';' || c == '(', &masks.mark);
    set(c == '?', &masks.question);
    set(c == '!', &masks.exclamation);
    set(digit, &masks.digit);
    set(letter && folded != c, &masks.capital);
    set(word && folded == (before | 0x20), &masks.same);
  }
  return masks;
}

#endif

// The masks of `count` blocks of 64 bytes, by the widest vectors the processor has; the same on
// every one. REQUIRES: as MasksOf, for each block.
void MaskBlocks(const char* text, std::size_t count, ByteMasks* masks);

}  // namespace ebb
