#include "measure/shift_test.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <set>

#include "measure/rank.h"
#include "random_values.h"

namespace ebb {
namespace {

std::vector<double> Turned(const std::vector<double>& y, std::size_t shift) {
  std::vector<double> turned;
  for (std::size_t i = 0; i < y.size(); ++i) turned.push_back(y[(i + shift) % y.size()]);
  return turned;
}

TEST_CASE("Spearman's p by turning the series in the open") {
  Random random(91);
  for (std::size_t n : {3u, 4u, 25u, 60u}) {
    std::vector<double> x, y;
    for (std::size_t i = 0; i < n; ++i) {
      x.push_back(std::floor(random.Unit() * 8));  // ties
      y.push_back(x.back() + std::floor(random.Unit() * 8));
    }
    x[0] = -1;
    y[0] = 20;
    const double rho = Spearman(x, y).value();
    int extreme = 1, greater = 1;
    for (std::size_t s = 1; s < n; ++s) {
      const double turned = Spearman(x, Turned(y, s)).value();
      extreme += std::fabs(turned) >= std::fabs(rho) - 1e-9 ? 1 : 0;
      greater += turned >= rho - 1e-9 ? 1 : 0;
    }
    const ShiftTest both = SpearmanShiftTest(x, y).value();
    CHECK(both.observed == Approx(rho));
    CHECK(both.all);
    CHECK(both.shifts == n - 1);
    CHECK(both.p == Approx(extreme / static_cast<double>(n)));
    CHECK(SpearmanShiftTest(x, y, {2000, 1, Tail::kGreater})->p ==
          Approx(greater / static_cast<double>(n)));
  }
}

TEST_CASE("more shifts than draws: random ones near the p of all") {
  Random random(92);
  const std::vector<double> x = Autoregressive(900, 0.8, &random);
  const std::vector<double> y = Autoregressive(900, 0.8, &random);
  const ShiftTest all = SpearmanShiftTest(x, y).value();
  const ShiftTest some = SpearmanShiftTest(x, y, {500, 7, Tail::kBoth}).value();
  CHECK(all.all);
  CHECK(all.shifts == 899);
  CHECK_FALSE(some.all);
  CHECK(some.shifts == 500);
  CHECK(some.p == Approx(all.p).margin(0.08));
  CHECK(some.p == SpearmanShiftTest(x, y, {500, 7, Tail::kBoth})->p);  // the seed decides
}

TEST_CASE("degenerate series") {
  CHECK_FALSE(SpearmanShiftTest({}, {}).has_value());
  CHECK_FALSE(SpearmanShiftTest({1, 2}, {1, 2}).has_value());
  CHECK_FALSE(SpearmanShiftTest({1, 2, 3}, {5, 5, 5}).has_value());
  CHECK_FALSE(SpearmanShiftTest({1, 2, 3}, {1, 2, 3, 4}).has_value());
  const ShiftStatistic never = [](const auto&) { return std::optional<double>(); };
  const ShiftStatistic one = [](const auto&) { return std::optional<double>(1); };
  CHECK_FALSE(BlockShiftTest({5, 5}, never).has_value());
  CHECK_FALSE(BlockShiftTest({}, one).has_value());
  CHECK_FALSE(BlockShiftTest({1, 1, 0}, one).has_value());
  CHECK(BlockShiftTest({4}, one)->p == 1);
}

TEST_CASE("every combination of the blocks' shifts once, or random ones within bounds") {
  std::set<std::vector<std::size_t>> seen;
  const ShiftStatistic note = [&](const std::vector<std::size_t>& s) -> std::optional<double> {
    seen.insert(s);
    return static_cast<double>(s[0]);
  };
  const ShiftTest all = BlockShiftTest({3, 1, 4, 0, 2}, note, {23, 1, Tail::kGreater}).value();
  CHECK(all.all);
  CHECK(all.shifts == 23);
  CHECK(seen.size() == 24);
  CHECK(all.p == 1);  // nothing is less than 0

  seen.clear();
  const ShiftTest some = BlockShiftTest({3, 1, 4, 0, 2}, note, {22, 1, Tail::kGreater}).value();
  CHECK_FALSE(some.all);
  CHECK(some.shifts == 22);
  for (const std::vector<std::size_t>& s : seen) {
    CHECK(s[0] < 3);
    CHECK(s[1] == 0);
    CHECK(s[2] < 4);
    CHECK(s[3] == 0);
    CHECK(s[4] < 2);
  }
  // What differs in the last digit only is as extreme.
  const ShiftStatistic rounded = [](const std::vector<std::size_t>& s) -> std::optional<double> {
    return s[0] == 0 ? 0.1 + 0.2 : 0.3;
  };
  CHECK(BlockShiftTest({10}, rounded, {2000, 1, Tail::kGreater})->p == 1);
  CHECK(BlockShiftTest({10}, rounded)->p == 1);
  // Shifts without a value are left out.
  const ShiftStatistic even = [](const std::vector<std::size_t>& s) -> std::optional<double> {
    if (s[0] % 2 == 1) return std::nullopt;
    return s[0] == 0 ? 2.0 : 1.0;
  };
  const ShiftTest half = BlockShiftTest({10}, even).value();
  CHECK(half.shifts == 4);
  CHECK(half.p == Approx(0.2));
}

std::vector<MarkedTurn> RandomTurns(std::size_t n, double after_trigger, Random* random) {
  std::vector<MarkedTurn> turns(n);
  for (MarkedTurn& t : turns) {
    const double u = random->Unit();
    t.mark = u < 0.1 ? Mark::kTrigger : u < 0.4 ? Mark::kControl : Mark::kNone;
    t.outcome = random->Unit() < (t.mark == Mark::kTrigger ? after_trigger : 0.2);
  }
  return turns;
}

// The bits against plain counting with the same shifts, at block lengths round the size of a word
// and of the runs of words that are summed at once; with turns of no mark and without.
TEST_CASE("marked turns by plain counting") {
  Random random(93);
  const bool all_marked = GENERATE(false, true);
  for (const std::vector<std::size_t>& blocks :
       {std::vector<std::size_t>{40}, std::vector<std::size_t>{63, 64, 65},
        std::vector<std::size_t>{1, 128, 0, 129, 7, 300},
        std::vector<std::size_t>{1919, 1920, 1921, 4000}}) {
    std::size_t n = 0;
    for (std::size_t b : blocks) n += b;
    std::vector<MarkedTurn> turns = RandomTurns(n, 0.35, &random);
    for (MarkedTurn& turn : turns) {
      if (all_marked && turn.mark == Mark::kNone) turn = {true, Mark::kTrigger};
    }
    const ShiftStatistic plain =
        [&](const std::vector<std::size_t>& shifts) -> std::optional<double> {
      double k[3] = {0, 0, 0}, total[3] = {0, 0, 0};
      std::size_t begin = 0;
      for (std::size_t b = 0; b < blocks.size(); ++b) {
        for (std::size_t i = 0; i < blocks[b]; ++i) {
          const auto mark = static_cast<std::size_t>(turns[begin + i].mark);
          ++total[mark];
          k[mark] += turns[begin + (i + shifts[b]) % blocks[b]].outcome ? 1 : 0;
        }
        begin += blocks[b];
      }
      return k[1] / total[1] - k[2] / total[2];
    };
    const ShiftOptions options{400, 17, Tail::kGreater};
    const ShiftTest expected = BlockShiftTest(blocks, plain, options).value();
    const MarkedShiftTest got = TestMarkedTurns(turns, blocks, options).value();
    CHECK(got.difference.observed == Approx(expected.observed));
    CHECK(got.difference.p == expected.p);
    CHECK(got.difference.shifts == expected.shifts);
    CHECK(got.difference.observed ==
          Approx(static_cast<double>(got.triggers.k) / static_cast<double>(got.triggers.n) -
                 static_cast<double>(got.controls.k) / static_cast<double>(got.controls.n)));
  }
}

TEST_CASE("marked turns: a planted link, and none to test") {
  Random random(94);
  const std::vector<MarkedTurn> turns = RandomTurns(1200, 0.5, &random);
  CHECK(TestMarkedTurns(turns, std::vector<std::size_t>(12, 100))->difference.p < 0.01);
  CHECK_FALSE(TestMarkedTurns(turns, {1199}).has_value());
  CHECK_FALSE(TestMarkedTurns({}, {}).has_value());
  CHECK_FALSE(
      TestMarkedTurns(std::vector<MarkedTurn>(50, {true, Mark::kTrigger}), {50}).has_value());
  CHECK_FALSE(
      TestMarkedTurns(std::vector<MarkedTurn>(50, {true, Mark::kControl}), {50}).has_value());
  CHECK_FALSE(
      TestMarkedTurns({{true, Mark::kTrigger}, {false, Mark::kControl}}, {1, 1}).has_value());
}

}  // namespace
}  // namespace ebb
