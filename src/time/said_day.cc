#include "time/said_day.h"

#include <algorithm>
#include <string_view>

namespace ebb {
namespace {

constexpr int kDaysOfWeek = 7;
constexpr std::uint32_t kDayOfEpoch = 5;  // 2000-01-01 was a Saturday; Monday is 0

constexpr NamedNumber kWeekdays[] = {{"monday", 0},   {"tuesday", 1}, {"wednesday", 2},
                                     {"thursday", 3}, {"friday", 4},  {"saturday", 5},
                                     {"sunday", 6},   {"tues", 1},    {"weds", 2},
                                     {"thurs", 3},    {"thur", 3},    {"fri", 4}};
// Words of other meanings too: days only behind "on", "this", "next" and the like.
constexpr NamedNumber kShortWeekdays[] = {{"mon", 0}, {"tue", 1}, {"wed", 2},
                                          {"thu", 3}, {"sat", 5}, {"sun", 6}};

constexpr std::string_view kTomorrow[] = {"tomorrow", "tomoro", "tomorow", "tmrw",   "tmr",
                                          "tmw",      "tomoz",  "2moro",   "2morro", "2mrw"};
// "Not until tonight" names tonight, "not tonight" does not.
constexpr std::string_view kNot[] = {"not", "cant", "dont", "wont"};
constexpr std::string_view kNotInTwo[] = {"can", "don", "won"};  // and "t"
constexpr std::string_view kUntil[] = {"until", "till", "til", "before"};
constexpr std::string_view kNewClause[] = {"but", "let", "lets"};
constexpr std::size_t kWordsOfNot = 6;  // so far back a day is refused
constexpr std::string_view kBeforeDay[] = {"on",    "this", "next", "till",  "til",
                                           "until", "by",   "come", "before"};

// "Not tonight", "can we not do this today".
bool IsRefused(const SaidWords& words, std::size_t i) {
  if (IsOneOf(words.Before(i), kUntil)) return false;
  for (std::size_t back = 1; back <= kWordsOfNot && back <= i; ++back) {
    if (words[i - back + 1].stop != Stop::kNone) return false;
    const std::string_view word = words.Before(i, back);
    if (IsOneOf(word, kNewClause)) return false;
    if (IsOneOf(word, kNot)) return true;
    if (word == "t" && IsOneOf(words.Before(i, back + 1), kNotInTwo)) return true;
  }
  return false;
}

// Of "a week on Saturday", "two weeks tomorrow".
int WeeksBefore(const SaidWords& words, std::size_t i) {
  const std::string_view before = words.Before(i);
  const std::size_t back = before == "on" || before == "from" ? 2 : 1;
  const std::string_view week = words.Before(i, back);
  if ((week != "week" && week != "weeks") || words.Before(i, back + 1) == "this") return 0;
  const int weeks = i > back ? words[i - back - 1].number : -1;
  return weeks < 1 ? 1 : std::min(weeks, 52);
}

void SetToday(const SaidWords& words, std::size_t i, SaidDay* day) {
  day->ahead = kDaysOfWeek * WeeksBefore(words, i);
  day->refused = day->ahead == 0 && IsRefused(words, i);
}

void ReadPart(const SaidWords& words, std::size_t i, SaidDay* day) {
  const std::string_view word = words.Text(i);
  if (words.Before(i) == "last" || words.Before(i) == "good") return;
  if (word == "morning" || word == "morn") {
    day->part = DayPart::kMorning;
  } else if (word == "afternoon" || word == "arvo") {
    day->part = DayPart::kAfternoon;
  } else if (word == "evening" || word == "eve" || word == "night" || word == "nite") {
    day->part = DayPart::kEvening;
  } else {
    return;
  }
  if (words.Before(i) == "this") SetToday(words, i, day);
}

int WeekdayOf(std::uint32_t today) {
  return static_cast<int>((today + kDayOfEpoch) % static_cast<std::uint32_t>(kDaysOfWeek));
}

int UntilSunday(std::uint32_t today) { return kDaysOfWeek - 1 - WeekdayOf(today); }

bool IsPartWord(std::string_view word) {
  return word == "morning" || word == "night" || word == "evening" || word == "afternoon";
}

void ReadWeekday(const SaidWords& words, std::size_t i, std::uint32_t today, SaidDay* day) {
  const std::string_view word = words.Text(i), before = words.Before(i);
  int named = ValueOf(word, kWeekdays);
  if (named < 0 && (IsOneOf(before, kBeforeDay) || IsPartWord(words.Text(i + 1)))) {
    named = ValueOf(word, kShortWeekdays);
  }
  if (named < 0) return;
  const int weekday = WeekdayOf(today);
  const int ahead = (named - weekday + kDaysOfWeek) % kDaysOfWeek;
  day->ahead = ahead == 0 ? kDaysOfWeek : ahead;
  // "Next Friday" said on a Monday means either; the later one is taken.
  if (before == "next" && ahead != 0 && named > weekday) day->ahead += kDaysOfWeek;
  const bool week = words.Text(i + 1) == "week" && words[i + 1].stop == Stop::kNone;
  day->ahead += kDaysOfWeek * (week ? 1 : WeeksBefore(words, i));  // "Saturday week"
}

void ReadDay(const SaidWords& words, std::size_t i, std::uint32_t today, SaidDay* day) {
  const std::string_view word = words.Text(i), before = words.Before(i);
  const std::string_view after = words.Text(i + 1);
  const bool has_been = after == "was" || after == "were";  // "Monday was awful"
  const bool is_day = ValueOf(word, kWeekdays) >= 0 || word == "today" || word == "tonight";
  if (before == "last" || before == "since" || before == "every" || (has_been && is_day)) {
    day->has_been = is_day;
    return;
  }
  if (word == "tonight" || word == "tonite" || word == "2nite") {
    day->part = DayPart::kEvening;
    SetToday(words, i, day);
  } else if (word == "today") {
    SetToday(words, i, day);
  } else if (IsOneOf(word, kTomorrow)) {
    day->ahead = before == "after" && words.Before(i, 2) == "day" ? 2 : 1;
    day->ahead += kDaysOfWeek * WeeksBefore(words, i);
  } else if (word == "weekend" || (word == "week" && (before == "next" || before == "this"))) {
    day->ahead = UntilSunday(today) + (before == "next" ? kDaysOfWeek : 0);
  } else {
    ReadWeekday(words, i, today, day);
  }
}

}  // namespace

std::optional<SaidDay> ReadSaidDay(const SaidWords& words, std::size_t at, std::uint32_t today) {
  SaidDay day;
  ReadPart(words, at, &day);
  ReadDay(words, at, today, &day);
  const bool says_nothing = day.ahead < 0 && day.part == DayPart::kNone && !day.has_been;
  if (says_nothing) return std::nullopt;
  return day;
}

}  // namespace ebb
