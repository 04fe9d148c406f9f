// Calendar arithmetic on the proleptic Gregorian calendar, by hand: no locale, no library state.
#pragma once

#include <cstdint>
#include <string>

namespace ebb {

inline constexpr std::int64_t kEpoch2000 = 946684800;  // 2000-01-01T00:00:00 in seconds since 1970

struct CivilTime {
  int year = 1970;
  int month = 1;  // 1 to 12
  int day = 1;    // 1 to 31
  int hour = 0;
  int minute = 0;
  int second = 0;
};

// Days since 1970-01-01. Source: Howard Hinnant, "chrono-compatible low-level date algorithms".
std::int64_t DaysFromCivil(int year, int month, int day);
CivilTime CivilFromSeconds(std::int64_t seconds);
std::int64_t SecondsFromCivil(const CivilTime& civil);
bool IsValidDate(int year, int month, int day);
int DaysInMonth(int year, int month);

// ISO 8601 week (weeks start on Monday; week 1 holds the year's first Thursday).
struct IsoWeek {
  int year = 1970;
  int week = 1;
  bool operator==(const IsoWeek&) const = default;
};
// Weeks since the Monday 1999-12-27, the week that holds 2000-01-01. Argument: seconds since 2000.
// Asked of every message and turn, hence inline.
inline std::int32_t WeekNumber(std::uint32_t seconds_since_2000) {
  constexpr std::uint32_t kDaysToSaturday = 5;  // 2000-01-01 was one
  return static_cast<std::int32_t>((seconds_since_2000 / 86400 + kDaysToSaturday) / 7);
}
IsoWeek IsoWeekOf(std::int32_t week_number);
std::string WeekLabel(std::int32_t week_number);      // "2024-W01"
std::string WeekStartDate(std::int32_t week_number);  // "2024-01-01", its Monday

std::string FormatDate(std::int64_t seconds_since_1970);      // "2024-01-01"
std::string FormatDateTime(std::int64_t seconds_since_1970);  // "2024-01-01T10:00:00"

}  // namespace ebb
