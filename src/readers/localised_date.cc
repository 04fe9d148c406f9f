#include "readers/localised_date.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/day_clock.h"
#include "readers/month_names.h"
#include "readers/prose_date.h"
#include "readers/spoken_clock.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::size_t kLongestDate = 80;
constexpr std::string_view kArabicComma = "\u060c";

struct MonthWord {
  std::string_view begin;  // lower case; at least so much of the word
  int month;
};

// Beginnings of the names of months, also abbreviated. The first that fits counts.
constexpr MonthWord kMonthWords[] = {
    {"jan", 1},      {"ene", 1},  {"gen", 1},  {"sty", 1},       {"feb", 2},       {"f\u00e9v", 2},
    {"fev", 2},      {"lut", 2},  {"mar", 3},  {"m\u00e4r", 3},  {"mrt", 3},       {"maa", 3},
    {"apr", 4},      {"avr", 4},  {"abr", 4},  {"kwi", 4},       {"may", 5},       {"mai", 5},
    {"maj", 5},      {"mei", 5},  {"mag", 5},  {"jun", 6},       {"juin", 6},      {"giu", 6},
    {"cze", 6},      {"jul", 7},  {"juil", 7}, {"lug", 7},       {"lip", 7},       {"aug", 8},
    {"ao\u00fb", 8}, {"ago", 8},  {"sie", 8},  {"sep", 9},       {"set", 9},       {"wrz", 9},
    {"oct", 10},     {"okt", 10}, {"out", 10}, {"ott", 10},      {"pa\u017a", 10}, {"nov", 11},
    {"lis", 11},     {"dec", 12}, {"dez", 12}, {"d\u00e9c", 12}, {"dic", 12},      {"gru", 12}};

constexpr std::string_view kBetween[] = {
    "at",     "um",  "\u00e0",     "de",        "a",        "\u00e0s", "kl",    "om",
    "alle",   "o",   "del",        "uhr",       "kl",       "ora",     "las",   "\u0433",
    "\u0432", "thg", "th\u00e1ng", "ng\u00e0y", "l\u00fac", "di",      "pukul", "u",
    "w",      "klo", "n\u0103m",   "g",         "\u0440"};

// Hebrew and Catalan write "in" and "of" in one word with the month.
constexpr std::string_view kBeforeMonth[] = {"\u05d1", "d\u2019"};

int MonthOf(const std::string& word, const MonthSpeech& speech) {
  for (const std::string_view before : kBeforeMonth) {
    if (!word.starts_with(before)) continue;
    if (const int month = MonthOfAnyName(std::string_view(word).substr(before.size()))) {
      return month;
    }
  }
  if (const int month = MonthOfName(word)) return month;
  if (MonthSpeech::IsContested(word)) return speech.MonthOf(word);
  if (const int month = MonthOfAnyName(word)) return month;
  bool unfinished = false;
  if (WeekDay(word, &unfinished)) return 0;  // "mardi" is no March
  for (const MonthWord& known : kMonthWords) {
    if (word.starts_with(known.begin)) return known.month;
  }
  return 0;
}

// What East Asian languages write after a number.
struct Unit {
  std::string_view word;
  char part;
};
constexpr Unit kDateUnits[] = {{"\u5e74", 'y'}, {"\ub144", 'y'}, {"\u6708", 'm'},
                               {"\uc6d4", 'm'}, {"\u65e5", 'd'}, {"\uc77c", 'd'}};

char TakeUnit(std::string_view* text) {
  for (const Unit& unit : kDateUnits) {
    if (!text->starts_with(unit.word)) continue;
    text->remove_prefix(unit.word.size());
    return unit.part;
  }
  return 0;
}

std::string TakeNameWord(std::string_view* text) {
  std::size_t end = 0;
  while (end < text->size() && IsNameByte((*text)[end]) &&
         !text->substr(end).starts_with("\u202f") && !text->substr(end).starts_with("\u00a0")) {
    ++end;
  }
  std::string word = LowerAscii(text->substr(0, end));
  text->remove_prefix(end);
  return word;
}

class DateLine {
 public:
  // `any_words`: words that are no month say nothing (week days, "at", in any language).
  explicit DateLine(const MonthSpeech& speech, bool any_words = false)
      : speech_(speech), any_words_(any_words) {}

  bool Read(std::string_view line) {
    while (!line.empty()) {
      TakeSpaces(&line);
      if (line.empty()) break;
      if (!TakePart(&line)) return false;
    }
    if (year_ > 2400) year_ -= 543;  // counted from the Buddha
    if (month_ == 0 && !contested_.empty()) SettleMonth();
    return month_ > 0 && day_ > 0 && year_ > 0 && clock_ && !doubtful_ &&
           IsValidDate(year_, month_, day_);
  }

  const std::string& month_word() const { return month_word_; }
  std::int64_t seconds() const {
    return SecondsFromCivil({year_, month_, day_, time_.hour, time_.minute, time_.second});
  }

 private:
  bool TakePart(std::string_view* line) {
    const char first = line->front();
    const bool between =
        first == ',' || first == '.' || (year_first_ && !clock_ && (first == '/' || first == '-'));
    if (between) {
      if (first == ',') before_.clear();  // no half of the day
      line->remove_prefix(1);
      return true;
    }
    if (first == '(' && TakeDayInBrackets(line)) return true;
    if (!clock_ && year_ > 0 && (any_words_ ? TakeSpokenTime(line) : TakeTime(line))) return true;
    if (first >= '0' && first <= '9') {
      before_.clear();
      return TakeNumbers(line);
    }
    const std::string word = TakeNameWord(line);
    if (any_words_) {
      if (!word.empty()) before_ = word;
      return TakeAnyWord(word, line);
    }
    if (word.empty()) return false;
    if (word == kArabicComma) return true;
    counted_ = counted_ || word == "thg" || word == "th\u00e1ng";
    if (std::find(std::begin(kBetween), std::end(kBetween), word) != std::end(kBetween)) {
      return true;
    }
    return IsWeekday(word) || TakeMonthOrDay(word);
  }

  // What may be a month is no day of the week, though it may be one in another language.
  bool TakeMonthOrDay(const std::string& word) {
    const int month = MonthOf(word, speech_);
    const bool contested = month == 0 && MonthSpeech::IsContested(word);
    if (month == 0 && !contested) return !clock_ && TakeDayName(word);
    if (!contested_.empty() || (month_ > 0 && !IsDayByPlace())) return false;
    if (month_ > 0) std::swap(day_, month_);  // "2021. g. 16. apr."
    month_ = month;
    if (contested) contested_ = word;
    month_word_ = word;
    return true;
  }

  // The number behind a year in front was taken for a month.
  bool IsDayByPlace() const { return month_word_.empty() && year_first_ && day_ == 0; }

  bool TakeDayName(std::string_view word) {
    if (!IsDayOfAnyName(word)) return false;
    if (const int day = DayOfAnyName(word); day >= 0) week_day_ = day;
    return true;
  }

  // "2021\ub144 4\uc6d4 16\uc77c (\uae08)"
  static bool TakeDayInBrackets(std::string_view* line) {
    bool unfinished = false;
    const std::size_t close = line->find(')');
    if (close == line->npos || !WeekDay(line->substr(0, close + 1), &unfinished)) return false;
    line->remove_prefix(close + 1);
    return true;
  }

  // The month of a contested name whose day falls on the day of the week that stands there.
  void SettleMonth() {
    for (const int month : {6, 7, 8, 10, 11}) {
      if (week_day_ < 0 || !IsValidDate(year_, month, day_)) continue;
      MonthSpeech croatian, czech, polish;
      croatian.Add("travnja");
      czech.Add("ledna");
      polish.Add("stycznia");
      const bool meant = month == croatian.MonthOf(contested_) ||
                         month == polish.MonthOf(contested_) || month == czech.MonthOf(contested_);
      if (!meant) continue;
      if (WeekDayOf(DaysFromCivil(year_, month, day_)) == week_day_) month_ = month;
    }
  }

  // A month by its whole name, or nothing.
  bool TakeAnyWord(std::string_view word, std::string_view* line) {
    if (word.empty()) {
      line->remove_prefix(1);  // a mark between words
      return true;
    }
    counted_ = counted_ || word == "th\u00e1ng";
    bool unfinished = false;
    if (const int day = DayOfAnyName(word); day >= 0) week_day_ = day;
    if (month_ > 0 || WeekDay(word, &unfinished)) return true;
    month_word_ = word;
    if (MonthSpeech::IsContested(word)) {
      contested_ = word;
    } else {
      month_ = MonthOfAnyName(word);
    }
    const std::string_view in = kBeforeMonth[0];
    if (month_ == 0 && word.starts_with(in)) month_ = MonthOfAnyName(word.substr(in.size()));
    return true;
  }

  // As TakeTime, in any language. What may be in the other half of the day is no time.
  bool TakeSpokenTime(std::string_view* line) {
    const SpokenClock clock = TakeSpokenClock(line, before_, &time_);
    if (clock == SpokenClock::kNone) return false;
    clock_ = true;
    doubtful_ = clock == SpokenClock::kDoubtful;
    return true;
  }

  // "\u665a\u4e0a12:05" is five past midnight for some.
  static bool IsEveningTwelve(std::string_view line) {
    constexpr std::string_view kEvening = "\u665a\u4e0a";
    return line.starts_with(kEvening) && Trim(line.substr(kEvening.size())).starts_with("12");
  }

  bool TakeTime(std::string_view* line) {
    LineScan scan(*line);
    const std::optional<DayClock> clock = ReadDayClock(&scan);
    if (!clock) return false;
    doubtful_ = IsEveningTwelve(*line);
    *line = scan.rest();
    time_.hour = clock->hour;
    time_.minute = clock->minute;
    time_.second = clock->second;
    clock_ = true;
    return true;
  }

  static bool IsWeekday(std::string_view word) {
    constexpr std::string_view kEnds[] = {"\u66dc\u65e5", "\uc694\uc77c"};  // of day names
    for (const std::string_view end : kEnds) {
      if (word.ends_with(end)) return true;
    }
    // No longer than that: what follows may be the half of the day.
    return (word.starts_with("\u661f\u671f") && word.size() <= 9) ||
           ((word.starts_with("\u5468") || word.starts_with("\u9031")) && word.size() <= 6);
  }

  // "18.10.2019", also with blanks behind the dots: no language with dots has the month first.
  bool TakeDottedDate(std::string_view* line) {
    if (year_ > 0 || month_ > 0 || day_ > 0) return false;
    std::string_view rest = *line;
    int parts[3] = {};
    for (int& part : parts) {
      const std::optional<int> number = TakeNumber(&rest, 4);
      if (!number) return false;
      part = *number;
      if (&part == &parts[2]) break;
      if (!rest.starts_with('.')) return false;
      rest.remove_prefix(1);
      TakeSpaces(&rest);
    }
    const bool apart = rest.empty() || rest.front() != ':';
    if (parts[0] > 31 || parts[1] > 12 || parts[2] < 1900 || !apart) return false;
    day_ = parts[0];
    month_ = parts[1];
    year_ = parts[2];
    *line = rest;
    return true;
  }

  bool TakeNumbers(std::string_view* line) {
    if (TakeDottedDate(line)) return true;
    const std::optional<int> number = TakeNumber(line, 4);
    if (!number) return false;
    const char unit = TakeUnit(line);
    int* place = unit == 'y'     ? &year_
                 : unit == 'm'   ? &month_
                 : unit == 'd'   ? &day_
                 : *number > 31  ? &year_
                 : CountsMonth() ? &month_
                                 : &day_;
    if (*place > 0) return false;
    *place = *number;
    year_first_ = year_first_ || (place == &year_ && month_ == 0 && day_ == 0);
    return true;
  }

  // After a year in front, or after the word for "month", a number is the month.
  bool CountsMonth() const { return month_ == 0 && ((year_first_ && day_ == 0) || counted_); }

  const MonthSpeech& speech_;
  const bool any_words_;
  std::string month_word_, contested_;
  std::string before_;  // the word directly in front
  int week_day_ = -1;
  int year_ = 0, month_ = 0, day_ = 0;
  bool clock_ = false, year_first_ = false, counted_ = false, doubtful_ = false;
  CivilTime time_;
};

}  // namespace

std::optional<std::int64_t> ReadLocalisedDate(std::string_view line, const MonthSpeech& speech) {
  DateLine date(speech);
  if (line.size() > kLongestDate || !date.Read(Trim(line))) return std::nullopt;
  return date.seconds();
}

std::optional<std::int64_t> ReadSpokenDate(std::string_view line) {
  const MonthSpeech nothing;
  DateLine date(nothing, /*any_words=*/true);
  if (line.size() > 2 * kLongestDate || !date.Read(Trim(line))) return std::nullopt;
  return date.seconds();
}

void LearnMonth(std::string_view line, MonthSpeech* speech) {
  const MonthSpeech nothing;
  DateLine date(nothing);
  if (line.find_first_of("0123456789") == line.npos) return;
  if (line.size() <= kLongestDate && date.Read(Trim(line)) && !date.month_word().empty()) {
    speech->Add(date.month_word());
  }
}

std::string_view WithoutWeekday(std::string_view line) {
  std::string_view rest = Trim(line);
  const std::string word = TakeNameWord(&rest);
  if (word.empty()) return line;
  while (rest.starts_with('-')) {  // "quinta-feira"
    rest.remove_prefix(1);
    TakeNameWord(&rest);
  }
  if (rest.starts_with(".,") && MonthOf(word, {}) == 0) rest.remove_prefix(1);  // "Fr., 1."
  if (rest.starts_with(',')) return rest.substr(1);
  // "jeudi 3 novembre": what follows is a number and a month of its own.
  const std::string_view after = Trim(rest);
  const bool day = !after.empty() && after.front() >= '0' && after.front() <= '9';
  return day && MonthOf(word, {}) == 0 ? after : line;
}

}  // namespace ebb
