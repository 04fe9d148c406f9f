#include "measure/multiple_testing.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "random_values.h"

namespace ebb {
namespace {

TEST_CASE("the example of Benjamini and Hochberg") {
  // JRSS B 57 (1995) 289-300, section 3.2: at .05 four of fifteen are marked.
  const std::vector<double> p = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                                 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000};
  const std::vector<double> q = BenjaminiHochberg(p);
  REQUIRE(q.size() == p.size());
  CHECK(std::count_if(q.begin(), q.end(), [](double v) { return v <= 0.05; }) == 4);
  CHECK(q[0] == Approx(0.0015));           // 15 * .0001 / 1
  CHECK(q[3] == Approx(0.035625));         // 15 * .0095 / 4
  CHECK(q[4] == Approx(0.0603));           // 15 * .0201 / 5
  CHECK(q[5] == Approx(0.0298 * 15 / 7));  // less than its own 15 * .0278 / 6
  CHECK(q[14] == 1);
}

TEST_CASE("q values by the definition, in any order") {
  Random random(51);
  for (std::size_t n : {1u, 2u, 7u, 40u}) {
    std::vector<double> p;
    for (std::size_t i = 0; i < n; ++i) p.push_back(std::round(random.Unit() * 20) / 20);  // ties
    const std::vector<double> q = BenjaminiHochberg(p);
    for (std::size_t i = 0; i < n; ++i) {
      double least = 1;
      for (double bound : p) {
        if (bound < p[i]) continue;
        const auto marked = std::count_if(p.begin(), p.end(), [&](double v) { return v <= bound; });
        least = std::min(least, bound * static_cast<double>(n) / static_cast<double>(marked));
      }
      CHECK(q[i] == Approx(least));
      CHECK(q[i] >= p[i]);
    }
  }
  CHECK(BenjaminiHochberg({}).empty());
  CHECK(BenjaminiHochberg({0.03}) == std::vector<double>{0.03});
}

// 40 true nulls: a report with any mark at q < .10 is a false one. Plain p < .05 marks in nearly
// all.
TEST_CASE("reports without an effect are marked rarely") {
  Random random(52);
  const int runs = 4000;
  int marked = 0, plain = 0;
  for (int i = 0; i < runs; ++i) {
    std::vector<double> p(40);
    for (double& v : p) v = random.Unit();
    const std::vector<double> q = BenjaminiHochberg(p);
    marked += *std::min_element(q.begin(), q.end()) < 0.10 ? 1 : 0;
    plain += *std::min_element(p.begin(), p.end()) < 0.05 ? 1 : 0;
  }
  CHECK(marked < 0.112 * runs);
  CHECK(marked > 0.08 * runs);
  CHECK(plain > 0.8 * runs);
}

}  // namespace
}  // namespace ebb
