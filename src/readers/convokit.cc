#include "readers/convokit.h"

#include <string>

#include "base/text_util.h"
#include "readers/any_lines.h"
#include "readers/json_records.h"
#include "readers/written_time.h"

namespace ebb {
namespace {

// What is read of an utterance. Views live as long as the parser and its text.
struct Utterance {
  std::string_view id, speaker, conversation, reply_to, time, text;
};

class UtteranceParser {
 public:
  void Parse(JsonCursor& cursor, Utterance* out) {
    *out = {};
    JsonObject(cursor, [&](std::string_view key) { ReadValue(cursor, key, out); });
  }

 private:
  void ReadValue(JsonCursor& cursor, std::string_view key, Utterance* out) {
    if (key == "text") {
      JsonText(cursor, &text_, &out->text);
    } else if (key == "speaker" || key == "user") {
      JsonText(cursor, &speaker_, &out->speaker);
    } else if (key == "conversation_id" || key == "root") {
      JsonText(cursor, &conversation_, &out->conversation);
    } else if (key == "reply_to" || key == "reply-to") {
      JsonText(cursor, &reply_to_, &out->reply_to);
    } else if (key == "timestamp") {
      JsonText(cursor, &time_, &out->time);
    } else if (key == "id") {
      JsonText(cursor, &id_, &out->id);
    } else {
      cursor.SkipValue();
    }
  }

  std::string id_, speaker_, conversation_, reply_to_, time_, text_;
};

bool IsQuote(std::string_view line) { return line.starts_with("> ") || line.starts_with("&gt;"); }

// `text` without the lines in which forums quote what is answered.
std::string_view WithoutQuotes(std::string_view text, std::string* scratch) {
  if (text.find('>') == text.npos && text.find("&gt;") == text.npos) return text;
  scratch->clear();
  for (const std::string_view line : Split(text, '\n')) {
    if (!IsQuote(line)) scratch->append(line).push_back('\n');
  }
  return Trim(*scratch);
}

class ConvoKitExport {
 public:
  ConvoKitExport(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink) {}

  Result<ReadReport> Read() {
    if (Status start = source_.Seek(0); !start) return start.error();
    const Result<std::string> head = ReadHead(source_, 1024);
    if (!head) return head.error();
    const Status read = Trim(*head).starts_with('[') ? ReadList() : ReadLines();
    if (!read) return read.error();
    if (utterances_ == 0) {
      return Error{ErrorKind::kInput,
                   source_.name() +
                       ": no utterance of a ConvoKit corpus in it; name the file "
                       "utterances.jsonl of the corpus"};
    }
    return Report();
  }

 private:
  // One object a line.
  Status ReadLines() {
    AnyLines lines(source_);
    AnyLine line;
    while (!enough_ && lines.Next(&line)) OnLine(line);
    if (lines.error()) return *lines.error();
    return Done{};
  }

  void OnLine(const AnyLine& line) {
    if (line.overlong) return Skip(line.number, line.source, "longer than 16 MiB");
    if (Trim(line.text).empty()) return;
    JsonCursor cursor(line.text);
    const bool is_object = cursor.Peek() == '{';
    if (is_object) parser_.Parse(cursor, &fields_);
    const bool whole =
        is_object && !cursor.failed() && Trim(line.text.substr(cursor.position())).empty();
    if (whole) return Deliver(line.number, line.source);
    truncated_ = truncated_ || !line.ended;
    Skip(line.number, line.source,
         line.ended ? "not a JSON object" : "the file ends inside this row");
  }

  // One array, as old corpora have it.
  Status ReadList() {
    JsonRecords records(source_, sink_);
    records.walker().Expect('[');
    while (!enough_ && records.Going() && records.walker().NextElement()) {
      records.ReadOne([&](JsonCursor& cursor) { parser_.Parse(cursor, &fields_); },
                      [&](ByteRange range) { Deliver(records.records(), range); });
    }
    if (records.error()) return *records.error();
    truncated_ = records.walker().failed();
    return Done{};
  }

  void Skip(std::uint64_t line, ByteRange range, std::string_view reason) {
    sink_.OnSkipped({line, range, reason});
  }

  void Deliver(std::uint64_t line, ByteRange range) {
    if (Trim(fields_.speaker).empty()) return Skip(line, range, "no speaker");
    std::string_view id = fields_.conversation;
    if (id.empty()) id = fields_.id;  // of the first utterance, which begins a conversation
    if (id.empty()) return Skip(line, range, "no conversation");
    ++utterances_;
    if (!options_.only.empty() && options_.only != id) return;
    Message message;
    message.sent = Time();
    Begin(id, message.sent);
    message.sender = Trim(fields_.speaker);
    message.text = Trim(WithoutQuotes(fields_.text, &own_words_));
    message.kind = message.text.empty() ? MessageKind::kOther : MessageKind::kText;
    if (message.text == "[deleted]" || message.text == "[removed]") {
      message.kind = MessageKind::kDeleted;
      message.text = {};
    }
    message.has_reply = !fields_.reply_to.empty();
    message.source = range;
    message.line = line;
    enough_ = !sink_.OnMessage(message);
  }

  // A number below 100,000,000 counts utterances, not seconds.
  Timestamp Time() {
    if (fields_.time.empty()) return {};
    const std::optional<WrittenTime> written = ParseWrittenTime(fields_.time);
    const std::optional<Timestamp> time =
        written ? ToTimestamp(*written, DateOrder::kUndecided) : std::nullopt;
    if (time && time->basis != Timestamp::Basis::kNone) return *time;
    ++unread_times_;
    return {};
  }

  void Begin(std::string_view id, const Timestamp& first) {
    if (id == current_) return;
    current_.assign(id);
    ConversationInfo info;
    info.id = current_;
    info.capabilities.replies = true;
    info.capabilities.dated = first.basis != Timestamp::Basis::kNone;
    info.capabilities.seconds = info.capabilities.dated;
    info.capabilities.instants = first.basis == Timestamp::Basis::kInstant;
    sink_.BeginConversation(info);
  }

  ReadReport Report() const {
    ReadReport report;
    report.format = kConvoKitReader.name;
    report.why = "utterances with the keys of ConvoKit";
    report.truncated = truncated_;
    NoteRepairs(source_, &report);
    if (unread_times_ > 0) {
      report.warnings.push_back(std::to_string(unread_times_) +
                                " timestamps are no moments (a count, or a date that can be read "
                                "in two ways); these messages have no time");
    }
    return report;
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  UtteranceParser parser_;
  Utterance fields_;
  std::string current_, own_words_;
  std::uint64_t utterances_ = 0, unread_times_ = 0;
  bool truncated_ = false, enough_ = false;
};

// The keys of the first utterance. Its meta may be longer than the head.
Match ProbeConvoKit(std::string_view head) {
  JsonCursor cursor(head);
  if (cursor.Peek() == '[' && (!cursor.Expect('[') || !cursor.NextElement())) return Match::kNo;
  if (!cursor.Expect('{')) return Match::kNo;
  bool speaker = false, conversation = false, reply = false, text = false, meta = false;
  std::string_view key;
  while (cursor.NextKey(&key)) {
    speaker = speaker || key == "speaker" || key == "user";
    conversation = conversation || key == "conversation_id" || key == "root";
    reply = reply || key == "reply_to" || key == "reply-to";
    text = text || key == "text";
    meta = meta || key == "meta";
    cursor.SkipValue();
  }
  if (!speaker || !conversation || !text) return Match::kNo;
  if (reply) return Match::kCertain;
  return meta && cursor.ran_out() ? Match::kLikely : Match::kNo;
}

Result<ReadReport> ReadConvoKit(Source& source, const ReadOptions& options, MessageSink& sink) {
  return ConvoKitExport(source, options, sink).Read();
}

}  // namespace

const Reader kConvoKitReader = {
    "convokit",
    "corpora of ConvoKit (utterances.jsonl)",
    "ConvoKit: download a corpus; give the folder, the zip, or utterances.jsonl, and choose a "
    "conversation with --chat",
    /*can_resume=*/false,
    ProbeConvoKit,
    ReadConvoKit,
};

}  // namespace ebb
