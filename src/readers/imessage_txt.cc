#include "readers/imessage_txt.h"

#include <string>

#include "base/text_util.h"
#include "readers/imessage_body.h"
#include "readers/imessage_replies.h"
#include "readers/refill_buffer.h"

namespace ebb {
namespace {

constexpr std::string_view kIndent = "    ";  // before the copy of a reply
constexpr std::size_t kMaxBody = std::size_t{16} << 20;
constexpr std::string_view kCut = "the file ends inside this message";

// A stamp with nothing but what may follow it in brackets.
bool IsStampAlone(std::string_view line, Timestamp* sent) {
  return TakeIMessageStamp(&line, sent) && Trim(line).empty();
}

// True if `line` may be the beginning of a stamp written like `model`.
bool BeginsStamp(std::string_view line, std::string_view model) {
  static constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  Timestamp sent;
  for (const std::string_view month : kMonths) {
    const std::string full = std::string(month) + std::string(model.substr(3));
    if (line.size() >= full.size()) return false;
    if (IsStampAlone(std::string(line) + full.substr(line.size()), &sent)) return true;
  }
  return false;
}

class IMessageText {
 public:
  IMessageText(Source& source, const ReadOptions& options, MessageSink* sink, ReplyCopies* copies,
               bool knows_me)
      : source_(source),
        options_(options),
        sink_(sink),
        copies_(copies),
        buffer_(source),
        knows_me_(knows_me) {}

  // Without a sink only the replies are gathered.
  Result<ReadReport> Read() {
    while (!enough_ && NextLine()) TakeLine();
    if (!enough_) FinishFile();
    if (buffer_.error()) return *buffer_.error();
    if (!found_) {
      return Error{ErrorKind::kInput,
                   source_.name() + ": not a text of imessage-exporter (no dated record)"};
    }
    ReadReport report;
    report.format = kIMessageTxtReader.name;
    report.why = "records with a date and a name above each message";
    NoteRepairs(source_, &report);
    report.truncated = truncated_;
    if (truncated_) report.warnings.push_back("the file ends early; what is complete was read");
    return report;
  }

 private:
  // To line_ (without its end), begin_ and end_.
  bool NextLine() {
    buffer_.Use(used_);
    std::size_t at = 0;
    for (;;) {
      const std::string_view rest = buffer_.rest();
      const std::size_t found = rest.find('\n', at);
      if (found != rest.npos) {
        SetLine(rest.substr(0, found), found + 1);
        return true;
      }
      at = rest.size();
      if (!buffer_.Fill()) break;
    }
    const std::string_view rest = buffer_.rest();
    SetLine(rest, rest.size());
    unended_ = !rest.empty();
    return unended_;
  }

  void SetLine(std::string_view line, std::size_t used) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    line_ = line;
    used_ = used;
    begin_ = buffer_.offset();
    end_ = begin_ + used;
    ++number_;
  }

  void TakeLine() {
    const bool blank = line_.empty();
    Timestamp sent;
    if (waiting_for_sender_) {
      StartOrContinue();
    } else if (unended_ && after_blank_ && in_record_ && BeginsStamp(line_, stamp_line_)) {
      WaitForSender({});
    } else if (after_blank_ && MayBeStamp(line_) && TakeStampLine()) {
      // A record or a notice begins.
    } else if (after_blank_ && line_ == "Unable to format announcement!") {
      FinishRecord(begin_);
      Notice({});
    } else if (in_record_ && line_.starts_with(kIndent) && MayBeStamp(line_.substr(4)) &&
               IsStampAlone(line_.substr(4), &sent)) {
      StartCopy(sent);
    } else if (copy_needs_sender_) {
      copy_needs_sender_ = false;
      sender_ = Trim(line_);
    } else if (in_record_) {
      AddLine(line_);
    }
    after_blank_ = blank;
  }

  // What is left at the end; a date without a name below it is a record that was cut.
  void FinishFile() {
    truncated_ = waiting_for_sender_ || copy_needs_sender_;
    FinishRecord(waiting_for_sender_ ? stamp_begin_ : end_);
    if (!waiting_for_sender_ || sink_ == nullptr || !BeginConversation()) return;
    sink_->OnSkipped({stamp_number_, {stamp_begin_, end_}, kCut});
  }

  static bool MayBeStamp(std::string_view line) {
    return line.size() > 15 && line[0] >= 'A' && line[0] <= 'S';
  }

  bool TakeStampLine() {
    std::string_view rest = line_;
    Timestamp sent;
    if (!TakeIMessageStamp(&rest, &sent)) return false;
    if (Trim(rest).empty()) {
      WaitForSender(sent);
      return true;
    }
    if (!rest.starts_with(' ')) return false;
    FinishRecord(begin_);
    Notice(sent);
    return true;
  }

  void WaitForSender(const Timestamp& sent) {
    waiting_for_sender_ = true;
    stamp_line_ = std::string(line_);
    stamp_ = sent;
    stamp_begin_ = begin_;
    stamp_number_ = number_;
  }

  // The line after a stamp: a name, or the stamp was typed.
  void StartOrContinue() {
    waiting_for_sender_ = false;
    if (Trim(line_).empty() || line_.starts_with(kIndent)) {
      if (in_record_) {
        AddLine(stamp_line_);
        AddLine(line_);
      }
      return;
    }
    FinishRecord(stamp_begin_);
    Start(stamp_, stamp_begin_, stamp_number_);
    sender_ = Trim(line_);
    is_copy_ = false;
  }

  void Start(const Timestamp& sent, std::uint64_t begin, std::uint64_t number) {
    found_ = in_record_ = true;
    sent_ = sent;
    record_begin_ = begin;
    record_number_ = number;
    lines_.clear();
    sender_.clear();
  }

  // The copy of a reply ends what its parent has to say.
  void StartCopy(const Timestamp& sent) {
    FinishRecord(begin_);
    Start(sent, begin_, number_);
    is_copy_ = copy_needs_sender_ = true;
  }

  void AddLine(std::string_view line) {
    if (sink_ == nullptr || lines_.size() > kMaxBody) return;
    if (is_copy_ && line.starts_with(kIndent)) line.remove_prefix(kIndent.size());
    lines_.append(line);
    lines_.push_back('\n');
  }

  void Notice(const Timestamp& sent) {
    found_ = true;
    if (sink_ == nullptr || !BeginConversation()) return;
    Message message;
    message.kind = MessageKind::kNotice;
    message.sent = sent;
    message.source = {begin_, end_};
    message.line = number_;
    if (!sink_->OnMessage(message)) enough_ = true;
  }

  // What was gathered is complete; the next thing begins at `end`.
  void FinishRecord(std::uint64_t end) {
    copy_needs_sender_ = false;
    if (!in_record_) return;
    in_record_ = false;
    if (sink_ == nullptr) {
      if (is_copy_) copies_->AddCopy(sender_, sent_);
      if (!is_copy_) copies_->AddRecord(sender_, sent_);
      return;
    }
    if (is_copy_ && !copies_->IsOnly(sender_, sent_)) return;
    if (!BeginConversation()) return;
    Message message;
    message.source = {record_begin_, end};
    message.line = record_number_;
    if (sender_.empty()) {
      sink_->OnSkipped({message.line, message.source, kCut});
      return;
    }
    ReadIMessageBody(lines_, &body_);
    message.sent = sent_;
    message.sender = sender_;
    message.from_me = sender_ == "Me";
    message.text = body_.text;
    message.kind = body_.kind;
    message.edited = body_.edited;
    message.has_reply = body_.reply || is_copy_;
    if (!sink_->OnMessage(message)) enough_ = true;
  }

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
    info.capabilities.knows_me = knows_me_;
    sink_->BeginConversation(info);
    return true;
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink* sink_;
  ReplyCopies* copies_;
  RefillBuffer buffer_;
  bool knows_me_;

  std::string_view line_;
  std::uint64_t begin_ = 0, end_ = 0, number_ = 0;
  std::size_t used_ = 0;
  bool after_blank_ = true;
  bool unended_ = false;  // the line is the last and has no line break

  // A date that stands alone; what the next line holds decides.
  bool waiting_for_sender_ = false;
  std::string stamp_line_;
  Timestamp stamp_;
  std::uint64_t stamp_begin_ = 0, stamp_number_ = 0;

  // The record being gathered.
  bool in_record_ = false, is_copy_ = false, copy_needs_sender_ = false;
  Timestamp sent_;
  std::uint64_t record_begin_ = 0, record_number_ = 0;
  std::string sender_, lines_;
  IMessageBody body_;

  bool found_ = false, begun_ = false, enough_ = false, truncated_ = false;
};

std::string_view TakeHeadLine(std::string_view* head) {
  const std::size_t end = head->find('\n');
  std::string_view line = head->substr(0, end);
  head->remove_prefix(end == head->npos ? head->size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

Match ProbeIMessageTxt(std::string_view head) {
  Timestamp sent;
  bool first = true, after_blank = true;
  while (!head.empty()) {
    std::string_view line = TakeHeadLine(&head);
    if (Trim(line).empty()) {
      after_blank = true;
      continue;
    }
    if (after_blank && IsStampAlone(line, &sent)) {
      const std::string_view sender = Trim(head.substr(0, head.find('\n')));
      return sender.empty() ? Match::kNo : first ? Match::kCertain : Match::kLikely;
    }
    // Before the first message there may be notices, nothing else.
    if (!after_blank || !TakeIMessageStamp(&line, &sent)) return Match::kNo;
    first = after_blank = false;
  }
  return Match::kNo;
}

Result<ReadReport> ReadIMessageTxt(Source& source, const ReadOptions& options, MessageSink& sink) {
  if (Status start = source.Seek(0); !start) return start.error();
  const Result<std::string> head = ReadHead(source, std::size_t{64} * 1024);
  if (!head) return head.error();
  const bool knows_me =
      head->find("M\nMe\n") != head->npos || head->find("M\r\nMe\r\n") != head->npos ||
      head->find(")\nMe\n") != head->npos || head->find(")\r\nMe\r\n") != head->npos;
  const Result<bool> may_have_replies = SourceHolds(source, "\n    ");
  if (!may_have_replies) return may_have_replies.error();
  ReplyCopies copies;
  if (*may_have_replies) {
    const Result<ReadReport> survey =
        IMessageText(source, options, nullptr, &copies, knows_me).Read();
    if (!survey) return survey.error();
    if (Status again = source.Seek(0); !again) return again.error();
  }
  return IMessageText(source, options, &sink, &copies, knows_me).Read();
}

}  // namespace

const Reader kIMessageTxtReader = {
    "imessage-txt",
    "iMessage, text files of imessage-exporter",
    "on a Mac: imessage-exporter --format txt; give one of the files it writes",
    /*can_resume=*/false,
    ProbeIMessageTxt,
    ReadIMessageTxt,
    EachFileIsAChat,
};

}  // namespace ebb
