// Dates and hours as heads write them, to days and hours of the clock (whatsapp_header.h).
#include <algorithm>
#include <array>

#include "readers/whatsapp_header.h"
#include "time/civil.h"

namespace ebb::whatsapp {
namespace {

// Leap years of the solar Hijri calendar follow a cycle of 33 years in our time.
bool IsSolarLeapYear(int year) {
  constexpr std::array<int, 8> kLeap = {1, 5, 9, 13, 17, 22, 26, 30};
  return std::find(kLeap.begin(), kLeap.end(), year % 33) != kLeap.end();
}

std::optional<std::int64_t> SolarHijriDays(int year, int month, int day) {
  if (month < 1 || month > 12) return std::nullopt;
  const int length = month <= 6 ? 31 : (month < 12 || IsSolarLeapYear(year) ? 30 : 29);
  if (day < 1 || day > length) return std::nullopt;
  std::int64_t days = DaysFromCivil(2009, 3, 21);  // the first day of 1388
  for (int y = 1388; y < year; ++y) days += IsSolarLeapYear(y) ? 366 : 365;
  return days + (month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30) + day - 1;
}

std::optional<std::int64_t> GregorianDays(int year, int month, int day) {
  if (year < kFirstYear || !IsValidDate(year, month, day)) return std::nullopt;
  return DaysFromCivil(year, month, day);
}

}  // namespace

std::optional<std::int64_t> DaysOf(const StampDate& date, DateOrder order) {
  if (date.order != DateOrder::kUndecided) {
    order = date.order;
  } else if (order == DateOrder::kYearFirst) {
    if (!date.short_year) return std::nullopt;
    return GregorianDays(2000 + date.first, date.second, date.year - 2000);
  }
  if (date.day_last) return std::nullopt;
  const bool day_first = order == DateOrder::kDayFirst;
  const int month = day_first ? date.second : date.first;
  const int day = day_first ? date.first : date.second;
  if (date.calendar == Calendar::kUnsupported) return std::nullopt;
  if (date.calendar == Calendar::kSolarHijri) return SolarHijriDays(date.year, month, day);
  return GregorianDays(date.year, month, day);
}

bool IsOnlyYearFirst(const StampDate& date) {
  return date.order == DateOrder::kUndecided && date.short_year &&
         !DaysOf(date, DateOrder::kDayFirst) && !DaysOf(date, DateOrder::kMonthFirst);
}

int HourOf(int hour, DayPeriod period) {
  if (hour == 24) return period == DayPeriod::kNone ? 0 : -1;
  if (hour > 12 || period == DayPeriod::kNone) return hour;
  switch (period) {
    case DayPeriod::kAm:
      return hour % 12;
    case DayPeriod::kPm:
      return hour % 12 + 12;
    case DayPeriod::kNoon:
      return hour >= 10 ? hour : hour + 12;
    case DayPeriod::kNight:
      return hour == 12 || hour < 6 ? hour % 12 : hour + 12;
    case DayPeriod::kNone:
      break;
  }
  return hour;
}

}  // namespace ebb::whatsapp
