// sigtop's text: fields, a blank line, words. Its short form has a file of its own.
#include <algorithm>
#include <string>
#include <vector>

#include "base/text_util.h"
#include "readers/chat_file_name.h"
#include "readers/signal.h"
#include "readers/signal_parts.h"
#include "readers/sigtop_fields.h"
#include "readers/sigtop_short.h"
#include "readers/source_lines.h"

namespace ebb {
namespace {

struct KeptLine {
  std::string text;
  SourceLine line;
};

class SigtopText {
 public:
  SigtopText(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink) {}

  Result<ReadReport> Read() {
    if (Status read = ForEachLine(source_, [this](const SourceLine& l) { return OnLine(l); });
        !read) {
      return read.error();
    }
    EndOfFile();
    if (!begun_) {
      return Error{ErrorKind::kInput,
                   source_.name() +
                       ": not sigtop's text: it does not begin with the name of a "
                       "conversation"};
    }
    ReadReport report;
    report.format = kSigtopTextReader.name;
    report.why = "begins with a conversation and sigtop's fields";
    report.truncated = truncated_;
    NoteRepairs(source_, &report);
    return report;
  }

 private:
  enum class Part : unsigned char { kNone, kFields, kQuote, kBody, kHistory, kRest };

  bool OnLine(const SourceLine& line) {
    if (!begun_) return OnTitle(line);
    if (line.continues) return Body(line.text, line);
    if (is_candidate_) return OnCandidate(line);
    if (!after_blank_) return OnPart(line.text, line);
    candidate_->Reset();
    return OnCandidate(line);
  }

  bool OnTitle(const SourceLine& line) {
    const auto name = SigtopField(line.text, "Conversation");
    if (!name || line.number != 1 || !line.ended) return false;
    begun_ = true;
    after_blank_ = true;
    ConversationInfo info;
    const signal::NamedPerson who = signal::SplitPerson(*name);
    info.id.assign(name->empty() ? "signal" : *name);
    info.name.assign(who.name);
    info.capabilities = Abilities();
    deliver_ = options_.only.empty() || options_.only == info.id || options_.only == info.name;
    if (deliver_) sink_.BeginConversation(info);
    return true;
  }

  static Capabilities Abilities() {
    Capabilities can;
    can.seconds = can.instants = can.replies = can.calls = can.edits = can.knows_me = true;
    return can;
  }

  // Lines after a blank one may open a record; they are kept until that is decided.
  bool OnCandidate(const SourceLine& line) {
    const SigtopHead::State state =
        line.ended ? candidate_->Feed(line.text) : CutCandidate(line.text);
    if (state == SigtopHead::State::kNo && !is_candidate_) return OnPart(line.text, line);
    is_candidate_ = true;
    Keep(line);
    if (state == SigtopHead::State::kMaybe) return true;
    is_candidate_ = false;
    if (state == SigtopHead::State::kYes) return Open();
    const std::size_t lines = kept_count_;
    kept_count_ = 0;
    for (std::size_t i = 0; i < lines; ++i) {
      if (!OnPart(kept_[i].text, kept_[i].line)) return false;
    }
    return true;
  }

  void Keep(const SourceLine& line) {
    if (kept_count_ == kept_.size()) kept_.emplace_back();
    KeptLine& kept = kept_[kept_count_++];
    kept.text.clear();  // and not assign, which is slower
    kept.text.append(line.text);
    kept.line = line;
  }

  // The last line has no end: it may be the beginning of a field.
  SigtopHead::State CutCandidate(std::string_view text) {
    for (const std::string_view field : {"From: ", "Type: ", "Sent: ", "Received: "}) {
      if (field.starts_with(text) || text.starts_with(field)) return SigtopHead::State::kMaybe;
    }
    return SigtopHead::State::kNo;
  }

  bool Open() {
    Finish();
    if (enough_) return false;
    std::swap(head_, candidate_);
    record_.Begin({}, kept_[0].line);
    record_.Extend(kept_[kept_count_ - 1].line);
    kept_count_ = 0;
    part_ = Part::kFields;
    after_blank_ = has_attachment_ = reply_ = edited_ = false;
    return true;
  }

  bool OnPart(std::string_view text, const SourceLine& line) {
    after_blank_ = Trim(text).empty();
    if (!record_.open()) {
      if (after_blank_) return true;
      if (deliver_) sink_.OnSkipped({line.number, line.source, "belongs to no message"});
      return true;
    }
    switch (part_) {
      case Part::kNone:
      case Part::kFields:
        return OnField(text, line);
      case Part::kQuote:
        if (text.starts_with('>')) {
          record_.Extend(line);
        } else {
          part_ = Part::kBody;
        }
        return true;
      case Part::kBody:
        return Body(text, line);
      case Part::kHistory:
        return OnHistory(text, line);
      case Part::kRest:
        if (!after_blank_) record_.Extend(line);
        return true;
    }
    return true;
  }

  bool OnField(std::string_view text, const SourceLine& line) {
    if (after_blank_) {
      part_ = edited_ ? Part::kHistory : Part::kBody;
      first_body_line_ = true;
      return true;
    }
    if (edited_ && text.starts_with('|')) {  // some versions leave the blank line out
      part_ = Part::kHistory;
      first_body_line_ = true;
      return OnHistory(text, line);
    }
    record_.Extend(line);
    has_attachment_ = has_attachment_ || SigtopField(text, "Attachment");
    edited_ = edited_ || SigtopField(text, "Edited");
    return true;
  }

  bool Body(std::string_view text, const SourceLine& line) {
    if (first_body_line_ && text.starts_with("> From: ")) {
      reply_ = true;
      part_ = Part::kQuote;
      record_.Extend(line);
    } else {
      record_.Add(text, line);
    }
    first_body_line_ = false;
    return true;
  }

  // "| Version: 2", fields, "|", words; the first version is the one that stands.
  bool OnHistory(std::string_view text, const SourceLine& line) {
    // Whatever stands between its lines belongs to the record: nothing is left out unsaid.
    if (!text.starts_with('|')) {
      if (!IsBlankLine(text)) record_.Extend(line);
      return true;
    }
    record_.Extend(line);
    const std::string_view inner = text.substr(text.starts_with("| ") ? 2 : 1);
    const bool separator = text == "|";
    switch (history_) {
      case History::kNone:
        if (SigtopField(inner, "Version")) history_ = History::kFields;
        return true;
      case History::kFields:
      case History::kQuote:
        if (separator) history_ = History::kGap;
        return true;
      case History::kWords:
        if (separator) {
          history_ = History::kWordsGap;
        } else {
          record_.Add(inner, line);
        }
        return true;
      case History::kGap:
      case History::kWordsGap:
        return AfterGap(inner, line);
    }
    return true;
  }

  bool AfterGap(std::string_view inner, const SourceLine& line) {
    if (SigtopField(inner, "Version")) {
      part_ = Part::kRest;  // what follows was said before it was edited
    } else if (history_ == History::kGap && !reply_ && inner.starts_with("> From: ")) {
      reply_ = true;
      history_ = History::kQuote;
    } else {
      if (history_ == History::kWordsGap) record_.Add({}, line);
      record_.Add(inner, line);
      history_ = History::kWords;
    }
    return true;
  }

  void EndOfFile() {
    if (is_candidate_ && kept_count_ > 0) {
      Finish();
      truncated_ = true;
      const SourceLine& first = kept_[0].line;
      const ByteRange range{first.source.begin, kept_[kept_count_ - 1].line.source.end};
      if (deliver_) sink_.OnSkipped({first.number, range, "the file ends inside this record"});
    }
    Finish();
  }

  void Finish() {
    if (record_.open() && deliver_ && !enough_) Deliver();
    record_.Close();
    part_ = Part::kNone;
    history_ = History::kNone;
    first_body_line_ = false;
  }

  void Deliver() {
    const auto skip = [this](std::string_view why) {
      sink_.OnSkipped({record_.line(), record_.range(), why});
    };
    if (record_.too_long()) return skip("longer than 16 MiB");
    const bool said = head_->type() == "incoming" || head_->type() == "outgoing";
    if (said && head_->from().empty()) return skip("no sender");
    const signal::NamedPerson who = signal::SplitPerson(head_->from());
    Message message;
    message.source = record_.range();
    message.line = record_.line();
    message.sent = head_->sent();
    message.kind = said ? MessageKind::kText : MessageKind::kNotice;
    if (head_->type() == "call-history" && !head_->from().empty()) {
      message.kind = MessageKind::kCall;
    }
    if (message.kind != MessageKind::kNotice) {
      message.sender = who.name;
      message.sender_key = head_->from();
      message.from_me = head_->from() == "You";
    }
    if (said) {
      const std::string_view text = Trim(record_.text());
      message.text = text;
      message.has_reply = reply_;
      message.edited = edited_;
      if (has_attachment_) {
        message.kind = MessageKind::kMedia;
      } else if (text.empty()) {
        message.kind = MessageKind::kOther;
      }
    }
    if (!sink_.OnMessage(message)) enough_ = true;
  }

  enum class History : unsigned char { kNone, kFields, kGap, kQuote, kWords, kWordsGap };

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  RecordText record_;
  SigtopHead heads_[2];  // of the open record, and of what may open the next
  SigtopHead *head_ = &heads_[0], *candidate_ = &heads_[1];
  std::vector<KeptLine> kept_;  // the first kept_count_ of them
  std::size_t kept_count_ = 0;
  bool is_candidate_ = false;
  Part part_ = Part::kNone;
  History history_ = History::kNone;
  bool begun_ = false, deliver_ = true, enough_ = false, truncated_ = false;
  bool after_blank_ = false, has_attachment_ = false, reply_ = false, edited_ = false;
  bool first_body_line_ = false;
};

bool IsFullForm(std::string_view head) {
  const std::size_t end = head.find('\n');
  if (end == head.npos || !SigtopField(head.substr(0, end), "Conversation")) return false;
  std::string_view rest = head.substr(end);
  while (rest.starts_with('\n') || rest.starts_with('\r')) rest.remove_prefix(1);
  return rest.empty() || rest.starts_with("From: ") || rest.starts_with("Type: ");
}

Match ProbeSigtopText(std::string_view head) {
  if (IsFullForm(head)) {
    return head.find("\nType: ") != head.npos ? Match::kCertain : Match::kWeak;
  }
  return ProbeSigtopShort(head);
}

Result<ReadReport> ReadSigtopText(Source& source, const ReadOptions& options, MessageSink& sink) {
  if (Status start = source.Seek(0); !start) return start.error();
  Result<std::string> head = ReadHead(source, 4096);
  if (!head) return head.error();
  if (head->starts_with("Conversation: ")) return SigtopText(source, options, sink).Read();
  return ReadSigtopShort(source, options, sink);
}

}  // namespace

const Reader kSigtopTextReader = {
    "sigtop-text",
    "Signal, the text that sigtop writes (long or short)",
    "Signal Desktop with the program sigtop: `sigtop export-messages -f json OUT` is the better "
    "form, `-f text` and `-f text-short` are read too",
    /*can_resume=*/false,
    ProbeSigtopText,
    ReadSigtopText,
    EachFileIsAChat,
};

}  // namespace ebb
