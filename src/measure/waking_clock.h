// Time as somebody who sleeps sees it: seconds between two moments without the quiet hours of one
// side (measures.md M0).
//
// Quiet hours are the longest run of four to ten hours in which the side hardly ever writes; with
// fewer than 300 messages, or no such run, 23:00 to 07:00 is assumed. They serve the arithmetic
// only and are never shown: a report says nothing of when a named person sleeps.
#pragma once

#include <cstdint>

#include "measure/talk.h"

namespace ebb {

class WakingClock {
 public:
  // 23:00 to 07:00.
  WakingClock() = default;
  static WakingClock Of(const Talk& talk, int side);

  // Waking seconds from `from` to `to` (seconds since 2000); 0 if either is undated or to <= from.
  std::uint32_t Between(std::uint32_t from, std::uint32_t to) const;
  // True if the quiet hours are the assumed ones.
  bool assumed() const { return assumed_; }

 private:
  std::uint32_t Waking(std::uint32_t until) const;  // waking seconds since 2000
  std::uint32_t quiet_begin_ = 23 * 3600;           // seconds of the day
  std::uint32_t quiet_length_ = 8 * 3600;
  bool assumed_ = true;
};

}  // namespace ebb
