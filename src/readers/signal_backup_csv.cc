// signalbackup-tools' CSV: the table of messages of Signal's database on Android as it is.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/text_util.h"
#include "readers/csv_records.h"
#include "readers/fixed_time.h"
#include "readers/signal.h"

namespace ebb {
namespace {

// Parts of the number that says what a row is.
constexpr std::uint64_t kBaseType = 0x1f;
constexpr std::uint64_t kIncoming = 20, kFirstOutgoing = 21, kLastOutgoing = 26, kDraftType = 27;
constexpr std::uint64_t kEvents = 0xff00              // keys and safety numbers
                                  | 0x70000           // group changed, left, disappearing messages
                                  | 0x400000;         // session ended
constexpr std::uint64_t kSpecialTypes = 0xf00000000;  // reactions to stories, gifts, payments

struct Places {
  using Place = std::optional<std::size_t>;
  Place sent, type, body, sender, thread, deleted, view_once, quote, newer, original;

  // Names changed over the years.
  explicit Places(const std::vector<std::string_view>& names) {
    const auto find = [&](std::initializer_list<std::string_view> wanted) -> Place {
      for (const std::string_view name : wanted) {
        const auto at = std::find(names.begin(), names.end(), name);
        if (at != names.end()) return static_cast<std::size_t>(at - names.begin());
      }
      return std::nullopt;
    };
    sent = find({"date_sent", "date"});
    type = find({"type", "msg_box"});
    body = find({"body"});
    sender = find({"from_recipient_id", "recipient_id", "address"});
    thread = find({"thread_id"});
    deleted = find({"remote_deleted"});
    view_once = find({"view_once"});
    quote = find({"quote_id"});
    newer = find({"latest_revision_id"});
    original = find({"original_message_id"});
  }
  bool complete() const { return sent && type && body && sender && thread; }
};

class BackupCsv {
 public:
  BackupCsv(Source& source, const ReadOptions& options, MessageSink& sink)
      : source_(source), options_(options), sink_(sink), records_(source, ',') {}

  Result<ReadReport> Read() {
    if (records_.Next() == CsvRecords::Outcome::kRow) places_.emplace(records_.cells());
    if (!places_ || !places_->complete()) {
      if (records_.error()) return *records_.error();
      return Error{ErrorKind::kInput,
                   source_.name() +
                       ": not signalbackup-tools' table of messages: its first line "
                       "does not name the columns of one"};
    }
    columns_ = records_.cells().size();
    ReadRows();
    if (records_.error()) return *records_.error();
    return Report();
  }

 private:
  void ReadRows() {
    while (!enough_) {
      const CsvRecords::Outcome outcome = records_.Next();
      if (outcome == CsvRecords::Outcome::kEnd) return;
      if (outcome == CsvRecords::Outcome::kOpenQuote) {
        Skip("a quoted cell does not end");
      } else if (outcome == CsvRecords::Outcome::kTooLong) {
        Skip("longer than 16 MiB");
      } else if (records_.cells().size() != columns_) {
        Skip("too few or too many cells");
      } else {
        OnRow();
      }
    }
  }

  std::string_view Cell(Places::Place place) const {
    if (!place) return {};
    const std::string_view cell = records_.cells()[*place];
    return cell == "NULL" || cell == "(NULL)" ? std::string_view() : cell;
  }
  // True unless it is empty, 0 or -1.
  bool Says(Places::Place place) const {
    const std::string_view cell = Cell(place);
    return !cell.empty() && cell != "0" && cell != "-1";
  }

  void OnRow() {
    if (Says(places_->newer)) {
      ++old_versions_;
      return;
    }
    const std::optional<std::uint64_t> type = ParseNumber(Cell(places_->type));
    if (!type) return Skip("its kind is no number");
    const std::uint64_t base = *type & kBaseType;
    if (base == kDraftType) return Skip("a draft");
    if (!Begin()) return;
    Deliver(*type, base);
  }

  bool Begin() {
    const std::string_view thread = Cell(places_->thread);
    if (begun_ && thread == thread_) return deliver_;
    begun_ = true;
    thread_.assign(thread);
    ConversationInfo info;
    info.id = "thread-" + thread_;
    info.capabilities.seconds = info.capabilities.instants = info.capabilities.knows_me = true;
    info.capabilities.calls = info.capabilities.replies = true;
    info.capabilities.deletions = places_->deleted.has_value();
    info.capabilities.edits = places_->newer.has_value();
    deliver_ = options_.only.empty() || options_.only == info.id;
    if (deliver_) sink_.BeginConversation(info);
    return deliver_;
  }

  void Deliver(std::uint64_t type, std::uint64_t base) {
    Message message;
    message.source = records_.range();
    message.line = records_.line();
    message.sent = InstantFromMillis(Cell(places_->sent));
    message.from_me = base >= kFirstOutgoing && base <= kLastOutgoing;
    if ((!message.from_me && base != kIncoming) || (type & kEvents) != 0) {
      message.kind = MessageKind::kNotice;
      message.from_me = false;
    } else {
      FillMessage(type, &message);
      if (message.sender.empty()) return Skip("no sender");
    }
    if (!sink_.OnMessage(message)) enough_ = true;
  }

  void FillMessage(std::uint64_t type, Message* message) {
    shown_ = message->from_me ? "Me" : std::string(Cell(places_->sender));
    if (!message->from_me && !shown_.empty()) shown_.insert(0, "recipient ");
    message->sender = shown_;
    message->has_reply = Says(places_->quote);
    message->edited = Says(places_->original);
    const std::string_view body = Trim(Cell(places_->body));
    if (Says(places_->deleted)) {
      message->kind = MessageKind::kDeleted;
    } else if (Says(places_->view_once) || (type & kSpecialTypes) != 0 || body.empty()) {
      message->kind = MessageKind::kOther;
    } else {
      message->text = body;
    }
  }

  void Skip(std::string_view why) {
    if (options_.only.empty()) sink_.OnSkipped({records_.line(), records_.range(), why});
  }

  ReadReport Report() const {
    ReadReport report;
    report.format = kSignalBackupCsvReader.name;
    report.why = "the columns of Signal's table of messages on Android";
    report.truncated = records_.ended_in_quotes();
    if (old_versions_ > 0) {
      report.warnings.push_back(std::to_string(old_versions_) +
                                " rows are older versions of edited messages");
    }
    NoteRepairs(source_, &report);
    return report;
  }

  Source& source_;
  const ReadOptions& options_;
  MessageSink& sink_;
  CsvRecords records_;
  std::optional<Places> places_;
  std::size_t columns_ = 0;
  std::string thread_, shown_;
  std::uint64_t old_versions_ = 0;
  bool begun_ = false, deliver_ = true, enough_ = false;
};

Match ProbeBackupCsv(std::string_view head) {
  std::vector<std::string_view> names = Split(Trim(head.substr(0, head.find('\n'))), ',');
  for (std::string_view& name : names) {
    if (name.size() > 1 && name.starts_with('"') && name.ends_with('"')) {
      name = name.substr(1, name.size() - 2);
    }
  }
  const bool has_read = std::find(names.begin(), names.end(), "date_received") != names.end();
  return Places(names).complete() && has_read ? Match::kCertain : Match::kNo;
}

Result<ReadReport> ReadBackupCsv(Source& source, const ReadOptions& options, MessageSink& sink) {
  if (Status start = source.Seek(0); !start) return start.error();
  return BackupCsv(source, options, sink).Read();
}

}  // namespace

const Reader kSignalBackupCsvReader = {
    "signalbackup-csv",
    "Signal on Android, the table of messages that signalbackup-tools writes",
    "a backup of Signal on Android with the program signalbackup-tools: `--exportcsv "
    "message=FILE`; people are numbers in it",
    /*can_resume=*/false,
    ProbeBackupCsv,
    ReadBackupCsv,
};

}  // namespace ebb
