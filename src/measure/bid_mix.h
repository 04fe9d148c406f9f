// M4: how often each of the two asks something of the other, and about what.
//
// Formula, for the side p that asks:
//   bids per day = bids of p / days of the chat on which anyone of the two wrote
//   mix = shares of everyday, emotional, plan and hot bids (bids.h) among the bids of p
//   feelings change = share of emotional bids among those that are not hot, Periods' now less
//                     before
// A falling part of feelings with steady logistics is the thinning that a worried reader means;
// hot bids are left out of it, so that a quarrel neither hides nor makes it.
// Units: bids per day; shares of bids; points. Ranges: of the rate and the change by weeks
// (week_means.h), of shares Wilson.
//
// Minimum: 80 bids of p, in at least four weeks (measures.md: 4 weeks x 20 bids); for the change
// 60 bids that are not hot in at least four weeks of each period, and 80 in eight weeks of each to
// claim it: what falls from 25 of 100 to nearly none is then found 80 times in 100 (README).
//
// Source: measures.md M4; no study validates it. To be read beside M3: absence is few bids made
// and few met.
//
// Weakness: photos and questions are counted by signs, not understood; people who share a home ask
// across the table. Power and false alarms: README.md.
//
// Pure function of a talk; linear in turns.
#pragma once

#include "measure/measures.h"

namespace ebb {

inline constexpr std::uint64_t kBidsForMix = 80;
inline constexpr std::uint64_t kWeeksForMix = 4;

MeasureResult BidMix(const MeasureInput& input);

}  // namespace ebb
