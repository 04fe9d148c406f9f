// Do two series go together more than they would if one were moved in time (measures M10, M12)?
//
// Circular shifts: one series is turned round against the other, what falls off the end comes in at
// the beginning. Both keep their own rhythm, their streaks and their moods; only the link between
// them is broken. So, other than with shuffling, series with a memory do not seem linked by chance.
// With blocks (months), each block is turned by a shift of its own, which keeps slow changes too.
// Source: E. S. Edgington, P. Onghena, "Randomization tests" (2007); M. R. Lancaster et al.,
// Physics Reports 748 (2018) 1-60 (circular time shifts).
//
// Pure functions: the same seed gives the same p. Every shift is tried where there are no more than
// `draws` of them, else `draws` random ones; p = (1 + shifts at least as extreme) / (1 + shifts),
// so never 0 (B. Phipson, G. K. Smyth, "Permutation p-values should never be zero", 2010). A series
// of n weeks has n - 1 shifts and no p under 1/n.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "measure/proportions.h"

namespace ebb {

enum class Tail {
  kBoth,     // far from 0 on either side: for statistics whose centre is 0
  kGreater,  // large
};

struct ShiftOptions {
  std::uint32_t draws = 2000;
  std::uint64_t seed = 1;
  Tail tail = Tail::kBoth;
};

struct ShiftTest {
  double observed = 0;
  double p = 1;
  std::uint32_t shifts = 0;  // that gave a value; those that did not are left out
  bool all = false;          // every shift there is
};

// The statistic when block b is turned by shifts[b] in [0, length of b): position i of the block
// then meets what stood at (i + shifts[b]) modulo its length. Empty: not defined for this shift.
using ShiftStatistic = std::function<std::optional<double>(const std::vector<std::size_t>& shifts)>;

// Empty if the statistic is not defined unshifted, or no block can be turned (all under 2 long).
std::optional<ShiftTest> BlockShiftTest(const std::vector<std::size_t>& block_lengths,
                                        const ShiftStatistic& statistic,
                                        const ShiftOptions& options = {});

// Spearman's rho of two weekly series of the same length (already lagged and detrended), with the p
// of circular shifts. Empty where Spearman is, see rank.h.
std::optional<ShiftTest> SpearmanShiftTest(const std::vector<double>& x,
                                           const std::vector<double>& y,
                                           const ShiftOptions& options = {});

// Outcomes of turns in order of time, some of them marked: is the outcome more frequent after
// triggers than after controls (M10)? The outcomes are turned within the blocks, the marks stay.
enum class Mark : std::uint8_t { kNone, kTrigger, kControl };
struct MarkedTurn {
  bool outcome = false;
  Mark mark = Mark::kNone;
};
struct MarkedShiftTest {
  Share triggers, controls;  // outcomes of marked turns
  ShiftTest difference;      // of the two shares, triggers - controls
};
// REQUIRES: the lengths add up to the turns, in their order; otherwise, or without any trigger or
// control, empty. Word-parallel: 500,000 turns and 2,000 shifts take about a tenth of a second.
std::optional<MarkedShiftTest> TestMarkedTurns(const std::vector<MarkedTurn>& turns,
                                               const std::vector<std::size_t>& block_lengths,
                                               const ShiftOptions& options = {});

}  // namespace ebb
