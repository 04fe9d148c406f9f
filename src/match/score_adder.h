// Sums the decision layer's weights of a message's words, in sixteen bits as long as these hold
// them.
//
// For one thread; no errors.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "chat/scores.h"
#include "match/spelling.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace ebb {

class ScoreAdder {
 public:
  void Add(const WordScore& score) {
    part_ = Sum(part_, Widened(score));
    Count();
  }
  void TakeBack(const WordScore& score) {
    part_ = Difference(part_, Widened(score));
    Count();
  }
  void AddTo(ScoreSum* sum) {
    Flush();
    for (std::size_t i = 0; i < kScores; ++i) (*sum)[i] += sum_[i];
  }

 private:
  static constexpr int kMost = 256;  // words whose sums 16 bits can hold
  static_assert(kScores == 8);

#if defined(__SSE2__)
  using Part = __m128i;
  static Part Zero() { return _mm_setzero_si128(); }
  static Part Widened(const WordScore& score) {
    const __m128i weights = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(&score));
    return _mm_unpacklo_epi8(weights, _mm_cmpgt_epi8(_mm_setzero_si128(), weights));
  }
  static Part Sum(Part a, Part b) { return _mm_add_epi16(a, b); }
  static Part Difference(Part a, Part b) { return _mm_sub_epi16(a, b); }
  void Flush() {
    alignas(16) std::array<std::int16_t, kScores> part;
    _mm_store_si128(reinterpret_cast<__m128i*>(part.data()), part_);
    AddPart(part);
  }
#else
  using Part = std::array<std::int16_t, kScores>;
  static Part Zero() { return {}; }
  static Part Widened(const WordScore& score) {
    Part part;
    for (std::size_t i = 0; i < kScores; ++i) part[i] = score.weights[i];
    return part;
  }
  static Part Sum(Part a, const Part& b) {
    for (std::size_t i = 0; i < kScores; ++i) a[i] = static_cast<std::int16_t>(a[i] + b[i]);
    return a;
  }
  static Part Difference(Part a, const Part& b) {
    for (std::size_t i = 0; i < kScores; ++i) a[i] = static_cast<std::int16_t>(a[i] - b[i]);
    return a;
  }
  void Flush() { AddPart(part_); }
#endif

  void Count() {
    if (++added_ == kMost) Flush();
  }
  void AddPart(const std::array<std::int16_t, kScores>& part) {
    for (std::size_t i = 0; i < kScores; ++i) sum_[i] += part[i];
    part_ = Zero();
    added_ = 0;
  }

  Part part_ = Zero();
  int added_ = 0;
  ScoreSum sum_{};
};

}  // namespace ebb
