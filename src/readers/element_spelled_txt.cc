#include "readers/element_spelled_txt.h"

#include <algorithm>
#include <iterator>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/day_clock.h"
#include "readers/localised_date.h"
#include "readers/probe.h"
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
  DayClock clock;
};

std::optional<SpelledStamp> SplitStamp(std::string_view line) {
  const std::size_t dash = line.substr(0, kLongestStamp).find(kDash);
  if (dash == line.npos) return std::nullopt;
  const std::string_view stamp = line.substr(0, dash);
  const std::size_t colon = stamp.find(':');
  if (colon == stamp.npos || colon < 8) return std::nullopt;
  const std::size_t clock_at = stamp.find_last_not_of("0123456789", colon - 1) + 1;
  LineScan scan(stamp.substr(clock_at));
  const std::optional<DayClock> clock = ReadDayClock(&scan);
  if (!clock || !clock->has_seconds || !Trim(scan.rest()).empty()) return std::nullopt;
  return SpelledStamp{stamp.substr(0, clock_at), line.substr(dash + kDash.size()), *clock};
}

// Seconds of its midnight, and whether a day of the week stands in front.
std::optional<std::int64_t> ReadSpelledDate(std::string_view date, const MonthSpeech& speech,
                                            bool* week_day) {
  constexpr std::string_view kMidnight = "00:00:00";
  const auto read = [&](std::string_view part) {
    return ReadLocalisedDate(std::string(part).append(kMidnight), speech);
  };
  const std::string_view bare = BareDate(date);
  *week_day = bare.data() != date.data();
  if (const std::optional<std::int64_t> midnight = read(bare)) return midnight;
  // "mar 16 mar 2021": Tuesday and March have one name.
  const std::size_t blank = date.find(' ');
  bool unfinished = false;
  if (blank == date.npos || !WeekDay(date.substr(0, blank), &unfinished)) return std::nullopt;
  *week_day = true;
  return read(date.substr(blank + 1));
}

// No person's, but that of a line in a program's log.
bool IsLogName(std::string_view name) {
  static constexpr std::string_view kLevels[] = {
      "TRACE",  "DEBUG",   "INFO",     "NOTICE", "WARN",  "WARNING", "ERROR",
      "SEVERE", "FATAL",   "CRITICAL", "trace",  "debug", "info",    "notice",
      "warn",   "warning", "error",    "severe", "fatal", "critical"};
  return name.find(kDash) != name.npos ||
         std::find(std::begin(kLevels), std::end(kLevels), Trim(name)) != std::end(kLevels);
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
    return ReportChat(reader_, "lines with a spelled date, time and name");
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
    const bool said = colon != rest.npos && colon > 0;
    record_.Begin(line, said ? rest.substr(0, colon) : "",
                  said ? rest.substr(colon + kColon.size()) : rest);
    record_.kind = said ? MessageKind::kText : MessageKind::kOther;
    record_.sent = head.seconds ? WallTime(*head.seconds) : Timestamp();
  }

  const Reader& reader_;
  SpelledHeads heads_;
};

}  // namespace

bool SpelledHeads::Parse(std::string_view line, SpelledHead* head) {
  const std::optional<SpelledStamp> stamp = SplitStamp(line);
  if (!stamp) return false;
  const std::string_view date = stamp->date;
  head->rest = stamp->rest;
  head->week_day = false;
  head->seconds.reset();
  if (date_.empty() || date != date_) {
    const std::optional<std::int64_t> midnight = ReadSpelledDate(date, speech_, &week_day_);
    if (!midnight) date_.clear();
    if (!midnight) return !layout_.empty() && HasYearAndDay(date) && IsLaidOut(date);
    if (layout_.empty()) layout_ = LayoutOf(date);
    date_.assign(date);
    midnight_ = *midnight;
  }
  head->week_day = week_day_;
  head->seconds = midnight_ + stamp->clock.seconds();
  return true;
}

void SpelledHeads::Learn(std::string_view line) {
  if (const std::optional<SpelledStamp> stamp = SplitStamp(line)) {
    LearnMonth(std::string(BareDate(stamp->date)) + "00:00:00", &speech_);
  }
}

// As the other heads of the file, or with a day of the week in front.
bool SpelledHeads::IsLaidOut(std::string_view date) const {
  bool unfinished = false;
  return LayoutOf(date) == layout_ ||
         WeekDay(date.substr(0, date.find_first_of(" ,")), &unfinished).has_value();
}

bool BeginsSpelledElement(std::string_view text) {
  std::string_view line = text.substr(0, text.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  // Dates in numbers are those of the older form.
  const bool numbers = line.substr(0, line.find(kDash)).find_first_not_of("0123456789/.-:, ") ==
                       std::string_view::npos;
  SpelledHead head;
  return !numbers && SpelledHeads().Parse(line, &head);
}

bool IsSpelledElement(std::string_view text, bool (*is_own)(std::string_view rest)) {
  if (!BeginsSpelledElement(text)) return false;
  SpelledHeads heads;
  SpelledHead head;
  std::size_t found = 0;
  bool own = false, week_days = true, names = false;
  for (std::string_view line : Split(text, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!heads.Parse(line, &head)) continue;
    const std::size_t colon = head.rest.find(": ");
    const bool named = colon != head.rest.npos && colon > 0;
    if (named && IsLogName(head.rest.substr(0, colon))) return false;
    ++found;
    own = own || is_own(head.rest);
    week_days = week_days && (head.week_day || !head.seconds);
    names = names || named;
  }
  const bool whole = text.size() < kProbeHead;
  return own || (week_days && names && (found > 1 || whole));
}

Result<ReadReport> ReadSpelledElement(const Reader& reader, Source& source,
                                      const ReadOptions& options, MessageSink& sink) {
  NoticeWords words(sink);
  return SpelledElement(reader, source, options, words).Read();
}

}  // namespace ebb
