// Looking for single bytes, sixteen at a time where the processor can, and for short words. No
// state.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace ebb {

// Place of the first byte of `text` at or after `at` that is one of `wanted`; its size if there is
// none.
template <typename... Char>
inline std::size_t FindOf(std::string_view text, std::size_t at, Char... wanted) {
  const char* const data = text.data();
#if defined(__SSE2__)
  const auto look = [&](std::size_t place) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data + place));
    __m128i found = _mm_setzero_si128();
    ((found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(wanted)))), ...);
    return static_cast<unsigned>(_mm_movemask_epi8(found));
  };
  for (; at + 16 <= text.size(); at += 16) {
    if (const unsigned found = look(at); found != 0) {
      return at + static_cast<std::size_t>(std::countr_zero(found));
    }
  }
  if (at < text.size() && text.size() >= 16) {  // the last sixteen, without those already seen
    const unsigned found = look(text.size() - 16) >> (at - (text.size() - 16));
    return found == 0 ? text.size() : at + static_cast<std::size_t>(std::countr_zero(found));
  }
#endif
  while (at < text.size() && ((data[at] != wanted) && ...)) ++at;
  return at;
}

// The same for the end of a line, sixty-four at a time: lines of the usual lengths take one and the
// same way, which the processor foresees; where a loop ends it does not.
inline std::size_t FindLineEnd(std::string_view text, std::size_t at, char wanted) {
#if defined(__SSE2__)
  const __m128i sought = _mm_set1_epi8(wanted);
  const auto look = [&](std::size_t place) {
    const auto* const bytes = reinterpret_cast<const __m128i*>(text.data() + place);
    return std::uint64_t{
        static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_loadu_si128(bytes), sought)))};
  };
  for (; at + 64 <= text.size(); at += 64) {
    const std::uint64_t found =
        look(at) | look(at + 16) << 16 | look(at + 32) << 32 | look(at + 48) << 48;
    if (found != 0) return at + static_cast<std::size_t>(std::countr_zero(found));
  }
#endif
  return FindOf(text, at, wanted);
}

// Whether `text` begins with these words: as starts_with, but compared as numbers and not by a
// call, for what is asked of every line.
template <std::size_t n>
inline bool BeginsWith(std::string_view text, const char (&words)[n]) {
  return text.size() >= n - 1 && std::memcmp(text.data(), words, n - 1) == 0;
}

// Whether `text` holds `words`: for words that hardly ever stand there though their first byte
// does. REQUIRES: words.size() >= 2.
inline bool Holds(std::string_view text, std::string_view words) {
  std::size_t at = 0;
#if defined(__SSE2__)
  const __m128i first = _mm_set1_epi8(words[0]), second = _mm_set1_epi8(words[1]);
  for (; at + 17 <= text.size(); at += 16) {
    const auto* const place = reinterpret_cast<const __m128i*>(text.data() + at);
    const auto* const after = reinterpret_cast<const __m128i*>(text.data() + at + 1);
    auto found = static_cast<unsigned>(
        _mm_movemask_epi8(_mm_and_si128(_mm_cmpeq_epi8(_mm_loadu_si128(place), first),
                                        _mm_cmpeq_epi8(_mm_loadu_si128(after), second))));
    for (; found != 0; found &= found - 1) {
      const auto here = static_cast<std::size_t>(std::countr_zero(found));
      if (text.substr(at + here).starts_with(words)) return true;
    }
  }
#endif
  return text.find(words, at) != text.npos;
}

}  // namespace ebb
