// Random numbers for resampling: the same on every machine, compiler and library.
//
// xoshiro256** (D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS
// 47 (2021)), seeded through SplitMix64 as its authors advise. The standard library's engines
// would do, its distributions may differ from one library to the next. Not for secrets.
// A small value; not safe for use by two threads at once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace ebb {

// The next number of a SplitMix64 sequence; moves the state on.
std::uint64_t SplitMix64(std::uint64_t* state);

class Random {
 public:
  using State = std::array<std::uint64_t, 4>;

  explicit Random(std::uint64_t seed);
  // REQUIRES: not all zero.
  explicit Random(const State& state) : state_(state) {}

  std::uint64_t Next();
  // Every number in [0, n) equally likely. 0 when n is 0 or 1.
  std::uint64_t Below(std::uint64_t n);
  // In [0, 1), a multiple of 2^-53.
  double Unit();

 private:
  State state_{};
};

// Every order equally likely (R. A. Fisher, F. Yates; D. E. Knuth, TAOCP 3.4.2 P).
template <typename T>
void Shuffle(std::vector<T>* values, Random* random) {
  for (std::size_t left = values->size(); left > 1; --left) {
    std::swap((*values)[left - 1], (*values)[static_cast<std::size_t>(random->Below(left))]);
  }
}

}  // namespace ebb
