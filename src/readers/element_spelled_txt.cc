#include "readers/element_spelled_txt.h"

#include <algorithm>
#include <iterator>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/day_clock.h"
#include "readers/localised_date.h"
#include "readers/month_names.h"
#include "readers/probe.h"
#include "readers/prose_date.h"
#include "readers/spoken_clock.h"
#include "readers/text_chat.h"

namespace ebb {
namespace {

constexpr std::string_view kDash = " - ";
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

// Gives the words of notices on, which OpenRecord keeps only for messages.
class NoticeWords final : public MessageSink {
 public:
  explicit NoticeWords(MessageSink& to) : to_(to) {}
  void BeginConversation(const ConversationInfo& info) override { to_.BeginConversation(info); }
  void OnSkipped(const SkippedRecord& record) override { to_.OnSkipped(record); }
  bool OnMessage(const Message& given) override {
    if (!given.sender.empty()) return to_.OnMessage(given);
    Message message = given;
    message.kind = MessageKind::kNotice;
    return to_.OnMessage(message);
  }

 private:
  MessageSink& to_;
};

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
  return word.find_first_of("0123456789") == word.npos ? word : std::string_view();
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
  if (clock == SpokenClock::kNone || !Trim(text).empty()) return std::nullopt;
  SpelledStamp split{date, {}, std::nullopt};
  if (clock == SpokenClock::kRead) split.clock = time.hour * 3600 + time.minute * 60 + time.second;
  return split;
}

std::optional<SpelledStamp> SplitStamp(std::string_view line) {
  const std::size_t dash = line.substr(0, kLongestStamp).find(kDash);
  if (dash == line.npos) return std::nullopt;
  const std::string_view stamp = line.substr(0, dash);
  const std::size_t clock_at = FindSpelledClock(stamp);
  if (clock_at == stamp.npos) return std::nullopt;
  const std::string_view date = stamp.substr(0, clock_at), rest = line.substr(dash + kDash.size());
  LineScan scan(stamp.substr(clock_at));
  const std::optional<DayClock> clock = ReadDayClock(&scan);
  const bool plain = clock && clock->has_seconds && Trim(scan.rest()).empty();
  if (plain && WordAtEnd(date).empty()) return SpelledStamp{date, rest, clock->seconds()};
  std::optional<SpelledStamp> split = SplitSpokenStamp(stamp, clock_at);
  if (split) split->rest = rest;
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
    if (midnight) return midnight;
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
  bool english = false, full = false;

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
    english = english || (IsEnglishDay(word) && kept.ends_with(','));
    full = full || (IsEnglishDay(word.substr(0, 3)) && word.ends_with("day"));
    written_out += IsWrittenOut(word) ? 1 : 0;
    const bool month = MonthOfAnyName(word) > 0;
    const bool day = IsDayOfAnyName(word) || WeekDay(kept, &unfinished) || EndsInHanDay(word);
    months += month ? 1 : 0;
    both += month && day ? 1 : 0;
    days += day && !month ? 1 : 0;
  }
};

// A short day of the week, as browsers write dates: in English with commas behind it and the year,
// where mail and logs have "Fri, 16 Apr 2021 10:02:03" or none.
bool HasShortWeekDay(std::string_view date) {
  const DateWords words(date);
  const std::size_t word = std::min<std::size_t>(date.find_first_not_of(' '), date.size());
  const bool english_day = IsEnglishDay(date.substr(word, 3));
  if (english_day && !(words.english && Trim(date).ends_with(','))) return false;
  if (words.full || (english_day && words.written_out > 0)) return false;
  return words.days > 0 || (words.both > 0 && words.months > 1);
}

bool IsLogLevel(std::string_view word) {
  static constexpr std::string_view kLevels[] = {"trace", "debug",   "info",  "notice",
                                                 "warn",  "warning", "error", "severe",
                                                 "fatal", "critical"};
  return std::find(std::begin(kLevels), std::end(kLevels), LowerAscii(Trim(word))) !=
         std::end(kLevels);
}

// No person's, but that of a line in a program's log: "INFO", "root - INFO", "[INFO] server",
// "sshd[12]".
bool IsLogName(std::string_view name) {
  name = Trim(name);
  if (name.starts_with('[')) return IsLogLevel(name.substr(1, name.find(']') - 1));
  const std::size_t bracket = name.find_last_not_of("0123456789", name.size() - 2);
  if (name.ends_with(']') && bracket != name.npos && name[bracket] == '[') return true;
  for (std::size_t dash = name.find(kDash); dash != name.npos; dash = name.find(kDash)) {
    if (IsLogLevel(name.substr(0, dash))) return true;
    name.remove_prefix(dash + kDash.size());
  }
  return IsLogLevel(name);
}

class SpelledElement final : private TextChat {
 public:
  SpelledElement(const Reader& reader, Source& source, const ReadOptions& options,
                 MessageSink& sink)
      : TextChat(source, options, sink), reader_(reader) {}

  Result<ReadReport> Read() {
    if (Status learned = LearnMonths(); !learned) return learned.error();
    if (Status start = source_.Seek(0); !start) return start.error();
    ConversationInfo info;
    info.id = "element";
    info.capabilities.seconds = true;
    info.capabilities.deletions = true;
    BeginChat(info);
    TextLines lines(source_);
    TextLine line;
    while (!enough_ && lines.Next(&line)) OnLine(line);
    if (lines.error()) return *lines.error();
    HandOver();
    ReadReport report = ReportChat(reader_, "lines with a spelled date, time and name");
    if (undated_ > 0) {
      report.warnings.push_back(
          std::to_string(undated_) +
          " messages have a date in a form that is not known; export again as JSON");
    }
    return report;
  }

 private:
  // Only a file that names a month of two meanings is read twice.
  Status LearnMonths() {
    const Result<bool> needed = MayNameContestedMonths(source_);
    if (!needed) return needed.error();
    if (!*needed) return Done{};
    if (Status start = source_.Seek(0); !start) return start.error();
    TextLines lines(source_);
    TextLine line;
    while (lines.Next(&line)) {
      if (!line.continues) heads_.Learn(line.text);
    }
    if (lines.error()) return *lines.error();
    return Done{};
  }

  void OnLine(const TextLine& line) {
    SpelledHead head;
    if (!line.continues && heads_.Parse(line.text, &head)) return OnHead(line, head);
    if (line.ended || line.continues) return GoOn(line, "text before the first message");
    HandOver();
    LoseLine(line);
  }

  void OnHead(const TextLine& line, const SpelledHead& head) {
    constexpr std::string_view kColon = ": ";
    HandOver();
    if (enough_) return;
    const std::string_view rest = head.rest;
    const std::size_t colon = rest.find(kColon);
    // "* Ada waves: hi" is said by the app for Ada.
    const bool said = colon != rest.npos && colon > 0 && !rest.starts_with("* ");
    record_.Begin(line, said ? rest.substr(0, colon) : "",
                  said ? rest.substr(colon + kColon.size()) : rest);
    record_.kind = said ? MessageKind::kText : MessageKind::kOther;
    undated_ += head.seconds ? 0 : 1;
    record_.sent = head.seconds ? WallTime(*head.seconds) : Timestamp();
  }

  const Reader& reader_;
  SpelledHeads heads_;
  std::uint64_t undated_ = 0;
};

std::string_view WithoutReturn(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// Who speaks in the head of a file.
class SpelledNames {
 public:
  void Add(std::string_view name) {
    ++named_;
    logs_ += IsLogName(name) ? 1 : 0;
    if (first_.empty()) first_ = name;
    several_ = several_ || name != first_;
  }
  bool MayBePersons() const { return several_ && 2 * logs_ <= named_; }

 private:
  std::string_view first_;
  std::size_t named_ = 0, logs_ = 0;
  bool several_ = false;
};

// Two months may have one name: the other lines tell.
SpelledHeads HeadsThatKnow(std::string_view text) {
  SpelledHeads heads;
  for (const std::string_view line : Split(text, '\n')) heads.Learn(WithoutReturn(line));
  return heads;
}

}  // namespace

bool SpelledHeads::Parse(std::string_view line, SpelledHead* head) {
  const std::optional<SpelledStamp> stamp = SplitStamp(line);
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
    if (layout_.empty()) layout_ = LayoutOf(date);
    comma_ = comma;
    week_day_ = HasShortWeekDay(date);
    date_.assign(date);
    midnight_ = *midnight;
  }
  head->week_day = week_day_;
  if (stamp->clock) head->seconds = midnight_ + *stamp->clock;
  return true;
}

void SpelledHeads::Learn(std::string_view line) {
  if (const std::optional<SpelledStamp> stamp = SplitStamp(line)) {
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

bool BeginsSpelledElement(std::string_view text) {
  const std::string_view line = WithoutReturn(text.substr(0, text.find('\n')));
  // Dates in numbers are those of the older form.
  const bool numbers = line.substr(0, line.find(kDash)).find_first_not_of("0123456789/.-:, ") ==
                       std::string_view::npos;
  SpelledHead head;
  if (numbers || !SplitStamp(line)) return false;
  return SpelledHeads().Parse(line, &head) || HeadsThatKnow(text).Parse(line, &head);
}

bool IsSpelledElement(std::string_view text, bool (*is_own)(std::string_view rest)) {
  if (!BeginsSpelledElement(text)) return false;
  SpelledHeads heads = HeadsThatKnow(text);
  SpelledHead head;
  SpelledNames names;
  bool week_days = true;
  for (const std::string_view line : Split(text, '\n')) {
    if (!heads.Parse(WithoutReturn(line), &head)) continue;
    if (is_own(head.rest)) return true;
    const std::size_t colon = head.rest.find(": ");
    if (colon != head.rest.npos && colon > 0) names.Add(head.rest.substr(0, colon));
    week_days = week_days && (head.week_day || !head.seconds);
  }
  return week_days && names.MayBePersons();
}

Result<ReadReport> ReadSpelledElement(const Reader& reader, Source& source,
                                      const ReadOptions& options, MessageSink& sink) {
  NoticeWords words(sink);
  return SpelledElement(reader, source, options, words).Read();
}

}  // namespace ebb
