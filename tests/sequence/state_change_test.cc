// How a state changes: the same whatever the processor, and what the curves say.
#include "sequence/state_change.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "base/random.h"

namespace ebb::testing {
namespace {

std::int32_t Within(Random* random, std::int32_t most) {
  const auto numbers = static_cast<std::uint64_t>(2 * std::int64_t{most} + 1);
  return static_cast<std::int32_t>(static_cast<std::int64_t>(random->Below(numbers)) - most);
}

struct MadeChange {
  NetGateSums of_message{}, of_state{};
  NetState state{};
};
MadeChange RandomChange(Random* random, std::int32_t most_gate) {
  MadeChange made;
  for (std::int32_t& gate : made.of_message) gate = Within(random, most_gate);
  for (std::int32_t& gate : made.of_state) gate = Within(random, most_gate);
  for (std::size_t i = 0; i < kStateNumbers; ++i) {
    made.state[i] = static_cast<std::int16_t>(Within(random, 16384));
  }
  return made;
}

TEST_CASE("a state changes in the same way whatever the processor offers") {
  Random random(1);
  for (const std::int32_t most : {100, 9'000, 40'000, 1 << 24, 1 << 29}) {
    for (int round = 0; round < 2'000; ++round) {
      const MadeChange made = RandomChange(&random, most);
      NetState one = made.state, other = made.state;
      ChangeState(made.of_message, made.of_state, &one);
      ChangeStatePortably(made.of_message, made.of_state, &other);
      REQUIRE(one == other);
    }
  }
}

TEST_CASE("a state changes as the unit's formula says") {
  Random random(2);
  const auto logistic = [](double gate) { return 1 / (1 + std::exp(-gate / 4096)); };
  double furthest = 0;
  for (int round = 0; round < 200; ++round) {
    const MadeChange made = RandomChange(&random, 9'000);
    NetState state = made.state;
    ChangeState(made.of_message, made.of_state, &state);
    for (std::size_t i = 0; i < kStateNumbers; ++i) {
      const std::size_t z = kStateNumbers + i, n = 2 * kStateNumbers + i;
      const double reset = logistic(made.of_message[i] + made.of_state[i]);
      const double update = logistic(made.of_message[z] + made.of_state[z]);
      const double fresh = std::tanh((made.of_message[n] + reset * made.of_state[n]) / 4096);
      const double next = (1 - update) * fresh * 16384 + update * made.state[i];
      furthest = std::max(furthest, std::abs(next - state[i]));
    }
  }
  CHECK(furthest < 140);  // steps of the curves are 1/128 wide
}

}  // namespace
}  // namespace ebb::testing
