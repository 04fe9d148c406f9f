// Bids counted by week and type, for the side that was to answer them (measures M3, M4, M17).
//
// Every week from the first to the last of the talk; about 200 bytes a week and side.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "measure/measures.h"

namespace ebb {

struct BidCount {
  std::uint32_t toward = 0, minimal = 0, away = 0, against = 0;
  std::uint32_t late = 0;   // of those away
  std::uint32_t unmet = 0;  // away, minimal, or met by turning away (M17)

  std::uint32_t all() const { return toward + minimal + away + against; }
  // Without an answer, those met in a word or two counted half.
  double unanswered() const { return away + 0.5 * minimal; }
  BidCount& operator+=(const BidCount& other);
};

struct BidWeek {
  std::int32_t week = 0;                    // WeekNumber
  std::array<BidCount, kBidTypes> types{};  // by BidType

  const BidCount& Of(BidType type) const { return types[static_cast<std::size_t>(type)]; }
  BidCount All() const;
};
using BidWeeks = std::vector<BidWeek>;

// How a measure names a figure of one type of bid.
struct BidTypeWords {
  BidType type;
  const char* key;
  const char* label;
};

// Index: the side that was to answer.
std::array<BidWeeks, 2> BidsByWeek(const MeasureInput& input);
// The same, counted anew (week_facts.h counts once for all).
std::array<BidWeeks, 2> CountBidsByWeek(const MeasureInput& input);

// Away, minimal, or met by turning away (M17).
bool IsUnmet(const Talk& talk, const Bid& bid);

// All weeks of `weeks` together.
BidWeek SumOf(const BidWeeks& weeks);

}  // namespace ebb
