// All waits for a reply, put where measure M2 asks for them (see reply_time.h).
//
// A pure function of a talk: one pass; a bounded sample of each kind of wait and a few bytes a
// week.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "measure/even_sample.h"
#include "measure/measures.h"
#include "measure/periods.h"
#include "measure/survival.h"
#include "measure/week_means.h"

namespace ebb {

// kAsked: after questions and substantive turns.
enum ReplySplit : std::size_t { kAll, kAsked, kOrdinary, kHard, kBefore, kNow, kReplySplits };

inline constexpr std::size_t kStretchWaits = 30;  // of each side

struct ReplyWaits {
  std::array<EvenSample<Wait, 2500>, kReplySplits> waits;  // minutes
  std::array<std::uint64_t, kReplySplits> answered{};
  // Log2 of minutes, a week or stretch each.
  std::vector<WeekSum> before, now;  // median of a stretch
  std::vector<WeekSum> hard;         // less the ordinary mean of the week
  std::vector<SeriesPoint> weekly;   // median, in minutes
};

struct WaitsOfBoth {
  std::array<ReplyWaits, 2> sides;  // by the one who is to reply
  std::vector<WeekSum> asymmetry;   // log2 medians of side 0 less side 1, by stretch
};

WaitsOfBoth CollectWaits(const MeasureInput& input, const Periods& periods);

}  // namespace ebb
