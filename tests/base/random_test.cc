#include "base/random.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

namespace ebb {
namespace {

// Computed by an independent program (Python, whole numbers modulo 2^64) from the authors' C; the
// first sequences are also those of the tests of the Rust crate rand_xoshiro.
TEST_CASE("the generators give the published numbers") {
  Random plain(Random::State{1, 2, 3, 4});
  for (std::uint64_t expected : {11520ull, 0ull, 1509978240ull, 1215971899390074240ull,
                                 1216172134540287360ull, 607988272756665600ull}) {
    CHECK(plain.Next() == expected);
  }
  std::uint64_t state = 1477776061723855037ull;
  for (std::uint64_t expected : {1985237415132408290ull, 2979275885539914483ull,
                                 13511426838097143398ull, 8488337342461049707ull}) {
    CHECK(SplitMix64(&state) == expected);
  }
  Random seeded(2024);
  for (std::uint64_t expected :
       {1029197146548041518ull, 14427268137155694693ull, 1329179038587965441ull}) {
    CHECK(seeded.Next() == expected);
  }
}

TEST_CASE("bounded numbers stay in bounds") {
  Random random(3);
  CHECK(random.Below(0) == 0);
  CHECK(random.Below(1) == 0);
  for (std::uint64_t n : {2ull, 3ull, 64ull, 65ull, 1000ull, (1ull << 32) + 1, ~0ull}) {
    for (int i = 0; i < 200; ++i) CHECK(random.Below(n) < n);
  }
}

// Chi-square of 7 equal chances; 6 degrees of freedom: 22.5 is passed once in 1,000.
TEST_CASE("bounded numbers are equally likely") {
  Random random(11);
  std::map<std::uint64_t, double> seen;
  const double draws = 70000;
  for (int i = 0; i < static_cast<int>(draws); ++i) ++seen[random.Below(7)];
  double chi_square = 0;
  for (std::uint64_t v = 0; v < 7; ++v) {
    const double off = seen[v] - draws / 7;
    chi_square += off * off / (draws / 7);
  }
  CHECK(chi_square < 22.5);
}

// A remainder of 64 bits would put two thirds of the draws into the first half here.
TEST_CASE("bounds near the size of the word have no bias") {
  Random random(12);
  const std::uint64_t n = (std::uint64_t{1} << 63) + (std::uint64_t{1} << 62);
  int low = 0;
  for (int i = 0; i < 10000; ++i) low += random.Below(n) < n / 2 ? 1 : 0;
  CHECK(low > 4800);
  CHECK(low < 5200);
}

TEST_CASE("unit numbers fill [0, 1)") {
  Random random(5);
  double sum = 0, least = 1, most = 0;
  for (int i = 0; i < 100000; ++i) {
    const double u = random.Unit();
    sum += u;
    least = std::min(least, u);
    most = std::max(most, u);
  }
  CHECK(least >= 0);
  CHECK(least < 0.001);
  CHECK(most < 1);
  CHECK(most > 0.999);
  CHECK(sum / 100000 == Approx(0.5).margin(0.005));
}

TEST_CASE("a shuffle keeps the values and reaches every order") {
  Random random(6);
  std::map<std::vector<int>, int> orders;
  for (int i = 0; i < 6000; ++i) {
    std::vector<int> values = {1, 2, 3};
    Shuffle(&values, &random);
    ++orders[values];
  }
  REQUIRE(orders.size() == 6);
  for (const auto& [order, times] : orders) {
    CHECK(std::set<int>(order.begin(), order.end()) == std::set<int>{1, 2, 3});
    CHECK(times > 880);
    CHECK(times < 1120);
  }
  std::vector<int> none;
  Shuffle(&none, &random);
  CHECK(none.empty());
}

}  // namespace
}  // namespace ebb
