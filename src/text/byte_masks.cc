#include "text/byte_masks.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define EBB_WIDE_VECTORS 1
#endif

namespace ebb {
namespace {

using Masker = void (*)(const char*, std::size_t, ByteMasks*);

void MaskPortably(const char* text, std::size_t count, ByteMasks* masks) {
  for (std::size_t b = 0; b < count; ++b) masks[b] = MasksOf(text + 64 * b);
}

#if defined(EBB_WIDE_VECTORS)
// Of functions that run only where the processor has these.
#define EBB_WIDE __attribute__((target("avx512f,avx512bw")))

EBB_WIDE inline std::uint64_t Equal(__m512i bytes, char c) {
  return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(c));
}
// At most `span` above `low`, as unsigned bytes.
EBB_WIDE inline std::uint64_t Within(__m512i bytes, char low, char span) {
  const __m512i above = _mm512_sub_epi8(bytes, _mm512_set1_epi8(low));
  return _mm512_cmple_epu8_mask(above, _mm512_set1_epi8(span));
}

// What MasksOf does sixteen bytes at a time, sixty-four at a time.
EBB_WIDE void MaskWidely(const char* text, std::size_t count, ByteMasks* masks) {
  const __m512i fold = _mm512_set1_epi8(0x20);
  for (std::size_t b = 0; b < count; ++b, text += 64) {
    const __m512i bytes = _mm512_loadu_si512(text);
    const __m512i folded = _mm512_or_si512(bytes, fold);
    const __m512i before = _mm512_or_si512(_mm512_loadu_si512(text - 1), fold);
    ByteMasks& out = masks[b];
    const std::uint64_t letter = Within(folded, 'a', 25);
    out.digit = Within(bytes, '0', 9);
    out.word = letter | out.digit | Equal(bytes, '@');
    out.special = _mm512_movepi8_mask(bytes) | Equal(bytes, '_') | Equal(bytes, '<') |
                  Equal(bytes, '^') | Equal(bytes, '>');
    out.apostrophe = Equal(bytes, '\'');
    const std::uint64_t semicolon = Equal(bytes, ';');
    out.point = Equal(bytes, '.') | Equal(bytes, ',') | semicolon;
    out.mark = Equal(bytes, ':') | semicolon | Equal(bytes, '(');
    out.question = Equal(bytes, '?');
    out.exclamation = Equal(bytes, '!');
    out.capital = letter & _mm512_cmpneq_epi8_mask(folded, bytes);
    out.same = out.word & _mm512_cmpeq_epi8_mask(folded, before);
  }
}

#endif

Masker Widest() {
#if defined(EBB_WIDE_VECTORS)
  if (__builtin_cpu_supports("avx512bw") != 0) return MaskWidely;
#endif
  return MaskPortably;
}

}  // namespace

void MaskBlocks(const char* text, std::size_t count, ByteMasks* masks) {
  static const Masker kWidest = Widest();
  kWidest(text, count, masks);
}

}  // namespace ebb
