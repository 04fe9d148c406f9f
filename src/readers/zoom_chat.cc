#include "readers/zoom_chat.h"

#include <optional>
#include <string>

#include "base/text_util.h"
#include "readers/any_lines.h"
#include "readers/fixed_time.h"
#include "readers/recording.h"
#include "readers/zoom_body.h"
#include "readers/zoom_folder.h"
#include "readers/zoom_line.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::size_t kMaxZoomMessage = std::size_t{16} * 1024 * 1024;

class ZoomExport {
 public:
  ZoomExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink), day_(DayOfZoomFolder(source.name())) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    AnyLines lines(source_);
    AnyLine line;
    while (!enough_ && lines.Next(&line)) OnLine(line);
    if (lines.error()) return *lines.error();
    Finish();
    if (!begun_) {
      return Error{ErrorKind::kInput,
                   source_.name() +
                       ": not a Zoom chat: no line such as `10:02:03 From NAME to "
                       "Everyone : ...`"};
    }
    return Report();
  }

 private:
  enum class State : unsigned char { kNothing, kLeadIn, kMessage };

  void OnLine(const AnyLine& line) {
    const ZoomStyle* const style = begun_ ? &style_ : nullptr;
    const std::optional<ZoomHead> head = ParseZoomHead(line.text, style);
    if (head) return Start(*head, line);
    if (line.overlong && IsCutZoomHead(line.text, style)) return Lose(line, "longer than 16 MiB");
    if (!line.ended && IsCutZoomHead(line.text, style)) {
      truncated_ = true;
      return Lose(line, "the file ends inside this line");
    }
    Continue(line);
  }

  void Start(const ZoomHead& head, const AnyLine& line) {
    Finish();
    if (!begun_) Begin(head.style);
    state_ = State::kMessage;
    place_ = {line.source.begin, line.source.end};
    line_ = line.number;
    SetClock(head);
    if (sender_ != head.sender) sender_.assign(head.sender);  // who speaks now often spoke before
    text_.clear();
    text_.append(head.text);
    too_long_ = line.overlong;
  }

  void SetClock(const ZoomHead& head) {
    if (style_.dated) {
      clock_ = head.day + head.clock;
      return;
    }
    if (head.clock + kDaySeconds / 2 < clock_ % kDaySeconds) days_ += kDaySeconds;  // past midnight
    clock_ = days_ + head.clock;
  }

  void Begin(const ZoomStyle& style) {
    begun_ = true;
    style_ = style;
    ConversationInfo info = RecordingInfo("zoom-chat");
    info.capabilities.replies = true;
    info.capabilities.reactions = true;
    deliver_ = IsWanted(options_, info);
    if (deliver_) sink_.BeginConversation(info);
    if (lead_in_ && deliver_) Skip("text before the first message");
  }

  // The second layout indents every line of the text.
  void Continue(const AnyLine& line) {
    if (state_ == State::kNothing) {
      if (Trim(line.text).empty() || begun_) return;
      state_ = State::kLeadIn;
      place_.begin = line.source.begin;
      line_ = line.number;
    }
    place_.end = line.source.end;
    if (state_ == State::kLeadIn) return;
    too_long_ = too_long_ || line.overlong;
    std::string_view text = line.text;
    if (text.starts_with('\t')) {
      text.remove_prefix(1);
    } else if (text.starts_with("  ")) {
      text.remove_prefix(2);
    }
    too_long_ = too_long_ || text_.size() + text.size() > kMaxZoomMessage;
    if (too_long_) return;
    if (!text_.empty()) text_.push_back('\n');
    text_.append(text);
  }

  void Lose(const AnyLine& line, std::string_view reason) {
    Finish();
    if (begun_ && deliver_) sink_.OnSkipped({line.number, line.source, reason});
  }

  void Finish() {
    if (state_ == State::kMessage && deliver_) Deliver();
    lead_in_ = state_ == State::kLeadIn;
    state_ = State::kNothing;
    too_long_ = false;
  }

  void Skip(std::string_view reason) { sink_.OnSkipped({line_, place_, reason}); }

  void Deliver() {
    if (too_long_) return Skip("longer than 16 MiB");
    std::string_view text = Trim(text_);
    Message message;
    message.sent = Time();
    message.source = place_;
    message.line = line_;
    if (IsZoomReaction(text)) {
      message.kind = MessageKind::kNotice;
    } else {
      message.has_reply = TakeZoomQuote(&text);
      message.sender = sender_;
      message.text = text;
      message.kind = text.empty() ? MessageKind::kOther : MessageKind::kText;
    }
    enough_ = !sink_.OnMessage(message);
  }

  Timestamp Time() const {
    Timestamp time;
    if (style_.dated) {
      time.seconds = clock_;
      time.basis = Timestamp::Basis::kWall;
      return time;
    }
    time.seconds = clock_ + (style_.cloud ? 0 : day_.value_or(0));
    time.basis = day_ && !style_.cloud ? Timestamp::Basis::kWall : Timestamp::Basis::kElapsed;
    return time;
  }

  ReadReport Report() const {
    ReadReport report;
    report.format = kZoomChatReader.name;
    report.why = style_.cloud ? "lines of Zoom's cloud chat" : "lines of Zoom's saved chat";
    report.truncated = truncated_;
    NoteRepairs(source_, &report);
    if (style_.dated) return report;
    if (!style_.cloud) report.warnings.emplace_back(day_ ? kZoomFolderDay : kNoZoomFolderDay);
    return report;
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  std::optional<std::int64_t> day_;
  State state_ = State::kNothing;
  ByteRange place_;
  std::uint64_t line_ = 0;
  std::int64_t clock_ = 0, days_ = 0;
  std::string sender_, text_;
  ZoomStyle style_;  // of the first head
  bool begun_ = false, deliver_ = false;
  bool lead_in_ = false, too_long_ = false, enough_ = false, truncated_ = false;
};

Match ProbeZoom(std::string_view head) {
  head = Trim(head);
  const auto first = ParseZoomHead(head.substr(0, head.find_first_of("\r\n")));
  if (!first) return Match::kNo;
  const ZoomStyle& style = first->style;
  return style.cloud || (IsOtherZoomLanguage(style) && !style.dated) ? Match::kLikely
                                                                     : Match::kCertain;
}

Result<ReadReport> ReadZoom(Source& source, const ReadOptions& options, MessageSink& sink) {
  return ZoomExport(source, options, sink).Read();
}

}  // namespace

const Reader kZoomChatReader = {
    "zoom-chat",
    "the chat of a Zoom meeting (meeting_saved_chat.txt, chat.txt)",
    "Zoom: in the meeting's chat the three dots, Save chat; it lies in Documents/Zoom, in a folder "
    "that begins with the date: keep it there",
    /*can_resume=*/false,
    ProbeZoom,
    ReadZoom,
};

}  // namespace ebb
