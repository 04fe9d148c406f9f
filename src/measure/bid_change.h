// Two sums over bids, as a share, in Periods' now against before (measures M3 and M4).
//
// Pure function of weeks; linear.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "measure/bid_weeks.h"
#include "measure/periods.h"
#include "measure/week_means.h"

namespace ebb {

// In each period: for a difference, and for a claim of it (README: found 80 times in 100).
inline constexpr std::uint64_t kBidsToCompare = 60;
inline constexpr std::uint64_t kBidsToClaim = 80;
inline constexpr std::size_t kBidWeeksToClaim = 8;

struct BidChange {
  WeekSum before, now;                   // of all weeks of the period
  std::optional<WeekContrast> contrast;  // empty with too few bids, or weeks that tell nothing

  bool enough_to_claim = false;  // there is a contrast, and enough of it

  std::uint64_t bids() const { return static_cast<std::uint64_t>(before.count + now.count); }
  // Of the stretch that holds fewer.
  std::uint64_t fewer() const {
    return static_cast<std::uint64_t>(before.count < now.count ? before.count : now.count);
  }
  std::optional<Estimate> estimate() const;
  // "12 of 100 (difference 8.0 points, range 2.1 to 14)", of what was before.
  // REQUIRES: there is a contrast. `before_of_100`: as the caller's sentence counts.
  std::string BeforeInWords(double before_of_100) const;
};

// What a claim of change lacks, by the side that has more; empty where either has enough.
std::string MissingToTellChange(const std::array<BidChange, 2>& changes);

// `share_of`: what is counted of a week, and out of how many bids.
BidChange CompareBids(const Periods& periods, const BidWeeks& weeks,
                      WeekSum (*share_of)(const BidWeek&));

}  // namespace ebb
