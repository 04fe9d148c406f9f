// Random values for simulations: normal, Poisson, gamma, binomial and serially correlated ones from
// the project's own generator, the same on every machine up to the last digit of log and cos.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

#include "base/random.h"

namespace ebb {

inline double Normal(Random* random) {  // Box and Muller
  const double radius = std::sqrt(-2 * std::log(1 - random->Unit()));
  return radius * std::cos(2 * std::numbers::pi * random->Unit());
}

// Mean `shape`. Marsaglia and Tsang (2000); REQUIRES: shape >= 1.
inline double Gamma(double shape, Random* random) {
  const double d = shape - 1.0 / 3, c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double z = Normal(random), v = std::pow(1 + c * z, 3);
    if (v <= 0) continue;
    if (std::log(1 - random->Unit()) < z * z / 2 + d - d * v + d * std::log(v)) return d * v;
  }
}

// By inversion; REQUIRES: a mean under some hundreds.
inline std::uint64_t Poisson(double mean, Random* random) {
  double chance = std::exp(-mean), left = random->Unit();
  std::uint64_t k = 0;
  while (left > chance && k < 5000) {
    left -= chance;
    chance *= mean / static_cast<double>(++k);
  }
  return k;
}

inline std::uint64_t Binomial(std::uint64_t n, double p, Random* random) {
  std::uint64_t k = 0;
  for (std::uint64_t i = 0; i < n; ++i) k += random->Unit() < p ? 1 : 0;
  return k;
}

// AR(1) with standard normal values, in its long-run state from the first value on.
inline std::vector<double> Autoregressive(std::size_t n, double lag1, Random* random) {
  std::vector<double> values(n);
  double last = Normal(random);
  for (double& v : values) {
    v = last;
    last = lag1 * last + std::sqrt(1 - lag1 * lag1) * Normal(random);
  }
  return values;
}

}  // namespace ebb
