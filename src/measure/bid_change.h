// Two sums over bids, as a share, in Periods' now against before (measures M3 and M4).
//
// Pure function of weeks; linear.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "measure/bid_weeks.h"
#include "measure/periods.h"
#include "measure/week_means.h"

namespace ebb {

inline constexpr std::uint64_t kBidsToCompare = 60;  // in each period

struct BidChange {
  WeekSum before, now;                   // of all weeks of the period
  std::optional<WeekContrast> contrast;  // empty with too few bids, or weeks that tell nothing

  std::uint64_t bids() const { return static_cast<std::uint64_t>(before.count + now.count); }
  std::optional<Estimate> estimate() const;
  // "12 of 100 (difference 8.0 points, range 2.1 to 14)", of what was before.
  // REQUIRES: there is a contrast. `before_of_100`: as the caller's sentence counts.
  std::string BeforeInWords(double before_of_100) const;
};

// `share_of`: what is counted of a week, and out of how many bids.
BidChange CompareBids(const Periods& periods, const BidWeeks& weeks,
                      WeekSum (*share_of)(const BidWeek&));

}  // namespace ebb
