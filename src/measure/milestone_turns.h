// The text mode of M14 (milestones.h): turns near talk of milestones, by week.
//
// About a hundred bytes a week and two a turn of a side, released at the end.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "measure/measures.h"
#include "measure/proportions.h"
#include "measure/shift_test.h"

namespace ebb {

// Turns of one side in one week.
struct MilestoneWeek {
  Share near_pressed, near_plain, elsewhere;
  std::uint64_t mentions = 0;  // by the other

  Share near() const { return {near_pressed.k + near_plain.k, near_pressed.n + near_plain.n}; }
};

// What one side did near the mentions of the other.
struct MilestoneTurns {
  std::vector<MilestoneWeek> weeks;  // every week of the talk
  std::vector<MarkedTurn> turns;     // of the side, in blocks of four weeks with a mention
  std::vector<std::size_t> blocks;   // their lengths
  bool left_out = false;             // weeks with signs of danger were

  MilestoneWeek Sum() const;
};

std::array<MilestoneTurns, 2> FindMilestoneTurns(const MeasureInput& input);

// Observed over expected, see milestones.h; empty without near turns in a block with others.
std::optional<double> MilestoneRatio(const std::vector<MilestoneWeek>& weeks);
// Its 95 % range; empty with under five weeks that hold near turns.
std::optional<Interval> MilestoneRange(const std::vector<MilestoneWeek>& weeks);

}  // namespace ebb
