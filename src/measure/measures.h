// The measures M2 to M22 of one conversation of two, and the hours of the chat (M0), in one visible
// list.
//
// A measure is a function of what MeasureInput holds: no text, no names, the same rules for both
// sides (a test swaps them). Adding one touches its own file and a line of the list in measures.cc.
// Linear in turns; whatever is resampled or shifted works on weeks or on a bounded number of turns.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "chat/conversation.h"
#include "measure/bids.h"
#include "measure/proportions.h"
#include "measure/replies.h"
#include "measure/result.h"
#include "measure/weekly.h"
#include "sequence/open_topics.h"
#include "sequence/pair_talk.h"
#include "sequence/waking_clock.h"

namespace ebb {

// What a reader found who checked marks of this chat by hand, or coded a sample of it (M20).
struct DetectorAudit {
  std::array<Share, 2> counted, left_out;  // by side: right, or wrongly left out, of those checked
  std::array<Share, kCountedCategories> categories;  // of the counted ones, by category
  Share coded_found, coded_false;  // flagged: of messages with distance, of messages without

  bool any() const { return counted[0].n + counted[1].n + left_out[0].n + left_out[1].n > 0; }
};

// Dates a person names, seconds since 2000 (chat's clock), and what else is known from outside the
// messages.
struct MeasureDates {
  std::vector<std::uint32_t> milestones;  // moves, weddings, due dates (M14, calendar mode)
  std::uint32_t baseline_begin = 0, baseline_end = 0;  // own baseline for M18; 0 = the default
  std::vector<SolvedTopic> solved;                     // M13
  DetectorAudit audit;                                 // M20
  // Changes of a sender's clock against UTC, where the file tells (M0, M22).
  std::optional<std::uint64_t> clock_changes;
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
