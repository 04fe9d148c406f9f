#include "measure/statistics.h"

#include <boost/math/distributions/normal.hpp>
#include <catch2/catch.hpp>
#include <cmath>

namespace ebb {
namespace {

TEST_CASE("Wilson intervals against published and hand-computed values") {
  struct Case {
    std::uint64_t k, n;
    double low, high;
  };
  // The first four: R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table
  // I, method 3 (score, no continuity correction); the last is 0/20 turned round.
  const Case cases[] = {
      {81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0.0000, 0.1611},
      {1, 29, 0.0061, 0.1718},   {20, 20, 0.8389, 1.0000},
  };
  for (const Case& c : cases) {
    INFO(c.k << "/" << c.n);
    const Interval i = Wilson(c.k, c.n);
    CHECK(i.low == Approx(c.low).margin(0.00005));
    CHECK(i.high == Approx(c.high).margin(0.00005));
  }
}

TEST_CASE("Garwood's interval of a Poisson mean, against his table and by the two tails") {
  CHECK(PoissonMean(0).low == 0);
  CHECK(PoissonMean(0).high == Approx(3.6889).margin(0.00005));
  CHECK(PoissonMean(10).low == Approx(4.7954).margin(0.00005));
  CHECK(PoissonMean(10).high == Approx(18.3904).margin(0.00005));
  // Chance of at most 3 events at the upper end, of at least 3 at the lower: 2.5 % each.
  const Interval three = PoissonMean(3);
  const auto at_most = [](int k, double mean) {
    double sum = 0, term = std::exp(-mean);
    for (int i = 0; i <= k; ++i, term *= mean / i) sum += term;
    return sum;
  };
  CHECK(at_most(3, three.high) == Approx(0.025));
  CHECK(1 - at_most(2, three.low) == Approx(0.025));
}

// The ends solve |share - p| = z sqrt(p(1-p)/n), with z from Boost.Math.
TEST_CASE("the ends of a Wilson interval are where the score test turns") {
  const double z = boost::math::quantile(boost::math::normal(), 0.975);
  for (std::uint64_t n : {1u, 2u, 7u, 30u, 500u, 100000u}) {
    for (std::uint64_t k = 0; k <= n; k += std::max<std::uint64_t>(1, n / 7)) {
      const Interval i = Wilson(k, n);
      const double share = static_cast<double>(k) / static_cast<double>(n);
      for (double p : {i.low, i.high}) {
        if (p == 0 || p == 1) continue;
        const double score = std::fabs(share - p) / std::sqrt(p * (1 - p) / static_cast<double>(n));
        CHECK(score == Approx(z).epsilon(1e-9));
      }
      CHECK(i.low <= share);
      CHECK(i.high >= share);
      CHECK(i.low >= 0);
      CHECK(i.high <= 1);
    }
  }
}

TEST_CASE("edges of Wilson") {
  CHECK(Wilson(0, 0).low == 0);
  CHECK(Wilson(0, 0).high == 1);
  CHECK(Wilson(0, 1000000).low == 0);
  CHECK(Wilson(7, 7).high == 1);
}

// Tables of Student's t: 12.706, 2.571, 2.228, 1.984 at 1, 5, 10 and 100 degrees of freedom.
TEST_CASE("points and tails of the normal and of Student's t") {
  CHECK(NormalTwoSided(kZ95) == Approx(0.05));
  CHECK(NormalTwoSided(-2.5758293) == Approx(0.01));
  CHECK(NormalTwoSided(0) == 1);
  CHECK(StudentPoint95(1) == Approx(12.7062).margin(0.0001));
  CHECK(StudentPoint95(5) == Approx(2.5706).margin(0.0001));
  CHECK(StudentPoint95(10) == Approx(2.2281).margin(0.0001));
  CHECK(StudentPoint95(100) == Approx(1.9840).margin(0.0001));
  for (double freedom : {1.0, 2.5, 30.0}) {
    CHECK(StudentTwoSided(StudentPoint95(freedom), freedom) == Approx(0.05));
    CHECK(StudentTwoSided(-1.3, freedom) == StudentTwoSided(1.3, freedom));
    CHECK(StudentTwoSided(0, freedom) == Approx(1));
  }
  CHECK(StudentTwoSided(1, 1) == Approx(0.5));  // the Cauchy distribution's quartiles
  CHECK(StudentTwoSided(2, 1e6) == Approx(NormalTwoSided(2)).epsilon(1e-4));
}

}  // namespace
}  // namespace ebb
