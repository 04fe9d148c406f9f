// The head of a record: "[18/03/2022, 14:56:01] ", "3/18/22, 2:56 PM - " and their relatives in all
// regions, digit systems and calendars. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "readers/whatsapp_markers.h"
#include "time/date_order.h"

namespace ebb::whatsapp {

enum class Style : std::uint8_t {
  kBracket,  // iOS
  kDash,     // Android
  kLegacy,   // iOS before about 2016: "13/06/15 10:59:59: Name: text"
};

// What all heads of one export have in common. The number of digits in day, month and hour, marks
// and the spelling of the day period are not part of it: they vary within a file.
struct HeaderShape {
  Style style = Style::kDash;
  bool time_first = false;
  bool year_first = false;
  bool comma = false;
  bool seconds = false;
  bool day_period = false;
  bool month_name = false;
  char date_separator = '/';
  char time_separator = ':';
  std::uint8_t year_digits = 2;
  bool operator==(const HeaderShape&) const = default;
};

inline constexpr int kFirstYear = 2009, kLastYear = 2100;  // of the app; see T1 in the tests

enum class Calendar : std::uint8_t { kGregorian, kSolarHijri, kUnsupported };

// The date as written. `first` and `second` are the two numbers besides the year in file order;
// which one is the day is the question unless `order` says it.
struct StampDate {
  int year = 0;
  int first = 0;
  int second = 0;
  Calendar calendar = Calendar::kGregorian;
  DateOrder order = DateOrder::kUndecided;
  // The last number has two digits: `year` is 2000 and it, unless the year stands first ("22/3/18",
  // the 18th of March 2022). Then the order is kYearFirst, and `year` holds the day.
  bool short_year = false;
  bool day_last = false;  // the last number has one digit: no year, but the day
};

// Days since 1970; nullopt if there is no such date in that order, it lies before the app was made,
// or the calendar is not supported.
std::optional<std::int64_t> DaysOf(const StampDate& date, DateOrder order);
// "22/3/05": in 2005 nobody could write; it is a date with the year in front, or none.
bool IsOnlyYearFirst(const StampDate& date);

struct Header {
  HeaderShape shape;
  StampDate date;
  int second_of_day = 0;
  DayPeriod period = DayPeriod::kNone;
  bool korean_period = false;  // Korean dates have the year in front
  bool edit_mark = false;      // another time stands behind it: when the message was changed
  bool period_first = false;   // the day period stands before the hour
  bool zero_padded = false;    // a day or month of one digit has a leading zero
  bool lower_case_period = false, upper_case_period = false;
  // Offsets in the line: first digit of the hour, after the last digit of the time, and the first
  // byte after the head.
  std::size_t time_begin = 0, time_end = 0, rest = 0;
};

// Hour as written to hour of the day; -1 if there is none. An hour that no 12-hour clock has wins
// over the day period.
int HourOf(int hour, DayPeriod period);

// Parses the head of `line` (a whole line, with or without its end).
bool ParseHeader(std::string_view line, Header* header);

}  // namespace ebb::whatsapp
