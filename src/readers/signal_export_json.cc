// signal-export's data.json: one object a line, written by an export that appends.
#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/hash.h"
#include "base/text_util.h"
#include "readers/chat_file_name.h"
#include "readers/json_values.h"
#include "readers/signal.h"
#include "readers/signal_parts.h"
#include "readers/source_lines.h"
#include "readers/written_time.h"

namespace ebb {
namespace {

struct Record {
  std::string date, sender, body, quote;
  bool attachments = false, sticker = false, deleted = false, call = false;
  int keys = 0;  // how many of the format's own keys were there

  // Keeps the room of its strings.
  void Clear() {
    for (std::string* text : {&date, &sender, &body, &quote}) text->clear();
    attachments = sticker = deleted = call = false;
    keys = 0;
  }

  // False if `line` is not one whole object.
  bool Parse(std::string_view line) {
    Clear();
    JsonCursor cursor(line);
    std::string scratch;
    std::string_view view;
    const auto text = [&](std::string* to) {
      ReadJsonText(cursor, &scratch, &view);
      to->assign(view);
    };
    if (!cursor.Expect('{')) return false;
    std::string_view key;
    while (cursor.NextKey(&key)) {
      ++keys;
      if (key == "date") {
        text(&date);
      } else if (key == "sender") {
        text(&sender);
      } else if (key == "body") {
        text(&body);
      } else if (key == "quote") {
        text(&quote);
      } else if (key == "attachments") {
        attachments = SkipJsonPresence(cursor);
      } else if (key == "sticker") {
        sticker = SkipJsonPresence(cursor);
      } else if (key == "deleted") {
        deleted = SkipJsonPresence(cursor);
      } else if (key == "call") {
        call = SkipJsonPresence(cursor);
      } else {
        if (key != "reactions") --keys;
        cursor.SkipValue();
      }
    }
    return !cursor.failed() && Trim(line.substr(cursor.position())).empty();
  }
};

class SignalLines {
 public:
  SignalLines(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink) {}

  Result<ReadReport> Read() {
    Begin();
    if (Status read = ForEachLine(source_, [this](const SourceLine& l) { return OnLine(l); });
        !read) {
      return read.error();
    }
    if (records_ == 0) {
      return Error{ErrorKind::kInput,
                   source_.name() +
                       ": not signal-export's data.json: no line is a JSON object "
                       "with a date, a sender and a body"};
    }
    return Report();
  }

 private:
  void Begin() {
    ConversationInfo info;
    info.name = signal::ChatNameOf(source_.name());
    info.id = info.name.empty() ? "signal" : info.name;
    info.capabilities.seconds = true;
    info.capabilities.calls = true;
    info.capabilities.replies = true;
    info.capabilities.deletions = true;
    info.capabilities.knows_me = true;
    deliver_ = options_.only.empty() || options_.only == info.id || options_.only == info.name;
    if (deliver_) sink_.BeginConversation(info);
  }

  bool OnLine(const SourceLine& line) {
    if (line.continues || Trim(line.text).empty()) return true;
    line_ = &line;
    if (line.source.size() >= kMaxRecordText) {
      Skip("longer than 16 MiB");
    } else if (!record_.Parse(line.text)) {
      truncated_ = truncated_ || !line.ended;
      Skip(line.ended ? "not a JSON object" : "the file ends inside this record");
    } else if (record_.date.empty() || record_.sender.empty()) {
      Skip("no date or no sender");
    } else if (IsRepeated()) {
      Skip("the same record again: the export was appended to an older one");
    } else {
      Deliver();
    }
    return !enough_;
  }

  // The first record again, after a later one, begins a second run of the export. From there on
  // only what the first run did not hold is new.
  bool IsRepeated() {
    const std::uint64_t hash = Hash64(line_->text);
    ++records_;
    if (!repeating_ && !run_.empty() && hash == run_.front() && record_.date < last_date_) {
      repeating_ = true;
      std::sort(run_.begin(), run_.end());
    }
    if (record_.date > last_date_) last_date_ = record_.date;
    if (!repeating_) {
      run_.push_back(hash);
      return false;
    }
    return std::binary_search(run_.begin(), run_.end(), hash) || !later_.insert(hash).second;
  }

  void Deliver() {
    Message message;
    std::string_view written = record_.date;
    if (const auto time = ReadWrittenTime(&written)) {
      if (const auto sent = ToTimestamp(*time, DateOrder::kUndecided)) message.sent = *sent;
    }
    const signal::MarkdownBody body = signal::ReadMarkdownBody(record_.body);
    message.source = line_->source;
    message.line = line_->number;
    message.sender = record_.sender;
    message.from_me = record_.sender == "Me";
    message.has_reply = !record_.quote.empty();
    message.kind = KindOf(body.text);
    if (message.kind == MessageKind::kText || message.kind == MessageKind::kMedia) {
      message.text = body.text;
    }
    if (record_.sender == "No-Sender" && message.kind == MessageKind::kOther) {
      message.kind = MessageKind::kNotice;
      message.sender = {};
    }
    if (deliver_ && !sink_.OnMessage(message)) enough_ = true;
  }

  MessageKind KindOf(std::string_view text) const {
    if (record_.deleted) return MessageKind::kDeleted;
    if (record_.call || signal::IsCallPhrase(text)) return MessageKind::kCall;
    if (record_.attachments || record_.sticker) return MessageKind::kMedia;
    return text.empty() ? MessageKind::kOther : MessageKind::kText;
  }

  void Skip(std::string_view why) {
    if (deliver_) sink_.OnSkipped({line_->number, line_->source, why});
  }

  ReadReport Report() const {
    ReadReport report;
    report.format = kSignalExportJsonReader.name;
    report.why = "each line is an object with signal-export's keys";
    report.truncated = truncated_;
    if (repeating_) {
      report.warnings.push_back(
          "the file holds the export more than once; repeated records were skipped");
    }
    NoteRepairs(source_, &report);
    return report;
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  Record record_;
  const SourceLine* line_ = nullptr;
  std::vector<std::uint64_t> run_;  // hashes of the first run; sorted once it is over
  std::unordered_set<std::uint64_t> later_;
  std::uint64_t records_ = 0;
  std::string last_date_;
  bool repeating_ = false, deliver_ = true, enough_ = false, truncated_ = false;
};

Match ProbeSignalJson(std::string_view head) {
  head = Trim(head);
  const std::size_t end = std::min(head.find('\n'), head.size());
  Record record;
  if (!head.starts_with('{') || !record.Parse(Trim(head.substr(0, end)))) return Match::kNo;
  if (record.date.empty() || record.sender.empty()) return Match::kNo;
  return record.keys >= 6 ? Match::kCertain : Match::kNo;
}

Result<ReadReport> ReadSignalJson(Source& source, const ReadOptions& options, MessageSink& sink) {
  return SignalLines(source, options, sink).Read();
}

}  // namespace

const Reader kSignalExportJsonReader = {
    "signal-export-json",
    "Signal, the data.json that signal-export writes",
    "Signal Desktop with the program signal-export: `sigexport OUT`, then the data.json in the "
    "folder of the chat",
    /*can_resume=*/false,
    ProbeSignalJson,
    ReadSignalJson,
    EachFileIsAChat,
};

}  // namespace ebb
