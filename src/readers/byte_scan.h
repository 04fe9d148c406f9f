// Looking for single bytes, sixteen at a time where the processor can. Pure functions.
#pragma once

#include <bit>
#include <cstddef>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace ebb {

// Place of the first byte of `text` at or after `at` that is one of the three; its size if there is
// none.
inline std::size_t FindOf(std::string_view text, std::size_t at, char a, char b, char c) {
  const char* const data = text.data();
#if defined(__SSE2__)
  for (; at + 16 <= text.size(); at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data + at));
    const __m128i found = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(a)),
                                       _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(b)),
                                                    _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c))));
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(found));
    if (mask != 0) return at + static_cast<std::size_t>(std::countr_zero(mask));
  }
#endif
  while (at < text.size() && data[at] != a && data[at] != b && data[at] != c) ++at;
  return at;
}

}  // namespace ebb
