#include "time/civil.h"

#include <cstdio>

namespace ebb {
namespace {

constexpr std::int64_t kDay = 86400;
constexpr std::int64_t kFirstMonday = 10952;  // 1999-12-27 in days since 1970

std::string Format(const char* pattern, int a, int b, int c) {
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, pattern, a, b, c);
  return buffer;
}

}  // namespace

std::int64_t DaysFromCivil(int year, int month, int day) {
  if (year > 0 && year < 10000 && month > 0 && month < 13) {  // no eras, and no signs, are needed
    const auto years = static_cast<unsigned>(year - (month <= 2 ? 1 : 0));
    const auto months = static_cast<unsigned>(month + (month > 2 ? -3 : 9));
    const unsigned days = years * 365 + years / 4 - years / 100 + years / 400;
    return std::int64_t{days + (153 * months + 2) / 5} + day - 719469;
  }
  const std::int64_t y = year - (month <= 2 ? 1 : 0);
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

CivilTime CivilFromSeconds(std::int64_t seconds) {
  std::int64_t days = seconds / kDay;
  std::int64_t rest = seconds % kDay;
  if (rest < 0) {
    rest += kDay;
    --days;
  }
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const std::int64_t day_of_era = days - era * 146097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted = (5 * day_of_year + 2) / 153;
  CivilTime civil;
  civil.day = static_cast<int>(day_of_year - (153 * shifted + 2) / 5 + 1);
  civil.month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  civil.year = static_cast<int>(year_of_era + era * 400 + (civil.month <= 2 ? 1 : 0));
  civil.hour = static_cast<int>(rest / 3600);
  civil.minute = static_cast<int>(rest / 60 % 60);
  civil.second = static_cast<int>(rest % 60);
  return civil;
}

std::int64_t SecondsFromCivil(const CivilTime& civil) {
  return DaysFromCivil(civil.year, civil.month, civil.day) * kDay + civil.hour * 3600 +
         civil.minute * 60 + civil.second;
}

int DaysInMonth(int year, int month) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

bool IsValidDate(int year, int month, int day) {
  return month >= 1 && month <= 12 && day >= 1 && day <= DaysInMonth(year, month);
}

IsoWeek IsoWeekOf(std::int32_t week_number) {
  // The ISO year of a week is the year of its Thursday.
  const std::int64_t thursday = kFirstMonday + std::int64_t{week_number} * 7 + 3;
  const int year = CivilFromSeconds(thursday * kDay).year;
  const std::int64_t first = DaysFromCivil(year, 1, 1);
  return {year, static_cast<int>((thursday - first) / 7) + 1};
}

std::string WeekLabel(std::int32_t week_number) {
  const IsoWeek week = IsoWeekOf(week_number);
  return Format("%04d-W%02d", week.year, week.week, 0);
}

std::string WeekStartDate(std::int32_t week_number) {
  return FormatDate((kFirstMonday + std::int64_t{week_number} * 7) * kDay);
}

std::string FormatDate(std::int64_t seconds) {
  const CivilTime c = CivilFromSeconds(seconds);
  return Format("%04d-%02d-%02d", c.year, c.month, c.day);
}

std::string FormatDateTime(std::int64_t seconds) {
  const CivilTime c = CivilFromSeconds(seconds);
  return FormatDate(seconds) + Format("T%02d:%02d:%02d", c.hour, c.minute, c.second);
}

}  // namespace ebb
