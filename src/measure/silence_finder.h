// Finds the long silences of a talk and what there is to know of each (measure M8, see silences.h).
//
// A pure function of a talk and its clocks: one pass over the messages; a bit an hour and four
// bytes a day of the chat while it runs.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "measure/measures.h"

namespace ebb {

enum class SilenceTag : std::uint8_t { kUnexplained, kAfterConflict, kAfterMilestone };

struct Silence {
  Position first = 0, last = 0;      // the message before it and the one after
  std::uint32_t begin = 0, end = 0;  // seconds since 2000
  std::uint32_t waking = 0;          // seconds, of the one written to
  std::int32_t week = 0;             // in which it begins, WeekNumber
  int written_to = 0;
  int ended_by = 0;
  SilenceTag tag = SilenceTag::kUnexplained;
};

// Pauses of over two hours in which a side had been written to last, weeks of danger left out.
struct PauseCount {
  std::uint64_t all = 0;
  std::uint64_t after_conflict = 0;
};

struct FoundSilences {
  std::vector<Silence> silences;
  std::array<PauseCount, 2> pauses;  // by the side written to
  std::uint64_t beside_travel = 0, routine = 0, holes = 0;
};

FoundSilences FindSilences(const MeasureInput& input);

}  // namespace ebb
