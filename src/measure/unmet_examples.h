// Messages that were not really answered, as examples beside the readings of M17: for each side
// that was to answer, and of everyday and of hard topics apart, a few spread evenly over the chat.
//
// Pure function of a talk; linear in bids. Weeks with signs of danger give none.
#pragma once

#include <cstddef>
#include <vector>

#include "measure/measures.h"

namespace ebb {

inline constexpr std::size_t kUnmetExamplesEach = 2;

// In order of time; kExchange, side = who asked.
std::vector<Episode> UnmetExamples(const MeasureInput& input);

}  // namespace ebb
