// Looking for single bytes, sixteen at a time where the processor can. No state but in ForwardScan;
// one thread.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
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

// FindOf of three bytes for a text that is walked through from front to back: sixty-four bytes are
// looked at once, however many of them are wanted.
class ForwardScan {
 public:
  ForwardScan(char a, char b, char c) : a_(a), b_(b), c_(c) {}

  // REQUIRES: always the same text, and `at` never goes back.
  std::size_t Find(std::string_view text, std::size_t at) {
#if defined(__SSE2__)
    while (at + kBlock <= text.size() || at < end_) {
      if (at >= end_) Look(text.data() + at, at);
      const std::uint64_t found = found_ >> (at + kBlock - end_);
      if (found != 0) return at + static_cast<std::size_t>(std::countr_zero(found));
      at = end_;
    }
#endif
    return FindOf(text, at, a_, b_, c_);
  }

 private:
  static constexpr std::size_t kBlock = 64;
#if defined(__SSE2__)
  void Look(const char* block, std::size_t at) {
    const __m128i a = _mm_set1_epi8(a_), b = _mm_set1_epi8(b_), c = _mm_set1_epi8(c_);
    found_ = 0;
    for (int i = 0; i < 4; ++i) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block) + i);
      const __m128i found =
          _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, a), _mm_cmpeq_epi8(bytes, b)),
                       _mm_cmpeq_epi8(bytes, c));
      found_ |= std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(found))} << 16 * i;
    }
    end_ = at + kBlock;
  }
#endif

  char a_, b_, c_;
  std::uint64_t found_ = 0;  // of the block looked at last, a bit a byte
  std::size_t end_ = 0;      // of that block
};

}  // namespace ebb
