#include "readers/spoken_clock.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/day_clock.h"
#include "readers/month_names.h"
#include "readers/prose_date.h"

namespace ebb {
namespace {

enum class DayHalf : std::uint8_t { kMorning, kAfternoon, kNoon };

struct HalfWord {
  std::string_view word;
  DayHalf half;
};

// A blank in a word stands for any kind of blank, or none.
constexpr HalfWord kHalfWords[] = {
    {"AM", DayHalf::kMorning},           {"PM", DayHalf::kAfternoon},
    {"am", DayHalf::kMorning},           {"pm", DayHalf::kAfternoon},
    {"a. m.", DayHalf::kMorning},        {"p. m.", DayHalf::kAfternoon},
    {"A. M.", DayHalf::kMorning},        {"P. M.", DayHalf::kAfternoon},
    {"오전", DayHalf::kMorning},         {"오후", DayHalf::kAfternoon},
    {"午前", DayHalf::kMorning},         {"午後", DayHalf::kAfternoon},
    {"上午", DayHalf::kMorning},         {"下午", DayHalf::kAfternoon},
    {"凌晨", DayHalf::kMorning},         {"清晨", DayHalf::kMorning},
    {"早上", DayHalf::kMorning},         {"中午", DayHalf::kNoon},
    {"晚上", DayHalf::kAfternoon},       {"ก่อนเที่ยง", DayHalf::kMorning},
    {"หลังเที่ยง", DayHalf::kAfternoon},    {"SA", DayHalf::kMorning},  // Vietnamese
    {"CH", DayHalf::kAfternoon},         {"π. μ.", DayHalf::kMorning},
    {"μ. μ.", DayHalf::kAfternoon},      {"ΠΜ", DayHalf::kMorning},
    {"ΜΜ", DayHalf::kAfternoon},         {"صباحًا", DayHalf::kMorning},
    {"مساءً", DayHalf::kAfternoon},       {"ص", DayHalf::kMorning},
    {"م", DayHalf::kAfternoon},          {"ق. ظ.", DayHalf::kMorning},
    {"ب. ظ.", DayHalf::kAfternoon},      {"قبل‌ازظهر", DayHalf::kMorning},
    {"بعدازظهر", DayHalf::kAfternoon},   {"לפנה״צ", DayHalf::kMorning},
    {"אחה״צ", DayHalf::kAfternoon},      {"पूर्वाह्न", DayHalf::kMorning},
    {"अपराह्न", DayHalf::kAfternoon},     {"म. पू.", DayHalf::kMorning},
    {"म. उ.", DayHalf::kAfternoon},      {"পূর্বাহ্ণ", DayHalf::kMorning},
    {"অপরাহ্ণ", DayHalf::kAfternoon},     {"முற்பகல்", DayHalf::kMorning},
    {"பிற்பகல்", DayHalf::kAfternoon},     {"ಪೂರ್ವಾಹ್ನ", DayHalf::kMorning},
    {"ಅಪರಾಹ್ನ", DayHalf::kAfternoon},     {"ਪੂ. ਦੁ.", DayHalf::kMorning},
    {"ਬਾ. ਦੁ.", DayHalf::kAfternoon},     {"පෙ. ව.", DayHalf::kMorning},
    {"ප. ව.", DayHalf::kAfternoon},      {"пр. об.", DayHalf::kMorning},      // Bulgarian
    {"сл. об.", DayHalf::kAfternoon},    {"vm.", DayHalf::kMorning},          // Afrikaans
    {"nm.", DayHalf::kAfternoon},        {"PG", DayHalf::kMorning},           // Malay
    {"PTG", DayHalf::kAfternoon},        {"e paradites", DayHalf::kMorning},  // Albanian
    {"e pasdites", DayHalf::kAfternoon}, {"paradite", DayHalf::kMorning},
    {"pasdite", DayHalf::kAfternoon},    {"PD", DayHalf::kMorning},
    {"MD", DayHalf::kAfternoon},         {"Asubuhi", DayHalf::kMorning},  // Swahili
    {"asubuhi", DayHalf::kMorning},      {"Alasiri", DayHalf::kAfternoon},
    {"alasiri", DayHalf::kAfternoon},    {"de.", DayHalf::kMorning},     // Hungarian
    {"du.", DayHalf::kAfternoon},        {"dop.", DayHalf::kMorning},    // Czech
    {"odp.", DayHalf::kAfternoon},       {"pop.", DayHalf::kAfternoon},  // Slovene
    {"atm", DayHalf::kMorning},          {"ptm", DayHalf::kAfternoon},   // Esperanto
    {"p. d.", DayHalf::kMorning},        {"m. d.", DayHalf::kAfternoon},
    {"f. m.", DayHalf::kMorning},        {"e. m.", DayHalf::kAfternoon},  // Norwegian
    {"ap.", DayHalf::kMorning},                                           // Finnish
    {"ip.", DayHalf::kAfternoon},        {"f. h.", DayHalf::kMorning},    // Icelandic
    {"e. h.", DayHalf::kAfternoon},      {"ÖÖ", DayHalf::kMorning},       // Turkish
    {"ÖS", DayHalf::kAfternoon},         {"ү. ө.", DayHalf::kMorning},    // Mongolian
    {"ү. х.", DayHalf::kAfternoon},      {"fm", DayHalf::kMorning},       // Swedish
    {"em", DayHalf::kAfternoon},         {"дп", DayHalf::kMorning},       // Ukrainian
    {"пп", DayHalf::kAfternoon},         {"priešpiet", DayHalf::kMorning},
    {"popiet", DayHalf::kAfternoon},     {"priekšp.", DayHalf::kMorning},
    {"pēcp.", DayHalf::kAfternoon},
};

// Words next to a clock that say nothing of the half: "at", "o'clock", zones.
constexpr std::string_view kSaysNoHalf[] = {
    "at",  "um",   "à",     "às",   "as",   "ás",     "alle",  "ore",   "las",  "les",
    "om",  "kl",   "klo",   "kell", "o",    "v",      "ob",    "u",     "у",    "la",
    "в",   "во",   "г",     "р",    "о",    "στις",   "plkst", "pukul", "nang", "ng",
    "lúc", "को",   "בשעה",  "ב",    "في",   "الساعة", "ساعت",  "در",    "në",   "orën",
    "uhr", "เวลา", "kello", "den",  "di",   "utc",    "gmt",   "z",     "cet",  "cest",
    "est", "edt",  "cst",   "cdt",  "mst",  "mdt",    "pst",   "pdt",   "bst",  "ist",
    "jst", "kst",  "msk",   "eet",  "eest", "wet",    "west",  "ч",     "em",   "น"};

// Past `word` at the beginning of *text, if it ends there.
bool TakeHalfWord(std::string_view word, std::string_view* text) {
  std::string_view rest = *text;
  for (const char c : word) {
    if (c == ' ') {
      TakeSpaces(&rest);
    } else if (!TakeChar(&rest, c)) {
      return false;
    }
  }
  std::string_view behind = rest;
  TakeSpaces(&behind);
  const bool apart = behind.size() < rest.size() || word.ends_with('.');
  if (!apart && !rest.empty() && IsNameByte(rest.front())) return false;
  *text = rest;
  return true;
}

// Swedish has these behind the clock; in front, "em" is no half in Portuguese.
bool StandsBehind(std::string_view half) { return half == "fm" || half == "em"; }

std::optional<DayHalf> TakeHalf(std::string_view* text, bool in_front) {
  std::string_view rest = *text;
  TakeSpaces(&rest);
  for (const HalfWord& known : kHalfWords) {
    if ((in_front && StandsBehind(known.word)) || !TakeHalfWord(known.word, &rest)) continue;
    *text = rest;
    return known.half;
  }
  return std::nullopt;
}

// "星期五下午" is one word to us.
std::optional<DayHalf> HalfAtEndOf(std::string_view word) {
  for (const HalfWord& known : kHalfWords) {
    constexpr std::size_t kTwoHan = 6;
    if (static_cast<unsigned char>(known.word[0]) < 0xe4 || known.word.size() != kTwoHan) continue;
    if (word.ends_with(known.word)) return known.half;
  }
  return std::nullopt;
}

bool IsHanWeekDay(std::string_view word) {
  return (word.starts_with("\u661f\u671f") && word.size() <= 9) ||
         ((word.starts_with("\u5468") || word.starts_with("\u9031")) && word.size() <= 6) ||
         ((word.ends_with("\u66dc\u65e5") || word.ends_with("\uc694\uc77c")) && word.size() <= 9);
}

// Behind the hour in Bulgarian, before the half of the day.
void TakeHourWord(std::string_view* text) {
  std::string_view rest = *text;
  TakeSpaces(&rest);
  if (TakeHalfWord("ч.", &rest) || TakeHalfWord("ч", &rest)) *text = rest;
}

// "晚上12:05" is five past midnight for some.
bool MayBeMidnight(int hour, std::string_view word) { return hour == 12 && word.ends_with("晚上"); }

// False for a word of which nothing is known: it may be the half of the day.
bool SaysNoHalf(std::string_view word, bool in_front) {
  const auto among = [word](const auto& words) {
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
  };
  bool unfinished = false;
  // Hungarian has days of one letter in front; behind the clock a letter may be the half.
  const bool day = (in_front || word.size() > 1) && IsDayOfAnyName(word);
  return word.empty() || among(kSaysNoHalf) || day || IsHanWeekDay(word) ||
         WeekDay(word, &unfinished) || MonthOfAnyName(word) > 0;
}

// The word at the beginning of `text`, behind blanks and marks.
std::string FirstWord(std::string_view text) {
  while (!text.empty() && !IsNameByte(text.front())) {
    if (IsDigit(text.front())) return "";
    text.remove_prefix(1);
  }
  TakeSpaces(&text);
  std::size_t end = 0;
  while (end < text.size() && IsNameByte(text[end])) ++end;
  return LowerAscii(text.substr(0, end));
}

bool TakeTimeUnit(std::string_view* text) {
  std::string_view rest = *text;
  TakeSpaces(&rest);
  for (const std::string_view unit :
       {"\uc2dc", "\ubd84", "\ucd08", "\u6642", "\u65f6", "\u5206", "\u79d2",
        "\u0e19\u0e32\u0e2c\u0e34\u0e01\u0e32", "\u0e19\u0e32\u0e17\u0e35",
        "\u0e27\u0e34\u0e19\u0e32\u0e17\u0e35"}) {
    if (!rest.starts_with(unit)) continue;
    rest.remove_prefix(unit.size());
    TakeSpaces(&rest);
    *text = rest;
    return true;
  }
  return false;
}

// "11:59", "11:59:50", "11.59.50", "11시 59분 50초", "11 นาฬิกา 59 นาที 50 วินาที".
bool TakeClockNumbers(std::string_view* text, CivilTime* time) {
  std::string_view rest = *text;
  int parts[3] = {};
  bool colon = false;
  for (int& part : parts) {
    const std::optional<int> number = TakeNumber(&rest, 2);
    if (!number) return false;
    part = *number;
    if (&part == &parts[2]) break;
    if (TakeChar(&rest, ':')) {
      colon = true;
    } else if (colon) {
      break;  // no seconds
    } else if (!TakeChar(&rest, '.') && !TakeTimeUnit(&rest)) {
      return false;
    }
  }
  TakeTimeUnit(&rest);
  if (parts[0] > 24 || parts[1] > 59 || parts[2] > 60) return false;
  time->hour = parts[0] % 24;
  time->minute = parts[1];
  time->second = parts[2];
  *text = rest;
  return true;
}

int HourInHalf(int hour, DayHalf half) {
  if (hour > 12) return hour;  // a clock of 24 hours with a needless word
  if (half == DayHalf::kMorning) return hour % 12;
  if (half == DayHalf::kNoon && hour == 11) return 11;
  return hour % 12 + 12;
}

}  // namespace

SpokenClock TakeSpokenClock(std::string_view* text, std::string_view before, CivilTime* time) {
  std::string_view rest = *text;
  std::optional<DayHalf> half = TakeHalf(&rest, true);
  if (!half) half = HalfAtEndOf(before);
  TakeSpaces(&rest);
  const std::string_view in_front = Trim(text->substr(0, text->size() - rest.size()));
  if (!TakeClockNumbers(&rest, time)) return SpokenClock::kNone;
  TakeHourWord(&rest);
  const bool midnight = MayBeMidnight(time->hour, in_front.empty() ? before : in_front);
  if (!half) half = TakeHalf(&rest, false);
  *text = rest;
  if (midnight) return SpokenClock::kDoubtful;
  if (half) {
    time->hour = HourInHalf(time->hour, *half);
  } else if (time->hour <= 12 &&
             !(SaysNoHalf(before, true) && SaysNoHalf(FirstWord(rest), false))) {
    return SpokenClock::kDoubtful;
  }
  return SpokenClock::kRead;
}

}  // namespace ebb
