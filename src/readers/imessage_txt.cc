#include "readers/imessage_txt.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/text_util.h"
#include "readers/chat_file_name.h"
#include "readers/imessage_body.h"
#include "readers/imessage_lines.h"
#include "readers/imessage_replies.h"

namespace ebb {
namespace {

constexpr std::string_view kIndent = "    ";  // before the copy of a reply
constexpr std::size_t kMaxBody = std::size_t{16} << 20;
constexpr std::string_view kCutMessage = "the file ends inside this message";

// A record, or the copy of a reply, being gathered.
struct IMessageEntry {
  Timestamp sent;
  ByteRange source;
  std::uint64_t line = 0;
  std::string sender, lines;

  void Start(const Timestamp& time, std::uint64_t begin, std::uint64_t number) {
    sent = time;
    source = {begin, begin};
    line = number;
    sender.clear();
    lines.clear();
  }
};

class IMessageText {
 public:
  // Without a sink only the replies are gathered, into `copies`.
  IMessageText(Source& source, const ReadOptions& options, MessageSink* sink, ReplyCopies* copies,
               bool knows_me)
      : source_(source),
        options_(options),
        sink_(sink),
        copies_(copies),
        lines_(source),
        knows_me_(knows_me),
        chat_(ChatNameOfFile(source.name())),
        wanted_(options.only.empty() || options.only == chat_ ||
                (chat_.empty() && options.only == "chat")) {}

  Result<ReadReport> Read() {
    while (!enough_ && lines_.Next()) TakeLine();
    if (!enough_) FinishFile();
    if (lines_.error()) return *lines_.error();
    if (error_) return *error_;
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
  void TakeLine() {
    const std::string_view line = lines_.line();
    const bool blank = line.empty();
    Timestamp sent;
    if (waiting_for_sender_) {
      StartOrContinue();
    } else if (lines_.unended() && after_blank_ && in_record_ && BeginsStamp(line, stamp_line_)) {
      stamp_ = {};
      WaitForSender();
    } else if (after_blank_ && MayBeStamp(line) && TakeStampLine()) {
      // A record or a notice begins.
    } else if (after_blank_ && line == "Unable to format announcement!") {
      FinishRecord(lines_.begin());
      Notice({});
    } else if (in_record_ && line.starts_with(kIndent) && MayBeStamp(line.substr(4)) &&
               IsStampAlone(line.substr(4), &sent)) {
      StartCopy(sent);
    } else if (lines_.unended() && in_record_ && line.starts_with(kIndent) &&
               BeginsStamp(line.substr(4), stamp_line_)) {
      StartCopy({});
    } else if (copy_needs_sender_) {
      copy_needs_sender_ = false;
      copies_of_[copies_begun_ - 1].sender = Trim(line);
    } else if (in_record_) {
      // After the copies the message itself may go on.
      in_copy_ = in_copy_ && (!after_blank_ || blank || line.starts_with(kIndent));
      AddLine(line);
    } else {
      SkipLine(line, {lines_.begin(), lines_.end()}, lines_.number());
    }
    after_blank_ = blank;
  }

  // What is left at the end; a date without a name below it is a record that was cut.
  void FinishFile() {
    truncated_ = waiting_for_sender_ || copy_needs_sender_;
    FinishRecord(waiting_for_sender_ ? stamp_begin_ : lines_.end());
    if (!waiting_for_sender_ || !BeginConversation()) return;
    sink_->OnSkipped({stamp_number_, {stamp_begin_, lines_.end()}, kCutMessage});
  }

  bool TakeStampLine() {
    std::string_view rest = lines_.line();
    if (!TakeIMessageStamp(&rest, &stamp_)) return false;
    if (Trim(rest).empty()) {
      WaitForSender();
      return true;
    }
    if (!rest.starts_with(' ')) return false;
    FinishRecord(lines_.begin());
    Notice(stamp_);
    return true;
  }

  // For the line after `stamp_`.
  void WaitForSender() {
    waiting_for_sender_ = true;
    stamp_line_.clear();  // and not assign, which is slower
    stamp_line_.append(lines_.line());
    stamp_begin_ = lines_.begin();
    stamp_number_ = lines_.number();
  }

  // The line after a stamp: a name, or the stamp was typed.
  void StartOrContinue() {
    waiting_for_sender_ = false;
    if (Trim(lines_.line()).empty() || lines_.line().starts_with(kIndent)) {
      if (in_record_) {
        AddLine(stamp_line_);
        AddLine(lines_.line());
      } else {
        SkipLine(stamp_line_, {stamp_begin_, lines_.begin()}, stamp_number_);
        SkipLine(lines_.line(), {lines_.begin(), lines_.end()}, lines_.number());
      }
      return;
    }
    FinishRecord(stamp_begin_);
    found_ = in_record_ = true;
    record_.Start(stamp_, stamp_begin_, stamp_number_);
    record_.sender.append(Trim(lines_.line()));
  }

  void StartCopy(const Timestamp& sent) {
    EndCopy(lines_.begin());
    if (copies_begun_ == copies_of_.size()) copies_of_.emplace_back();
    copies_of_[copies_begun_++].Start(sent, lines_.begin(), lines_.number());
    in_copy_ = copy_needs_sender_ = true;
  }

  // What came before `end` is the record, or the last copy in it.
  void EndCopy(std::uint64_t end) {
    (copies_begun_ > 0 ? copies_of_[copies_begun_ - 1] : record_).source.end = end;
  }

  void AddLine(std::string_view line) {
    std::string& lines = in_copy_ ? copies_of_[copies_begun_ - 1].lines : record_.lines;
    if (sink_ == nullptr || lines.size() > kMaxBody) return;
    if (in_copy_ && line.starts_with(kIndent)) line.remove_prefix(kIndent.size());
    lines.append(line);
    lines.push_back('\n');
  }

  // A line that belongs to no message: before the first one, or below a notice.
  void SkipLine(std::string_view line, ByteRange place, std::uint64_t number) {
    if (Trim(line).empty() || !BeginConversation()) return;
    sink_->OnSkipped({number, place, "text outside any message"});
  }

  void Notice(const Timestamp& sent) {
    found_ = true;
    if (!BeginConversation()) return;
    Message message;
    message.kind = MessageKind::kNotice;
    message.sent = sent;
    message.source = {lines_.begin(), lines_.end()};
    message.line = lines_.number();
    if (!sink_->OnMessage(message)) enough_ = true;
  }

  // What was gathered is complete; the next thing begins at `end`.
  void FinishRecord(std::uint64_t end) {
    if (!in_record_) return;
    EndCopy(end);
    if (sink_ == nullptr) {
      Survey();
    } else {
      DeliverAll();
    }
    in_record_ = in_copy_ = copy_needs_sender_ = false;
    copies_begun_ = 0;
  }

  void Survey() {
    for (std::size_t i = 0; i < copies_begun_; ++i) {
      copies_->AddCopy(copies_of_[i].sender, copies_of_[i].sent);
    }
    copies_->AddRecord(record_.sender, record_.sent);
  }

  // The whole file tells which copies have no other: it is read for that when the first one comes.
  Status SurveyReplies() {
    surveyed_ = true;
    const std::uint64_t here = lines_.read_to();
    if (Status start = source_.Seek(0); !start) return start.error();
    const auto survey = IMessageText(source_, options_, nullptr, copies_, knows_me_).Read();
    if (!survey) return survey.error();
    // Read and not sought, so that repairs are counted once.
    if (Status start = source_.Seek(0); !start) return start.error();
    return PassOver(source_, here);
  }

  void DeliverAll() {
    if (!BeginConversation()) return;
    if (copies_begun_ > 0 && !surveyed_) {
      if (Status survey = SurveyReplies(); !survey) {
        error_ = survey.error();
        enough_ = true;
        return;
      }
    }
    Deliver(record_, /*is_copy=*/false);
    for (std::size_t i = 0; i < copies_begun_ && !enough_; ++i) {
      const IMessageEntry& copy = copies_of_[i];
      if (copies_->IsOnly(copy.sender, copy.sent)) Deliver(copy, /*is_copy=*/true);
    }
  }

  void Deliver(const IMessageEntry& entry, bool is_copy) {
    if (entry.sender.empty()) {
      sink_->OnSkipped({entry.line, entry.source, kCutMessage});
      return;
    }
    ReadIMessageBody(entry.lines, &body_);
    message_.source = entry.source;
    message_.line = entry.line;
    message_.sent = entry.sent;
    message_.sender = entry.sender;
    message_.from_me = entry.sender == "Me";
    message_.text = body_.text;
    message_.kind = body_.kind;
    message_.edited = body_.edited;
    message_.has_reply = body_.reply || is_copy;
    if (!sink_->OnMessage(message_)) enough_ = true;
  }

  // False if nothing is to be delivered.
  bool BeginConversation() {
    if (sink_ == nullptr || !wanted_) return false;
    if (begun_) return true;
    begun_ = true;
    ConversationInfo info;
    info.name = chat_;
    info.id = chat_.empty() ? "chat" : chat_;
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
  IMessageLines lines_;
  bool knows_me_;
  std::string chat_;
  bool wanted_;

  bool after_blank_ = true;

  // A date that stands alone; what the next line holds decides.
  bool waiting_for_sender_ = false;
  std::string stamp_line_;
  Timestamp stamp_;
  std::uint64_t stamp_begin_ = 0, stamp_number_ = 0;

  IMessageEntry record_;
  std::vector<IMessageEntry> copies_of_;  // of the replies to it; the first copies_begun_ count
  std::size_t copies_begun_ = 0;
  bool in_record_ = false, in_copy_ = false, copy_needs_sender_ = false;
  IMessageBody body_;
  Message message_;  // what is not set for each stays as it is

  bool found_ = false, begun_ = false, enough_ = false, truncated_ = false, surveyed_ = false;
  std::optional<Error> error_;  // of the survey
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
  ReplyCopies copies;
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
