#include "base/random.h"

#include <bit>

namespace ebb {

std::uint64_t SplitMix64(std::uint64_t* state) {
  std::uint64_t z = *state += 0x9E3779B97F4A7C15ull;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

Random::Random(std::uint64_t seed) {
  for (std::uint64_t& word : state_) word = SplitMix64(&seed);
}

std::uint64_t Random::Next() {
  const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

// As many high bits as n - 1 has, drawn again while they are not under n: without the bias of a
// remainder or a product, and with less than two draws on average.
std::uint64_t Random::Below(std::uint64_t n) {
  if (n <= 1) return 0;
  const int spare = std::countl_zero(n - 1);
  std::uint64_t drawn = Next() >> spare;
  while (drawn >= n) drawn = Next() >> spare;
  return drawn;
}

double Random::Unit() { return static_cast<double>(Next() >> 11) * 0x1.0p-53; }

}  // namespace ebb
