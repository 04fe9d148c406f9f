#include "readers/day_clock.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/digit_pairs.h"
#include "readers/first_bytes.h"

namespace ebb {
namespace {

enum class Half : std::uint8_t { kNone, kMorning, kAfternoon, kNoon };

struct Period {
  std::string_view word;
  Half half;
};

// Longer ones before those they begin with.
constexpr Period kPeriods[] = {
    {"AM", Half::kMorning},      {"PM", Half::kAfternoon},      {"am", Half::kMorning},
    {"pm", Half::kAfternoon},    {"오전", Half::kMorning},      {"오후", Half::kAfternoon},
    {"午前", Half::kMorning},    {"午後", Half::kAfternoon},    {"上午", Half::kMorning},
    {"下午", Half::kAfternoon},  {"凌晨", Half::kMorning},      {"清晨", Half::kMorning},
    {"早上", Half::kMorning},    {"中午", Half::kNoon},         {"晚上", Half::kAfternoon},
    {"ก่อนเที่ยง", Half::kMorning}, {"หลังเที่ยง", Half::kAfternoon}, {"a. m.", Half::kMorning},
    {"p. m.", Half::kAfternoon}, {"a.m.", Half::kMorning},      {"p.m.", Half::kAfternoon},
    {"A.M.", Half::kMorning},    {"P.M.", Half::kAfternoon},
};

constexpr FirstBytes kPeriodBytes =
    FirstBytes().Add(kPeriods, [](const Period& period) { return period.word; });

// A letter, of Latin, Greek or Cyrillic script: before it "AM" begins a name.
bool BeginsWithLetter(std::string_view text) {
  if (text.empty()) return false;
  const auto c = static_cast<unsigned char>(text.front());
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || (c >= 0xc3 && c < 0xe0);
}

Half ReadPeriod(LineScan* scan) {
  if (scan->AtEnd()) {
    scan->RanOut();
    return Half::kNone;
  }
  if (!kPeriodBytes.MayBegin(scan->rest())) return Half::kNone;
  const std::string_view rest = scan->rest();
  const bool ascii = static_cast<unsigned char>(rest[0]) < 0x80;
  if (ascii && rest.size() > 1 && (rest[1] | 0x20) != 'm' && rest[1] != '.') return Half::kNone;
  for (const Period& period : kPeriods) {
    if (period.word[0] != rest[0] || (rest.size() > 1 && period.word[1] != rest[1])) continue;
    const bool letters = ascii && period.word.size() == 2;
    if (letters && rest.size() > 2 && BeginsWithLetter(rest.substr(2))) continue;
    if (scan->Literal(period.word)) return period.half;
  }
  return Half::kNone;
}

// 12 in the morning is midnight; a 24-hour clock with a needless word stays as it is.
int HourOf(int hour, Half half) {
  if (half == Half::kNone || hour > 12) return hour;
  if (half == Half::kMorning) return hour % 12;
  if (half == Half::kNoon) return hour == 11 ? 11 : hour % 12 + 12;
  return hour % 12 + 12;
}

struct DayName {
  std::string_view name;
  int day;
};

constexpr DayName kDays[] = {
    {"월", 0},         {"화", 1},       {"수", 2},       {"목", 3},        {"금", 4},
    {"토", 5},         {"일", 6},       {"月", 0},       {"火", 1},        {"水", 2},
    {"木", 3},         {"金", 4},       {"土", 5},       {"日", 6},        {"一", 0},
    {"二", 1},         {"三", 2},       {"四", 3},       {"五", 4},        {"六", 5},
    {"天", 6},         {"mon", 0},      {"tue", 1},      {"wed", 2},       {"thu", 3},
    {"fri", 4},        {"sat", 5},      {"sun", 6},      {"monday", 0},    {"tuesday", 1},
    {"wednesday", 2},  {"thursday", 3}, {"friday", 4},   {"saturday", 5},  {"sunday", 6},
    {"จันทร์", 0},       {"อังคาร", 1},    {"พุธ", 2},       {"พฤหัสบดี", 3},    {"พฤหัส", 3},
    {"ศุกร์", 4},        {"เสาร์", 5},     {"อาทิตย์", 6},    {"จ", 0},         {"อ", 1},
    {"พ", 2},          {"พฤ", 3},       {"ศ", 4},        {"ส", 5},         {"อา", 6},
    {"sen", 0},        {"sel", 1},      {"rab", 2},      {"kam", 3},       {"jum", 4},
    {"sab", 5},        {"min", 6},      {"senin", 0},    {"selasa", 1},    {"rabu", 2},
    {"kamis", 3},      {"jumat", 4},    {"sabtu", 5},    {"minggu", 6},    {"lun", 0},
    {"mar", 1},        {"mié", 2},      {"mer", 2},      {"jue", 3},       {"jeu", 3},
    {"vie", 4},        {"ven", 4},      {"sáb", 5},      {"sam", 5},       {"dom", 6},
    {"dim", 6},        {"lunes", 0},    {"martes", 1},   {"miércoles", 2}, {"jueves", 3},
    {"viernes", 4},    {"sábado", 5},   {"domingo", 6},  {"lundi", 0},     {"mardi", 1},
    {"mercredi", 2},   {"jeudi", 3},    {"vendredi", 4}, {"samedi", 5},    {"dimanche", 6},
    {"mo", 0},         {"di", 1},       {"mi", 2},       {"do", 3},        {"fr", 4},
    {"sa", 5},         {"so", 6},       {"montag", 0},   {"dienstag", 1},  {"mittwoch", 2},
    {"donnerstag", 3}, {"freitag", 4},  {"samstag", 5},  {"sonntag", 6},   {"seg", 0},
    {"ter", 1},        {"qua", 2},      {"qui", 3},      {"sex", 4},
};

constexpr std::string_view kBeforeWeekDay[] = {"(",    "\uff08", "[",    "週", "周",
                                               "星期", "禮拜",   "礼拜", "วัน"};
constexpr std::string_view kAfterWeekDay[] = {")", "\uff09", "]", "曜日", "曜", "요일", ".", ","};

// Takes the brackets and the word for "day" off both ends.
std::string_view BareName(std::string_view word) {
  for (bool again = true; again;) {
    again = false;
    word = Trim(word);
    for (const std::string_view mark : kBeforeWeekDay) {
      // "周日" loses its first character, a bare "日" none.
      if (!word.starts_with(mark) || word.size() == mark.size()) continue;
      word.remove_prefix(mark.size());
      again = true;
    }
    for (const std::string_view mark : kAfterWeekDay) {
      if (!word.ends_with(mark) || word.size() == mark.size()) continue;
      word.remove_suffix(mark.size());
      again = true;
    }
  }
  return word;
}

// ":05", or nothing; a colon before anything else is not part of the time.
bool ReadSeconds(LineScan* scan, DayClock* clock) {
  const std::string_view rest = scan->rest();
  if (!rest.starts_with(':')) return true;
  if (rest.size() == 1) scan->RanOut();
  if (rest.size() == 1 || !IsDigit(rest[1])) return true;
  scan->Char(':');
  clock->has_seconds = true;
  return scan->Number(2, 2, &clock->second);
}

// "10:02" or "10:02:03", the hour in one digit or two. False leaves the scan as it may be.
bool ReadClockDigits(LineScan* scan, DayClock* clock) {
  return scan->Number(1, 2, &clock->hour) && scan->Char(':') &&
         scan->Number(2, 2, &clock->minute) && ReadSeconds(scan, clock);
}

// "10:02:03", "10:02" or "5:02" at the beginning of `text`: its length; 0 if it is none.
std::size_t ReadUsualDigits(std::string_view text, DayClock* clock) {
  DigitPairs pairs;
  if (text.size() >= 8 && ReadDigitPairs(text.data(), ':', &pairs)) {
    *clock = {pairs.first, pairs.second, pairs.third, true};
    return 8;
  }
  if (text.size() < 5) return 0;
  const std::size_t colon = text[1] == ':' ? 1 : 2;
  const int hour = colon == 2 ? ReadDigitPair(text.data()) : IsDigit(text[0]) ? text[0] - '0' : -1;
  const int minute = ReadDigitPair(text.data() + colon + 1);
  if (text[colon] != ':' || hour < 0 || minute < 0) return 0;
  *clock = {hour, minute, 0, false};
  return colon + 3;
}

// Whether what follows a clock may be such a word, perhaps after a blank.
bool MayBePeriod(std::string_view text) {
  if (text.front() == '\t') return false;
  if (text.front() == ' ') text.remove_prefix(1);
  if (text.size() < 2 || text.front() == ' ' || static_cast<unsigned char>(text.front()) >= 0x80) {
    return true;
  }
  return kPeriodBytes.MayBegin(text) && ((text[1] | 0x20) == 'm' || text[1] == '.');
}

// " AM" or " PM", and no word that begins so.
bool BeginsWithHalf(std::string_view text) {
  return text.size() >= 3 && text[0] == ' ' && text[2] == 'M' &&
         (text[1] == 'A' || text[1] == 'P') && !BeginsWithLetter(text.substr(3));
}

// As most programs write it: alone, or with AM or PM behind a blank.
bool ReadUsualClock(LineScan* scan, DayClock* clock) {
  std::string_view text = scan->rest();
  const std::size_t end = ReadUsualDigits(text, clock);
  if (end == 0 || clock->hour > 23 || clock->minute > 59 || clock->second > 60) return false;
  text.remove_prefix(end);
  if (!text.empty() && (IsDigit(text[0]) || text[0] == ':')) return false;
  if (BeginsWithHalf(text)) {
    clock->hour = HourOf(clock->hour, text[1] == 'A' ? Half::kMorning : Half::kAfternoon);
    text.remove_prefix(3);
  } else if (!text.empty() && MayBePeriod(text)) {
    return false;
  }
  scan->Back(text);
  return true;
}

}  // namespace

bool ReadDayClock(LineScan* scan, DayClock* clock) {
  if (ReadUsualClock(scan, clock)) return true;
  const std::optional<DayClock> any = ReadAnyDayClock(scan);
  if (any) *clock = *any;
  return any.has_value();
}

std::optional<DayClock> ReadDayClock(LineScan* scan) {
  DayClock clock;
  if (!ReadDayClock(scan, &clock)) return std::nullopt;
  return clock;
}

std::optional<DayClock> ReadAnyDayClock(LineScan* scan) {
  const std::string_view begin = scan->rest();
  DayClock clock;
  Half half = Half::kNone;
  if (begin.empty() || !IsDigit(begin.front())) {
    half = ReadPeriod(scan);
    if (half != Half::kNone) scan->Spaces();
  }
  const auto fail = [&]() {
    scan->Back(begin);
    return std::nullopt;
  };
  if (!ReadClockDigits(scan, &clock)) return fail();
  if (half == Half::kNone && !scan->AtEnd() && scan->rest().front() != '\t') {
    const std::string_view here = scan->rest();
    scan->Spaces();
    half = ReadPeriod(scan);
    if (half == Half::kNone) scan->Back(here);
  }
  clock.hour = HourOf(clock.hour, half);
  if (clock.hour == 24 && half == Half::kNone) clock.hour = 0;  // LINE writes 24:05 on some phones
  if (clock.hour > 23 || clock.minute > 59 || clock.second > 60) return fail();
  return clock;
}

std::optional<int> WeekDay(std::string_view word, bool* unfinished) {
  *unfinished = false;
  if (word.size() > 40) return std::nullopt;
  const std::string name = LowerAscii(BareName(word));
  for (const DayName& known : kDays) {
    if (known.name == name) return known.day;
    *unfinished = *unfinished || known.name.starts_with(name);
  }
  return std::nullopt;
}

int WeekDayOf(std::int64_t days) {
  return static_cast<int>(((days + 3) % 7 + 7) % 7);  // 1970-01-01 was a Thursday
}

}  // namespace ebb
