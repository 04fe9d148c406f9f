// The pages of signal-export. They are indented by a program: white space around a piece of text
// says nothing, line breaks inside one are the sender's.
#include <string>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/chat_file_name.h"
#include "readers/page_export.h"
#include "readers/signal.h"
#include "readers/signal_parts.h"
#include "readers/written_time.h"

namespace ebb {
namespace {

// Text put together from pieces that a program has indented.
class IndentedText {
 public:
  void Clear() {
    text_.clear();
    spaced_ = false;
  }
  // The next piece begins a line.
  void Break() {
    if (!text_.empty() && text_.back() != '\n') text_.push_back('\n');
    spaced_ = false;
  }
  void Add(std::string_view piece) {
    const std::string_view words = Trim(piece);
    if (words.empty()) {
      spaced_ = spaced_ || !piece.empty();
      return;
    }
    if (text_.size() + piece.size() > MarkupWalker::kMaxElementText) return;
    const bool apart = spaced_ || IsSpace(piece.front());
    if (apart && !text_.empty() && text_.back() != '\n') text_.push_back(' ');
    for (const char c : words) {
      if (c == '\n') {
        while (text_.ends_with(' ')) text_.pop_back();
      } else if (c == ' ' && text_.ends_with('\n')) {
        continue;
      }
      text_.push_back(c);
    }
    spaced_ = IsSpace(piece.back());
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  bool spaced_ = false;  // white space came after the last piece
};

// Elements that stand on lines of their own.
bool IsBlockElement(std::string_view name) {
  static constexpr std::string_view kBlocks[] = {"p",  "br",         "div", "li", "ul",
                                                 "ol", "blockquote", "h1",  "h2", "h3",
                                                 "h4", "h5",         "h6",  "hr", "pre"};
  for (const std::string_view block : kBlocks) {
    if (name == block) return true;
  }
  return false;
}

// Takes the last line off if it stands for a file that was not exported.
bool TakeMissingFile(std::string_view* text) {
  const std::size_t begin = text->rfind('\n') + 1;
  for (const std::string_view label :
       {"Image not exported", "Audio not exported", "Video not exported", "Media not exported",
        "Attachment not exported"}) {
    std::string_view line = text->substr(begin);
    if (!line.ends_with(label)) continue;
    line.remove_suffix(label.size());
    // An icon may stand before it.
    for (const char c : line) {
      if (static_cast<unsigned char>(c) < 0x80 && c != ' ') return false;
    }
    *text = Trim(text->substr(0, begin));
    return true;
  }
  return false;
}

struct SignalBlock {
  bool event = false, deleted = false, reply = false, media = false, edited = false;
  std::string date, clock, sender;
};

class SignalPage final : public PageExport {
 public:
  SignalPage(Source& source, const ReadOptions& options, MessageSink& sink)
      : PageExport(source, options, sink) {}

 private:
  bool BeginsRecord() const override {
    return walker_.name() == "div" &&
           (walker_.HasClass("msg") || walker_.HasClass("call") || walker_.HasClass("event"));
  }

  void BeginRecord() override {
    block_ = {};
    block_.event = !walker_.HasClass("msg");
    block_.deleted = walker_.HasClass("deleted");
    body_.Clear();
  }

  void ReadPart() override {
    if (walker_.HasClass("body")) {
      ReadBody();
    } else if (walker_.HasClass("quote")) {
      block_.reply = !TextInside().empty() || block_.reply;
    } else if (walker_.HasClass("reaction") || walker_.HasClass("reactions")) {
      walker_.SkipElement();
    } else if (walker_.HasClass("edits")) {
      // Earlier versions have times and words of their own.
      block_.edited = true;
      walker_.SkipElement();
    } else if (walker_.HasClass("sender")) {
      block_.sender = TextInside();
    } else if (walker_.HasClass("date")) {
      block_.date = TextInside();
    } else if (walker_.name() == "time") {
      block_.date = walker_.Attribute("datetime", &scratch_).value_or("");
    } else if (walker_.HasClass("time")) {
      block_.clock = TextInside();
    }
  }

  void ReadBody() {
    MarkupScope scope(walker_);
    while (scope.Next()) {
      if (walker_.kind() == MarkupWalker::Kind::kText) {
        body_.Add(walker_.text());
      } else if (walker_.kind() == MarkupWalker::Kind::kStart && IsFile()) {
        block_.media = true;
        walker_.SkipElement();
      } else if (walker_.kind() != MarkupWalker::Kind::kComment && IsBlockElement(walker_.name())) {
        body_.Break();
      }
    }
  }

  bool IsFile() const {
    const std::string_view name = walker_.name();
    return name == "figure" || name == "audio" || name == "video" || name == "img" ||
           walker_.HasClass("file") || walker_.HasClass("missing");
  }

  void ReadOther() override {
    if (walker_.name() == "title" || walker_.HasClass("chat-title")) name_ = TextInside();
  }

  std::string_view Fill(Message* message) override {
    TakeTime();
    message->sent = sent_;
    message->kind = MessageKind::kNotice;
    if (block_.event) return {};
    // Of messages that follow each other closely the first one names the sender.
    if (!block_.sender.empty()) sender_ = block_.sender;
    if (sender_.empty()) return "no sender";
    std::string_view words = Trim(body_.text());
    while (TakeMissingFile(&words)) block_.media = true;
    const signal::MarkdownBody body = signal::ReadMarkdownBody(words);
    message->kind = KindOf(body);
    if (sender_ == "No-Sender" && message->kind == MessageKind::kOther) {
      message->kind = MessageKind::kNotice;
      return {};
    }
    message->sender = sender_;
    message->from_me = sender_ == "Me";
    message->has_reply = block_.reply || body.reply;
    message->edited = block_.edited;
    const bool said = message->kind == MessageKind::kText || message->kind == MessageKind::kMedia;
    if (said) message->text = body.text;
    return {};
  }

  MessageKind KindOf(const signal::MarkdownBody& body) const {
    if (block_.deleted || body.deleted) return MessageKind::kDeleted;
    if (signal::IsCallPhrase(body.text)) return MessageKind::kCall;
    if (block_.media || body.media) return MessageKind::kMedia;
    return body.text.empty() ? MessageKind::kOther : MessageKind::kText;
  }

  // A record without a time has that of the one before.
  void TakeTime() {
    if (block_.date.empty()) return;
    if (!block_.clock.empty()) block_.date.append(" ").append(block_.clock);
    sent_ = {};
    const std::optional<WrittenTime> written = ParseWrittenTime(block_.date);
    if (written && written->date == WrittenTime::Date::kYearFirst) {
      sent_ = ToTimestamp(*written, DateOrder::kYearFirst).value_or(Timestamp());
    }
  }

  ConversationInfo Info() const override {
    ConversationInfo info = PageInfo(name_, "signal");
    info.capabilities.seconds = true;
    info.capabilities.calls = true;
    return info;
  }

  SignalBlock block_;
  IndentedText body_;
  std::string name_, sender_, scratch_;
  Timestamp sent_;
};

bool HoldsAttribute(std::string_view head, std::string_view name, std::string_view value) {
  for (const char quote : {'"', '\'', '\0'}) {
    std::string written(name);
    written.push_back('=');
    if (quote != '\0') written.push_back(quote);
    written.append(value);
    if (head.find(written) != head.npos) return true;
  }
  return false;
}

// Its style sheet lies above the folder of the chat.
Match ProbeSignalPage(std::string_view head) {
  if (!Trim(head).starts_with('<') || head.find("../style.css") == head.npos) return Match::kNo;
  if (HoldsAttribute(head, "class", "msg-")) return Match::kNo;
  const bool messages = HoldsAttribute(head, "class", "msg");
  if (messages && HoldsAttribute(head, "class", "sender")) return Match::kCertain;
  return HoldsAttribute(head, "class", "chat-title") ? Match::kLikely : Match::kNo;
}

Result<ReadReport> ReadSignalPage(Source& source, const ReadOptions& options, MessageSink& sink) {
  return SignalPage(source, options, sink).Read(kSignalExportHtmlReader, "signal-export");
}

}  // namespace

const Reader kSignalExportHtmlReader = {
    "signal-export-html",
    "Signal, the index.html that signal-export writes",
    "Signal Desktop with the program signal-export: `sigexport OUT`, then the index.html in the "
    "folder of the chat (chat.md and data.json beside it say more)",
    /*can_resume=*/false,
    ProbeSignalPage,
    ReadSignalPage,
    EachFileIsAChat,
};

}  // namespace ebb
