#include "readers/element_spelled_txt.h"

#include "base/text_util.h"
#include "readers/day_clock.h"
#include "readers/localised_date.h"
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

class SpelledElement final : private TextChat {
 public:
  SpelledElement(const Reader& reader, Source& source, const ReadOptions& options,
                 MessageSink& sink)
      : TextChat(source, options, sink), reader_(reader) {}

  Result<ReadReport> Read() {
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
  void OnLine(const TextLine& line) {
    std::string_view rest;
    const std::optional<std::int64_t> seconds =
        line.continues ? std::nullopt : heads_.Parse(line.text, &rest);
    if (seconds) return OnHead(line, *seconds, rest);
    if (line.ended || line.continues) return GoOn(line, "text before the first message");
    HandOver();
    LoseLine(line);
  }

  void OnHead(const TextLine& line, std::int64_t seconds, std::string_view rest) {
    constexpr std::string_view kColon = ": ";
    HandOver();
    if (enough_) return;
    const std::size_t colon = rest.find(kColon);
    const bool said = colon != rest.npos && colon > 0;
    record_.Begin(line, said ? rest.substr(0, colon) : "",
                  said ? rest.substr(colon + kColon.size()) : rest);
    record_.kind = said ? MessageKind::kText : MessageKind::kOther;
    record_.sent = WallTime(seconds);
  }

  const Reader& reader_;
  SpelledHeads heads_;
};

}  // namespace

std::optional<std::int64_t> SpelledHeads::Parse(std::string_view line, std::string_view* rest) {
  const std::size_t dash = line.substr(0, kLongestStamp).find(kDash);
  if (dash == line.npos) return std::nullopt;
  const std::string_view stamp = line.substr(0, dash);
  const std::size_t colon = stamp.find(':');
  if (colon == stamp.npos || colon < 8) return std::nullopt;
  const std::size_t clock_at = stamp.find_last_not_of("0123456789", colon - 1) + 1;
  LineScan scan(stamp.substr(clock_at));
  const std::optional<DayClock> clock = ReadDayClock(&scan);
  if (!clock || !clock->has_seconds || !Trim(scan.rest()).empty()) return std::nullopt;
  const std::string_view date = stamp.substr(0, clock_at);
  if (date_.empty() || date != date_) {
    const std::string spelled = std::string(BareDate(date)) + "00:00:00";
    const std::optional<std::int64_t> midnight = ReadLocalisedDate(spelled);
    if (!midnight) return std::nullopt;
    date_.assign(date);
    midnight_ = *midnight;
  }
  *rest = line.substr(dash + kDash.size());
  return midnight_ + clock->seconds();
}

bool IsSpelledElement(std::string_view head) {
  std::string_view line = head.substr(0, head.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  // Dates in numbers are those of the older form.
  const bool numbers = line.substr(0, line.find(kDash)).find_first_not_of("0123456789/.-:, ") ==
                       std::string_view::npos;
  std::string_view rest;
  return !numbers && SpelledHeads().Parse(line, &rest).has_value();
}

Result<ReadReport> ReadSpelledElement(const Reader& reader, Source& source,
                                      const ReadOptions& options, MessageSink& sink) {
  NoticeWords words(sink);
  return SpelledElement(reader, source, options, words).Read();
}

}  // namespace ebb
