// MemoTrace's web page of a WeChat chat. The messages stand in a script (wechat_script.h).
#include <algorithm>
#include <string>

#include "base/text_util.h"
#include "readers/chat_file_name.h"
#include "readers/json_export.h"
#include "readers/refill_buffer.h"
#include "readers/wechat.h"
#include "readers/wechat_script.h"
#include "readers/wechat_words.h"
#include "readers/written_time.h"

namespace ebb {
namespace {

constexpr std::string_view kMessagesMark = "chatMessages = [";
constexpr std::size_t kMaxScriptRecord = std::size_t{16} << 20;
constexpr int kMostPassedOver = 100;
constexpr std::string_view kCutScript = "the file ends inside this message";

class WeChatPage {
 public:
  WeChatPage(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink), buffer_(source) {}

  Result<ReadReport> Read() {
    if (Status named = FindName(); !named) return named.error();
    if (FindMessages()) ReadMessages();
    if (buffer_.error()) return *buffer_.error();
    if (!found_) {
      return Error{ErrorKind::kInput, source_.name() +
                                          ": not a page of MemoTrace (no list of "
                                          "messages in it)"};
    }
    ReadReport report;
    report.format = kWeChatHtmlReader.name;
    report.why = "a web page of MemoTrace with the messages in a script";
    NoteRepairs(source_, &report);
    report.truncated = !closed_ && !enough_;
    if (report.truncated) {
      report.warnings.push_back("the page ends early; what is complete was read");
    }
    return report;
  }

 private:
  // The page's title, which stands before the messages.
  Status FindName() {
    if (Status start = source_.Seek(0); !start) return start.error();
    const Result<std::string> head = ReadHead(source_, std::size_t{64} * 1024);
    if (!head) return head.error();
    const std::size_t open = head->find("<title>"), close = head->find("</title>");
    if (open != head->npos && close != head->npos && open < close) {
      name_ = ShownText(head->substr(open + 7, close - open - 7));
    }
    if (name_.empty()) name_ = ChatOfFileName(source_.name());
    return source_.Seek(0);
  }

  bool FindMessages() {
    for (;;) {
      const std::string_view rest = buffer_.rest();
      const std::size_t at = rest.find(kMessagesMark);
      if (at != rest.npos) {
        Use(at + kMessagesMark.size());
        return found_ = true;
      }
      if (rest.size() > kMessagesMark.size()) Use(rest.size() - kMessagesMark.size());
      if (!buffer_.Fill()) return false;
    }
  }

  void ReadMessages() {
    Begin();
    while (!enough_ && NextSign()) {
      if (buffer_.rest().front() == ']') {
        closed_ = true;
        return;
      }
      if (buffer_.rest().front() == '{') {
        ReadObject();
      } else if (buffer_.rest().front() == ',') {
        Use(1);
      } else {
        SkipOther();
      }
    }
  }

  // To what is no white space.
  bool NextSign() {
    for (;;) {
      Use(SkipScriptSpace(buffer_.rest(), 0));
      if (!buffer_.rest().empty()) return true;
      if (!buffer_.Fill()) return false;
    }
  }

  void ReadObject() {
    std::size_t length = ObjectLength(buffer_.rest());
    std::size_t tried = buffer_.rest().size();
    while (length == std::string_view::npos && tried < kMaxScriptRecord) {
      // Twice as much each time, so that a value without an end costs no more than a few looks.
      while (buffer_.rest().size() < 2 * tried && buffer_.Fill()) {
      }
      if (buffer_.rest().size() == tried) break;
      tried = buffer_.rest().size();
      length = ObjectLength(buffer_.rest());
    }
    if (length == std::string_view::npos) return PassOver();
    // A value without an end may have run on into a later message.
    if (NextMessage(buffer_.rest().substr(0, length)) != std::string_view::npos) return PassOver();
    ParseScriptObject(buffer_.rest().substr(0, length), &record_);
    const ByteRange place{buffer_.offset(), buffer_.offset() + length};
    const std::uint64_t line = line_;
    Use(length);
    if (deliver_) Deliver(place, line);
  }

  // What is no message, up to one or to the end of the list.
  void SkipOther() {
    const std::uint64_t begin = buffer_.offset(), line = line_;
    do {
      const std::size_t end = buffer_.rest().find_first_of("{]");
      Use(std::min(end, buffer_.rest().size()));
      if (end != std::string_view::npos) break;
    } while (buffer_.Fill());
    if (deliver_) sink_.OnSkipped({line, {begin, buffer_.offset()}, "not a message record"});
  }

  // A message whose end cannot be found: on to the next one.
  void PassOver() {
    const std::size_t next = NextMessage(buffer_.rest());
    if (next == std::string_view::npos || ++passed_over_ > kMostPassedOver) return LoseRest();
    const ByteRange place{buffer_.offset(), buffer_.offset() + next};
    const std::uint64_t line = line_;
    Use(next);
    if (deliver_) sink_.OnSkipped({line, place, "a value in it has no end"});
  }

  void LoseRest() {
    const std::uint64_t begin = buffer_.offset(), line = line_;
    do {
      Use(buffer_.rest().size());
    } while (buffer_.Fill());
    if (deliver_) sink_.OnSkipped({line, {begin, buffer_.offset()}, kCutScript});
  }

  void Use(std::size_t count) {
    const std::string_view used = buffer_.rest().substr(0, count);
    line_ += static_cast<std::uint64_t>(std::count(used.begin(), used.end(), '\n'));
    buffer_.Use(count);
  }

  void Begin() {
    ConversationInfo info;
    info.name = name_;
    info.id = name_.empty() ? "wechat" : name_;
    info.capabilities.seconds = true;
    info.capabilities.instants = true;
    info.capabilities.replies = true;
    info.capabilities.calls = true;
    info.capabilities.knows_me = true;
    deliver_ = options_.only.empty() || options_.only == info.id || options_.only == info.name;
    if (deliver_) sink_.BeginConversation(info);
  }

  void Deliver(ByteRange place, std::uint64_t line) {
    if (record_.type.empty() || record_.timestamp.empty()) {
      return sink_.OnSkipped({line, place, "not a message record"});
    }
    Message message;
    message.source = place;
    message.line = line;
    message.sent = TimeOfNumber(record_.timestamp);
    const WeChatKind kind = record_.type == "0" ? WeChatKind{MessageKind::kNotice, false}
                                                : WeChatKindOfCode(record_.type, record_.sub_type);
    message.kind = kind.kind;
    text_ = ShownText(record_.text);
    if (message.kind != MessageKind::kNotice && !FillSaid(kind, &message)) {
      return sink_.OnSkipped({line, place, "no sender"});
    }
    enough_ = !sink_.OnMessage(message);
  }

  bool FillSaid(const WeChatKind& kind, Message* message) {
    message->from_me = record_.is_send == "1" || record_.is_send == "true";
    sender_ = ShownText(record_.name);
    if (sender_.empty()) sender_ = message->from_me ? "Me" : name_;
    message->sender = sender_;
    message->has_reply = kind.reply;
    if (message->kind == MessageKind::kText) {
      if (IsWeChatGreeting(text_)) {
        message->kind = MessageKind::kOther;
      } else {
        message->text = text_;
      }
    }
    return !sender_.empty();
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  RefillBuffer buffer_;
  ScriptRecord record_;
  std::string name_, text_, sender_;
  std::uint64_t line_ = 1;
  int passed_over_ = 0;
  bool found_ = false, closed_ = false, enough_ = false, deliver_ = true;
};

Match ProbeWeChatPage(std::string_view head) {
  if (!Trim(head).starts_with('<') || head.find(kMessagesMark) == head.npos) return Match::kNo;
  return head.find("chat-container") != head.npos ? Match::kCertain : Match::kNo;
}

Result<ReadReport> ReadWeChatPage(Source& source, const ReadOptions& options, MessageSink& sink) {
  return WeChatPage(source, options, sink).Read();
}

}  // namespace

const Reader kWeChatHtmlReader = {
    "wechat-html",
    "WeChat, the web page that MemoTrace (WeChatMsg) writes",
    "WeChat has no export; MemoTrace: Data, export chat, HTML",
    /*can_resume=*/false,
    ProbeWeChatPage,
    ReadWeChatPage,
};

}  // namespace ebb
