// Time as somebody who sleeps sees it: seconds between two moments without the quiet hours of one
// side (measures.md M0).
//
// Quiet hours of a day are the longest run of four to ten hours of the local clock in which the
// side hardly ever writes: each hour, smoothed over three, holds less than 1.5 % of what it wrote
// in the 28 days around (of all it wrote, where those hold fewer than 300 messages). With fewer
// than 300 messages in all, or no such run, 23:00 to 07:00 is assumed. They serve the arithmetic
// only and are never shown: a report says nothing of when a named person sleeps.
//
// Eight bytes a day of the chat; linear in messages; const once made. Changes of the clock
// (summer time) are in the local times already.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sequence/pair_talk.h"

namespace ebb {

inline constexpr std::uint32_t kAssumedQuietHours = 0x80007F;  // 23:00 to 07:00

class WakingClock {
 public:
  // 23:00 to 07:00 on every day.
  WakingClock() = default;
  static WakingClock Of(const Talk& talk, int side);

  // Waking seconds from `from` to `to` (seconds since 2000); 0 if either is undated or to <= from.
  std::uint32_t Between(std::uint32_t from, std::uint32_t to) const;
  // True if the quiet hours of most days are the assumed ones.
  bool assumed() const { return assumed_; }

 private:
  struct Day {
    std::uint32_t quiet = 0;         // bit per quiet hour of the day
    std::uint32_t hours_before = 0;  // waking hours from the first day to this one
  };
  // Seconds of waking since the first day began; less than 0 before it.
  std::int64_t Waking(std::uint32_t until) const;

  // Bits of the quiet hours of a day; all bits for days outside.
  std::uint32_t QuietOf(std::uint32_t day) const {
    const std::uint32_t place = day - first_day_;  // far too large for an earlier one
    if (place < days_.size()) return days_[place].quiet;
    return days_.empty() ? kAssumedQuietHours : ~0u;  // before and after: let Waking see to it
  }

  std::uint32_t first_day_ = 0;
  std::vector<Day> days_;  // outside of them the nearest one holds
  bool assumed_ = true;
};

// Asked of every turn by several measures.
inline std::uint32_t WakingClock::Between(std::uint32_t from, std::uint32_t to) const {
  if (from == 0 || to <= from) return 0;
  const std::uint32_t day = from / kDaySeconds, begin = from % kDaySeconds;
  const std::uint32_t end = begin + (to - from);
  if (end < kDaySeconds) {
    // A bit for each hour of the day from the one to the other.
    const std::uint32_t hours = (2u << end / kHourSeconds) - (1u << begin / kHourSeconds);
    if ((QuietOf(day) & hours) == 0) return to - from;  // most often
  }
  return static_cast<std::uint32_t>(Waking(to) - Waking(from));
}

// What somebody wrote in each hour of the day.
using HourCounts = std::array<std::uint32_t, 24>;
// The quiet hours among them, a bit each; 0 if there are none (see above). Of runs as long as each
// other the one with the fewest messages, then the one nearest to 03:00.
std::uint32_t QuietHours(const HourCounts& counts);

}  // namespace ebb
