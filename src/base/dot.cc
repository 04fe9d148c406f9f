#include "base/dot.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define EBB_WIDE_DOTS 1
#endif

namespace ebb {
namespace {

void DotRowsPortably(const std::int16_t* weights, std::size_t rows, std::size_t padded,
                     const std::int16_t* vector, std::int32_t* sums) {
  for (std::size_t r = 0; r < rows; ++r, weights += padded) {
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < padded; ++i) sum += std::int32_t{weights[i]} * vector[i];
    sums[r] = sum;
  }
}

#if defined(EBB_WIDE_DOTS)

__attribute__((target("avx2"))) std::int32_t SumOf(__m256i parts) {
  __m128i sum = _mm_add_epi32(_mm256_castsi256_si128(parts), _mm256_extracti128_si256(parts, 1));
  sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, 0x4e));
  sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, 0xb1));
  return _mm_cvtsi128_si32(sum);
}

__attribute__((target("avx2"))) void DotRowsWidely(const std::int16_t* weights, std::size_t rows,
                                                   std::size_t padded, const std::int16_t* vector,
                                                   std::int32_t* sums) {
  for (std::size_t r = 0; r < rows; ++r, weights += padded) {
    __m256i sum = _mm256_setzero_si256();
    for (std::size_t i = 0; i < padded; i += kDotStep) {
      const auto* const of_row = reinterpret_cast<const __m256i*>(weights + i);
      const auto* const of_vector = reinterpret_cast<const __m256i*>(vector + i);
      sum = _mm256_add_epi32(
          sum, _mm256_madd_epi16(_mm256_loadu_si256(of_row), _mm256_loadu_si256(of_vector)));
    }
    sums[r] = SumOf(sum);
  }
}

#endif

}  // namespace

void DotRows(const std::int16_t* weights, std::size_t rows, std::size_t padded,
             const std::int16_t* vector, std::int32_t* sums) {
#if defined(EBB_WIDE_DOTS)
  static const bool kWide = __builtin_cpu_supports("avx2") != 0;
  if (kWide) return DotRowsWidely(weights, rows, padded, vector, sums);
#endif
  DotRowsPortably(weights, rows, padded, vector, sums);
}

}  // namespace ebb
