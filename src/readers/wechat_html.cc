// MemoTrace's web page of a WeChat chat. The messages stand in a script, as JavaScript writes
// objects, not as JSON:
//
//   const chatMessages = [ { type:1, text: 'it\'s me',is_send:0,...,displayname:'Lin'}, ... ];
#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/chat_file_name.h"
#include "readers/json_export.h"
#include "readers/markup_entities.h"
#include "readers/refill_buffer.h"
#include "readers/wechat.h"
#include "readers/wechat_words.h"
#include "readers/written_time.h"

namespace ebb {
namespace {

constexpr std::string_view kMessagesMark = "chatMessages = [";
constexpr std::size_t kMaxScriptRecord = std::size_t{16} << 20;
constexpr int kMostPassedOver = 100;
constexpr std::string_view kCutScript = "the file ends inside this message";

std::size_t SkipScriptSpace(std::string_view text, std::size_t at) {
  while (at < text.size() && IsSpace(text[at])) ++at;
  return at;
}

bool IsWordOfScript(char c) { return IsLetter(c) || IsDigit(c) || c == '_'; }

enum class AfterQuote : unsigned char { kNothing, kGoesOn, kUnknown };

// Whether the value may end before text[at]: a comma and the next key, or the end of the object and
// what may follow it. Unknown: `text` ends too soon to tell.
AfterQuote WhatFollows(std::string_view text, std::size_t at) {
  at = SkipScriptSpace(text, at);
  if (at == text.size()) return AfterQuote::kUnknown;
  const char sign = text[at];
  if (sign != ',' && sign != '}') return AfterQuote::kNothing;
  at = SkipScriptSpace(text, at + 1);
  if (sign == '}') {
    const bool ends = at == text.size() || text[at] == ',' || text[at] == ']' || text[at] == '{';
    return ends ? AfterQuote::kGoesOn : AfterQuote::kNothing;
  }
  if (at < text.size() && text[at] == '}') return AfterQuote::kGoesOn;  // a comma at the end
  while (at < text.size() && IsWordOfScript(text[at])) ++at;
  at = SkipScriptSpace(text, at);
  if (at == text.size()) return AfterQuote::kUnknown;
  return text[at] == ':' ? AfterQuote::kGoesOn : AfterQuote::kNothing;
}

// Place of the quote that closes the string which opens at `at`; npos if it is not there. Some
// values hold quotes that nothing escapes: one closes only where the object goes on or ends.
std::size_t StringEnd(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      const AfterQuote after = WhatFollows(text, i + 1);
      if (after == AfterQuote::kUnknown) return text.npos;
      if (after == AfterQuote::kGoesOn) return i;
    }
  }
  return text.npos;
}

// Whether a message may begin before text[at]: behind the end of another, or in a line of its own.
bool IsBehindMessage(std::string_view text, std::size_t at) {
  while (at > 0 && IsSpace(text[at - 1])) {
    if (text[--at] == '\n') return true;
  }
  if (at > 0 && text[at - 1] == ',') --at;
  while (at > 0 && IsSpace(text[at - 1])) --at;
  return at > 0 && text[at - 1] == '}';
}

// Takes `key`, a colon and the space around them off the beginning of *text.
bool TakeScriptKey(std::string_view key, std::string_view* text) {
  text->remove_prefix(SkipScriptSpace(*text, 0));
  if (!text->starts_with(key)) return false;
  text->remove_prefix(key.size());
  text->remove_prefix(SkipScriptSpace(*text, 0));
  if (!text->starts_with(':')) return false;
  text->remove_prefix(1);
  text->remove_prefix(SkipScriptSpace(*text, 0));
  return true;
}

// The same with a number and a comma behind it.
bool TakeScriptNumber(std::string_view key, std::string_view* text) {
  if (!TakeScriptKey(key, text)) return false;
  while (!text->empty() && IsDigit(text->front())) text->remove_prefix(1);
  text->remove_prefix(SkipScriptSpace(*text, 0));
  if (!text->starts_with(',')) return false;
  text->remove_prefix(1);
  return true;
}

// Where the next message begins behind the one at the beginning of `text`; npos if there is none.
// People type objects, too; but the quote behind a key, which MemoTrace escapes in what they typed,
// stands bare only where a message begins.
std::size_t NextMessage(std::string_view text) {
  const std::size_t opening = text.find_first_of("'\"`");
  if (opening == text.npos) return text.npos;
  for (std::size_t at = text.find('{', 1); at != text.npos; at = text.find('{', at + 1)) {
    std::string_view keys = text.substr(at + 1);
    if (!TakeScriptNumber("type", &keys) || !IsBehindMessage(text, at)) continue;
    TakeScriptNumber("sub_type", &keys);
    if (TakeScriptKey("text", &keys) && keys.starts_with(text[opening])) return at;
  }
  return text.npos;
}

// Bytes of the object at the beginning of `text`, with its braces; npos if its end is not there.
std::size_t ObjectLength(std::string_view text) {
  std::size_t depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\'' || c == '"' || c == '`') {
      i = StringEnd(text, i);
      if (i == text.npos) return text.npos;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && --depth == 0) {
      return i + 1;
    }
  }
  return text.npos;
}

void Unescape(std::string_view raw, std::string* out) {
  out->clear();
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '\\' || i + 1 == raw.size()) {
      out->push_back(raw[i]);
      continue;
    }
    const char c = raw[++i];
    out->push_back(c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c);
  }
}

struct ScriptRecord {
  std::string type, sub_type, text, is_send, timestamp, name, refer;
};

// "{ key: value, ... }" of numbers, strings and bare words.
void ParseScriptObject(std::string_view object, ScriptRecord* record) {
  *record = {};
  std::string waste;
  std::size_t at = 1;
  while (at < object.size()) {
    at = SkipScriptSpace(object, at);
    const std::size_t colon = object.find(':', at);
    if (at >= object.size() || object[at] == '}' || colon == object.npos) return;
    const std::string_view key = Trim(object.substr(at, colon - at));
    std::string* const field = key == "type"          ? &record->type
                               : key == "sub_type"    ? &record->sub_type
                               : key == "text"        ? &record->text
                               : key == "is_send"     ? &record->is_send
                               : key == "timestamp"   ? &record->timestamp
                               : key == "displayname" ? &record->name
                               : key == "refer_text"  ? &record->refer
                                                      : &waste;
    at = SkipScriptSpace(object, colon + 1);
    if (at < object.size() && (object[at] == '\'' || object[at] == '"' || object[at] == '`')) {
      const std::size_t end = StringEnd(object, at);
      if (end == object.npos) return;
      Unescape(object.substr(at + 1, end - at - 1), field);
      at = end + 1;
    } else {
      const std::size_t end = std::min(object.find_first_of(",}", at), object.size());
      field->assign(Trim(object.substr(at, end - at)));
      at = end;
    }
    at = SkipScriptSpace(object, at);
    if (at < object.size() && object[at] == ',') ++at;
  }
}

// What the page would show: tags away (emoji are pictures), references decoded.
std::string ShownText(const std::string& markup) {
  std::string plain, decoded;
  for (std::size_t at = 0; at < markup.size();) {
    const std::size_t open = std::min(markup.find('<', at), markup.size());
    plain.append(markup, at, open - at);
    if (open == markup.size()) break;
    const std::size_t close = markup.find('>', open);
    const char next = open + 1 < markup.size() ? markup[open + 1] : ' ';
    const bool is_tag = close != markup.npos && (IsLetter(next) || next == '/' || next == '!');
    if (!is_tag) {  // "i <3 you"
      plain.push_back('<');
      at = open + 1;
      continue;
    }
    if (markup.compare(open, 3, "<br") == 0) plain.push_back('\n');
    at = close + 1;
  }
  std::uint64_t repaired = 0;
  return std::string(Trim(DecodeReferences(plain, MarkupDialect::kHtml, &decoded, &repaired)));
}

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
