#include "measure/bid_change.h"

#include <fmt/format.h>

#include <algorithm>

#include "measure/gate.h"
#include "measure/wording.h"

namespace ebb {
namespace {

std::size_t WeeksWithBids(const std::vector<WeekSum>& weeks) {
  return static_cast<std::size_t>(std::count_if(
      weeks.begin(), weeks.end(), [](const WeekSum& week) { return week.count > 0; }));
}

}  // namespace

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

std::string MissingToTellChange(const std::array<BidChange, 2>& changes) {
  if (changes[0].enough_to_claim || changes[1].enough_to_claim) return {};
  const std::uint64_t most = std::max(changes[0].fewer(), changes[1].fewer());
  if (most >= kBidsToClaim) {
    return fmt::format("To tell a change, {} weeks are needed both before and now.",
                       kBidWeeksToClaim);
  }
  return Needed(most, "messages that asked for something", kBidsToClaim) +
         " of one side, both before and now, to tell a change.";
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
  change.enough_to_claim =
      change.contrast && std::min(change.before.count, change.now.count) >= kBidsToClaim &&
      std::min(WeeksWithBids(weeks_before), WeeksWithBids(weeks_now)) >= kBidWeeksToClaim;
  return change;
}

}  // namespace ebb
