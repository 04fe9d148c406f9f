#include "time/said_time.h"

#include <algorithm>
#include <cstddef>

#include "time/said_words.h"

namespace ebb {
namespace {

constexpr std::uint32_t kMinute = 60, kSecondsOfDay = 86400;
constexpr int kDaysOfWeek = 7;
constexpr std::uint32_t kDayOfEpoch = 5;  // 2000-01-01 was a Saturday; Monday is 0

constexpr NamedNumber kUnits[] = {{"min", 60},        {"mins", 60},       {"minute", 60},
                                  {"minutes", 60},    {"hr", 3600},       {"hrs", 3600},
                                  {"hour", 3600},     {"hours", 3600},    {"h", 3600},
                                  {"day", 86400},     {"days", 86400},    {"week", 604800},
                                  {"weeks", 604800},  {"month", 2592000}, {"months", 2592000},
                                  {"year", 31536000}, {"years", 31536000}};
constexpr std::uint64_t kLongestSpan = std::uint64_t{400} * 604800;

constexpr NamedNumber kWeekdays[] = {{"monday", 0},   {"tuesday", 1}, {"wednesday", 2},
                                     {"thursday", 3}, {"friday", 4},  {"saturday", 5},
                                     {"sunday", 6},   {"tues", 1},    {"weds", 2},
                                     {"thurs", 3},    {"thur", 3},    {"fri", 4}};
// Words of other meanings too: days only behind "on", "this", "next" and the like.
constexpr NamedNumber kShortWeekdays[] = {{"mon", 0}, {"tue", 1}, {"wed", 2},
                                          {"thu", 3}, {"sat", 5}, {"sun", 6}};

constexpr std::string_view kTomorrow[] = {"tomorrow", "tomoro", "tomorow", "tmrw",   "tmr",
                                          "tmw",      "tomoz",  "2moro",   "2morro", "2mrw"};
// Before an hour; behind the second kind a number may count something ("about 3 things").
constexpr std::string_view kBeforeHour[] = {"at", "by", "till", "til", "until"};
constexpr std::string_view kNearHour[] = {"around", "about", "after", "before", "roughly"};
// What may stand behind an hour; anything else may be what is counted ("at one point").
constexpr std::string_view kBehindHour[] = {
    "and", "then", "tonight", "tomorrow", "today", "on",      "i",  "we", "lets", "let",
    "if",  "ok",   "xx",      "x",        "sharp", "promise", "so", "to", "for",  "in"};
// Before an hour that has been ("awake since 5am"), or may have been ("from 8").
constexpr std::string_view kBehindUs[] = {"since", "from", "was", "were", "been"};
// "Not until tonight" names tonight, "not tonight" does not.
constexpr std::string_view kNot[] = {"not", "cant", "dont", "wont"};
constexpr std::string_view kNotInTwo[] = {"can", "don", "won"};  // and "t"
constexpr std::string_view kUntil[] = {"until", "till", "til", "before"};
constexpr std::string_view kNewClause[] = {"but", "let", "lets"};
constexpr std::size_t kWordsOfNot = 6;    // so far back a day is refused
constexpr std::size_t kWordsBetween = 2;  // at most between an hour and its day
constexpr std::string_view kBeforeDay[] = {"on",    "this", "next", "till",  "til",
                                           "until", "by",   "come", "before"};

template <std::size_t N>
bool IsOneOf(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

enum class Half : std::uint8_t { kUnsaid, kMorning, kEvening };
enum class Part : std::uint8_t { kNone, kMorning, kAfternoon, kEvening };

// What is said in one breath: a day, a part of the day and an hour, or some of them.
struct Named {
  std::size_t first = 0, last = 0;  // words
  int day = -1;                     // days ahead
  int minutes = -1;                 // of the day
  bool sure = false;                // it is known which half of the day is meant
  Part part = Part::kNone;
  bool refused = false;

  bool Holds(const Named& other) const {
    return (day >= 0 && other.day >= 0) || (minutes >= 0 && other.minutes >= 0) ||
           (part != Part::kNone && other.part != Part::kNone);
  }
  void Join(const Named& other) {
    last = other.last;
    day = std::max(day, other.day);
    if (other.minutes >= 0) sure = other.sure;
    minutes = std::max(minutes, other.minutes);
    part = std::max(part, other.part);
    refused = refused || other.refused;
  }
};

class Reader {
 public:
  Reader(std::string_view text, std::uint32_t sent) : words_(text), sent_(sent) {
    weekday_ = static_cast<int>((sent / kSecondsOfDay + kDayOfEpoch) % kDaysOfWeek);
  }

  std::optional<std::uint32_t> Read() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i].money || ReadSpan(&i)) continue;
      const std::size_t first = i;
      if (ReadHour(&i)) {
        Add(first, i);
        continue;
      }
      ReadPart(i);
      ReadDay(i);
      if (now_.day >= 0 || now_.part != Part::kNone) Add(i, i);
    }
    Close();
    if (loose_hour_ && last_day_ >= 0) latest_ = std::max(latest_, Midnight(last_day_ + 1));
    if (latest_ > sent_) return latest_;
    if (refused_) return kRefusedTime;
    return std::nullopt;
  }

 private:
  // To what was said before, if in one breath with it.
  void Add(std::size_t first, std::size_t last) {
    now_.first = first;
    now_.last = last;
    if (any_ && IsInOneBreath()) {
      open_.Join(now_);
    } else {
      Close();
      open_ = now_;
      any_ = true;
    }
    now_ = {};
  }
  bool IsInOneBreath() const {
    if (now_.first > open_.last + 1 + kWordsBetween || open_.Holds(now_)) return false;
    const bool refused = open_.refused || now_.refused;
    for (std::size_t i = open_.last + 1; i <= now_.first; ++i) {
      if (words_[i].stop == Stop::kSentence) return false;
      if (refused && words_[i].stop != Stop::kNone) return false;
    }
    return true;
  }
  void Close() {
    if (!any_) return;
    any_ = false;
    if (open_.refused) {
      refused_ = true;
      return;
    }
    latest_ = std::max(latest_, Resolve(open_));
    last_day_ = std::max(last_day_, open_.day);
    loose_hour_ = loose_hour_ || (open_.minutes >= 0 && open_.day < 0);
  }

  // "20 minutes", "half an hour", "a couple of hours", "in ten".
  bool ReadSpan(std::size_t* i) {
    std::size_t at = *i;
    const std::string_view word = words_.Text(at);
    int quantity = words_[at].number;
    std::uint32_t halves = 0;
    if (word == "half" && (words_.Text(at + 1) == "an" || words_.Text(at + 1) == "a")) {
      quantity = 0;
      halves = 1;
      ++at;
    } else if (word == "a" || word == "an") {
      quantity = 1;
      const int more = at + 1 < words_.size() ? words_[at + 1].number : -1;
      const bool few = words_.Text(at + 1) == "couple" || words_.Text(at + 1) == "few";
      if (few) {
        quantity = more;
        ++at;
      }
      if (words_.Text(at + 1) == "half" || words_.Text(at + 1) == "full") ++at;
    }
    if (quantity < 0) return false;
    const int hundredths = ReadDecimals(&at);
    if (words_.Text(at + 1) == "of") ++at;
    const int unit = ValueOf(words_.Text(at + 1), kUnits);
    if (unit < 0) return ReadBareMinutes(i);
    if (words_.Text(at + 2) == "ago" || IsBehind(*i)) {
      *i = at + 1;
      return true;
    }
    if (words_.Text(at + 2) == "or" && at + 3 < words_.size()) {  // "an hour or two"
      quantity = std::max(quantity, words_[at + 3].number);
    }
    const auto seconds = static_cast<std::uint64_t>(unit);
    if (words_.Text(at + 2) == "and" && words_.Text(at + 4) == "half") ++halves;
    AddSpan(static_cast<std::uint64_t>(quantity) * seconds + halves * seconds / 2 +
            static_cast<std::uint64_t>(hundredths) * seconds / 100);
    *i = at + 1;
    return true;
  }
  // The ".5" of "1.5 hours", in hundredths.
  int ReadDecimals(std::size_t* at) const {
    const std::size_t i = *at + 1;
    if (i >= words_.size() || !words_[*at].digits || !words_[i].digits) return 0;
    if (words_[i].before != '.' || words_[i].size > 2) return 0;
    if (ValueOf(words_.Text(i + 1), kUnits) < 0) return 0;
    ++*at;
    return words_[i].number * (words_[i].size == 1 ? 10 : 1);
  }
  void AddSpan(std::uint64_t seconds) {
    latest_ =
        std::max(latest_, sent_ + static_cast<std::uint32_t>(std::min(seconds, kLongestSpan)));
  }
  // "for an hour", "the last two days": how long something has been, not when it will be.
  bool IsBehind(std::size_t i) const {
    const std::string_view before = words_.Before(i);
    return before == "for" || before == "last" || before == "past" || before == "these";
  }
  bool ReadBareMinutes(const std::size_t* i) {
    const std::string_view before = words_.Before(*i);
    const int minutes = words_[*i].number;
    const bool asked = before == "in" || (before == "me" && words_.Before(*i, 2) == "give");
    if (!asked || minutes < 5 || minutes > 60 || minutes % 5 != 0) return false;
    const bool last = *i + 1 >= words_.size();
    // "In 10 messages" counts something else.
    if (!last && words_[*i + 1].before == 0) return false;
    if (!last && words_[*i + 1].stop == Stop::kNone && !IsOneOf(words_.Text(*i + 1), kBehindHour)) {
      return false;
    }
    AddSpan(static_cast<std::uint64_t>(minutes) * kMinute);
    return true;
  }

  // "at 8", "8pm", "by 9.30", "half 7", "quarter to ten", "noon".
  bool ReadHour(std::size_t* i) {
    const std::string_view word = words_.Text(*i);
    if (word == "noon" || word == "midday") return SetMinutes(12 * 60, true);
    if (word == "midnight") return SetMinutes(24 * 60, true);
    if (word == "half" || word == "quarter") return ReadFraction(i);
    const int hour = words_[*i].number;
    if (hour < 0 || hour > 24) return false;
    if (IsPartOfDate(*i)) return false;
    if (IsBehindUs(*i)) {
      refused_ = true;
      return false;
    }
    std::size_t next = *i + 1;
    int minute = 0;
    if (next < words_.size() && words_[next].digits && words_[next].size == 2 &&
        (words_[next].before == ':' || words_[next].before == '.') && words_[next].number < 60) {
      minute = words_[next++].number;
    }
    const bool with_minutes = next > *i + 1;
    const bool decimal = with_minutes && words_[*i + 1].before == '.';
    const Half half = ReadHalf(&next);
    const bool told = half != Half::kUnsaid || with_minutes || ReadHourWord(&next);
    if (decimal && half == Half::kUnsaid && !IsAfterAt(*i)) return false;  // "costs 4.50"
    if (!told && !IsIntroduced(*i)) return false;
    if (hour > 12 && half != Half::kUnsaid) return false;
    *i = next - 1;
    return SetHour(hour, minute, half);
  }
  bool IsAfterAt(std::size_t i) const {
    return words_[i].before == '@' || IsOneOf(words_.Before(i), kBeforeHour);
  }
  // "Awake since 5", "it was at 8".
  bool IsBehindUs(std::size_t i) const {
    const bool at = words_.Before(i) == "at" || words_.Before(i) == "about";
    return IsOneOf(words_.Before(i, at ? 2 : 1), kBehindUs);
  }
  // A bare number that is an hour by the words around it.
  bool IsIntroduced(std::size_t i) const {
    const std::string_view before = words_.Before(i);
    if (words_[i].before == '@') return true;
    if (IsOneOf(before, kBeforeHour) && words_[i].digits) return true;
    if (!IsOneOf(before, kBeforeHour) && !IsOneOf(before, kNearHour)) return false;
    if (i + 1 >= words_.size() || IsOneOf(words_.Text(i + 1), kBehindHour)) return true;
    return words_[i + 1].stop != Stop::kNone;
  }
  // "the 14/8", "8th", "8/3", "3.5.24".
  bool IsPartOfDate(std::size_t i) const {
    const char before = words_[i].before;
    if (i > 0 && words_[i - 1].digits &&
        (before == '/' || before == '-' || before == ':' || before == '.')) {
      return true;
    }
    if (i + 1 >= words_.size()) return false;
    const SaidWord& next = words_[i + 1];
    if (next.digits && (next.before == '/' || next.before == '-')) return true;
    const std::string_view text = next.text();
    return next.before == 0 && (text == "st" || text == "nd" || text == "rd" || text == "th");
  }
  bool ReadFraction(std::size_t* i) {
    const bool is_half = words_.Text(*i) == "half";
    std::size_t at = *i + 1;
    const std::string_view way = words_.Text(at);
    const bool to = way == "to" || way == "til" || way == "till";
    if (way == "past" || way == "after" || (to && !is_half)) {
      ++at;
    } else if (!is_half) {
      return false;
    }
    if (at >= words_.size()) return false;
    const int hour = words_[at].number;
    if (hour < 1 || hour > 12) return false;
    std::size_t next = at + 1;
    const Half half = ReadHalf(&next);
    *i = next - 1;
    if (to) return SetHour(hour == 1 ? 12 : hour - 1, 45, half);
    return SetHour(hour, is_half ? 30 : 15, half);
  }
  Half ReadHalf(std::size_t* next) const {
    const std::string_view word = words_.Text(*next), after = words_.Text(*next + 1);
    const bool dotted = (word == "a" || word == "p") && after == "m";
    if (word != "am" && word != "pm" && !dotted) return Half::kUnsaid;
    *next += dotted ? 2 : 1;
    return word[0] == 'a' ? Half::kMorning : Half::kEvening;
  }
  bool ReadHourWord(std::size_t* next) const {
    const std::string_view word = words_.Text(*next);
    if (word == "ish" || word == "oclock") {
      ++*next;
      return true;
    }
    if (word != "o" || words_.Text(*next + 1) != "clock") return false;
    *next += 2;
    return true;
  }
  bool SetHour(int hour, int minute, Half half) {
    if (half == Half::kUnsaid) return SetMinutes(hour * 60 + minute, hour == 0 || hour > 12);
    const int of_day = hour % 12 + (half == Half::kEvening ? 12 : 0);
    return SetMinutes((of_day == 0 ? 24 : of_day) * 60 + minute, true);  // twelve at night
  }
  bool SetMinutes(int minutes, bool sure) {
    now_.minutes = minutes;
    now_.sure = sure;
    return true;
  }

  void ReadPart(std::size_t i) {
    const std::string_view word = words_.Text(i);
    if (words_.Before(i) == "last" || words_.Before(i) == "good") return;
    if (word == "morning" || word == "morn") {
      now_.part = Part::kMorning;
    } else if (word == "afternoon" || word == "arvo") {
      now_.part = Part::kAfternoon;
    } else if (word == "evening" || word == "eve" || word == "night" || word == "nite") {
      now_.part = Part::kEvening;
    } else {
      return;
    }
    if (words_.Before(i) == "this") SetToday(i);
  }
  void SetToday(std::size_t i) {
    now_.day = kDaysOfWeek * WeeksBefore(i);
    now_.refused = now_.day == 0 && IsRefused(i);
  }
  // "Not tonight", "can we not do this today".
  bool IsRefused(std::size_t i) const {
    if (IsOneOf(words_.Before(i), kUntil)) return false;
    for (std::size_t back = 1; back <= kWordsOfNot && back <= i; ++back) {
      if (words_[i - back + 1].stop != Stop::kNone) return false;
      const std::string_view word = words_.Before(i, back);
      if (IsOneOf(word, kNewClause)) return false;
      if (IsOneOf(word, kNot)) return true;
      if (word == "t" && IsOneOf(words_.Before(i, back + 1), kNotInTwo)) return true;
    }
    return false;
  }

  void ReadDay(std::size_t i) {
    const std::string_view word = words_.Text(i), before = words_.Before(i);
    const std::string_view after = words_.Text(i + 1);
    const bool has_been = after == "was" || after == "were";  // "Monday was awful"
    const bool is_day = ValueOf(word, kWeekdays) >= 0 || word == "today" || word == "tonight";
    if (before == "last" || before == "since" || before == "every" || (has_been && is_day)) {
      refused_ = refused_ || is_day;
      return;
    }
    if (word == "tonight" || word == "tonite" || word == "2nite") {
      now_.part = Part::kEvening;
      SetToday(i);
    } else if (word == "today") {
      SetToday(i);
    } else if (IsOneOf(word, kTomorrow)) {
      now_.day = before == "after" && words_.Before(i, 2) == "day" ? 2 : 1;
      now_.day += kDaysOfWeek * WeeksBefore(i);
    } else if (word == "weekend" || (word == "week" && (before == "next" || before == "this"))) {
      now_.day = UntilSunday() + (before == "next" ? kDaysOfWeek : 0);
    } else {
      ReadWeekday(i, word, before);
    }
  }
  void ReadWeekday(std::size_t i, std::string_view word, std::string_view before) {
    int named = ValueOf(word, kWeekdays);
    if (named < 0 && (IsOneOf(before, kBeforeDay) || IsPartWord(words_.Text(i + 1)))) {
      named = ValueOf(word, kShortWeekdays);
    }
    if (named < 0) return;
    const int ahead = (named - weekday_ + kDaysOfWeek) % kDaysOfWeek;
    now_.day = ahead == 0 ? kDaysOfWeek : ahead;
    // "Next Friday" said on a Monday means either; the later one is taken.
    if (before == "next" && ahead != 0 && named > weekday_) now_.day += kDaysOfWeek;
    const bool week = words_.Text(i + 1) == "week" && words_[i + 1].stop == Stop::kNone;
    now_.day += kDaysOfWeek * (week ? 1 : WeeksBefore(i));  // "Saturday week"
  }
  // Of "a week on Saturday", "two weeks tomorrow".
  int WeeksBefore(std::size_t i) const {
    const std::string_view before = words_.Before(i);
    const std::size_t back = before == "on" || before == "from" ? 2 : 1;
    const std::string_view week = words_.Before(i, back);
    if ((week != "week" && week != "weeks") || words_.Before(i, back + 1) == "this") return 0;
    const int weeks = i > back ? words_[i - back - 1].number : -1;
    return weeks < 1 ? 1 : std::min(weeks, 52);
  }
  static bool IsPartWord(std::string_view word) {
    return word == "morning" || word == "night" || word == "evening" || word == "afternoon";
  }
  int UntilSunday() const { return kDaysOfWeek - 1 - weekday_; }

  std::uint32_t Midnight(int days) const {
    return (sent_ / kSecondsOfDay + static_cast<std::uint32_t>(days)) * kSecondsOfDay;
  }
  std::uint32_t At(int days, int minutes) const {
    return Midnight(days) + static_cast<std::uint32_t>(minutes) * kMinute;
  }

  std::uint32_t Resolve(const Named& named) const {
    if (named.minutes >= 0) return ResolveHour(named);
    const int end = named.part == Part::kMorning ? 12 : named.part == Part::kAfternoon ? 18 : 24;
    return AsSaid(named, end * 60);  // "in the morning", said in the evening, is the next one
  }
  std::uint32_t ResolveHour(const Named& named) const {
    if (named.sure) return AsSaid(named, named.minutes);
    const bool twelve = named.minutes / 60 == 12;
    const int morning = twelve ? named.minutes - 12 * 60 : named.minutes;
    const int evening = morning + 12 * 60;
    if (named.part == Part::kMorning) return AsSaid(named, morning);
    if (named.part == Part::kEvening && twelve) return AsSaid(named, evening + 12 * 60);
    if (named.part != Part::kNone || named.day > 0) return AsSaid(named, evening);
    for (const int minutes : {morning, evening}) {
      if (At(0, minutes) > sent_) return At(0, minutes);
    }
    return At(1, morning);
  }
  std::uint32_t AsSaid(const Named& named, int minutes) const {
    const std::uint32_t when = At(std::max(named.day, 0), minutes);
    return when <= sent_ && named.day < 0 ? when + kSecondsOfDay : when;
  }

  SaidWords words_;
  std::uint32_t sent_;
  int weekday_ = 0;  // Monday is 0
  Named now_;        // what is being read
  Named open_;       // what may be added to, if any
  bool any_ = false;
  bool refused_ = false;     // a time is refused, or has been
  bool loose_hour_ = false;  // an hour stands apart from any day
  int last_day_ = -1;
  std::uint32_t latest_ = 0;  // of all that was named
};

}  // namespace

std::optional<std::uint32_t> SaidTime(std::string_view text, std::uint32_t sent) {
  if (sent == 0) return std::nullopt;
  return Reader(text, sent).Read();
}

}  // namespace ebb
