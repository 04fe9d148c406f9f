// signal-cli's log of what it received: one JSON object a line, or arrays of them as
// signal-cli-rest-api answers.
#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/fixed_time.h"
#include "readers/json_values.h"
#include "readers/json_walker.h"
#include "readers/probe.h"
#include "readers/signal.h"
#include "readers/signal_cli_links.h"
#include "readers/signal_cli_record.h"
#include "readers/source_lines.h"

namespace ebb {
namespace {

using signal::CliPeople;
using signal::CliRecord;

// True if `text` holds before+after. Looks for the second part, which begins with a letter that is
// rare in such lines.
bool Names(std::string_view text, std::string_view before, std::string_view after) {
  for (std::size_t at = text.find(after); at != text.npos; at = text.find(after, at + 1)) {
    if (text.substr(0, at).ends_with(before)) return true;
  }
  return false;
}

constexpr std::string_view kLongRecord = "longer than 16 MiB";
constexpr std::string_view kCutRecord = "the file ends inside this record";
constexpr std::string_view kNoObject = "not a JSON object";
constexpr std::string_view kNoEnvelope = "not a record of signal-cli";

class SignalCli {
 public:
  SignalCli(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink) {}

  Result<ReadReport> Read() {
    const Result<bool> arrays = BeginsArray();
    if (!arrays) return arrays.error();
    in_arrays_ = *arrays;
    if (Status read = in_arrays_ ? ReadArrays() : ReadLines(); !read) return read.error();
    if (!recognised_) {
      return Error{
          ErrorKind::kInput,
          source_.name() + ": not signal-cli's log: no JSON object with an envelope in it"};
    }
    return Report();
  }

 private:
  struct Place {
    ByteRange source;
    std::uint64_t number = 0;
  };

  Result<bool> BeginsArray() {
    if (Status start = source_.Seek(0); !start) return start.error();
    const Result<std::string> head = ReadHead(source_, kProbeHead);
    if (!head) return head.error();
    return Trim(*head).starts_with('[');
  }

  Status ReadLines() {
    const auto gather = [this](const SourceLine& line) { return Gather(line); };
    const auto deliver = [this](const SourceLine& line) { return OnLine(line); };
    if (Status read = ForEachLine(source_, gather); !read) return read.error();
    return ForEachLine(source_, deliver);
  }

  Status ReadArrays() {
    const auto gather = [this](std::string_view problem) {
      if (!problem.empty()) return true;
      people_.Learn(record_);
      people_.Identify(&record_);
      corrections_.Add(record_);
      return true;
    };
    const auto deliver = [this](std::string_view problem) { return OnElement(problem); };
    if (Status read = ForEachElement(gather); !read) return read.error();
    return ForEachElement(deliver);
  }

  static bool MayBeginValue(char c) {
    return IsDigit(c) || (c != 0 && std::string_view("[{\"-ntf").find(c) != std::string_view::npos);
  }

  // The elements of one array after the other: who asks several times appends the answers.
  template <typename OnOne>
  Status ForEachElement(const OnOne& on_one) {
    if (Status start = source_.Seek(0); !start) return start.error();
    JsonWalker walker(source_);
    place_ = {};
    damaged_ = false;
    while (!walker.failed() && MayBeginValue(walker.Peek())) {
      if (walker.Peek() != '[') {  // an answer that is no list
        if (!on_one(TakeElement(walker))) return Done{};
        truncated_ = truncated_ || walker.failed();
        continue;
      }
      walker.Expect('[');
      while (walker.NextElement()) {
        if (!on_one(TakeElement(walker))) return Done{};
      }
      truncated_ = truncated_ || walker.failed();
    }
    if (walker.error()) return *walker.error();
    damaged_ = walker.broken() || (!walker.failed() && !truncated_);
    return Done{};
  }

  // Into record_ and place_. What is wrong with it, or nothing.
  std::string_view TakeElement(JsonWalker& walker) {
    bool is_object = false;
    const std::uint64_t begin = walker.offset();
    const JsonWalker::Outcome outcome =
        walker.Record([&](JsonCursor& cursor) { is_object = record_.Parse(cursor); });
    place_ = {{begin, walker.offset()}, place_.number + 1};
    if (outcome == JsonWalker::Outcome::kLost) return kCutRecord;
    if (outcome == JsonWalker::Outcome::kTooLong) return kLongRecord;
    if (outcome == JsonWalker::Outcome::kBroken || !is_object) return kNoObject;
    return record_.envelope ? std::string_view() : kNoEnvelope;
  }

  bool OnElement(std::string_view problem) {
    if (problem.empty()) {
      Recognise();
    } else {
      Skip(problem);
    }
    return !enough_;
  }

  // Corrections are few: only lines that name one are parsed here.
  bool Gather(const SourceLine& line) {
    const bool corrects =
        Names(line.text, "\"edit", "Message\"") || Names(line.text, "\"remote", "Delete\"");
    if (line.continues) return true;
    people_.Learn(line.text);
    if (corrects && record_.Parse(line.text)) {
      people_.Identify(&record_);
      corrections_.Add(record_);
    }
    return true;
  }

  bool OnLine(const SourceLine& line) {
    if (line.continues || Trim(line.text).empty()) return true;
    place_ = {line.source, line.number};
    if (line.source.size() >= kMaxRecordText) {
      Skip(kLongRecord);
    } else if (!record_.Parse(line.text)) {
      truncated_ = truncated_ || !line.ended;
      Skip(line.ended ? kNoObject : kCutRecord);
    } else if (!record_.envelope) {
      Skip(kNoEnvelope);
    } else {
      Recognise();
    }
    return !enough_;
  }

  void Recognise() {
    recognised_ = true;
    people_.Identify(&record_);
    Judge();
  }

  void Judge() {
    const CliRecord& r = record_;
    const bool says = !r.text.empty() || r.media || r.contact || r.poll || r.view_once;
    const bool corrects = !r.edits.empty() || !r.deletes.empty();
    if (!r.data || r.reaction || (corrects && corrections_.IsUsed(r))) {
      ++silent_;
      return;
    }
    if (!says && !corrects && !r.group_update && !r.timer) {
      ++silent_;
      return;
    }
    if (r.sender_key().empty() && !r.sent) return Skip("no sender");
    Begin();
    if (deliver_) Deliver(says);
  }

  // A group, or whoever is not the account's owner.
  void Begin() {
    const CliRecord& r = record_;
    ConversationInfo info;
    if (!r.group.empty()) {
      info.id = r.group;
      info.name = r.group_name;
    } else if (r.sent) {
      info.id = r.destination_id.empty() ? r.destination : r.destination_id;
    } else {
      info.id.assign(r.sender_key());
      info.name = r.source_name;
    }
    if (info.id.empty()) info.id = "signal";
    if (begun_ && info.id == conversation_) return;
    begun_ = true;
    conversation_ = info.id;
    info.capabilities.seconds = info.capabilities.instants = true;
    info.capabilities.replies = info.capabilities.edits = true;
    info.capabilities.deletions = info.capabilities.knows_me = true;
    deliver_ = options_.only.empty() || options_.only == info.id || options_.only == info.name;
    if (deliver_) sink_.BeginConversation(info);
  }

  void Deliver(bool says) {
    const bool deleted = !record_.deletes.empty() || corrections_.TakeDeletion(record_);
    const bool edited = !record_.edits.empty();
    Message message;
    message.edited = corrections_.Apply(&record_) || edited;
    message.source = place_.source;
    message.line = place_.number;
    message.sent = InstantFromMillis(record_.time);
    message.has_reply = record_.quote;
    message.kind = deleted ? MessageKind::kDeleted : KindOf(record_, says);
    if (message.kind != MessageKind::kNotice) FillSender(&message);
    if (message.kind == MessageKind::kText || message.kind == MessageKind::kMedia) {
      message.text = Trim(WithoutPlaceholders(record_.text, &words_));
    }
    if (!sink_.OnMessage(message)) enough_ = true;
  }

  static MessageKind KindOf(const CliRecord& r, bool says) {
    if (!says && r.edits.empty()) return MessageKind::kNotice;
    if (r.view_once) return MessageKind::kOther;
    if (r.poll) return MessageKind::kPoll;
    if (r.contact) return MessageKind::kContact;
    if (r.media) return MessageKind::kMedia;
    return Trim(r.text).empty() ? MessageKind::kOther : MessageKind::kText;
  }

  void FillSender(Message* message) const {
    const CliRecord& r = record_;
    const bool own = !r.account.empty() && (r.account == r.source || r.account == r.source_id);
    message->from_me = r.sent || own;
    message->sender_key = r.sender_key();
    message->sender = r.source_name.empty() ? message->sender_key : r.source_name;
    if (message->sender.empty()) message->sender = message->sender_key = "Me";
  }

  void Skip(std::string_view why) {
    if (deliver_) sink_.OnSkipped({place_.number, place_.source, why});
  }

  ReadReport Report() const {
    ReadReport report;
    report.format = kSignalCliReader.name;
    report.why = in_arrays_ ? "an array of objects with signal-cli's envelope"
                            : "each line is an object with signal-cli's envelope";
    report.truncated = truncated_ || damaged_;
    if (silent_ > 0) {
      const std::string unit = in_arrays_ ? " records" : " lines";
      report.warnings.push_back(std::to_string(silent_) + unit +
                                " are receipts, typing, reactions, calls or corrections of other" +
                                unit + "; they are no messages");
    }
    if (damaged_) {
      report.warnings.push_back("the JSON is damaged after record " +
                                std::to_string(place_.number) + "; nothing after it was read");
    }
    NoteRepairs(source_, &report);
    return report;
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  CliRecord record_;
  CliPeople people_;
  signal::CliCorrections corrections_;
  Place place_;
  std::string conversation_, words_;
  std::uint64_t silent_ = 0;
  bool recognised_ = false, begun_ = false, deliver_ = true, enough_ = false, truncated_ = false;
  bool in_arrays_ = false, damaged_ = false;
};

// The first answers may be empty.
Match ProbeSignalCliArrays(std::string_view head) {
  head.remove_prefix(std::min(head.find_first_not_of("[] \t\r\n"), head.size()));
  JsonCursor cursor(head);
  CliRecord record;
  if (!head.starts_with('{')) return Match::kNo;
  record.Parse(cursor);
  if (!record.envelope || cursor.broken()) return Match::kNo;
  return record.time.empty() && record.sender_key().empty() ? Match::kNo : Match::kCertain;
}

Match ProbeSignalCli(std::string_view head) {
  head = Trim(head);
  if (head.starts_with('[')) return ProbeSignalCliArrays(head);
  const std::size_t end = std::min(head.find('\n'), head.size());
  CliRecord record;
  if (!head.starts_with('{')) return Match::kNo;
  const bool whole = record.Parse(Trim(head.substr(0, end)));
  if (!record.envelope) return Match::kNo;
  if (!whole && end < head.size()) return Match::kNo;
  return record.time.empty() && record.sender_key().empty() ? Match::kNo : Match::kCertain;
}

Result<ReadReport> ReadSignalCli(Source& source, const ReadOptions& options, MessageSink& sink) {
  return SignalCli(source, options, sink).Read();
}

}  // namespace

const Reader kSignalCliReader = {
    "signal-cli",
    "Signal, what signal-cli received (JSON lines or arrays)",
    "`signal-cli --output json receive` or its daemon, all lines kept in one file; or the answers "
    "of signal-cli-rest-api",
    /*can_resume=*/false,
    ProbeSignalCli,
    ReadSignalCli,
};

}  // namespace ebb
