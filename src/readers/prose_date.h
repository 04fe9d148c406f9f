// Dates and clocks with the month in English words, as several exporters write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "time/civil.h"

namespace ebb {

// 1 to 12 for "Jan", "january", "Sept"; 0 for anything else.
int MonthOfName(std::string_view word);

// A number of one to `digits` digits at the beginning of *text, which moves past it.
std::optional<int> TakeNumber(std::string_view* text, std::size_t digits);
// Moves past `c` if it comes next.
bool TakeChar(std::string_view* text, char c);
// Moves past spaces, also no-break and narrow ones.
void TakeSpaces(std::string_view* text);

// "5:29:42 PM", "17:29", with or without seconds, to hour, minute and second of *time. *text moves
// past it, or stays.
bool TakeClock(std::string_view* text, CivilTime* time);
// "May 17, 2022  5:29:42 PM" (month first). *text moves past it, or stays.
bool TakeMonthFirstStamp(std::string_view* text, CivilTime* time);
// "UTC+03:30", "+0330", "-05:00", "Z", "GMT": seconds. *text moves past it, or stays.
std::optional<std::int32_t> TakeZone(std::string_view* text);

}  // namespace ebb
