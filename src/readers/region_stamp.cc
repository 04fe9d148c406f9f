#include "readers/region_stamp.h"

#include "base/text_util.h"
#include "readers/day_clock.h"
#include "readers/line_scan.h"
#include "readers/month_names.h"

namespace ebb {
namespace {

constexpr int kBuddhistFrom = 2400;
constexpr int kBuddhist = 543;

struct Part {
  int value = 0;
  std::size_t digits = 0;
};

bool ReadSeparator(LineScan* scan, char* separator) {
  if (scan->AtEnd()) return false;
  const char c = scan->rest().front();
  if (c != '/' && c != '.' && c != '-') return false;
  scan->Char(c);
  *separator = c;
  scan->Spaces();
  return true;
}

bool ReadPart(LineScan* scan, int* value, std::size_t* digits) {
  const std::size_t before = scan->rest().size();
  if (!scan->Number(1, 4, value)) return false;
  *digits = before - scan->rest().size();
  return true;
}

// "14-Jan-21": the day stands first.
bool ReadNamedMonth(LineScan* scan, WrittenTime* out) {
  Part day, year;
  if (!ReadPart(scan, &day.value, &day.digits) || !ReadSeparator(scan, &out->separator)) {
    return false;
  }
  const std::string_view text = scan->rest();
  const std::size_t end = text.find(out->separator);
  if (end == text.npos) return false;
  std::string_view name = text.substr(0, end);
  if (name.ends_with('.')) name.remove_suffix(1);
  out->first = MonthOfAnyName(name);
  scan->Back(text.substr(end + 1));
  if (out->first == 0 || !ReadPart(scan, &year.value, &year.digits)) return false;
  if (day.digits > 2 || (year.digits != 2 && year.digits != 4)) return false;
  out->date = WrittenTime::Date::kYearFirst;
  out->year = year.value + (year.digits == 2 ? 2000 : 0);
  out->second = day.value;
  return true;
}

bool ReadNumericDate(LineScan* scan, WrittenTime* out) {
  int part[3] = {};
  std::size_t digits[3] = {};
  for (int i = 0; i < 3; ++i) {
    if (i > 0 && !ReadSeparator(scan, &out->separator)) return false;
    if (!ReadPart(scan, &part[i], &digits[i])) return false;
  }
  const bool year_first = digits[0] == 4;
  const std::size_t year_digits = digits[year_first ? 0 : 2];
  if ((year_digits != 4 && year_digits != 2) || digits[1] > 2 || digits[year_first ? 2 : 0] > 2) {
    return false;
  }
  out->date = year_first ? WrittenTime::Date::kYearFirst : WrittenTime::Date::kNumeric;
  out->year = part[year_first ? 0 : 2];
  out->two_digit_year = year_digits == 2;
  if (out->two_digit_year) out->year += 2000;
  if (out->year > kBuddhistFrom) out->year -= kBuddhist;
  out->first = part[year_first ? 1 : 0];
  out->second = part[year_first ? 2 : 1];
  out->zero_padded = digits[1] == 2 && part[1] < 10;
  return true;
}

bool ReadDate(LineScan* scan, WrittenTime* out) {
  const std::string_view begin = scan->rest();
  if (ReadNumericDate(scan, out)) return true;
  scan->Back(begin);
  *out = {};
  return ReadNamedMonth(scan, out);
}

// 17.52, as Finland and Indonesia have it.
std::optional<DayClock> ReadDottedClock(LineScan* scan) {
  DayClock clock;
  if (!scan->Number(1, 2, &clock.hour) || !scan->Char('.')) return std::nullopt;
  if (!scan->Number(2, 2, &clock.minute) || clock.hour > 23 || clock.minute > 59) {
    return std::nullopt;
  }
  return clock;
}

}  // namespace

std::optional<WrittenTime> ParseRegionStamp(std::string_view text) {
  text = Trim(text);
  LineScan scan(text);
  WrittenTime out;
  if (!ReadDate(&scan, &out)) return std::nullopt;
  if (!scan.Literal(".,")) {
    scan.Literal(",");
    scan.Literal(".");
  }
  scan.Spaces();
  const std::string_view written = scan.rest();
  std::optional<DayClock> clock = ReadDayClock(&scan);
  if (!clock || !scan.AtEnd()) {
    scan.Back(written);
    clock = ReadDottedClock(&scan);
  }
  if (!clock || !scan.AtEnd()) return std::nullopt;
  out.has_clock = true;
  out.hour = clock->hour;
  out.minute = clock->minute;
  out.second_of_minute = clock->second;
  out.has_seconds = clock->has_seconds;
  const char last = written.back();
  out.has_day_period = last == 'M' || last == 'm';
  out.upper_case_day_period = last == 'M';
  return out;
}

}  // namespace ebb
