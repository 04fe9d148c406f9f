// signal-export's chat.md (before 2024 index.md): "[2024-03-01 10:02:03] Noor: words", two blanks,
// a blank line.
#include <algorithm>
#include <optional>
#include <string>

#include "base/text_util.h"
#include "readers/chat_file_name.h"
#include "readers/fixed_time.h"
#include "readers/probe.h"
#include "readers/signal.h"
#include "readers/signal_parts.h"
#include "readers/source_lines.h"

namespace ebb {
namespace {

struct MarkdownHead {
  std::int64_t seconds = 0;
  bool comma = false, has_seconds = false;
  std::string_view sender, body;
};

std::optional<MarkdownHead> ParseMarkdownHead(std::string_view line) {
  if (line.size() < 19 || line[0] != '[' || line[5] != '-') return std::nullopt;
  MarkdownHead head;
  head.comma = line[11] == ',';
  const std::size_t clock = head.comma ? 13 : 12;
  if (line[clock - 1] != ' ') return std::nullopt;
  const std::size_t close = line.find(']', clock);
  if (close != clock + 5 && close != clock + 8) return std::nullopt;
  head.has_seconds = close == clock + 8;
  const auto date = FixedDate(line.substr(1, 10));
  const auto time = FixedClock(line.substr(clock, close - clock));
  std::string_view rest = line.substr(close + 1);
  if (!date || !time || !rest.starts_with(' ')) return std::nullopt;
  rest.remove_prefix(1);
  head.seconds = *date + *time;
  const std::size_t colon = std::min(rest.find(": "), rest.size());
  if (colon == rest.size() && !rest.ends_with(':')) return std::nullopt;
  head.sender = Trim(rest.substr(0, colon == rest.size() ? colon - 1 : colon));
  head.body = colon == rest.size() ? std::string_view() : rest.substr(colon + 2);
  if (head.sender.empty()) return std::nullopt;
  return head;
}

// How the heads of a file look. What looks otherwise was pasted into a body.
struct Shape {
  bool comma = false, has_seconds = false;
  bool blank_before = false;  // a blank line before each
};

struct HeadSurvey {
  Shape shape;
  std::size_t heads = 0, after_blank = 0, after_text = 0;
  std::size_t two_blanks = 0, by_me = 0, media = 0;
  // What only counts where heads have no seconds, as iPhones never write them: two blanks at the
  // end of a later line of a record, reactions and the quotes of before 2024.
  std::size_t late_blanks = 0, old_signs = 0;
  bool marked = false;  // iPhones put a mark before what WhatsApp says
  bool crlf = false;    // they end records so; Windows ends all lines so

  bool SaysSignal() const {
    if (marked || heads == 0) return false;
    if (!shape.has_seconds && old_signs > 0) return true;
    if (crlf && after_blank <= 3 * after_text) return false;
    if (shape.comma && !shape.has_seconds) return true;  // iPhones write seconds
    const std::size_t ends = two_blanks + (shape.has_seconds ? 0 : late_blanks);
    const bool blanks = ends > 0 && ends * 2 >= heads;
    return blanks || (by_me > 0 && after_text == 0) || media > 0 ||
           (after_blank > 1 && after_text == 0 && shape.has_seconds);
  }
};

// Looks through the lines behind the head of a record.
class RecordEnd {
 public:
  explicit RecordEnd(HeadSurvey* survey) : survey_(*survey) {}

  void Begin(std::string_view line, std::string_view body) {
    Finish();
    open_ = true;
    only_head_ = Trim(body).empty();
    late_ = false;
    counted_ = line.ends_with("  ");
  }
  void Add(std::string_view line) {
    if (!open_ || Trim(line).empty()) return;
    const bool reaction =
        line.starts_with("(- ") && line.ends_with(" -)") && line.find(": ") != line.npos;
    if (reaction || (only_head_ && line == ">")) ++survey_.old_signs;
    only_head_ = false;
    late_ = line.ends_with("  ");
  }
  void Finish() {
    if (open_ && late_ && !counted_) ++survey_.late_blanks;
    open_ = false;
  }

 private:
  HeadSurvey& survey_;
  bool open_ = false, only_head_ = false;
  bool late_ = false;     // the last line that says something ends in two blanks
  bool counted_ = false;  // the head does
};

HeadSurvey Look(std::string_view head) {
  HeadSurvey survey;
  RecordEnd record(&survey);
  survey.crlf = head.find("\r\n") != head.npos;
  survey.marked = head.find("\u200E") != head.npos;
  survey.media = head.find("](./media/") != head.npos ? 1 : 0;
  bool blank = true, first = true;
  while (!head.empty()) {
    const std::size_t end = head.find('\n');
    std::string_view line = head.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    head = end == head.npos ? std::string_view() : head.substr(end + 1);
    const auto parsed = ParseMarkdownHead(line);
    if (parsed && (survey.heads == 0 || (parsed->comma == survey.shape.comma &&
                                         parsed->has_seconds == survey.shape.has_seconds))) {
      survey.shape.comma = parsed->comma;
      survey.shape.has_seconds = parsed->has_seconds;
      ++survey.heads;
      if (!first) ++(blank ? survey.after_blank : survey.after_text);
      if (line.ends_with("  ")) ++survey.two_blanks;
      if (parsed->sender == "Me") ++survey.by_me;
      record.Begin(line, parsed->body);
      first = false;
    } else {
      record.Add(line);
    }
    blank = Trim(line).empty();
  }
  record.Finish();
  // A pasted line or two must not decide.
  survey.shape.blank_before = survey.after_blank > 4 * survey.after_text;
  return survey;
}

class SignalMarkdown {
 public:
  SignalMarkdown(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    Result<std::string> head = ReadHead(source_, kProbeHead);
    if (!head) return head.error();
    const HeadSurvey survey = Look(*head);
    if (survey.heads == 0) {
      return Error{ErrorKind::kInput,
                   source_.name() +
                       ": not signal-export's text: no line begins with a time in "
                       "square brackets, a sender and a colon"};
    }
    shape_ = survey.shape;
    Begin();
    if (Status read = ForEachLine(source_, [this](const SourceLine& l) { return OnLine(l); });
        !read) {
      return read.error();
    }
    Finish();
    return Report();
  }

 private:
  void Begin() {
    ConversationInfo info;
    info.name = signal::ChatNameOf(source_.name());
    info.id = info.name.empty() ? "signal" : info.name;
    info.capabilities.seconds = shape_.has_seconds;
    info.capabilities.calls = true;
    info.capabilities.replies = true;
    info.capabilities.deletions = true;
    info.capabilities.knows_me = true;
    deliver_ = options_.only.empty() || options_.only == info.id || options_.only == info.name;
    if (deliver_) sink_.BeginConversation(info);
  }

  bool OnLine(const SourceLine& line) {
    const bool after_blank = blank_;
    blank_ = Trim(line.text).empty();
    std::optional<MarkdownHead> head;
    if (!line.continues && (!shape_.blank_before || after_blank))
      head = ParseMarkdownHead(line.text);
    if (head && head->comma == shape_.comma && head->has_seconds == shape_.has_seconds) {
      return BeginRecord(*head, line);
    }
    if (!line.ended && IsCutHead(line.text)) return Lose(line);
    if (record_.open()) {
      record_.Add(line);
    } else if (!blank_) {
      lead_in_ = true;
      record_.Begin({}, line);
    }
    return !enough_;
  }

  bool BeginRecord(const MarkdownHead& head, const SourceLine& line) {
    Finish();
    if (enough_) return false;
    sender_.assign(head.sender);
    seconds_ = head.seconds;
    record_.Begin(head.body, line);
    return true;
  }

  // The file ends before the colon of a head.
  bool IsCutHead(std::string_view text) const {
    std::string levelled(text);
    for (char& c : levelled) c = c >= '0' && c <= '9' ? '0' : c;
    std::string pattern = shape_.comma ? "[0000-00-00, 00:00" : "[0000-00-00 00:00";
    pattern += shape_.has_seconds ? ":00] " : "] ";
    return !levelled.empty() && (pattern.starts_with(levelled) || levelled.starts_with(pattern));
  }

  bool Lose(const SourceLine& line) {
    Finish();
    truncated_ = true;
    if (deliver_) sink_.OnSkipped({line.number, line.source, "the file ends inside this line"});
    return !enough_;
  }

  void Finish() {
    if (record_.open() && deliver_) Deliver();
    record_.Close();
    lead_in_ = false;
  }

  void Deliver() {
    const auto skip = [this](std::string_view why) {
      sink_.OnSkipped({record_.line(), record_.range(), why});
    };
    if (lead_in_) return skip("text before the first message");
    if (record_.too_long()) return skip("longer than 16 MiB");
    const signal::MarkdownBody body = signal::ReadMarkdownBody(record_.text());
    Message message;
    message.sent = WallStamp(seconds_);
    message.source = record_.range();
    message.line = record_.line();
    message.sender = sender_;
    message.from_me = sender_ == "Me";
    message.has_reply = body.reply;
    message.kind = KindOf(body);
    if (message.kind == MessageKind::kText || message.kind == MessageKind::kMedia) {
      message.text = body.text;
    }
    // Nobody's record without words is an event.
    if (sender_ == "No-Sender" && message.kind == MessageKind::kOther) {
      message.kind = MessageKind::kNotice;
      message.sender = {};
    }
    if (!sink_.OnMessage(message)) enough_ = true;
  }

  static MessageKind KindOf(const signal::MarkdownBody& body) {
    if (body.deleted) return MessageKind::kDeleted;
    if (!body.media && !body.reply && signal::IsCallPhrase(body.text)) return MessageKind::kCall;
    if (body.media) return MessageKind::kMedia;
    return body.text.empty() ? MessageKind::kOther : MessageKind::kText;
  }

  ReadReport Report() const {
    ReadReport report;
    report.format = kSignalExportReader.name;
    report.why = "lines begin as signal-export writes them";
    report.truncated = truncated_;
    NoteRepairs(source_, &report);
    return report;
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  Shape shape_;
  RecordText record_;
  std::string sender_;
  std::int64_t seconds_ = 0;
  bool blank_ = true, lead_in_ = false, deliver_ = true, enough_ = false, truncated_ = false;
};

Match ProbeSignalMarkdown(std::string_view head) {
  return Look(head).SaysSignal() ? Match::kLikely : Match::kNo;
}

Result<ReadReport> ReadSignalMarkdown(Source& source, const ReadOptions& options,
                                      MessageSink& sink) {
  return SignalMarkdown(source, options, sink).Read();
}

}  // namespace

const Reader kSignalExportReader = {
    "signal-export",
    "Signal, the chat.md that signal-export writes",
    "Signal Desktop with the program signal-export: `sigexport OUT`, then the chat.md in the "
    "folder of the chat",
    /*can_resume=*/false,
    ProbeSignalMarkdown,
    ReadSignalMarkdown,
    EachFileIsAChat,
};

}  // namespace ebb
