// Facts by week that several measures start from, counted once for all of them.
//
// Filled when first asked for; safe to ask from several threads. Holds some 700 bytes a week.
#pragma once

#include <array>
#include <mutex>
#include <vector>

#include "measure/affection_weeks.h"
#include "measure/bid_weeks.h"
#include "measure/weekly_sums.h"

namespace ebb {

class WeekFacts {
 public:
  // What the three functions give of `input`, which is the same at every call.
  const std::array<AffectionWeeks, 2>& Affection(const MeasureInput& input) {
    std::call_once(affection_counted_, [&] { affection_ = CountAffection(input); });
    return affection_;
  }
  const std::vector<SumWeek>& Sums(const MeasureInput& input) {
    std::call_once(sums_counted_, [&] { sums_ = CountWeeks(input); });
    return sums_;
  }
  const std::array<BidWeeks, 2>& Bids(const MeasureInput& input) {
    std::call_once(bids_counted_, [&] { bids_ = CountBidsByWeek(input); });
    return bids_;
  }

 private:
  std::once_flag affection_counted_, sums_counted_, bids_counted_;
  std::array<AffectionWeeks, 2> affection_;
  std::vector<SumWeek> sums_;
  std::array<BidWeeks, 2> bids_;
};

}  // namespace ebb
