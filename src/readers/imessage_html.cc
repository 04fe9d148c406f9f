#include "readers/imessage_html.h"

#include <string>

#include "base/text_util.h"
#include "readers/imessage_replies.h"
#include "readers/markup_walker.h"

namespace ebb {
namespace {

struct IMessageBlock {
  bool notice = false, sent_by_me = false, reply = false, edited = false;
  bool media = false, app = false, unsent = false;
  bool whole = false;  // its end, or that of its own part, was there
  ByteRange source;
  std::uint64_t line = 0;
  std::string sender, stamp, text;
};

bool IsMessage(const MarkupWalker& at) { return at.IsStart("div") && at.HasClass("message"); }
bool IsAnnouncement(const MarkupWalker& at) {
  return at.IsStart("div") && at.HasClass("announcement");
}

bool IsMediaElement(std::string_view name) {
  return name == "img" || name == "video" || name == "audio" || name == "embed" || name == "a";
}

// Inside a bubble: what the app adds to the words.
bool IsAdded(const MarkupWalker& at) { return at.HasClass("unsent") || at.HasClass("timestamp"); }

class IMessagePage {
 public:
  IMessagePage(Source& source, const ReadOptions& options, MessageSink* sink, ReplyCopies* copies)
      : source_(source),
        options_(options),
        sink_(sink),
        copies_(copies),
        walker_(source, MarkupDialect::kHtml) {}

  // Without a sink only the replies are gathered.
  Result<ReadReport> Read() {
    while (!enough_ && (waiting_ || walker_.Next())) {
      waiting_ = false;
      Take();
    }
    if (walker_.error()) return *walker_.error();
    if (!found_) {
      return Error{ErrorKind::kInput,
                   source_.name() + ": " +
                       (walker_.truncated() ? "the page ends before its first message"
                                            : "not a page of imessage-exporter (no messages)")};
    }
    return Report();
  }

 private:
  void Take() {
    if (IsMessage(walker_) || IsAnnouncement(walker_)) {
      ReadBlock();
    } else if (replies_depth_ > 0 && walker_.IsEnd("div")) {
      --replies_depth_;
    } else if (replies_depth_ > 0 && walker_.IsStart("div") && !walker_.empty()) {
      ++replies_depth_;
    }
  }

  void ReadBlock() {
    found_ = true;
    Begin();
    MarkupScope scope(walker_);
    bool at_replies = false;
    while (!waiting_ && !at_replies && scope.Next()) {
      waiting_ = IsMessage(walker_) || IsAnnouncement(walker_);
      if (waiting_ || walker_.kind() != MarkupWalker::Kind::kStart) continue;
      if (walker_.HasClass("replies") && replies_depth_ == 0) {
        at_replies = true;
      } else {
        ReadPart();
      }
    }
    block_.whole = scope.closed() || waiting_ || at_replies;
    block_.source.end = waiting_ ? walker_.source().begin : walker_.source().end;
    Judge();
    if (at_replies) replies_depth_ = walker_.empty() ? 0 : 1;
  }

  void Begin() {
    block_.notice = IsAnnouncement(walker_);
    block_.sent_by_me = block_.reply = block_.edited = false;
    block_.media = block_.app = block_.unsent = false;
    block_.source = walker_.source();
    block_.line = walker_.line();
    block_.sender.clear();
    block_.stamp.clear();
    block_.text.clear();
    part_begin_ = 0;
  }

  void ReadPart() {
    const std::string_view name = walker_.name();
    if (walker_.HasClass("timestamp")) {
      if (block_.stamp.empty()) walker_.ElementText(&block_.stamp);
    } else if (block_.notice) {
      return;
    } else if (walker_.HasClass("sent")) {
      block_.sent_by_me = true;
    } else if (walker_.HasClass("sender")) {
      if (block_.sender.empty()) walker_.ElementText(&block_.sender);
    } else if (walker_.HasClass("edited")) {
      ReadEdited();
    } else if (walker_.HasClass("message_part")) {
      part_begin_ = block_.text.size();
    } else if (walker_.HasClass("translated")) {
      block_.text.resize(part_begin_);  // was a translation; the words themselves are in here
    } else if (walker_.HasClass("bubble") || walker_.HasClass("subject")) {
      AddText();
    } else if (walker_.HasClass("app")) {
      block_.app = true;
      walker_.SkipElement();
    } else if (walker_.HasClass("unsent")) {
      block_.unsent = true;
      walker_.SkipElement();
    } else if (walker_.HasClass("reply_context") || walker_.HasClass("reply_anchor")) {
      block_.reply = true;
      walker_.SkipElement();
    } else if (IsAside()) {
      walker_.SkipElement();
    } else if (IsMediaElement(name) || walker_.HasClass("attachment_error") ||
               walker_.HasClass("sticker")) {
      block_.media = true;
    }
  }

  // Reactions, the copies of replies to a reply, and what the exporter says about the message.
  bool IsAside() const {
    for (const std::string_view name :
         {"reactions", "reaction", "tapbacks", "tapback", "replies", "expressive", "deleted"}) {
      if (walker_.HasClass(name)) return true;
    }
    return false;
  }

  void AddText() {
    if (!block_.text.empty()) block_.text.push_back('\n');
    walker_.ElementText(&block_.text, IsAdded);
  }

  // A table of versions, the last one below.
  void ReadEdited() {
    block_.edited = true;
    std::string last, cell;
    MarkupScope scope(walker_);
    while (scope.Next()) {
      if (!walker_.IsStart("td")) continue;
      cell.clear();
      walker_.ElementText(&cell, IsAdded);
      if (!Trim(cell).empty()) last = Trim(cell);
    }
    if (!block_.text.empty() && !last.empty()) block_.text.push_back('\n');
    block_.text += last;
  }

  void Judge() {
    std::string_view stamp = Trim(block_.stamp);
    Timestamp sent;
    TakeIMessageStamp(&stamp, &sent);
    const std::string_view sender = Trim(block_.sender);
    if (block_.whole && !block_.notice) {
      const bool copy = replies_depth_ > 0;
      if (sink_ == nullptr) {
        if (copy) copies_->AddCopy(sender, sent);
        if (!copy) copies_->AddRecord(sender, sent);
      } else if (copy && !copies_->IsOnly(sender, sent)) {
        return;
      }
    }
    if (sink_ != nullptr) Deliver(sender, sent);
  }

  void Deliver(std::string_view sender, const Timestamp& sent) {
    if (!BeginConversation()) return;
    if (!block_.whole) return Skip("the file ends inside this message");
    if (!block_.notice && sender.empty()) return Skip("no sender");
    Message message;
    message.source = block_.source;
    message.line = block_.line;
    message.sent = sent;
    message.kind = MessageKind::kNotice;
    if (!block_.notice) FillMessage(sender, &message);
    if (!sink_->OnMessage(message)) enough_ = true;
  }

  void FillMessage(std::string_view sender, Message* message) const {
    message->sender = sender;
    message->from_me = block_.sent_by_me;
    message->has_reply = block_.reply || replies_depth_ > 0;
    message->edited = block_.edited;
    message->text = Trim(block_.text);
    const bool wordless = message->text.empty();
    message->kind = block_.media                ? MessageKind::kMedia
                    : wordless && block_.unsent ? MessageKind::kDeleted
                    : wordless || block_.app    ? MessageKind::kOther
                                                : MessageKind::kText;
  }

  void Skip(std::string_view reason) { sink_->OnSkipped({block_.line, block_.source, reason}); }

  // False if this conversation is not wanted.
  bool BeginConversation() {
    ConversationInfo info;
    info.name = ChatNameOfFile(source_.name());
    info.id = info.name.empty() ? "chat" : info.name;
    if (!options_.only.empty() && options_.only != info.id) return false;
    if (begun_) return true;
    begun_ = true;
    info.capabilities.seconds = true;
    info.capabilities.replies = true;
    info.capabilities.edits = true;
    info.capabilities.deletions = true;
    info.capabilities.knows_me = true;
    sink_->BeginConversation(info);
    return true;
  }

  ReadReport Report() const {
    ReadReport report;
    report.format = kIMessageHtmlReader.name;
    report.why = "a web page with imessage-exporter's messages";
    NoteRepairs(source_, &report);
    report.repaired_bytes += walker_.repaired();
    report.truncated = walker_.truncated();
    if (report.truncated)
      report.warnings.push_back("the page ends early; what is complete was read");
    return report;
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink* sink_;
  ReplyCopies* copies_;
  MarkupWalker walker_;
  IMessageBlock block_;
  std::size_t part_begin_ = 0;       // of the text of the part being read
  std::uint64_t replies_depth_ = 0;  // open <div> inside and including the list of replies
  bool found_ = false, begun_ = false, enough_ = false;
  bool waiting_ = false;  // the walker's token is still to be looked at
};

Match ProbeIMessageHtml(std::string_view head) {
  if (!Trim(head).starts_with('<')) return Match::kNo;
  if (head.find("class=\"timestamp\"") == head.npos) return Match::kNo;
  const bool message = head.find("class=\"sender\"") != head.npos &&
                       (head.find("class=\"message_part\"") != head.npos ||
                        head.find("class=\"sent iMessage\"") != head.npos);
  if (message) return Match::kCertain;
  return head.find("<div class=\"announcement\"") != head.npos ? Match::kLikely : Match::kNo;
}

Result<ReadReport> ReadIMessageHtml(Source& source, const ReadOptions& options, MessageSink& sink) {
  if (Status start = source.Seek(0); !start) return start.error();
  ReplyCopies copies;
  const Result<bool> has_replies = SourceHolds(source, "class=\"replies\"");
  if (!has_replies) return has_replies.error();
  if (*has_replies) {
    const Result<ReadReport> survey = IMessagePage(source, options, nullptr, &copies).Read();
    if (!survey) return survey.error();
    if (Status again = source.Seek(0); !again) return again.error();
  }
  return IMessagePage(source, options, &sink, &copies).Read();
}

}  // namespace

const Reader kIMessageHtmlReader = {
    "imessage-html",
    "iMessage, web pages of imessage-exporter",
    "on a Mac: imessage-exporter --format html; give one of the pages it writes",
    /*can_resume=*/false,
    ProbeIMessageHtml,
    ReadIMessageHtml,
    EachFileIsAChat,
};

}  // namespace ebb
