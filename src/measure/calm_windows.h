// The days around stretches of conflict and the calm ones to set them against (measures.md M11).
//
// Pure functions; a few windows per conflict. Linear in conflicts times weeks looked back.
#pragma once

#include <cstdint>
#include <vector>

#include "measure/measures.h"
#include "sequence/conflict_spans.h"

namespace ebb {

struct TimeWindow {
  std::uint32_t begin = 0, end = 0;  // seconds since 2000
};
using TimeWindows = std::vector<TimeWindow>;

// Conflicts less than 72 waking hours (of whoever sleeps more) apart count as one.
struct ConflictCluster {
  std::size_t last_turn = 0;
  std::uint32_t begin = 0, end = 0;
  std::uint32_t next = 0;  // when the next one begins, or the chat ends
  bool dangerous = false;
};
std::vector<ConflictCluster> ClusterConflicts(const MeasureInput& input,
                                              const std::vector<ConflictSpan>& spans);

// Days of one side around a cluster; see post_conflict.h.
struct DaysAround {
  TimeWindow before, after;
  TimeWindows calm_before, calm_after;  // as many of the one as of the other
  bool usable = false;                  // within the chat, with two calm weeks
};
DaysAround DaysAroundConflict(const MeasureInput& input, int side, const ConflictCluster& cluster,
                              const std::vector<ConflictSpan>& spans);

}  // namespace ebb
