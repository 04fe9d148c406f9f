// Every key has a slot of its own, whatever the keys are.
#include "match/perfect_hash.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>

namespace ebb {
namespace {

void RequireApart(const std::set<std::uint64_t>& keys) {
  const PerfectHash hash({keys.begin(), keys.end()});
  std::set<std::uint32_t> slots;
  for (const std::uint64_t key : keys) slots.insert(hash.SlotOf(key));
  CAPTURE(keys.size());
  REQUIRE(slots.size() == keys.size());
  if (!slots.empty()) REQUIRE(*slots.rbegin() < hash.slots());
}

TEST_CASE("keys that are close, far apart, few and many have slots of their own") {
  RequireApart({});
  RequireApart({1});
  std::set<std::uint64_t> close, pairs, any;
  std::mt19937_64 random(3);
  for (std::uint64_t i = 1; i <= 20000; ++i) {
    close.insert(i);
    pairs.insert((i % 150) << 16 | i / 150);
    any.insert(random());
  }
  RequireApart(close);
  RequireApart(pairs);
  RequireApart(any);
}

}  // namespace
}  // namespace ebb
