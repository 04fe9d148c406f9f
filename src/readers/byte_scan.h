// Looking for single bytes, sixteen at a time where the processor can. Pure functions.
#pragma once

#include <bit>
#include <cstddef>
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

}  // namespace ebb
