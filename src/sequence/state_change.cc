#include "sequence/state_change.h"

#include <algorithm>
#include <cstddef>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define EBB_WIDE_STATES 1
#endif

namespace ebb {
namespace {

constexpr int kUnitBits = 12;   // of gates
constexpr int kShareBits = 15;  // of what the two gates let through
constexpr int kStateBits = 14;

// Steps of 1/128 from -8 to 8.
constexpr std::size_t kSteps = 2048;

// e^x for -16 <= x <= 16; its own, so that every machine and compiler comes to the same table.
constexpr double Exp(double x) {
  constexpr int kHalvings = 10, kTerms = 8;
  const double part = x / (1 << kHalvings);
  double term = 1, sum = 1;
  for (int i = 1; i <= kTerms; ++i) {
    term *= part / i;
    sum += term;
  }
  for (int i = 0; i < kHalvings; ++i) sum *= sum;
  return sum;
}

// Of a number that is not below zero.
constexpr std::int32_t Rounded(double number) {
  return (static_cast<std::int32_t>(2 * number) + 1) / 2;
}

struct Curves {
  std::array<std::int32_t, kSteps> logistic{};    // 32768ths
  std::array<std::int32_t, kSteps> hyperbolic{};  // tanh, 16384ths
};
constexpr Curves MakeCurves() {
  Curves curves;
  for (std::size_t i = 0; i < kSteps; ++i) {
    const double x = (static_cast<double>(i) - kSteps / 2.0 + 0.5) / 128;
    const double share = 1 / (1 + Exp(-x));
    const double twice = 1 / (1 + Exp(-2 * x));
    curves.logistic[i] = Rounded(share * (1 << kShareBits));
    curves.hyperbolic[i] = Rounded(twice * (2 << kStateBits)) - (1 << kStateBits);
  }
  return curves;
}
constexpr Curves kCurves = MakeCurves();  // while compiling: no machine's arithmetic is asked

constexpr std::int32_t kEdge = 8 << kUnitBits;
constexpr int kStepBits = kUnitBits - 7;

std::size_t StepOf(std::int32_t gate) {
  return static_cast<std::size_t>(std::clamp(gate, -kEdge, kEdge - 1) + kEdge) >> kStepBits;
}

#if defined(EBB_WIDE_STATES)

// What a curve says of eight gates.
__attribute__((target("avx2"))) __m256i CurveAt(const std::array<std::int32_t, kSteps>& curve,
                                                __m256i gates) {
  const __m256i edge = _mm256_set1_epi32(kEdge);
  const __m256i least = _mm256_set1_epi32(-kEdge), most = _mm256_set1_epi32(kEdge - 1);
  const __m256i held = _mm256_min_epi32(_mm256_max_epi32(gates, least), most);
  const __m256i steps = _mm256_srli_epi32(_mm256_add_epi32(held, edge), kStepBits);
  return _mm256_i32gather_epi32(curve.data(), steps, 4);
}

// Products of 64 bits, shifted: the even ones and the odd ones by themselves.
__attribute__((target("avx2"))) __m256i Share(__m256i share, __m256i of) {
  const __m256i even = _mm256_srli_epi64(_mm256_mul_epi32(share, of), kShareBits);
  const __m256i products =
      _mm256_mul_epi32(_mm256_srli_epi64(share, 32), _mm256_srli_epi64(of, 32));
  const __m256i odd = _mm256_slli_epi64(_mm256_srli_epi64(products, kShareBits), 32);
  return _mm256_blend_epi32(even, odd, 0xaa);
}

__attribute__((target("avx2"))) __m256i GatesAt(const NetGateSums& sums, std::size_t i) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(sums.data() + i));
}

__attribute__((target("avx2"))) void ChangeStateWidely(const NetGateSums& of_message,
                                                       const NetGateSums& of_state,
                                                       NetState* state) {
  constexpr std::size_t kAtOnce = 8;
  static_assert(kStateNumbers % kAtOnce == 0);
  const __m256i one = _mm256_set1_epi32(1 << kShareBits);
  const __m256i half = _mm256_set1_epi32(1 << (kShareBits - 1));
  for (std::size_t i = 0; i < kStateNumbers; i += kAtOnce) {
    const std::size_t z = kStateNumbers + i, n = 2 * kStateNumbers + i;
    const __m256i reset =
        CurveAt(kCurves.logistic, _mm256_add_epi32(GatesAt(of_message, i), GatesAt(of_state, i)));
    const __m256i update =
        CurveAt(kCurves.logistic, _mm256_add_epi32(GatesAt(of_message, z), GatesAt(of_state, z)));
    const __m256i held = Share(reset, GatesAt(of_state, n));
    const __m256i fresh =
        CurveAt(kCurves.hyperbolic, _mm256_add_epi32(GatesAt(of_message, n), held));
    auto* const at = reinterpret_cast<__m128i*>(state->data() + i);
    const __m256i old = _mm256_cvtepi16_epi32(_mm_loadu_si128(at));
    const __m256i mixed = _mm256_add_epi32(_mm256_mullo_epi32(fresh, _mm256_sub_epi32(one, update)),
                                           _mm256_mullo_epi32(old, update));
    const __m256i next = _mm256_srai_epi32(_mm256_add_epi32(mixed, half), kShareBits);
    _mm_storeu_si128(
        at, _mm_packs_epi32(_mm256_castsi256_si128(next), _mm256_extracti128_si256(next, 1)));
  }
}

#endif

}  // namespace

void ChangeStatePortably(const NetGateSums& of_message, const NetGateSums& of_state,
                         NetState* state) {
  for (std::size_t i = 0; i < kStateNumbers; ++i) {
    const std::size_t z = kStateNumbers + i, n = 2 * kStateNumbers + i;
    const std::int32_t reset = kCurves.logistic[StepOf(of_message[i] + of_state[i])];
    const std::int32_t update = kCurves.logistic[StepOf(of_message[z] + of_state[z])];
    const auto held = static_cast<std::int32_t>(std::int64_t{reset} * of_state[n] >> kShareBits);
    const std::int32_t fresh = kCurves.hyperbolic[StepOf(of_message[n] + held)];
    const std::int32_t mixed = fresh * ((1 << kShareBits) - update) + (*state)[i] * update;
    (*state)[i] = static_cast<std::int16_t>((mixed + (1 << (kShareBits - 1))) >> kShareBits);
  }
}

void ChangeState(const NetGateSums& of_message, const NetGateSums& of_state, NetState* state) {
#if defined(EBB_WIDE_STATES)
  static const bool kWide = __builtin_cpu_supports("avx2") != 0;
  if (kWide) return ChangeStateWidely(of_message, of_state, state);
#endif
  ChangeStatePortably(of_message, of_state, state);
}

}  // namespace ebb
