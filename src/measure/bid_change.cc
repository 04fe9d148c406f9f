#include "measure/bid_change.h"

#include <fmt/format.h>

#include "measure/wording.h"

namespace ebb {

std::optional<Estimate> BidChange::estimate() const {
  return contrast ? std::optional(contrast->estimate) : std::nullopt;
}

std::string BidChange::BeforeInWords(double before_of_100) const {
  const Estimate& difference = contrast->estimate;
  return fmt::format("{} of 100 (difference {} points, range {} to {})",
                     SignificantDigits(before_of_100), SignificantDigits(100 * difference.value),
                     SignificantDigits(100 * difference.range.low),
                     SignificantDigits(100 * difference.range.high));
}

BidChange CompareBids(const Periods& periods, const BidWeeks& weeks,
                      WeekSum (*share_of)(const BidWeek&)) {
  BidChange change;
  std::vector<WeekSum> weeks_before, weeks_now;
  for (const BidWeek& week : weeks) {
    const Period period = periods.Of(week.week);
    if (period == Period::kNeither) continue;
    const bool is_before = period == Period::kBefore;
    const WeekSum of_week = share_of(week);
    (is_before ? weeks_before : weeks_now).push_back(of_week);
    WeekSum& all = is_before ? change.before : change.now;
    all.sum += of_week.sum;
    all.count += of_week.count;
  }
  if (change.before.count >= kBidsToCompare && change.now.count >= kBidsToCompare) {
    change.contrast = NowLessBefore(weeks_before, weeks_now, WeekVariance::kAtLeastBinomial);
  }
  return change;
}

}  // namespace ebb
