#include "readers/written_time.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/digit_pairs.h"
#include "time/civil.h"

namespace ebb {
namespace {

// One to `most` digits; nullopt if there is none or more follow.
std::optional<int> ReadNumber(std::string_view* in, std::size_t most, std::size_t* length) {
  std::size_t n = 0;
  int value = 0;
  while (n < in->size() && n < most && IsDigit((*in)[n])) value = value * 10 + ((*in)[n++] - '0');
  if (n == 0 || (n < in->size() && IsDigit((*in)[n]))) return std::nullopt;
  in->remove_prefix(n);
  *length = n;
  return value;
}

bool ReadChar(std::string_view* in, char c) {
  if (!in->starts_with(c)) return false;
  in->remove_prefix(1);
  return true;
}

// 2024-03-01, 2024/3/1, 01/03/2024, 1.3.24; with `short_days` 24/1/2, too
bool ReadDate(std::string_view* in, bool short_days, WrittenTime* out) {
  std::string_view rest = *in;
  std::size_t length[3] = {};
  int number[3] = {};
  for (int i = 0; i < 3; ++i) {
    if (i == 1) {
      if (rest.empty() || std::string_view("-/.").find(rest.front()) == std::string_view::npos)
        return false;
      out->separator = rest.front();
    }
    if (i > 0 && !ReadChar(&rest, out->separator)) return false;
    const std::optional<int> value = ReadNumber(&rest, 4, &length[i]);
    if (!value) return false;
    number[i] = *value;
  }
  const bool year_first = length[0] == 4 && length[1] <= 2 && length[2] <= 2;
  const bool year_last = length[0] <= 2 && length[1] <= 2 && (length[2] == 4 || length[2] == 2);
  out->day_last = short_days && length[0] == 2 && length[1] <= 2 && length[2] == 1;
  if (!year_first && !year_last && !out->day_last) return false;
  out->date = year_first ? WrittenTime::Date::kYearFirst : WrittenTime::Date::kNumeric;
  out->year = number[year_first ? 0 : 2];
  out->first = number[year_first ? 1 : 0];
  out->second = number[year_first ? 2 : 1];
  out->two_digit_year = year_last && length[2] == 2;
  out->one_digit_first = length[0] == 1;
  if (length[2] <= 2 && !year_first) out->year += out->year < 70 ? 2000 : 1900;
  out->zero_padded = (length[0] == 2 && number[0] < 10) || (length[1] == 2 && number[1] < 10);
  *in = rest;
  return true;
}

// ".123", ",5", ".123456"
void ReadFraction(std::string_view* in, WrittenTime* out) {
  if (in->size() < 2 || ((*in)[0] != '.' && (*in)[0] != ',') || !IsDigit((*in)[1])) return;
  std::size_t end = 1;
  while (end < in->size() && IsDigit((*in)[end])) ++end;
  int value = 0;
  for (std::size_t at = 1; at <= 3; ++at) value = value * 10 + (at < end ? (*in)[at] - '0' : 0);
  in->remove_prefix(end);
  out->millis = static_cast<std::uint16_t>(value);
  out->has_millis = true;
}

// " PM", "am", "p.m."
bool ReadDayPeriod(std::string_view* in, WrittenTime* out) {
  std::string_view rest = *in;
  for (const std::string_view blank : {" ", "\xC2\xA0", "\xE2\x80\xAF"}) {
    if (rest.starts_with(blank)) {
      rest.remove_prefix(blank.size());
      break;
    }
  }
  if (rest.size() < 2) return true;
  const char half = static_cast<char>(rest[0] | 0x20);
  if (half != 'a' && half != 'p') return true;
  const bool upper = rest[0] < 'a';
  rest.remove_prefix(1);
  ReadChar(&rest, '.');
  if (rest.empty() || (rest.front() | 0x20) != 'm') return true;
  rest.remove_prefix(1);
  ReadChar(&rest, '.');
  if (!rest.empty() && ((rest.front() | 0x20) >= 'a' && (rest.front() | 0x20) <= 'z')) return true;
  if (out->hour < 1 || out->hour > 12) return false;
  out->hour = out->hour % 12 + (half == 'p' ? 12 : 0);
  out->has_day_period = true;
  out->upper_case_day_period = upper;
  *in = rest;
  return true;
}

// 10:02, 10:02:03.5 pm
bool ReadTimeOfDay(std::string_view* in, WrittenTime* out) {
  std::string_view rest = *in;
  std::size_t hours = 0, minutes = 0, seconds = 0;
  const std::optional<int> hour = ReadNumber(&rest, 3, &hours);
  if (!hour || !ReadChar(&rest, ':')) return false;
  const std::optional<int> minute = ReadNumber(&rest, 2, &minutes);
  if (!minute || minutes != 2 || *minute > 59) return false;
  out->hour = *hour;
  out->minute = *minute;
  std::string_view after = rest;
  if (ReadChar(&after, ':')) {
    const std::optional<int> second = ReadNumber(&after, 2, &seconds);
    if (second && seconds == 2 && *second <= 60) {
      out->second_of_minute = *second;
      out->has_seconds = true;
      rest = after;
      ReadFraction(&rest, out);
    }
  }
  if (!ReadDayPeriod(&rest, out)) return false;
  out->has_clock = true;
  *in = rest;
  return true;
}

// Z, UTC, +02:00, +0200, -05
void ReadZone(std::string_view* in, WrittenTime* out) {
  std::string_view rest = *in;
  ReadChar(&rest, ' ');
  if (ReadChar(&rest, 'Z') || rest.starts_with("UTC") || rest.starts_with("GMT")) {
    if (rest.starts_with("UTC") || rest.starts_with("GMT")) rest.remove_prefix(3);
    if (!rest.empty() && rest.front() != ' ' && rest.front() != ']' && rest.front() != ')') return;
    out->has_offset = true;
    *in = rest;
    return;
  }
  if (rest.empty() || (rest.front() != '+' && rest.front() != '-')) return;
  const int sign = rest.front() == '-' ? -1 : 1;
  rest.remove_prefix(1);
  std::size_t length = 0;
  const std::optional<int> number = ReadNumber(&rest, 4, &length);
  if (!number || (length != 2 && length != 4)) return;
  int hours = length == 4 ? *number / 100 : *number;
  int minutes = length == 4 ? *number % 100 : 0;
  if (length == 2 && ReadChar(&rest, ':')) {
    const std::optional<int> more = ReadNumber(&rest, 2, &length);
    if (!more || length != 2) return;
    minutes = *more;
  }
  if (hours > 14 || minutes > 59) return;
  out->has_offset = true;
  out->offset_seconds = sign * (hours * 3600 + minutes * 60);
  *in = rest;
}

// What may stand between a date and a clock.
void ReadGap(std::string_view* in) {
  ReadChar(in, ',');
  if (!ReadChar(in, 'T')) {
    while (ReadChar(in, ' ')) {
    }
  }
}

// REQUIRES: *out is as new.
bool ParseUnix(std::string_view cell, WrittenTime* out) {
  // At least nine digits; this tells from nearly all dates and clocks.
  if (cell.size() < 9 || !IsDigit(cell[1]) || !IsDigit(cell[2]) || !IsDigit(cell[4])) return false;
  const std::size_t dot = std::min(cell.find('.'), cell.size());
  const std::optional<std::uint64_t> number = ParseNumber(cell.substr(0, dot));
  // Nanoseconds from 2014 to 2100; smaller ones of that length are other programs' message numbers.
  const bool nanos = number && *number >= 1400000000000000000u && *number < 4102444800000000000u;
  if (!number || *number < 100000000 || (*number >= 100000000000000000u && !nanos)) {
    return false;
  }
  const std::uint64_t per_second = *number < 100000000000u      ? 1
                                   : *number < 100000000000000u ? 1000
                                   : nanos                      ? 1000000000
                                                                : 1000000;
  std::string_view fraction = cell.substr(dot);
  if (per_second == 1) ReadFraction(&fraction, out);
  if (!fraction.empty() && fraction.find_first_not_of(".0123456789") != fraction.npos) {
    *out = {};
    return false;
  }
  out->date = WrittenTime::Date::kUnix;
  out->has_clock = out->has_seconds = true;
  out->unix_seconds = static_cast<std::int64_t>(*number / per_second);
  if (per_second > 1) {
    out->millis = static_cast<std::uint16_t>(*number % per_second / (per_second / 1000));
    out->has_millis = true;
  }
  return true;
}

// "+02:00" and nothing more, as most programs write it.
bool ReadUsualZone(std::string_view zone, WrittenTime* out) {
  if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':') return false;
  const int hours = ReadDigitPair(zone.data() + 1), minutes = ReadDigitPair(zone.data() + 4);
  if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return false;
  out->has_offset = true;
  out->offset_seconds = (zone[0] == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
  return true;
}

// "2024-03-01" at the beginning of `cell`, or "01/03/2024".
bool ReadUsualDate(std::string_view cell, WrittenTime* out) {
  const char* const c = cell.data();
  const bool year_first = c[4] == '-';
  DigitPairs date;
  if (!ReadDigitPairs(year_first ? c + 2 : c, year_first ? '-' : c[2], &date)) return false;
  const int two = ReadDigitPair(year_first ? c : c + 8);  // of the year
  if (two < 0) return false;
  if (year_first) {
    out->date = WrittenTime::Date::kYearFirst;
    out->year = two * 100 + date.first;
    out->first = date.second;
    out->second = date.third;
    out->zero_padded = out->first < 10;
    return true;
  }
  if (c[2] != '/' && c[2] != '.' && c[2] != '-') return false;
  out->date = WrittenTime::Date::kNumeric;
  out->separator = c[2];
  out->year = date.third * 100 + two;
  out->first = date.first;
  out->second = date.second;
  out->zero_padded = out->first < 10 || out->second < 10;
  return true;
}

// "2024-03-01 10:02:03" or "01/03/2024 10:02:03", perhaps with a fraction and a zone, and nothing
// more, as most programs write it. What this does not take is read part by part.
bool ReadUsualTime(std::string_view cell, WrittenTime* out) {
  if (cell.size() < 19 || (cell[10] != ' ' && cell[10] != 'T')) return false;
  DigitPairs clock;
  if (!ReadDigitPairs(cell.data() + 11, ':', &clock) || !ReadUsualDate(cell, out)) return false;
  if (clock.second > 59 || clock.third > 60) return false;
  out->hour = clock.first;
  out->minute = clock.second;
  out->second_of_minute = clock.third;
  out->has_clock = out->has_seconds = true;
  if (cell.size() == 19) return true;
  cell.remove_prefix(19);
  ReadFraction(&cell, out);
  if (cell.empty() || ReadUsualZone(cell, out)) return true;
  const bool zone = std::string_view("Z+-").find(cell.front()) != cell.npos;
  if (zone) ReadZone(&cell, out);
  return cell.empty();
}

bool HasDate(const WrittenTime& written) { return written.date != WrittenTime::Date::kNone; }

}  // namespace

std::optional<WrittenTime> ReadWrittenTime(std::string_view* text, bool short_days) {
  WrittenTime out;
  std::string_view rest = *text;
  if (ReadDate(&rest, short_days, &out)) {
    std::string_view after = rest;
    ReadGap(&after);
    if (ReadTimeOfDay(&after, &out)) {
      rest = after;
      ReadZone(&rest, &out);
    }
  } else if (out = {}; !ReadTimeOfDay(&rest, &out)) {
    return std::nullopt;
  }
  *text = rest;
  return out;
}

std::optional<WrittenTime> ParseWrittenTime(std::string_view cell, bool short_days) {
  WrittenTime out;
  if (!ParseWrittenTime(cell, &out, short_days)) return std::nullopt;
  return out;
}

bool ParseWrittenTime(std::string_view cell, WrittenTime* out, bool short_days) {
  *out = {};
  cell = Trim(cell);
  if (ReadUsualTime(cell, out)) return true;
  *out = {};
  if (ParseUnix(cell, out)) return true;
  const std::optional<WrittenTime> written = ReadWrittenTime(&cell, short_days);
  if (!written || !cell.empty()) return false;
  *out = *written;
  return true;
}

std::optional<Timestamp> ToTimestamp(const WrittenTime& written, DateOrder order) {
  Timestamp time;
  time.millis = written.millis;
  time.has_millis = written.has_millis;
  if (written.date == WrittenTime::Date::kUnix) {
    time.basis = Timestamp::Basis::kInstant;
    time.seconds = written.unix_seconds;
    return time;
  }
  const std::int64_t clock = written.hour * 3600 + written.minute * 60 + written.second_of_minute;
  if (!HasDate(written)) {
    if (!written.has_seconds || written.has_day_period) return Timestamp{};
    time.basis = Timestamp::Basis::kElapsed;
    time.seconds = clock;
    return time;
  }
  if (written.hour > 23) return std::nullopt;
  const bool numeric = written.date == WrittenTime::Date::kNumeric;
  if (numeric && order != DateOrder::kDayFirst && order != DateOrder::kMonthFirst) {
    return Timestamp{};
  }
  const bool day_first = numeric && order == DateOrder::kDayFirst;
  const int month = day_first ? written.second : written.first;
  const int day = day_first ? written.first : written.second;
  if (!IsValidDate(written.year, month, day)) return std::nullopt;
  time.basis = written.has_offset ? Timestamp::Basis::kInstant : Timestamp::Basis::kWall;
  time.seconds = DaysFromCivil(written.year, month, day) * 86400 + clock - written.offset_seconds;
  time.has_offset = written.has_offset;
  time.offset_seconds = written.offset_seconds;
  return time;
}

void WrittenDateVote::Add(const WrittenTime& written) {
  if (HasDate(written)) ++dated_;
  if (written.date != WrittenTime::Date::kNumeric) return;
  if (numeric_++ == 0) {
    DateOrderResolver::Typography typography;
    typography.separator = written.separator;
    typography.zero_padded = written.zero_padded;
    typography.two_digit_year = written.two_digit_year;
    typography.upper_case_day_period = written.has_day_period && written.upper_case_day_period;
    typography.lower_case_day_period = written.has_day_period && !written.upper_case_day_period;
    resolver_.SetTypography(typography);
  }
  resolver_.Add(written.first, written.second, written.year);
}

Result<DateOrder> WrittenDateVote::Decide(DateOrder chosen, bool tolerate, std::string_view name,
                                          DateOrderResolver::Decision* decision) const {
  *decision = resolver_.Decide();
  if (chosen == DateOrder::kDayFirst || chosen == DateOrder::kMonthFirst) {
    decision->order = chosen;
    decision->how = "the user's choice";
  }
  if (decision->order != DateOrder::kUndecided) return decision->order;
  if (decision->same_either_way) {
    return decision->suggestion == DateOrder::kMonthFirst ? DateOrder::kMonthFirst
                                                          : DateOrder::kDayFirst;
  }
  if (tolerate) return DateOrder::kUndecided;
  const std::string likelier =
      decision->suggestion == DateOrder::kUndecided
          ? ""
          : " (" + std::string(DateOrderName(decision->suggestion)) + " looks likelier)";
  return Error{ErrorKind::kInput,
               std::string(name) +
                   ": day and month cannot be told apart in its dates; say which comes first with "
                   "--date-order dmy or --date-order mdy" +
                   likelier};
}

}  // namespace ebb
