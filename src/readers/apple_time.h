// Apple counts from 2001-01-01, UTC.
#pragma once

#include <cmath>
#include <cstdint>

#include "chat/message.h"
#include "readers/fixed_time.h"

namespace ebb {

inline constexpr std::int64_t kAppleEpoch = 978307200;  // in seconds since 1970

// From the whole number that chat.db keeps: seconds until iOS 11, nanoseconds since. 0 is no time.
inline Timestamp AppleTime(std::int64_t value) {
  constexpr std::int64_t kLargestSeconds = 1000000000000;
  if (value == 0) return {};
  if (value > -kLargestSeconds && value < kLargestSeconds) {
    Timestamp time = InstantFromMillis((value + kAppleEpoch) * 1000);
    time.has_millis = false;
    return time;
  }
  std::int64_t millis = value / 1000000;
  if (value % 1000000 < 0) --millis;
  return InstantFromMillis(millis + kAppleEpoch * 1000);
}

// From seconds with a fraction. 0 is no time.
inline Timestamp AppleTime(double seconds) {
  if (!(std::abs(seconds) < 1e11) || seconds == 0) return {};
  return InstantFromMillis(static_cast<std::int64_t>(std::floor(seconds * 1000)) +
                           kAppleEpoch * 1000);
}

}  // namespace ebb
