#include "base/dot.h"

#include <algorithm>
#include <cstring>

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

void DotPairsPortably(const std::int16_t* weights, std::size_t rows, std::size_t columns,
                      const std::int16_t* vector, std::int32_t* sums) {
  std::fill(sums, sums + rows, 0);
  for (std::size_t c = 0; c < columns; c += 2, weights += 2 * rows) {
    for (std::size_t r = 0; r < rows; ++r) {
      sums[r] += std::int32_t{weights[2 * r]} * vector[c] +
                 std::int32_t{weights[2 * r + 1]} * vector[c + 1];
    }
  }
}

constexpr int kScaleBits = 24;
constexpr std::int64_t kHalf = std::int64_t{1} << (kScaleBits - 1);

void ScaleSumsPortably(std::int32_t scale, const std::int32_t* bias, std::size_t count,
                       std::int32_t* sums) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t scaled = std::int64_t{sums[i]} * scale + kHalf;
    sums[i] = static_cast<std::int32_t>(scaled >> kScaleBits) + bias[i];
  }
}

#if defined(EBB_WIDE_DOTS)

// Eight at a time, the even ones and the odd ones by themselves: a product takes 64 bits.
__attribute__((target("avx2"))) void ScaleSumsWidely(std::int32_t scale, const std::int32_t* bias,
                                                     std::size_t count, std::int32_t* sums) {
  constexpr std::size_t kAtOnce = 8;
  const __m256i by = _mm256_set1_epi64x(scale), half = _mm256_set1_epi64x(kHalf);
  std::size_t i = 0;
  for (; i + kAtOnce <= count; i += kAtOnce) {
    auto* const at = reinterpret_cast<__m256i*>(sums + i);
    const __m256i all = _mm256_loadu_si256(at);
    __m256i even = _mm256_add_epi64(_mm256_mul_epi32(all, by), half);
    __m256i odd = _mm256_add_epi64(_mm256_mul_epi32(_mm256_srli_epi64(all, 32), by), half);
    even = _mm256_srli_epi64(even, kScaleBits);
    odd = _mm256_slli_epi64(_mm256_srli_epi64(odd, kScaleBits), 32);
    const __m256i scaled = _mm256_blend_epi32(even, odd, 0xaa);
    const __m256i added = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bias + i));
    _mm256_storeu_si256(at, _mm256_add_epi32(scaled, added));
  }
  ScaleSumsPortably(scale, bias + i, count - i, sums + i);
}

std::int32_t PairAt(const std::int16_t* vector) {
  std::int32_t both;
  std::memcpy(&both, vector, sizeof both);
  return both;
}

// Sixteen rows at a time, whose sums stay in registers; from row `r` on.
__attribute__((target("avx2"))) void DotPairsWidely(const std::int16_t* weights, std::size_t rows,
                                                    std::size_t columns, const std::int16_t* vector,
                                                    std::int32_t* sums, std::size_t r) {
  for (; r < rows; r += kDotStep) {
    __m256i first = _mm256_setzero_si256(), second = first;
    const std::int16_t* at = weights + 2 * r;
    for (std::size_t c = 0; c < columns; c += 2, at += 2 * rows) {
      const __m256i pair = _mm256_set1_epi32(PairAt(vector + c));
      const auto* const of_rows = reinterpret_cast<const __m256i*>(at);
      first = _mm256_add_epi32(first, _mm256_madd_epi16(_mm256_loadu_si256(of_rows), pair));
      second = _mm256_add_epi32(second, _mm256_madd_epi16(_mm256_loadu_si256(of_rows + 1), pair));
    }
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + r), first);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + r + 8), second);
  }
}

#define EBB_WIDEST __attribute__((target("avx512f,avx512bw")))

// Adds the products of sixteen rows.
EBB_WIDEST inline __m512i AddPairs(__m512i sums, const std::int16_t* of_rows, __m512i pair) {
  return _mm512_add_epi32(sums, _mm512_madd_epi16(_mm512_loadu_si512(of_rows), pair));
}

// Sixty-four rows at a time, and what is left as above.
EBB_WIDEST void DotPairsMostWidely(const std::int16_t* weights, std::size_t rows,
                                   std::size_t columns, const std::int16_t* vector,
                                   std::int32_t* sums) {
  constexpr std::size_t kAtOnce = 64;
  std::size_t r = 0;
  for (; r + kAtOnce <= rows; r += kAtOnce) {
    __m512i a = _mm512_setzero_si512(), b = a, c = a, d = a;
    const std::int16_t* at = weights + 2 * r;
    for (std::size_t column = 0; column < columns; column += 2, at += 2 * rows) {
      const __m512i pair = _mm512_set1_epi32(PairAt(vector + column));
      a = AddPairs(a, at, pair);
      b = AddPairs(b, at + 32, pair);
      c = AddPairs(c, at + 64, pair);
      d = AddPairs(d, at + 96, pair);
    }
    _mm512_storeu_si512(sums + r, a);
    _mm512_storeu_si512(sums + r + 16, b);
    _mm512_storeu_si512(sums + r + 32, c);
    _mm512_storeu_si512(sums + r + 48, d);
  }
  DotPairsWidely(weights, rows, columns, vector, sums, r);
}

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

void DotPairs(const std::int16_t* weights, std::size_t rows, std::size_t columns,
              const std::int16_t* vector, std::int32_t* sums) {
#if defined(EBB_WIDE_DOTS)
  static const bool kWide = __builtin_cpu_supports("avx2") != 0;
  static const bool kWidest = kWide && __builtin_cpu_supports("avx512bw") != 0;
  if (kWidest) return DotPairsMostWidely(weights, rows, columns, vector, sums);
  if (kWide) return DotPairsWidely(weights, rows, columns, vector, sums, 0);
#endif
  DotPairsPortably(weights, rows, columns, vector, sums);
}

void ScaleSums(std::int32_t scale, const std::int32_t* bias, std::size_t count,
               std::int32_t* sums) {
#if defined(EBB_WIDE_DOTS)
  static const bool kWide = __builtin_cpu_supports("avx2") != 0;
  if (kWide) return ScaleSumsWidely(scale, bias, count, sums);
#endif
  ScaleSumsPortably(scale, bias, count, sums);
}

}  // namespace ebb
