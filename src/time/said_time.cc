#include "time/said_time.h"

#include <algorithm>
#include <cstddef>

#include "time/said_words.h"

namespace ebb {
namespace {

constexpr std::uint32_t kMinute = 60, kHour = 3600, kDay = 86400;
constexpr int kDaysOfWeek = 7;
constexpr std::uint32_t kDayOfEpoch = 5;  // 2000-01-01 was a Saturday; Monday is 0

constexpr NamedNumber kUnits[] = {
    {"min", 60},     {"mins", 60},     {"minute", 60},   {"minutes", 60}, {"hr", 3600},
    {"hrs", 3600},   {"hour", 3600},   {"hours", 3600},  {"h", 3600},     {"day", 86400},
    {"days", 86400}, {"week", 604800}, {"weeks", 604800}};

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
constexpr std::string_view kNearHour[] = {"around", "about", "after", "before", "from", "roughly"};
// What may stand behind an hour; anything else may be what is counted ("at one point").
constexpr std::string_view kBehindHour[] = {
    "and", "then", "tonight", "tomorrow", "today", "on",      "i",  "we", "lets", "let",
    "if",  "ok",   "xx",      "x",        "sharp", "promise", "so", "to", "for",  "in"};
constexpr std::string_view kBeforeDay[] = {"on",    "this", "next", "till",  "til",
                                           "until", "by",   "come", "before"};

template <std::size_t N>
bool IsOneOf(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

enum class Half : std::uint8_t { kUnsaid, kMorning, kEvening };
enum class Part : std::uint8_t { kNone, kMorning, kAfternoon, kEvening };

class Reader {
 public:
  Reader(std::string_view text, std::uint32_t sent) : words_(text), sent_(sent) {
    weekday_ = static_cast<int>((sent / kDay + kDayOfEpoch) % kDaysOfWeek);
  }

  std::optional<std::uint32_t> Read() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (ReadSpan(&i) || ReadHour(&i)) continue;
      ReadPart(i);
      ReadDay(i);
    }
    const std::uint32_t when = Resolve();
    if (when <= sent_) return std::nullopt;
    return when;
  }

 private:
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
    if (words_.Text(at + 1) == "of") ++at;
    const int unit = ValueOf(words_.Text(at + 1), kUnits);
    if (unit < 0) return ReadBareMinutes(i);
    if (words_.Text(at + 2) == "ago" || IsBehind(*i)) {
      *i = at + 1;
      return true;
    }
    const auto seconds = static_cast<std::uint32_t>(unit);
    span_ = static_cast<std::uint32_t>(std::min(quantity, 400)) * seconds + halves * seconds / 2;
    if (words_.Text(at + 2) == "and" && words_.Text(at + 4) == "half") span_ += seconds / 2;
    *i = at + 1;
    return true;
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
    if (!words_.Text(*i + 1).empty() && words_[*i + 1].before == 0) return false;  // "in 20th"
    span_ = static_cast<std::uint32_t>(minutes) * kMinute;
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
    std::size_t next = *i + 1;
    int minute = 0;
    if (next < words_.size() && words_[next].digits && words_[next].size == 2 &&
        (words_[next].before == ':' || words_[next].before == '.') && words_[next].number < 60) {
      minute = words_[next++].number;
    }
    const bool with_minutes = next > *i + 1;
    const Half half = ReadHalf(&next);
    const bool told = half != Half::kUnsaid || with_minutes || ReadHourWord(&next);
    if (!told && !IsIntroduced(*i)) return false;
    if (hour > 12 && half != Half::kUnsaid) return false;
    *i = next - 1;
    return SetHour(hour, minute, half);
  }
  // A bare number that is an hour by the words around it.
  bool IsIntroduced(std::size_t i) const {
    const std::string_view before = words_.Before(i);
    if (words_[i].before == '@') return true;
    if (IsOneOf(before, kBeforeHour) && words_[i].digits) return true;
    if (!IsOneOf(before, kBeforeHour) && !IsOneOf(before, kNearHour)) return false;
    if (i + 1 >= words_.size() || IsOneOf(words_.Text(i + 1), kBehindHour)) return true;
    const char sign = words_[i + 1].before;
    return sign == ',' || sign == '.' || sign == '\n';
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
    minutes_ = minutes;
    sure_ = sure;
    return true;
  }

  void ReadPart(std::size_t i) {
    const std::string_view word = words_.Text(i);
    if (word == "morning" || word == "morn") {
      part_ = Part::kMorning;
    } else if (word == "afternoon" || word == "arvo") {
      part_ = Part::kAfternoon;
    } else if (word == "evening" || word == "eve" || word == "night" || word == "nite") {
      part_ = Part::kEvening;
    } else {
      return;
    }
    if (words_.Before(i) == "this") day_ = 0;
    if (words_.Before(i) == "last" || words_.Before(i) == "good") part_ = Part::kNone;
  }

  void ReadDay(std::size_t i) {
    const std::string_view word = words_.Text(i), before = words_.Before(i);
    if (before == "last" || before == "since" || before == "every") return;
    if (word == "tonight" || word == "tonite" || word == "2nite") {
      day_ = 0;
      part_ = Part::kEvening;
    } else if (word == "today") {
      day_ = 0;
    } else if (IsOneOf(word, kTomorrow)) {
      day_ = before == "after" && words_.Before(i, 2) == "day" ? 2 : 1;
    } else if (word == "weekend" || (word == "week" && (before == "next" || before == "this"))) {
      day_ = UntilSunday() + (before == "next" ? kDaysOfWeek : 0);
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
    day_ = ahead == 0 ? kDaysOfWeek : ahead;
    // "Next Friday" said on a Monday means either; the later one is taken.
    if (before == "next" && ahead != 0 && named > weekday_) day_ += kDaysOfWeek;
  }
  static bool IsPartWord(std::string_view word) {
    return word == "morning" || word == "night" || word == "evening" || word == "afternoon";
  }
  int UntilSunday() const { return kDaysOfWeek - 1 - weekday_; }

  std::uint32_t Midnight(int days) const {
    return (sent_ / kDay + static_cast<std::uint32_t>(days)) * kDay;
  }
  std::uint32_t At(int days, int minutes) const {
    return Midnight(days) + static_cast<std::uint32_t>(minutes) * kMinute;
  }

  std::uint32_t Resolve() const {
    if (minutes_ >= 0) return ResolveHour();
    if (day_ < 0 && part_ == Part::kNone) return span_ == 0 ? 0 : sent_ + span_;
    const int day = std::max(day_, 0);
    const int end = part_ == Part::kMorning ? 12 : part_ == Part::kAfternoon ? 18 : 24;
    const std::uint32_t when = Midnight(day) + static_cast<std::uint32_t>(end) * kHour;
    // "In the morning", said in the evening.
    return when <= sent_ && day_ < 0 ? when + kDay : when;
  }

  std::uint32_t ResolveHour() const {
    if (sure_) return AsSaid(minutes_);
    const bool twelve = minutes_ / 60 == 12;
    const int morning = twelve ? minutes_ - 12 * 60 : minutes_, evening = morning + 12 * 60;
    if (part_ == Part::kMorning) return AsSaid(morning);
    if (part_ == Part::kEvening && twelve) return AsSaid(evening + 12 * 60);
    if (part_ != Part::kNone || day_ > 0) return AsSaid(evening);
    for (const int minutes : {morning, evening}) {
      if (At(0, minutes) > sent_) return At(0, minutes);
    }
    return At(1, morning);
  }
  std::uint32_t AsSaid(int minutes) const {
    const std::uint32_t when = At(std::max(day_, 0), minutes);
    return when <= sent_ && day_ < 0 ? when + kDay : when;
  }

  SaidWords words_;
  std::uint32_t sent_;
  int weekday_ = 0;    // Monday is 0
  int day_ = -1;       // days ahead
  int minutes_ = -1;   // of the day
  bool sure_ = false;  // it is known which half of the day is meant
  Part part_ = Part::kNone;
  std::uint32_t span_ = 0;
};

}  // namespace

std::optional<std::uint32_t> SaidTime(std::string_view text, std::uint32_t sent) {
  if (sent == 0) return std::nullopt;
  return Reader(text, sent).Read();
}

}  // namespace ebb
