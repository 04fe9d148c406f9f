// M17: do answers fail everywhere, or mainly on hard topics? The summary that the page leads with.
//
// Formula, for the side p that was to answer (bids.h):
//   unmet = no answer within the window, or one that ignores the bid, or a word or two, or one
//           that turns away (TurnsAway in bids.h: words of withdrawal, shutdown or avoidance,
//           gate or no gate)
//   hard = share unmet of bids that are hot or emotional; everyday = the same of neutral ones
//   selectivity = log2((hard + 0.02) / (everyday + 0.02)), in doublings
//   range of hard - everyday: Newcombe's, or that of the weeks (week_means.h) where it is wider,
//           since bids of one evening share its mood
//   up = everyday in the last third of the weeks above that of the first third, range above 0
// Reading:
//   absence     up, or everyday >= .40 of which at least half is silence;
//               and hard less than twice everyday (selectivity < 1) or a range that includes 0,
//               and hard not below everyday with certainty
//   deflection  not up, everyday < .25, selectivity > 1, range of the difference above 0
//   both        up, selectivity > 1, range of the difference above 0
//   unclear     everything else
// The limits .25 and .40 are a rule of thumb of ours, validated by nobody: results say so.
// measures.md asks for a range that includes 0 for absence; with many bids a trifling difference
// excludes it, so "less than twice" was added. The silence was added because the sentence speaks
// of messages without an answer, which "ok" is not.
// p of a reading: of the difference (deflection), of the rise (absence), the larger (both); a
// level of .40 rests on no test.
//
// Units: share, points, doublings. Minimum: 20 hard and 60 everyday bids, each in four weeks or
// more; for `up` 50 everyday bids in ten weeks of each third (README: what is found then). Danger
// weeks (codebook 10) are left out: not answering may keep somebody safe.
//
// Source: measures.md M17; construct logic only, no study validates it for chats.
//
// Weakness: as M3; which topics are hard is guessed from words. Power and false alarms: README.md.
//
// Side evidence stands beside the readings as further claims: see side_evidence.h.
//
// Pure function of a talk; linear in bids.
#pragma once

#include <cstdint>

#include "measure/measures.h"
#include "measure/statistics.h"

namespace ebb {

inline constexpr std::uint64_t kHardBidsNeeded = 20;
inline constexpr std::uint64_t kEverydayBidsNeeded = 60;
inline constexpr std::uint64_t kEverydayBidsOfAThird = 20;  // for its figures
// To read a rise from the first third of the weeks to the last.
inline constexpr std::uint64_t kEverydayBidsToRise = 50;
inline constexpr std::size_t kEverydayWeeksToRise = 10;
inline constexpr double kSeldomUnmet = 0.25;  // rule of thumb
inline constexpr double kOftenUnmet = 0.40;   // rule of thumb

enum class Reading : std::uint8_t { kAbsence, kDeflection, kBoth, kUnclear };

// What the reading rests on. Shares and differences are of bids, not of 100.
struct ReadingFacts {
  double everyday = 0, hard = 0;
  double silent = 0;            // share of everyday bids left without an answer
  Interval hard_less_everyday;  // range
  bool up = false;
};
double SelectivityOf(double hard, double everyday);
Reading ReadingOf(const ReadingFacts& facts);

MeasureResult Selectivity(const MeasureInput& input);

}  // namespace ebb
