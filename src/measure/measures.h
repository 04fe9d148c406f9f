// The measures M2 to M22 of one conversation of two, and the hours of the chat (M0), in one visible
// list.
//
// A measure is a function of what MeasureInput holds: no text, no names, the same rules for both
// sides (a test swaps them). Adding one touches its own file and a line of the list in measures.cc.
// Linear in turns; whatever is resampled or shifted works on weeks or on a bounded number of turns.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "chat/conversation.h"
#include "measure/bids.h"
#include "measure/replies.h"
#include "measure/result.h"
#include "measure/talk.h"
#include "measure/waking_clock.h"
#include "measure/weekly.h"

namespace ebb {

// Dates a person names, seconds since 2000 (chat's clock).
struct MeasureDates {
  std::vector<std::uint32_t> milestones;  // moves, weddings, due dates (M14, calendar mode)
  std::uint32_t baseline_begin = 0, baseline_end = 0;  // own baseline for M18; 0 = the default
};

class WeekFacts;

struct MeasureInput {
  const Talk& talk;
  const std::array<WakingClock, 2>& clocks;
  const Replies& replies;
  const std::vector<Bid>& bids;
  const Capabilities& capabilities;
  const std::vector<Week>& weeks;  // of the two sides, in their order
  // Weeks (WeekNumber) with signs of danger: no repair advice and no sequences of the two there.
  const std::vector<std::int32_t>& danger_weeks;
  MeasureDates dates;
  WeekFacts* facts = nullptr;  // what measures share (week_facts.h); null = each counts by itself
};

struct Measure {
  const char* id;
  MeasureResult (*take)(const MeasureInput& input);
};
const std::vector<Measure>& Measures();

// Sets q and `marked` of the claims that rest on a test.
void MarkClaims(std::vector<MeasureResult>* results);

// Takes every measure, then sets q and `marked` of their claims by Benjamini-Hochberg at .10 over
// all claims that rest on a test. With several jobs on as many threads; the result is the same.
std::vector<MeasureResult> MeasureTalk(const MeasureInput& input, unsigned jobs = 1);

}  // namespace ebb
