#include "readers/line_app_dates.h"

#include <algorithm>

#include "base/text_util.h"
#include "readers/date_part.h"
#include "readers/day_clock.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::uint64_t kEnoughProof = 10;
constexpr std::size_t kLongestDay = 40;  // bytes of its name; Thai has three to a letter

struct Era {
  std::string_view name;
  int before_first_year;
};
constexpr Era kEras[] = {{"R", 2018},    {"H", 1988},    {"S", 1925},
                         {"令和", 2018}, {"平成", 1988}, {"昭和", 1925}};

// The year a letter or word stands before, or nothing.
int ReadEra(LineScan* scan) {
  for (const Era& era : kEras) {
    if (scan->Literal(era.name)) return era.before_first_year;
  }
  return 0;
}

void SetYear(int year, LineAppDate* date) { date->year = YearOfOurs(year); }

// 2026年7月12日, after the first sign.
bool ReadWrittenOut(LineScan* scan, int era, int year, LineAppDate* date) {
  date->year_first = true;
  SetYear(era + year, date);
  return scan->Number(1, 2, &date->first) && scan->Literal("月") &&
         scan->Number(1, 2, &date->second) && scan->Literal("日");
}

bool ReadNumbers(LineScan* scan, LineAppDate* date) {
  const int era = ReadEra(scan);
  DatePart part[3];
  if (!ReadDatePart(scan, &part[0])) return false;
  if (scan->AtEnd()) return scan->Char('/');
  if (scan->Literal("年"))
    return (era > 0 || part[0].digits == 4) && ReadWrittenOut(scan, era, part[0].value, date);
  date->separator = scan->rest().front();
  if (date->separator != '/' && date->separator != '.' && date->separator != '-') return false;
  for (int i = 1; i < 3; ++i) {
    if (!scan->Char(date->separator) || !ReadDatePart(scan, &part[i])) return false;
  }
  date->year_first = era > 0 || part[0].digits == 4;
  if (date->year_first ? part[2].digits > 2 : part[2].digits != 4 || part[0].digits > 2) {
    if (scan->AtEnd()) scan->RanOut();  // the year may go on
    return false;
  }
  SetYear(era + part[date->year_first ? 0 : 2].value, date);
  date->first = part[date->year_first ? 1 : 0].value;
  date->second = part[date->year_first ? 2 : 1].value;
  date->zero_padded = part[1].digits == 2 && part[1].value < 10;
  return true;
}

// "Sun, " or "Sun ".
std::optional<int> ReadLeadingDay(LineScan* scan) {
  const std::string_view text = scan->rest();
  const std::size_t end = text.find_first_of(", ");
  if (end == text.npos || end > kLongestDay) {
    bool unfinished = false;
    const std::optional<int> day = WeekDay(text, &unfinished);
    if (day || unfinished) scan->RanOut();
    return std::nullopt;
  }
  bool unfinished = false;
  const std::optional<int> day = WeekDay(text.substr(0, end), &unfinished);
  if (!day) return std::nullopt;
  scan->Back(text.substr(end));
  if (scan->rest().starts_with(',')) scan->Char(',');
  scan->Spaces();
  return day;
}

bool MayBeginDate(std::string_view text) {
  if (text.empty() || text.size() > 64) return false;
  const char c = text.front();
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

bool FitsDay(const LineAppDate& date, DateOrder order) {
  const std::optional<std::int64_t> days = date.Days(order);
  return days && WeekDayOf(*days) == *date.week_day;
}

// False for a date that contradicts its week day however it is read.
bool Agrees(const LineAppDate& date) {
  if (!date.week_day) return false;
  if (date.year_first) return FitsDay(date, DateOrder::kYearFirst);
  return FitsDay(date, DateOrder::kDayFirst) || FitsDay(date, DateOrder::kMonthFirst);
}

bool IsDate(const LineAppDate& date) {
  if (date.year_first) return date.Days(DateOrder::kYearFirst).has_value();
  return date.Days(DateOrder::kDayFirst) || date.Days(DateOrder::kMonthFirst);
}

bool IsBracketed(std::string_view word) {
  return (word.starts_with('(') && word.ends_with(')')) ||
         (word.starts_with("\uff08") && word.ends_with("\uff09"));
}

}  // namespace

std::optional<std::int64_t> LineAppDate::Days(DateOrder order) const {
  if (!year_first && order != DateOrder::kDayFirst && order != DateOrder::kMonthFirst) {
    return std::nullopt;
  }
  const bool day_first = !year_first && order == DateOrder::kDayFirst;
  const int month = day_first ? second : first;
  const int day = day_first ? first : second;
  if (!IsValidDate(year, month, day)) return std::nullopt;
  return DaysFromCivil(year, month, day);
}

std::optional<LineAppDate> ParseLineAppDate(LineScan* scan, bool lenient) {
  if (!MayBeginDate(scan->rest())) return std::nullopt;
  LineAppDate date;
  date.week_day = ReadLeadingDay(scan);
  if (!ReadNumbers(scan, &date)) return std::nullopt;
  const std::string_view tail = Trim(scan->rest());
  bool unfinished = false;
  if (!date.week_day) date.week_day = WeekDay(tail, &unfinished);
  const bool named = date.week_day.has_value();
  if (tail.empty() || tail == "(" || tail == "\uff08" || unfinished) scan->RanOut();
  if (!named && !(lenient && (tail.empty() || IsBracketed(tail)))) return std::nullopt;
  if (lenient ? !IsDate(date) : !Agrees(date)) return std::nullopt;
  return date;
}

void LineAppDateVote::Add(const LineAppDate& date) {
  if (date.year_first) return;
  WrittenTime written;
  written.date = WrittenTime::Date::kNumeric;
  written.year = date.year;
  written.first = date.first;
  written.second = date.second;
  written.separator = date.separator;
  written.zero_padded = date.zero_padded;
  numbers_.Add(written);
  if (!date.week_day) return;
  const bool day_first = FitsDay(date, DateOrder::kDayFirst);
  const bool month_first = FitsDay(date, DateOrder::kMonthFirst);
  only_day_first_ += day_first && !month_first;
  only_month_first_ += month_first && !day_first;
}

bool LineAppDateVote::Settled() const {
  return only_day_first_ >= kEnoughProof * (only_month_first_ + 1) ||
         only_month_first_ >= kEnoughProof * (only_day_first_ + 1);
}

Result<DateOrder> LineAppDateVote::Decide(DateOrder chosen, bool tolerate, std::string_view name,
                                          DateOrderResolver::Decision* decision) const {
  const bool decided = chosen == DateOrder::kUndecided || chosen == DateOrder::kYearFirst;
  const std::uint64_t more = std::max(only_day_first_, only_month_first_);
  const std::uint64_t less = std::min(only_day_first_, only_month_first_);
  if (!decided || more == 0 || more < kEnoughProof * less) {
    return numbers_.Decide(chosen, tolerate, name, decision);
  }
  decision->order =
      only_day_first_ > only_month_first_ ? DateOrder::kDayFirst : DateOrder::kMonthFirst;
  decision->suggestion = decision->order;
  decision->contradiction = less > 0;
  decision->how = "the days of the week";
  return decision->order;
}

}  // namespace ebb
