// Speed of all measures together, on one core: talks of three million messages, written in memory
// (what the text pass leaves of a chat), time on the processor (the machine may be busy). Hidden:
// `test_measure [speed]` prints a table; `scripts/bench --measures` runs it. Fails above one
// second.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <ctime>
#include <limits>

#include "measure/measures.h"
#include "measure/simulated_couple.h"

namespace ebb {
namespace {

using testing::MadeTalk;
using testing::WholeCouple;

constexpr int kSpeedRounds = 3;
constexpr double kAllMeasuresGoal = 1.0;  // seconds

double ProcessorSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

template <typename Work>
double BestOf(Work work) {
  double best = std::numeric_limits<double>::max();
  for (int round = 0; round < kSpeedRounds; ++round) {
    const double begun = ProcessorSeconds();
    work();
    best = std::min(best, ProcessorSeconds() - begun);
  }
  return best;
}

void MeasureSpeed(const char* name, const WholeCouple& couple) {
  MadeTalk made;
  testing::CoupleSimulator(couple, &made).Run();
  const double ground = BestOf([&] { made.Rebuild(); });
  const MeasureInput input = made.Input();
  const double all = BestOf([&] { CHECK(MeasureTalk(input).size() == Measures().size()); });
  std::printf(
      "%s: %.2f million messages, %.2f million turns: turns, clocks, replies, bids and weeks "
      "%.3f s, measures %.3f s, together %.3f s\n",
      name, 1e-6 * static_cast<double>(made.chat().facts.size()),
      1e-6 * static_cast<double>(made.talk().size()), ground, all, ground + all);
  for (const Measure& measure : Measures()) {
    const double alone = BestOf([&] { CHECK(measure.take(input).id == measure.id); });
    if (alone >= 0.01) std::printf("  %-4s alone %.3f s\n", measure.id, alone);
  }
  CHECK(made.chat().facts.size() >= 2'900'000);
  CHECK(ground + all <= kAllMeasuresGoal);
}

TEST_CASE("speed: all measures of three million messages", "[.speed]") {
  WholeCouple dense;  // three years, some 2,700 messages a day
  dense.weeks = 156;
  dense.sessions = 25;
  dense.turns = 860;
  dense.tempers[0].minutes = dense.tempers[1].minutes = 0.08;
  dense.tempers[0].unmet = dense.tempers[1].unmet = 0.0002;
  MeasureSpeed("three years", dense);
  WholeCouple lasting;  // twenty years, 400 a day
  lasting.weeks = 1040;
  lasting.sessions = 25;
  lasting.turns = 410;
  lasting.tempers[0].minutes = lasting.tempers[1].minutes = 0.5;
  lasting.tempers[0].unmet = lasting.tempers[1].unmet = 0.001;
  MeasureSpeed("twenty years", lasting);
}

}  // namespace
}  // namespace ebb
