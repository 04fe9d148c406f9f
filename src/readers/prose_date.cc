#include "readers/prose_date.h"

#include <array>

#include "base/ascii.h"
#include "readers/digit_pairs.h"

namespace ebb {
namespace {

std::string_view TakeWord(std::string_view* text) {
  std::size_t n = 0;
  while (n < text->size() && IsLetter((*text)[n])) ++n;
  const std::string_view word = text->substr(0, n);
  text->remove_prefix(n);
  return word;
}

bool IsNoSpace(char c) { return static_cast<unsigned char>(c) < 0x80 && c != '\t' && c != '\n'; }

// A letter that the name of a month begins with.
bool BeginsMonth(char c) {
  switch (c | 0x20) {
    case 'a':
    case 'd':
    case 'f':
    case 'j':
    case 'm':
    case 'n':
    case 'o':
    case 's':
      return true;
    default:
      return false;
  }
}

// AM or PM, whose letters may have full stops. 0 = neither.
char TakeDayPeriod(std::string_view* text) {
  std::string_view rest = *text;
  TakeSpaces(&rest);
  if (rest.empty()) return 0;
  const char half = static_cast<char>(rest[0] | 0x20);
  if (half != 'a' && half != 'p') return 0;
  rest.remove_prefix(1);
  const bool dotted = TakeChar(&rest, '.');
  if (!TakeChar(&rest, 'M') && !TakeChar(&rest, 'm')) return 0;
  if (!rest.empty() && IsLetter(rest[0])) return 0;
  if (dotted) TakeChar(&rest, '.');
  *text = rest;
  return half;
}

constexpr std::uint32_t ThreeBytes(std::string_view text) {
  const auto byte = [text](std::size_t at) {
    return std::uint32_t{static_cast<unsigned char>(text[at])};
  };
  return byte(0) | byte(1) << 8 | byte(2) << 16;
}

// " 5" and "05" alike; negative if these are no digits.
int ReadPaddedPair(const char* text) {
  if (text[0] != ' ') return ReadDigitPair(text);
  return IsDigit(text[1]) ? text[1] - '0' : -1;
}

// "Mar  1, 2024  5:29:42 PM" to the letter, as iMessage's exporter writes all of them. Numbers may
// begin with a blank. What this does not take is read part by part.
bool TakeUsualStamp(std::string_view* text, CivilTime* time) {
  constexpr std::string_view kForm = "### ##, #### ##:##:## #M";
  const std::string_view t = *text;
  if (t.size() < kForm.size() || (t.size() > kForm.size() && IsLetter(t[kForm.size()]))) {
    return false;
  }
  const auto fits = [&](std::size_t at) { return t[at] == kForm[at]; };
  if (!fits(3) || !fits(6) || !fits(7) || !fits(12) || !fits(21) || !fits(23)) return false;
  if (!fits(15) || !fits(18)) return false;
  const int day = ReadPaddedPair(t.data() + 4), hour = ReadPaddedPair(t.data() + 13),
            century = ReadDigitPair(t.data() + 8), years = ReadDigitPair(t.data() + 10),
            minute = ReadDigitPair(t.data() + 16), second = ReadDigitPair(t.data() + 19);
  if ((day | hour | century | years | minute | second) < 0) return false;
  const int year = century * 100 + years, month = MonthOfName(t.substr(0, 3));
  const bool morning = t[22] == 'A';
  if ((!morning && t[22] != 'P') || month == 0 || year < 1000) return false;
  if (hour > 12 || minute > 59 || second > 60 || !IsValidDate(year, month, day)) return false;
  *time = {year, month, day, hour % 12 + (morning ? 0 : 12), minute, second};
  text->remove_prefix(kForm.size());
  return true;
}

}  // namespace

int MonthOfName(std::string_view word) {
  static constexpr std::string_view kMonths[] = {"january",   "february", "march",    "april",
                                                 "may",       "june",     "july",     "august",
                                                 "september", "october",  "november", "december"};
  static constexpr auto kMonthBegins = [] {
    std::array<std::uint32_t, 12> begins{};
    for (std::size_t month = 0; month < 12; ++month) begins[month] = ThreeBytes(kMonths[month]);
    return begins;
  }();
  if (word.size() < 3 || word.size() > 9) return 0;
  const std::uint32_t begin = ThreeBytes(word) | 0x202020;
  for (int month = 0; month < 12; ++month) {
    if (kMonthBegins[month] != begin) continue;
    const std::string_view name = kMonths[month];
    if (word.size() > name.size()) return 0;
    for (std::size_t i = 3; i < word.size(); ++i) {
      if (name[i] != (word[i] | 0x20)) return 0;
    }
    return month + 1;
  }
  return 0;
}

std::optional<int> TakeNumber(std::string_view* text, std::size_t digits) {
  std::size_t n = 0;
  int value = 0;
  while (n < text->size() && n < digits && IsDigit((*text)[n])) {
    value = value * 10 + ((*text)[n++] - '0');
  }
  if (n == 0 || (n < text->size() && IsDigit((*text)[n]))) return std::nullopt;
  text->remove_prefix(n);
  return value;
}

bool TakeChar(std::string_view* text, char c) {
  if (!text->starts_with(c)) return false;
  text->remove_prefix(1);
  return true;
}

void TakeSpaces(std::string_view* text) {
  while (text->starts_with(' ')) text->remove_prefix(1);
  if (!text->empty() && IsNoSpace(text->front())) return;
  for (;;) {
    if (text->starts_with(' ') || text->starts_with('\t') || text->starts_with('\n')) {
      text->remove_prefix(1);
    } else if (text->starts_with("\u00a0")) {
      text->remove_prefix(2);
    } else if (text->starts_with("\u202f") || text->starts_with("\u2009")) {
      text->remove_prefix(3);
    } else {
      return;
    }
  }
}

bool TakeClock(std::string_view* text, CivilTime* time) {
  std::string_view rest = *text;
  const std::optional<int> hour = TakeNumber(&rest, 2);
  if (!hour || !TakeChar(&rest, ':')) return false;
  const std::optional<int> minute = TakeNumber(&rest, 2);
  if (!minute) return false;
  std::optional<int> second = 0;
  if (TakeChar(&rest, ':')) second = TakeNumber(&rest, 2);
  if (!second || *hour > 23 || *minute > 59 || *second > 60) return false;
  const char half = TakeDayPeriod(&rest);
  time->hour = *hour;
  if (half != 0 && *hour <= 12) time->hour = *hour % 12 + (half == 'p' ? 12 : 0);
  time->minute = *minute;
  time->second = *second;
  *text = rest;
  return true;
}

bool TakeMonthFirstStamp(std::string_view* text, CivilTime* time) {
  if (text->empty() || !BeginsMonth(text->front())) return false;
  if (TakeUsualStamp(text, time)) return true;
  std::string_view rest = *text;
  time->month = MonthOfName(TakeWord(&rest));
  if (time->month == 0) return false;
  TakeSpaces(&rest);
  const std::optional<int> day = TakeNumber(&rest, 2);
  if (!day) return false;
  TakeChar(&rest, ',');
  TakeSpaces(&rest);
  const std::optional<int> year = TakeNumber(&rest, 4);
  if (!year || *year < 1000 || !IsValidDate(*year, time->month, *day)) return false;
  time->year = *year;
  time->day = *day;
  TakeChar(&rest, ',');
  TakeSpaces(&rest);
  if (!TakeClock(&rest, time)) return false;
  *text = rest;
  return true;
}

std::optional<std::int32_t> TakeZone(std::string_view* text) {
  std::string_view rest = *text;
  const bool named = rest.starts_with("UTC") || rest.starts_with("GMT");
  if (named) rest.remove_prefix(3);
  if (!named && TakeChar(&rest, 'Z')) {
    *text = rest;
    return 0;
  }
  const bool minus = rest.starts_with('-');
  std::optional<int> hours = 0, minutes = 0;
  if (minus || rest.starts_with('+')) {
    rest.remove_prefix(1);
    const bool together = rest.size() >= 4 && IsDigit(rest[2]);
    std::string_view first = rest.substr(0, together ? 2 : rest.size());
    const std::size_t before = first.size();
    hours = TakeNumber(&first, 2);
    rest.remove_prefix(before - first.size());
    if (together || TakeChar(&rest, ':')) minutes = TakeNumber(&rest, 2);
  } else if (!named) {
    return std::nullopt;
  }
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  *text = rest;
  const std::int32_t offset = *hours * 3600 + *minutes * 60;
  return minus ? -offset : offset;
}

}  // namespace ebb
