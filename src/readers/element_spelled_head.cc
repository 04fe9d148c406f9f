#include "readers/element_spelled_head.h"

#include <algorithm>
#include <iterator>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/day_clock.h"
#include "readers/fixed_time.h"
#include "readers/localised_date.h"
#include "readers/month_names.h"
#include "readers/prose_date.h"
#include "readers/spoken_clock.h"

namespace ebb {
namespace {

constexpr std::size_t kLongestStamp = 72;  // bytes

// "Fri, Apr 16, 2021" and "ven. 16 avr. 2021" without the day of the week.
std::string_view BareDate(std::string_view date) {
  const std::string_view bare = WithoutWeekday(date);
  if (bare.data() != date.data()) return bare;
  bool unfinished = false;
  const std::size_t dot = date.find('.');
  if (dot == date.npos || !WeekDay(date.substr(0, dot), &unfinished)) return date;
  return date.substr(dot + 1);
}

// "pt., 16 kwi 2021, " as "a, 0 a 0, ": how a date is laid out, whatever its words.
std::string LayoutOf(std::string_view date) {
  std::string layout;
  for (const char c : date) {
    const char kind = IsDigit(c) ? '0' : IsNameByte(c) ? 'a' : c;
    if (kind == '.' || (!layout.empty() && layout.back() == kind)) continue;
    layout += kind;
  }
  return layout;
}

bool HasYearAndDay(std::string_view date) {
  bool year = false, day = false;
  for (std::size_t at = 0, end = 0; at < date.size(); at = end + 1) {
    end = at;
    while (end < date.size() && IsDigit(date[end])) ++end;
    year = year || end - at == 4;
    day = day || end - at == 1 || end - at == 2;
  }
  return year && day;
}

// The date and the clock of a head, apart.
struct SpelledStamp {
  std::string_view date, rest;
  std::optional<std::int64_t> clock;  // seconds; none if it may be in the other half of the day
};

bool IsDigitAt(std::string_view text, std::size_t at) {
  return at < text.size() && IsDigit(text[at]);
}

// Where the clock begins: the first "1:02:03", or the last "1.02.03".
std::size_t FindSpelledClock(std::string_view stamp) {
  const std::size_t colon = stamp.find(':');
  const std::size_t digit = stamp.find_last_of("0123456789");
  const std::size_t dot = digit == stamp.npos ? digit : stamp.rfind('.', digit);
  const std::size_t mark = colon != stamp.npos ? colon : dot - 3;  // npos: far behind
  if (mark < 8 || mark >= stamp.size()) return stamp.npos;
  const char c = stamp[mark];
  const bool whole = mark + 3 < stamp.size() && IsDigitAt(stamp, mark - 1) &&
                     IsDigitAt(stamp, mark + 1) && IsDigitAt(stamp, mark + 2) &&
                     stamp[mark + 3] == c && IsDigitAt(stamp, mark + 4) &&
                     IsDigitAt(stamp, mark + 5) && !IsDigitAt(stamp, mark + 6);
  const std::size_t begin = stamp.find_last_not_of("0123456789", mark - 1) + 1;
  return whole && begin + 2 >= mark ? begin : stamp.npos;
}

// The last word of `date` and the blanks around it, if it is letters alone.
std::string_view WordAtEnd(std::string_view date) {
  const std::size_t end = date.find_last_not_of(' ');
  if (end == date.npos) return {};
  const std::size_t begin = date.find_last_of(" ,)", end) + 1;
  const std::string_view word = date.substr(begin);
  const bool letters = word.find_first_not_of(' ') != word.npos;
  return letters && word.find_first_of("0123456789") == word.npos ? word : std::string_view();
}

// "pop.", behind a clock in a language that is not known.
bool IsShortWord(std::string_view text) {
  constexpr std::size_t kLongest = 24;  // bytes
  text = Trim(text);
  return text.size() <= kLongest && std::all_of(text.begin(), text.end(), [](char c) {
           return c == '.' || c == ' ' || (IsNameByte(c) && !IsDigit(c));
         });
}

// A clock with words around it, of any language.
std::optional<SpelledStamp> SplitSpokenStamp(std::string_view stamp, std::size_t clock_at) {
  std::string_view date = stamp.substr(0, clock_at);
  const std::string_view word = WordAtEnd(date);
  std::string_view text = stamp.substr(clock_at - word.size());
  CivilTime time;
  SpokenClock clock = SpokenClock::kNone;
  if (!word.empty()) clock = TakeSpokenClock(&text, "", &time);
  if (clock != SpokenClock::kNone) {
    date.remove_suffix(word.size());
  } else {
    std::string before = LowerAscii(Trim(word));
    while (before.ends_with('.')) before.pop_back();
    text = stamp.substr(clock_at);
    clock = TakeSpokenClock(&text, before, &time);
  }
  while (text.starts_with('.')) text.remove_prefix(1);
  // It is a head all the same where the word for the half of the day is not known.
  const bool over = clock == SpokenClock::kDoubtful ? IsShortWord(text) : Trim(text).empty();
  if (clock == SpokenClock::kNone || !over) return std::nullopt;
  SpelledStamp split{date, {}, std::nullopt};
  if (clock == SpokenClock::kRead) split.clock = time.hour * 3600 + time.minute * 60 + time.second;
  return split;
}

// `quiet` remembers the last word in front of a clock that says nothing of the half of the day.
std::optional<SpelledStamp> SplitStamp(std::string_view line, std::string* quiet) {
  const std::size_t dash = line.substr(0, kLongestStamp).find(kSpelledDash);
  if (dash == line.npos) return std::nullopt;
  const std::string_view stamp = line.substr(0, dash);
  const std::size_t clock_at = FindSpelledClock(stamp);
  if (clock_at == stamp.npos) return std::nullopt;
  const std::string_view date = stamp.substr(0, clock_at),
                         rest = line.substr(dash + kSpelledDash.size());
  LineScan scan(stamp.substr(clock_at));
  const std::optional<DayClock> clock = ReadDayClock(&scan);
  const bool plain = clock && clock->has_seconds && Trim(scan.rest()).empty();
  // Behind a word an hour up to 12 may be one of the afternoon.
  const bool early = clock && clock->hour <= 12;
  const std::string_view word = early ? WordAtEnd(date) : std::string_view();
  const bool known = word.empty() || word == *quiet;
  if (plain && known) return SpelledStamp{date, rest, clock->seconds()};
  std::optional<SpelledStamp> split = SplitSpokenStamp(stamp, clock_at);
  if (!split) return split;
  split->rest = rest;
  constexpr unsigned char kFirstHan = 0xe4;  // such words may have the half at their end
  const bool says_nothing = plain && !known && split->clock && split->date.size() == date.size() &&
                            static_cast<unsigned char>(word.front()) < kFirstHan;
  if (says_nothing) quiet->assign(word);
  return split;
}

// What stands in front of the first digit is a day of the week, in whatever language.
std::string_view WithoutWordsInFront(std::string_view date) {
  const std::size_t digit = date.find_first_of("0123456789");
  return digit == date.npos ? date : date.substr(digit);
}

// Seconds of its midnight.
std::optional<std::int64_t> ReadSpelledDate(std::string_view date, const MonthSpeech& speech) {
  constexpr std::string_view kMidnight = " 00:00:00";
  for (const std::string_view part : {BareDate(date), WithoutWordsInFront(date), date}) {
    const std::optional<std::int64_t> midnight =
        ReadLocalisedDate(std::string(part).append(kMidnight), speech);
    if (midnight && *midnight % kDaySeconds == 0) return midnight;
  }
  return std::nullopt;
}

bool IsEnglishDay(std::string_view word) {
  static constexpr std::string_view kDays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  return std::find(std::begin(kDays), std::end(kDays), word) != std::end(kDays);
}

bool IsWrittenOut(std::string_view english_month) {
  constexpr std::size_t kLongestShort = 4;  // "Sept", and Australia's "June"
  return english_month.size() > kLongestShort && MonthOfName(english_month) > 0;
}

// "2021\u5e744\u670816\u65e5\u5468\u4e94"
bool EndsInHanDay(std::string_view date) {
  constexpr std::string_view kDay = "\u65e5";
  const std::size_t at = date.find(kDay);
  bool unfinished = false;
  return at != date.npos && IsDigitAt(date, at - 1) &&
         WeekDay(date.substr(at + kDay.size()), &unfinished);
}

// What the words of a date are.
struct DateWords {
  int days = 0, months = 0, both = 0, written_out = 0;
  bool full = false;

  explicit DateWords(std::string_view date) {
    for (const std::string_view word : Split(Trim(date), ' ')) See(word);
  }

 private:
  void See(std::string_view word) {
    bool unfinished = false;
    const std::string_view kept = word;
    for (const std::string_view mark : {",", "\u060c", "."}) {
      if (word.ends_with(mark)) word.remove_suffix(mark.size());
    }
    full = full || (IsEnglishDay(word.substr(0, 3)) && word.ends_with("day"));
    written_out += IsWrittenOut(word) ? 1 : 0;
    const bool month = MonthOfAnyName(word) > 0;
    const bool day = IsDayOfAnyName(word) || WeekDay(kept, &unfinished) || EndsInHanDay(word);
    months += month ? 1 : 0;
    both += month && day ? 1 : 0;
    days += day && !month ? 1 : 0;
  }
};

// "ve, 16 apr 2021, ": the day of the week in a language whose days are not known.
bool BeginsWithSomeDay(std::string_view date) {
  constexpr std::size_t kLongestDay = 18;  // bytes, six letters of India
  date = Trim(date);
  const std::size_t comma = date.find(',');
  if (comma == 0 || comma > kLongestDay || !date.ends_with(',')) return false;
  const std::string_view word = date.substr(0, comma);
  const std::string_view behind = Trim(date.substr(comma));
  return behind.find_first_of("0123456789") == 2 && MonthOfAnyName(word) == 0 &&
         std::all_of(word.begin(), word.end(), [](char c) { return IsNameByte(c) && !IsDigit(c); });
}

// A short day of the week, as browsers write dates: in English with a comma behind the year, where
// mail and logs have "Fri, 16 Apr 2021 10:02:03".
bool HasShortWeekDay(std::string_view date) {
  const DateWords words(date);
  const std::size_t word = std::min<std::size_t>(date.find_first_not_of(' '), date.size());
  const bool english_day = IsEnglishDay(date.substr(word, 3));
  const std::string_view before_clock = Trim(date);
  if (english_day && !before_clock.ends_with(',') && !before_clock.ends_with(" at")) return false;
  if (words.full || (english_day && words.written_out > 0)) return false;
  return words.days > 0 || (words.both > 0 && words.months > 1) || BeginsWithSomeDay(date);
}

}  // namespace

bool SpelledHeads::MayBegin(std::string_view line) {
  std::string quiet;
  return SplitStamp(line, &quiet).has_value();
}

bool SpelledHeads::Parse(std::string_view line, SpelledHead* head) {
  const std::optional<SpelledStamp> stamp = SplitStamp(line, &quiet_);
  if (!stamp) return false;
  const std::string_view date = stamp->date;
  head->rest = stamp->rest;
  head->week_day = false;
  head->seconds.reset();
  if (date_.empty() || date != date_) {
    // What is pasted into a message may have its date in another form.
    const bool comma = Trim(date).ends_with(',');
    if (!layout_.empty() && comma != comma_) return false;
    const std::optional<std::int64_t> midnight = ReadSpelledDate(date, speech_);
    if (!midnight) date_.clear();
    if (!midnight) return !layout_.empty() && HasYearAndDay(date) && IsLaidOut(date);
    const std::string layout = LayoutOf(date);
    const bool week_day = (with_day_ && layout == layout_) || HasShortWeekDay(date);
    if (with_day_ && !week_day) return false;
    if (layout_.empty()) {
      layout_ = layout;
      with_day_ = week_day;
    }
    comma_ = comma;
    week_day_ = week_day;
    date_.assign(date);
    midnight_ = *midnight;
  }
  head->week_day = week_day_;
  if (stamp->clock) head->seconds = midnight_ + *stamp->clock;
  return true;
}

void SpelledHeads::Learn(std::string_view line) {
  if (const std::optional<SpelledStamp> stamp = SplitStamp(line, &quiet_)) {
    for (const std::string_view part : {BareDate(stamp->date), WithoutWordsInFront(stamp->date)}) {
      LearnMonth(std::string(part) + " 00:00:00", &speech_);
    }
  }
}

// As the other heads of the file, or with a day of the week in front.
bool SpelledHeads::IsLaidOut(std::string_view date) const {
  bool unfinished = false;
  return LayoutOf(date) == layout_ ||
         WeekDay(date.substr(0, date.find_first_of(" ,")), &unfinished).has_value();
}

}  // namespace ebb
