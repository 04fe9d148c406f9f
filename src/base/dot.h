// Products of a matrix of small whole numbers with a vector: what the talk net (lexicon/talk_net.h)
// spends its time on. Exact, so that every processor gives the same; AVX2 or AVX-512 where they
// are. Pure; no errors.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ebb {

// Rows are padded with zeros to a multiple of this.
inline constexpr std::size_t kDotStep = 16;
inline constexpr std::size_t PaddedForDots(std::size_t columns) {
  return (columns + kDotStep - 1) / kDotStep * kDotStep;
}

// sums[r] = the product of row r of `weights` (row after row, `padded` numbers each) with `vector`
// (as many). REQUIRES: no sum leaves 32 bits.
void DotRows(const std::int16_t* weights, std::size_t rows, std::size_t padded,
             const std::int16_t* vector, std::int32_t* sums);

// The same of weights that stand by pairs of columns: for each pair in turn, of each row the two.
// Quicker for many rows. REQUIRES: `columns` even, `rows` a multiple of kDotStep.
void DotPairs(const std::int16_t* weights, std::size_t rows, std::size_t columns,
              const std::int16_t* vector, std::int32_t* sums);

// Each sum times scale / 2^24, rounded, and its bias added. REQUIRES: what comes out fits 32 bits.
void ScaleSums(std::int32_t scale, const std::int32_t* bias, std::size_t count, std::int32_t* sums);

}  // namespace ebb
