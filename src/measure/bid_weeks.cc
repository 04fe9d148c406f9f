#include "measure/bid_weeks.h"

#include "measure/week_facts.h"
#include "time/civil.h"

namespace ebb {
namespace {

BidWeeks EmptyWeeks(std::int32_t first, std::int32_t last) {
  BidWeeks weeks(static_cast<std::size_t>(last - first + 1));
  for (std::size_t i = 0; i < weeks.size(); ++i) weeks[i].week = first + static_cast<int>(i);
  return weeks;
}

void Add(const Talk& talk, const Bid& bid, BidCount* count) {
  switch (bid.met) {
    case BidAnswer::kToward:
      ++count->toward;
      break;
    case BidAnswer::kMinimal:
      ++count->minimal;
      break;
    case BidAnswer::kAway:
      ++count->away;
      break;
    case BidAnswer::kAgainst:
      ++count->against;
      break;
  }
  count->late += bid.late ? 1 : 0;
  count->unmet += IsUnmet(talk, bid) ? 1 : 0;
}

}  // namespace

bool IsUnmet(const Talk& talk, const Bid& bid) {
  if (bid.met == BidAnswer::kMinimal || bid.met == BidAnswer::kAway) return true;
  // The turn is read only where its codes make it worth while.
  return bid.answered() && (talk.Codes(bid.answer()) & kDistanceWorded) != 0 &&
         TurnsAway(talk.At(bid.answer()));
}

BidCount& BidCount::operator+=(const BidCount& other) {
  toward += other.toward;
  minimal += other.minimal;
  away += other.away;
  against += other.against;
  late += other.late;
  unmet += other.unmet;
  return *this;
}

BidCount BidWeek::All() const {
  BidCount all;
  for (const BidCount& count : types) all += count;
  return all;
}

std::array<BidWeeks, 2> BidsByWeek(const MeasureInput& input) {
  return input.facts != nullptr ? input.facts->Bids(input) : CountBidsByWeek(input);
}

std::array<BidWeeks, 2> CountBidsByWeek(const MeasureInput& input) {
  const Talk& talk = input.talk;
  if (!talk.dated()) return {};
  const std::int32_t first = WeekNumber(talk.first_time());
  const BidWeeks none = EmptyWeeks(first, WeekNumber(talk.last_time()));
  std::array<BidWeeks, 2> weeks{none, none};
  for (const Bid& bid : input.bids) {
    const std::int32_t week = WeekNumber(talk.Begin(bid.turn));
    // A clock that ran back may leave a turn before the first one.
    if (week < first || week - first >= static_cast<std::int32_t>(none.size())) continue;
    BidWeeks& of_side = weeks[static_cast<std::size_t>(1 - talk.Side(bid.turn))];
    BidWeek& at = of_side[static_cast<std::size_t>(week - first)];
    Add(talk, bid, &at.types[static_cast<std::size_t>(bid.type)]);
  }
  return weeks;
}

BidWeek SumOf(const BidWeeks& weeks) {
  BidWeek sum;
  for (const BidWeek& week : weeks) {
    for (std::size_t type = 0; type < kBidTypes; ++type) sum.types[type] += week.types[type];
  }
  return sum;
}

}  // namespace ebb
