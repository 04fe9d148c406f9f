#include "readers/whatsapp_header.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "readers/whatsapp_cursor.h"
#include "readers/whatsapp_era.h"
#include "readers/whatsapp_folded.h"
#include "readers/whatsapp_gap.h"
#include "readers/whatsapp_text.h"
#include "time/civil.h"

namespace ebb::whatsapp {
namespace {

// Reads a head from left to right. Every Read... either succeeds and moves on, or leaves the
// position where a failed attempt may be tried in another way.
class HeadParser : private HeadCursor {
 public:
  HeadParser(const FoldedLine& line, Header* header) : HeadCursor(line), header_(*header) {}

  bool Parse() {
    bracket_ = line_[0] == '[';
    const std::size_t begin = bracket_ ? 1 : 0;
    if (!ParseStamp(begin, false) && !ParseStamp(begin, true)) return false;
    return ReadEnd();
  }

 private:
  bool ParseStamp(std::size_t begin, bool time_first) {
    header_ = Header();
    at_ = begin;
    final_dot_ = false;
    header_.shape.time_first = time_first;
    if (time_first) return ReadTime() && ReadGap() && ReadDate();
    return ReadDate() && ReadGap() && ReadTime();
  }

  // The name of an era here.
  Era ReadEra() {
    std::size_t length = 0;
    if (at_ >= line_.size) return Era::kNone;
    const Era era = EraAt(line_.view(at_, line_.size), &length);
    at_ += length;
    return era;
  }

  bool SetYear(Number year, Era era) {
    StampDate& date = header_.date;
    header_.shape.year_digits = static_cast<std::uint8_t>(era != Era::kNone ? 0 : year.digits);
    date.year = YearIn(era, year.value, year.digits);
    if (date.year >= 2550 && date.year <= 2650) date.year -= 543;
    if (date.year >= 1388 && date.year < 1430) {
      date.calendar = Calendar::kSolarHijri;
      return true;
    }
    if (date.year >= 1430 && date.year < 1530) {
      date.calendar = Calendar::kUnsupported;  // the lunar calendar differs from land to land
      return true;
    }
    date.short_year = era == Era::kNone && year.digits == 2 && date.year == 2000 + year.value;
    return date.short_year || (date.year >= kFirstYear && date.year <= kLastYear);
  }

  bool ReadDate() {
    const std::size_t begin = at_;
    if (ReadNumericDate()) return true;
    at_ = begin;
    header_.date = StampDate();
    if (ReadEastAsianDate()) return true;
    at_ = begin;
    header_.date = StampDate();
    return ReadMonthNameDate();
  }

  bool ReadSeparator(char* separator) {
    const char c = line_[at_];
    if (c != '/' && c != '.' && c != '-') return false;
    if (*separator != '\0' && *separator != c) return false;
    *separator = c;
    ++at_;
    Skip(' ');
    return true;
  }

  bool ReadNumericDate() {
    char separator = '\0';
    Era era = ReadEra();
    if (era != Era::kNone) Skip(' ');
    const bool front = era == Era::kReiwa || era == Era::kHeisei;  // the year stands beside it
    const Number a = ReadNumber(4);
    if (a.digits == 0 || !ReadSeparator(&separator)) return false;
    const Number b = ReadNumber(2);
    if (b.digits == 0 || !ReadSeparator(&separator)) return false;
    if (era == Era::kNone) era = ReadEra();
    const Number c = ReadNumber(4);
    if (c.digits == 0) return false;
    ReadDateEnd(separator, &era);
    header_.shape.date_separator = separator;
    header_.shape.year_first = front || a.digits >= 3;
    header_.zero_padded = b.digits == 2 && b.value < 10;
    if (header_.shape.year_first) return SetNumbers(b, c, a, era, DateOrder::kYearFirst);
    header_.zero_padded |= a.digits == 2 && a.value < 10;
    if (era == Era::kNone && a.digits == 2 && c.digits == 1) return SetDayLast(a, b, c);
    return SetNumbers(a, b, c, era, DateOrder::kUndecided);
  }

  // "2015\u5E7412\u67085\u65E5", "2015\uB144 12\uC6D4 5\uC77C".
  bool ReadEastAsianDate() {
    const Number year = ReadNumber(4);
    if (year.digits != 4 || !SkipAnyText("\u5E74", "\uB144")) return false;
    const Number month = ReadNumber(2);
    if (month.digits == 0 || !SkipAnyText("\u6708", "\uC6D4")) return false;
    const Number day = ReadNumber(2);
    if (day.digits == 0 || (!SkipText("\u65E5") && !SkipText("\uC77C"))) return false;
    header_.shape.date_separator = ' ';
    header_.shape.month_name = header_.shape.year_first = true;
    return SetNumbers(month, day, year, Era::kNone, DateOrder::kYearFirst);
  }
  bool SkipAnyText(std::string_view one, std::string_view other) {
    if (!SkipText(one) && !SkipText(other)) return false;
    Skip(' ');
    return true;
  }

  // "22/3/1": the day. No year is written with one digit.
  bool SetDayLast(Number year, Number month, Number day) {
    StampDate& date = header_.date;
    header_.shape.year_digits = 2;
    date.first = year.value;
    date.second = month.value;
    date.year = 2000 + day.value;
    date.short_year = date.day_last = true;
    return DaysOf(date, DateOrder::kYearFirst).has_value();
  }

  // "2018." (Croatian), " BE", " AP", " R".
  void ReadDateEnd(char separator, Era* era) {
    final_dot_ = separator == '.' && Skip('.');
    if (SkipText(" \xD0\xB3.") || *era != Era::kNone) return;  // Bulgaria's "year"
    const std::size_t before = at_;
    Skip(' ');
    *era = ReadEra();
    if (*era == Era::kNone) at_ = before;
  }

  bool SetNumbers(Number first, Number second, Number year, Era era, DateOrder order) {
    if (first.digits > 2 || second.digits > 2 || !SetYear(year, era)) return false;
    header_.date.first = first.value;
    header_.date.second = second.value;
    header_.date.order = order;
    if (header_.date.calendar == Calendar::kUnsupported) return first.value > 0 && second.value > 0;
    if (order != DateOrder::kUndecided) return DaysOf(header_.date, order).has_value();
    return DaysOf(header_.date, DateOrder::kDayFirst) ||
           DaysOf(header_.date, DateOrder::kMonthFirst) ||
           DaysOf(header_.date, DateOrder::kYearFirst);
  }

  // "5 Oct 2014", "Oct 5, 2014", "5. Oktober 2014", "5 de out. de 2014".
  bool ReadMonthNameDate() {
    Number day = ReadNumber(2);
    SkipDotsSpacesAndDe();
    const int month = Markers::Get().Month(FoldPeriod(ReadWord()));
    if (month == 0) return false;
    SkipDotsSpacesAndDe();
    const bool month_first = day.digits == 0;
    if (month_first) {
      day = ReadNumber(2);
      if (day.digits == 0) return false;
      Skip(',');
      SkipDotsSpacesAndDe();
    }
    const Number year = ReadNumber(4);
    header_.shape.month_name = true;
    header_.shape.date_separator = ' ';
    return year.digits == 4 && SetNumbers(day, {month, 1}, year, Era::kNone, DateOrder::kDayFirst);
  }
  void SkipDotsSpacesAndDe() {
    Skip('.');
    while (Skip(' ') || Skip('-') || Skip('/')) {
    }
    SkipText("de ");
  }

  // Between date and time: a comma, spaces, perhaps a short word ("klo", "at") or the day period.
  bool ReadGap() {
    const std::size_t begin = at_;
    header_.shape.comma = Skip(',');
    while (Skip(' ')) {
    }
    if (IsDigit(line_[at_])) return at_ > begin;
    if (header_.shape.time_first) return ReadPeriodBeforeDate() && SkipGapEnd();
    const std::size_t word = at_;
    if (ReadWord().empty() || at_ > word + kLongestHead / 2) return false;
    while (line_[at_] == ' ' && !IsDigit(line_[at_ + 1])) {  // "a. m.", "in the"
      ++at_;
      ReadWord();
    }
    const std::size_t end = at_;
    Skip(' ');
    return IsDigit(line_[at_]) && TakeGapWords(line_.view(word, end));
  }
  // A day period, a short word, or both: "Cum PM".
  bool TakeGapWords(std::string_view words) {
    std::size_t begin = 0;
    const std::optional<DayPeriod> period = PeriodAtEnd(words, &begin);
    const std::string other = FoldPeriod(words.substr(0, begin));
    const bool spelled = header_.shape.month_name && header_.shape.year_first;
    const bool known = spelled ? IsEastAsianWeekday(other) : CountCodePoints(other) <= 5;
    if (!other.empty() && !known) return false;
    if (!period) return true;
    const std::string_view word = words.substr(begin);
    header_.period_first = true;
    // Only with the dots of Korea, one of them last: the words are a phone's language, other dates
    // another region.
    header_.korean_period = final_dot_ && (word == "\uC624\uC804" || word == "\uC624\uD6C4");
    SetPeriod(*period, word);
    return true;
  }
  // "2:56 CH, 18/3/22", and without the comma.
  bool ReadPeriodBeforeDate() {
    if (ReadPeriodBefore(',')) return true;
    std::size_t digit = at_;
    while (digit < line_.size && !IsDigit(line_[digit])) ++digit;
    const std::optional<DayPeriod> period =
        Markers::Get().Period(FoldPeriod(line_.view(at_, digit)));
    if (digit >= line_.size || !period) return false;
    SetPeriod(*period, {});
    at_ = digit;
    return true;
  }
  bool SkipGapEnd() {
    header_.shape.comma |= Skip(',');
    while (Skip(' ')) {
    }
    return at_ < line_.size;
  }

  void SetPeriod(DayPeriod period, std::string_view word) {
    header_.period = period;
    header_.shape.day_period = period != DayPeriod::kNone;
    header_.lower_case_period = !word.empty() && word.front() >= 'a' && word.front() <= 'z';
    header_.upper_case_period = !word.empty() && word.front() >= 'A' && word.front() <= 'Z';
  }

  bool ReadTime() {
    header_.time_begin = at_;
    const Number hour = ReadNumber(2);
    if (hour.digits == 0) return false;
    const char separator = line_[at_];
    if (separator != ':' && separator != '.') return ReadSpelledTime(hour);
    header_.shape.time_separator = separator;
    ++at_;
    const Number minute = ReadNumber(2);
    if (minute.digits != 2) return false;
    Number second;
    if (line_[at_] == separator && IsDigit(line_[at_ + 1])) {
      ++at_;
      second = ReadNumber(2);
      if (second.digits != 2) return false;
    }
    return SetTime(hour, minute, second);
  }

  // Canadian French: "14 h 56" and "14 h 56 min 01 s".
  bool ReadSpelledTime(Number hour) {
    Skip(' ');
    if (!Skip('h')) return false;
    Skip(' ');
    const Number minute = ReadNumber(2);
    if (minute.digits == 0) return false;
    header_.shape.time_separator = 'h';
    const std::size_t after_minute = at_;
    Skip(' ');
    Number second;
    if (SkipText("min")) {
      Skip(' ');
      second = ReadNumber(2);
      Skip(' ');
      if (second.digits == 0 || !Skip('s')) return false;
    } else {
      at_ = after_minute;
    }
    return SetTime(hour, minute, second);
  }

  bool SetTime(Number hour, Number minute, Number second) {
    if (hour.value > 24 || minute.value > 59 || second.value > 60) return false;
    hour_ = hour.value;
    minute_second_ = minute.value * 60 + std::min(second.value, 59);  // no leap seconds
    header_.shape.seconds = second.digits != 0;
    header_.time_end = at_;
    if (!SkipText(" \xD1\x87.")) SkipText(" \u0E19.");  // Bulgaria's "hours", Thailand's
    return true;
  }

  // A day period from here to a `stop` character; true if there is none.
  bool ReadPeriodBefore(char stop) {
    const std::size_t begin = at_;
    std::size_t end = at_;
    while (end < line_.size && line_[end] != stop && !IsDigit(line_[end])) ++end;
    if (line_[end] != stop) return false;
    const std::string word = FoldPeriod(line_.view(begin, end));
    if (word.empty()) return true;
    const std::optional<DayPeriod> period = Markers::Get().Period(word);
    if (!period) return false;
    at_ = end;
    SetPeriod(*period,
              word == "am" || word == "pm" ? TrimmedFront(begin, end) : std::string_view());
    return true;
  }
  std::string_view TrimmedFront(std::size_t begin, std::size_t end) const {
    while (begin < end && line_[begin] == ' ') ++begin;
    return line_.view(begin, end);
  }

  bool ReadEnd() {
    if (bracket_) {
      if (!ReadPeriodBefore(']') && !ReadEditMark()) return false;
      while (Skip(' ')) {
      }
      if (!Skip(']')) return false;
      header_.shape.style = Style::kBracket;
      Skip(' ');
      if (!SkipText("- ")) SkipText(": ");  // other programs put the marks of both styles
      return Finish();
    }
    return ReadDashEnd() || ReadLegacyEnd();
  }

  // Skype's "[1/14/2015 12:35:40 PM | Edited 12:36:01 PM] ": up to the bracket.
  bool ReadEditMark() {
    const std::size_t begin = at_;
    if (!ReadPeriodBefore('|')) return false;
    while (Skip(' ')) {
    }
    if (!Skip('|') || !Skip(' ')) return false;
    const bool is_mark = !ReadWord().empty() && Skip(' ') && ReadNumber(2).digits > 0 &&
                         Skip(':') && ReadNumber(2).digits == 2;
    if (is_mark && Skip(':')) ReadNumber(2);
    while (is_mark && line_[at_] != ']' && at_ < line_.size && !IsDigit(line_[at_])) ++at_;
    header_.edit_mark = is_mark && line_[at_] == ']';
    if (header_.edit_mark) return true;
    at_ = begin;
    return false;
  }

  bool ReadDashEnd() {
    const std::size_t begin = at_;
    if (!ReadPeriodBefore('-')) return false;
    if (at_ > begin && line_[at_ - 1] != ' ') return false;
    Skip(' ');
    const bool spaced = at_ > 0 && line_[at_ - 1] == ' ';
    if (spaced && Skip('-') && (Skip(' ') || at_ >= line_.size)) {
      header_.shape.style = Style::kDash;
      return Finish();
    }
    at_ = begin;
    return false;
  }

  bool ReadLegacyEnd() {
    if (!header_.shape.seconds || header_.shape.month_name) return false;
    if (!ReadPeriodBefore(':') || !SkipText(": ")) return false;
    header_.shape.style = Style::kLegacy;
    return Finish();
  }

  bool Finish() {
    const int hour = HourOf(hour_, header_.period);
    header_.second_of_day = hour * 3600 + minute_second_;
    header_.time_begin = line_.at[header_.time_begin];
    header_.time_end = line_.past[header_.time_end - 1];
    // Marks after the head belong to what follows.
    header_.rest = line_.past[std::min(at_, line_.size) - 1];
    return hour >= 0;
  }

  Header& header_;
  bool bracket_ = false;
  bool final_dot_ = false;  // behind the date
  int hour_ = 0;
  int minute_second_ = 0;
};

// Most continuation lines are refused here.
bool MayBeHeader(std::string_view line) {
  line = DropLeadingMarks(line);
  if (line.empty()) return false;
  const char c = line.front();
  if (IsDigit(c) || c == '[') return line.size() > 8;
  if (c >= 0) return (c == 'R' || c == 'H' || (c >= 'A' && c <= 'Z')) && line.size() > 8;
  std::size_t at = 0;
  const char32_t wide = Decode(line, &at);
  return DigitValue(wide) >= 0 || wide == 0x4EE4 || wide == 0x5E73;
}

}  // namespace

bool ParseHeader(std::string_view line, Header* header) {
  if (!MayBeHeader(line)) return false;
  FoldedLine folded;
  FoldHead(line, &folded);
  return HeadParser(folded, header).Parse();
}

}  // namespace ebb::whatsapp
