#include "readers/region_stamp.h"

#include "base/text_util.h"
#include "readers/date_part.h"
#include "readers/day_clock.h"
#include "readers/line_scan.h"
#include "readers/month_speech.h"

namespace ebb {
namespace {

bool ReadSeparator(LineScan* scan, char* separator) {
  if (scan->AtEnd()) return false;
  const char c = scan->rest().front();
  if (c != '/' && c != '.' && c != '-') return false;
  scan->Char(c);
  *separator = c;
  scan->Spaces();
  return true;
}

// "14-Jan-21": the day stands first.
bool ReadNamedMonth(LineScan* scan, WrittenTime* out) {
  DatePart day, year;
  if (!ReadDatePart(scan, &day) || !ReadSeparator(scan, &out->separator)) {
    return false;
  }
  const std::string_view text = scan->rest();
  const std::size_t end = text.find(out->separator);
  if (end == text.npos) return false;
  std::string_view name = text.substr(0, end);
  if (name.ends_with('.')) name.remove_suffix(1);
  out->first = MonthSpeech().MonthOf(LowerAscii(name));  // "lis" alone says too little
  scan->Back(text.substr(end + 1));
  if (out->first == 0 || !ReadDatePart(scan, &year)) return false;
  if (day.digits > 2 || (year.digits != 2 && year.digits != 4)) return false;
  out->date = WrittenTime::Date::kYearFirst;
  out->year = year.value + (year.digits == 2 ? 2000 : 0);
  out->second = day.value;
  return true;
}

bool ReadNumericDate(LineScan* scan, WrittenTime* out) {
  DatePart part[3];
  for (int i = 0; i < 3; ++i) {
    if (i > 0 && !ReadSeparator(scan, &out->separator)) return false;
    if (!ReadDatePart(scan, &part[i])) return false;
  }
  const bool year_first = part[0].digits == 4;
  const std::size_t year_digits = part[year_first ? 0 : 2].digits;
  if ((year_digits != 4 && year_digits != 2) || part[1].digits > 2 ||
      part[year_first ? 2 : 0].digits > 2) {
    return false;
  }
  out->date = year_first ? WrittenTime::Date::kYearFirst : WrittenTime::Date::kNumeric;
  out->year = part[year_first ? 0 : 2].value;
  out->two_digit_year = year_digits == 2;
  if (out->two_digit_year) out->year += 2000;
  out->year = YearOfOurs(out->year);
  out->first = part[year_first ? 1 : 0].value;
  out->second = part[year_first ? 2 : 1].value;
  out->zero_padded = part[1].digits == 2 && part[1].value < 10;
  return true;
}

bool ReadDate(LineScan* scan, WrittenTime* out) {
  const std::string_view begin = scan->rest();
  *out = {};
  if (ReadNumericDate(scan, out)) return true;
  scan->Back(begin);
  *out = {};
  return ReadNamedMonth(scan, out);
}

// The same, with a blank behind it. What stands before a blank never depends on what follows.
bool ReadDay(LineScan* scan, WrittenTime* out, RegionDay* last) {
  const std::string_view begin = scan->rest();
  if (!last->written.empty() && begin.starts_with(last->written)) {
    scan->Back(begin.substr(last->written.size() - 1));
    *out = last->date;
    return true;
  }
  if (!ReadDate(scan, out)) return false;
  const std::size_t length = begin.size() - scan->rest().size();
  if (scan->rest().starts_with(' ')) *last = {std::string(begin.substr(0, length + 1)), *out};
  return true;
}

// 17.52, as Finland and Indonesia have it.
bool ReadDottedClock(LineScan* scan, DayClock* clock) {
  *clock = {};
  return scan->Number(1, 2, &clock->hour) && scan->Char('.') &&
         scan->Number(2, 2, &clock->minute) && clock->hour <= 23 && clock->minute <= 59;
}

}  // namespace

bool ParseRegionStamp(std::string_view text, WrittenTime* out, RegionDay* last) {
  text = Trim(text);
  LineScan scan(text);
  if (!(last != nullptr ? ReadDay(&scan, out, last) : ReadDate(&scan, out))) return false;
  if (!scan.rest().starts_with(' ') && !scan.Literal(".,")) {
    scan.Literal(",");
    scan.Literal(".");
  }
  scan.Spaces();
  const std::string_view written = scan.rest();
  DayClock clock;
  if (!ReadDayClock(&scan, &clock) || !scan.AtEnd()) {
    scan.Back(written);
    if (!ReadDottedClock(&scan, &clock) || !scan.AtEnd()) return false;
  }
  out->has_clock = true;
  out->hour = clock.hour;
  out->minute = clock.minute;
  out->second_of_minute = clock.second;
  out->has_seconds = clock.has_seconds;
  const char letter = written.back();
  out->has_day_period = letter == 'M' || letter == 'm';
  out->upper_case_day_period = letter == 'M';
  return true;
}

std::optional<WrittenTime> ParseRegionStamp(std::string_view text) {
  WrittenTime out;
  if (!ParseRegionStamp(text, &out)) return std::nullopt;
  return out;
}

}  // namespace ebb
