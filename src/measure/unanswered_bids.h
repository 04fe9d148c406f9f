// M3: how messages that ask for something were met.
//
// Formula, for the side p that was to answer:
//   unanswered rate = (away + minimal / 2) / bids addressed to p
//   and each class alone as a share of them; away split by the type of bid.
// Classes and types: bids.h. A turn of several bids counts once; an answer after the window of p
// (replies.h) counts as away and is counted as late as well.
// Units: shares of bids. Ranges: Wilson (of the rate: of its numerator, rounded; slightly wide,
// since a half count varies less).
// Change: share away of the bids that are not hot, Periods' now less before, weeks as units
// (week_means.h). Hot ones come in bursts of minutes and would let one evening decide.
//
// Minimum: 30 bids addressed to a side; a type is shown from 10 bids on; the change wants 60 bids
// that are not hot in at least four weeks of each period, and 80 in eight weeks of each to be
// claimed: a rise from 10 to 60 of 100 is then found 80 times in 100 (README).
//
// Source: measures.md M3. The idea of bids is John Gottman's; the often quoted shares of couples
// who "turned toward" come from a day on video in a laboratory flat and say nothing of texts.
//
// Weakness: a question answered across the table counts as unanswered; whether a reply is on topic
// is guessed from a few stems; not every message that asks needs an answer. Power and false
// alarms: README.md.
//
// Pure function of a talk; linear in bids.
#pragma once

#include "measure/measures.h"

namespace ebb {

inline constexpr std::uint64_t kBidsNeeded = 30;
inline constexpr std::uint64_t kBidsOfATypeNeeded = 10;

MeasureResult UnansweredBids(const MeasureInput& input);

}  // namespace ebb
