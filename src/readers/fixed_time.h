// Times that programs write in one fixed shape, read without guessing: dates of four, two and two
// digits, clocks of two, two and perhaps two. For anything a person may have written: written_time.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "chat/message.h"

namespace ebb {

inline constexpr std::int64_t kDaySeconds = 86400;
inline constexpr std::int64_t kYear10000 = 253402300800;  // its beginning, since 1970

// text[at, at+count) as a number; nullopt if there is anything but digits, or too little.
inline std::optional<int> FixedDigits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}
// "2024-03-01" in seconds since 1970.
std::optional<std::int64_t> FixedDate(std::string_view text);
// "10:02" or "10:02:03" in seconds of the day.
std::optional<std::int64_t> FixedClock(std::string_view text);
// 1 to 12 for "Jan" to "Dec"; 0 for anything else.
int MonthOfAbbreviation(std::string_view text);

Timestamp WallStamp(std::int64_t seconds);
// An instant from milliseconds since 1970 (may be negative); no time if there is no such year.
Timestamp InstantFromMillis(std::int64_t millis);
// The same from digits; no time if they are no number or 0.
Timestamp InstantFromMillis(std::string_view digits);

}  // namespace ebb
