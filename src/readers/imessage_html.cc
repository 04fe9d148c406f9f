#include "readers/imessage_html.h"

#include <string>

#include "base/text_util.h"
#include "readers/chat_file_name.h"
#include "readers/imessage_block.h"
#include "readers/imessage_replies.h"
#include "readers/markup_walker.h"
#include "readers/page_export.h"
#include "readers/tapback_echo.h"

namespace ebb {
namespace {

class IMessagePage {
 public:
  IMessagePage(Source& source, const ReadOptions& options, MessageSink* sink, ReplyCopies* copies)
      : source_(source),
        sink_(sink),
        copies_(copies),
        walker_(source, MarkupDialect::kHtml),
        reader_(walker_),
        chat_(ChatNameOfFile(source.name())),
        wanted_(options.only.empty() || options.only == chat_ ||
                (chat_.empty() && options.only == "chat")) {}

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
    return ReportPage(kIMessageHtmlReader, "a web page with imessage-exporter's messages", source_,
                      walker_);
  }

 private:
  void Take() {
    if (!IsIMessageBlock(walker_)) return;
    found_ = true;
    waiting_ = reader_.Read(&block_);
    if (sink_ == nullptr) {
      Survey();
    } else if (wanted_) {
      DeliverAll();
    }
  }

  void Survey() {
    for (const IMessageBlock& copy : block_.copies) {
      if (copy.whole) copies_->AddCopy(Trim(copy.sender), copy.sent);
    }
    if (block_.whole && !block_.notice) copies_->AddRecord(Trim(block_.sender), block_.sent);
  }

  void DeliverAll() {
    std::erase_if(block_.copies, [&](const IMessageBlock& copy) {
      return copy.whole && !copies_->IsOnly(Trim(copy.sender), copy.sent);
    });
    if (!block_.copies.empty()) block_.source.end = block_.copies_begin;
    Deliver(block_);
    for (const IMessageBlock& copy : block_.copies) {
      if (!enough_) Deliver(copy);
    }
  }

  void Deliver(const IMessageBlock& block) {
    BeginConversation();
    const std::string_view sender = Trim(block.sender);
    if (!block.whole) return Skip(block, "the file ends inside this message");
    if (!block.notice && sender.empty()) return Skip(block, "no sender");
    Message message;
    message.source = block.source;
    message.line = block.line;
    message.sent = block.sent;
    message.kind = MessageKind::kNotice;
    if (!block.notice) FillMessage(block, sender, &message);
    if (!sink_->OnMessage(message)) enough_ = true;
  }

  static void FillMessage(const IMessageBlock& block, std::string_view sender, Message* message) {
    message->sender = sender;
    message->from_me = block.sent_by_me;
    message->has_reply = block.reply;
    message->edited = block.edited;
    message->text = Trim(block.text);
    if (IsTapbackEcho(message->text)) message->text = {};
    const bool wordless = message->text.empty();
    message->kind = block.media                ? MessageKind::kMedia
                    : wordless && block.unsent ? MessageKind::kDeleted
                    : wordless || block.app    ? MessageKind::kOther
                                               : MessageKind::kText;
  }

  void Skip(const IMessageBlock& block, std::string_view reason) {
    sink_->OnSkipped({block.line, block.source, reason});
  }

  void BeginConversation() {
    if (begun_) return;
    begun_ = true;
    ConversationInfo info;
    info.name = chat_;
    info.id = chat_.empty() ? "chat" : chat_;
    info.capabilities.seconds = true;
    info.capabilities.replies = true;
    info.capabilities.edits = true;
    info.capabilities.deletions = true;
    info.capabilities.knows_me = true;
    sink_->BeginConversation(info);
  }

  Source& source_;
  MessageSink* sink_;
  ReplyCopies* copies_;
  MarkupWalker walker_;
  IMessageBlockReader reader_;
  IMessageBlock block_;
  std::string chat_;
  bool wanted_;
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
