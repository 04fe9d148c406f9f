// signal-cli's log of what it received: one JSON object a line.
#include <algorithm>
#include <cstring>
#include <functional>
#include <map>
#include <string>
#include <unordered_set>

#include "base/text_util.h"
#include "readers/fixed_time.h"
#include "readers/json_values.h"
#include "readers/signal.h"
#include "readers/signal_cli_record.h"
#include "readers/source_lines.h"

namespace ebb {
namespace {

using signal::CliRecord;

// True if `text` holds before+after. Looks for the second part, which begins with a letter that is
// rare in such lines.
bool Names(std::string_view text, std::string_view before, std::string_view after) {
  for (std::size_t at = text.find(after); at != text.npos; at = text.find(after, at + 1)) {
    if (text.substr(0, at).ends_with(before)) return true;
  }
  return false;
}

// What later lines say about earlier messages: newer words, or that they were taken back.
class Corrections {
 public:
  void Add(const CliRecord& record) {
    if (!record.edits.empty()) edits_[Key(record, record.edits)] = {record.time, record.text};
    if (!record.deletes.empty()) deleted_.insert(Key(record, record.deletes));
  }
  bool empty() const { return edits_.empty() && deleted_.empty(); }

  // Puts the newest words into *record. True if there were any. An edit may be of an edit.
  bool Apply(CliRecord* record) {
    bool changed = false;
    std::string time = record->time;
    for (std::size_t steps = 0; steps <= edits_.size(); ++steps) {
      const std::string key = Key(*record, time);
      const auto edit = edits_.find(key);
      if (edit == edits_.end() || !used_.insert(key).second) break;
      record->text = edit->second.text;
      time = edit->second.time;
      changed = true;
    }
    return changed;
  }
  bool TakeDeletion(const CliRecord& record) {
    const std::string key = Key(record, record.time);
    return deleted_.count(key) > 0 && used_deletions_.insert(key).second;
  }
  // Of a line that corrects: whether its message was seen.
  bool IsUsed(const CliRecord& record) const {
    if (!record.edits.empty()) return used_.count(Key(record, record.edits)) > 0;
    return used_deletions_.count(Key(record, record.deletes)) > 0;
  }

 private:
  struct Edit {
    std::string time, text;
  };

  static std::string Key(const CliRecord& record, const std::string& time) {
    return std::string(record.sender_key()) + ' ' + time;
  }

  std::map<std::string, Edit> edits_;
  std::unordered_set<std::string> deleted_, used_, used_deletions_;
};

// Some lines know a person's number alone, others the account's id as well.
class CliPeople {
 public:
  // Cheaper than parsing: every line goes through here.
  void Learn(std::string_view line) {
    LearnPair(line, "\"sourceNumber\":\"", "\"sourceUuid\":\"");
    LearnPair(line, "\"destinationNumber\":\"", "\"destinationUuid\":\"");
  }
  void Identify(CliRecord* record) const {
    if (record->source_id.empty()) record->source_id = IdOf(record->source);
    if (record->destination_id.empty()) record->destination_id = IdOf(record->destination);
  }

 private:
  static std::string_view ValueAfter(std::string_view line, std::string_view key) {
    // Lines are full of the quotes that keys begin with: a search from quote to quote is slow.
    const void* found = ::memmem(line.data(), line.size(), key.data(), key.size());
    if (found == nullptr) return {};
    line.remove_prefix(static_cast<std::size_t>(static_cast<const char*>(found) - line.data()));
    line.remove_prefix(key.size());
    return line.substr(0, std::min(line.find('"'), line.size()));
  }
  void LearnPair(std::string_view line, std::string_view number_key, std::string_view id_key) {
    const std::string_view number = ValueAfter(line, number_key);
    if (number.empty() || ids_.find(number) != ids_.end()) return;
    const std::string_view id = ValueAfter(line, id_key);
    if (!id.empty()) ids_.emplace(number, id);
  }
  std::string IdOf(const std::string& number) const {
    const auto known = ids_.find(number);
    return known == ids_.end() ? std::string() : known->second;
  }

  std::map<std::string, std::string, std::less<>> ids_;  // by number
};

class SignalCli {
 public:
  SignalCli(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink) {}

  Result<ReadReport> Read() {
    const auto gather = [this](const SourceLine& line) { return Gather(line); };
    const auto deliver = [this](const SourceLine& line) { return OnLine(line); };
    if (Status read = ForEachLine(source_, gather); !read) return read.error();
    if (Status read = ForEachLine(source_, deliver); !read) return read.error();
    if (!recognised_) {
      return Error{ErrorKind::kInput, source_.name() +
                                          ": not signal-cli's log: no line is a JSON "
                                          "object with an envelope"};
    }
    return Report();
  }

 private:
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
    line_ = &line;
    if (line.source.size() >= kMaxRecordText) {
      Skip("longer than 16 MiB");
    } else if (!record_.Parse(line.text)) {
      truncated_ = truncated_ || !line.ended;
      Skip(line.ended ? "not a JSON object" : "the file ends inside this record");
    } else if (!record_.envelope) {
      Skip("not a record of signal-cli");
    } else {
      recognised_ = true;
      people_.Identify(&record_);
      Judge();
    }
    return !enough_;
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
    message.source = line_->source;
    message.line = line_->number;
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
    if (deliver_) sink_.OnSkipped({line_->number, line_->source, why});
  }

  ReadReport Report() const {
    ReadReport report;
    report.format = kSignalCliReader.name;
    report.why = "each line is an object with signal-cli's envelope";
    report.truncated = truncated_;
    if (silent_ > 0) {
      report.warnings.push_back(std::to_string(silent_) +
                                " lines are receipts, typing, reactions, calls or corrections of "
                                "other lines; they are no messages");
    }
    NoteRepairs(source_, &report);
    return report;
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  CliRecord record_;
  CliPeople people_;
  Corrections corrections_;
  const SourceLine* line_ = nullptr;
  std::string conversation_, words_;
  std::uint64_t silent_ = 0;
  bool recognised_ = false, begun_ = false, deliver_ = true, enough_ = false, truncated_ = false;
};

Match ProbeSignalCli(std::string_view head) {
  head = Trim(head);
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
    "Signal, what signal-cli received (JSON lines)",
    "`signal-cli --output json receive` or its daemon, all lines kept in one file",
    /*can_resume=*/false,
    ProbeSignalCli,
    ReadSignalCli,
};

}  // namespace ebb
