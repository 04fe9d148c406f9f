// M14: is there more withdrawal, shutdown or avoidance near talk of milestones (moving in,
// wedding, children, money), or before dates that the reader names?
//
// Text mode, for the side p. Mentions = turns of the other that name a milestone. Looked at are
// the answers of p: turns that follow one of the other in the same session (who opens a talk
// seldom closes it in the same breath, and openings lie far from mentions). Near = answers at most
// six turns (and a day) or two hours after a mention. Distance = answers that turn away
// (TurnsAway in bids.h: words of withdrawal, shutdown or avoidance, gate or no gate): what counts
// elsewhere leans on the talk around it, milestones among it, and would find itself.
//   ratio = (distance near + 0.5) / (expected + 0.5)
//   expected = over blocks of four weeks, near answers times the share of distance among the other
//              answers of p in that block
// Split by whether the mention nearest before came with pressure: what follows a pressed mention
// may answer the pressure and not the topic.
// Units: ratio, shares of answers. Range: bootstrap of weeks, from five weeks with near answers on.
// Test: the outcomes of p turned in time within their blocks (shift_test.h), so that moods and the
// bursts of a quarrel stay whole. Blocks without a mention say nothing and are left out.
//
// Calendar mode, for each date named (MeasureDates::milestones): flagged messages per 100 of the
// eight weeks before it and of the eight before those, and how many other weeks of the chat show a
// rise as large. One case, never a test.
//
// Danger weeks are left out of the text mode (a sequence of the two).
//
// Minimum: 15 mentions by the other and 10 answers of p near them; calendar mode four weeks that
// are not thin and 100 messages with text in both stretches, and 12 other weeks to compare with.
//
// Source: measures.md M14; relational turbulence theory (Solomon, Knobloch) has transitions raise
// uncertainty and topic avoidance, in surveys.
//
// Weakness: milestones are found by words; a wedding of somebody else counts. What is talked of in
// person is not in the chat. False alarms and power: README.md.
//
// Pure function of a talk; linear in turns, but for a bounded number of shifts and draws.
#pragma once

#include "measure/measures.h"

namespace ebb {

inline constexpr std::uint64_t kMentionsNeeded = 15;
inline constexpr std::uint64_t kNearTurnsNeeded = 10;
// Dates beyond these are not looked at.
inline constexpr std::size_t kMostMilestoneDates = 10;

MeasureResult MilestoneProximity(const MeasureInput& input);

}  // namespace ebb
