#include "readers/table_rows.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/text_util.h"
#include "readers/date_question.h"
#include "readers/written_time.h"
#include "time/civil.h"

namespace ebb {
namespace {

// A table without a numeric date in its first rows is not searched for one.
constexpr std::uint64_t kTableRowsToSee = 1000;

// "45352.75": days since the end of 1899, as spreadsheets keep moments. From 1982 to 2064.
std::optional<WrittenTime> ParseSerial(std::string_view cell) {
  const std::size_t point = std::min(cell.find_first_of(".,"), cell.size());
  const std::optional<std::uint64_t> days = ParseNumber(cell.substr(0, point));
  if (!days || *days < 30000 || *days >= 60000) return std::nullopt;
  double part = 0, unit = 0.1;
  for (const char c : cell.substr(std::min(point + 1, cell.size()))) {
    if (c < '0' || c > '9') return std::nullopt;
    part += unit * (c - '0');
    unit /= 10;
  }
  const auto second = static_cast<std::int64_t>(std::llround(part * 86400));
  const CivilTime civil = CivilFromSeconds(
      (DaysFromCivil(1899, 12, 30) + static_cast<std::int64_t>(*days)) * 86400 + second);
  WrittenTime time;
  time.date = WrittenTime::Date::kYearFirst;
  time.year = civil.year;
  time.first = civil.month;
  time.second = civil.day;
  time.hour = civil.hour;
  time.minute = civil.minute;
  time.second_of_minute = civil.second;
  time.has_clock = point < cell.size();
  time.has_seconds = time.has_clock;
  return time;
}

bool ReadTableTime(std::string_view cell, WrittenTime* out) {
  if (ParseWrittenTime(cell, out)) return true;
  const std::optional<WrittenTime> serial = ParseSerial(Trim(cell));
  if (serial) *out = *serial;
  return serial.has_value();
}

}  // namespace

std::optional<bool> SaysMine(std::string_view cell, Columns::Says says) {
  static constexpr std::string_view kMine[] = {"outgoing", "out", "sent", "outbound", "outbox",
                                               "1",        "1.0", "-1",   "yes",      "y",
                                               "true",     "t",   "me"};
  static constexpr std::string_view kOthers[] = {
      "incoming", "in", "received", "inbound", "inbox", "0", "0.0", "no", "n", "false", "f"};
  const std::string word = LowerAscii(Trim(cell));
  if (says == Columns::Says::kSmsTypes && word.size() == 1 && word[0] >= '1' && word[0] <= '6') {
    return word != "1";
  }
  const auto among = [&word, says](const auto& words) {
    const auto end = says == Columns::Says::kPerhaps ? std::begin(words) + 5 : std::end(words);
    return std::find(std::begin(words), end, word) != end;
  };
  if (among(kMine)) return true;
  if (among(kOthers)) return false;
  return std::nullopt;
}

bool SaysUnsent(std::string_view cell, Columns::Says says) {
  const std::string_view type = Trim(cell);
  return says == Columns::Says::kSmsTypes && (type == "3" || type == "5" || type == "6");
}

bool HoldsDate(std::string_view cell) {
  cell = Trim(cell);
  WrittenTime time;
  // A clock alone is seldom longer, and this is asked of each row.
  return cell.size() > 8 && ParseWrittenTime(cell, &time) && time.date != WrittenTime::Date::kNone;
}

bool SaysForwarded(std::string_view cell) {
  cell = Trim(cell);
  return !cell.empty() && cell != "0" && LowerAscii(cell) != "false";
}

namespace {

// Tells from the first rows whether a column that may name the other side in all rows does so.
class PartnerProof {
 public:
  void Add(const TableRow& row) {
    if (!row.mine || row.partner != Columns::Partner::kIfBothWays) return;
    const std::string_view name = Trim(row.sender);
    if (holds_ || rows_++ >= kTableRowsToSee || name.empty() || name.size() > kMaxName) return;
    unsigned& ways = ways_[std::string(name)];
    ways |= *row.mine ? 1u : 2u;
    holds_ = ways == 3;
  }
  bool holds() const { return holds_; }

 private:
  static constexpr std::size_t kMaxName = 200;

  std::uint64_t rows_ = 0;
  std::map<std::string, unsigned> ways_;
  bool holds_ = false;
};

// Who sent a row.
struct RowSender {
  std::string_view name;
  bool from_me = false, known = false;
  std::string_view problem;
};

RowSender SenderOfRow(const TableRow& row, const PartnerProof& proof) {
  RowSender sender{Trim(row.sender), false, false, ""};
  if (row.partner == Columns::Partner::kIfBothWays && !proof.holds()) return sender;
  const bool partner = row.partner != Columns::Partner::kNo;
  if (partner && !row.mine) sender.problem = "it does not say who sent it";
  sender.known = row.mine.has_value();
  sender.from_me = row.mine.value_or(false);
  if (sender.from_me && (partner || sender.name.empty())) sender.name = "Me";
  return sender;
}

class TableWriter {
 public:
  TableWriter(const ReadOptions& options, MessageSink& sink, DateOrder order,
              const PartnerProof& proof)
      : options_(options), sink_(sink), order_(order), proof_(proof) {}

  bool Write(const TableRow& row) {
    if (!row.problem.empty()) return Skip(row, row.problem);
    const std::string_view id = row.conversation.empty() ? "chat" : row.conversation;
    if (!options_.only.empty() && options_.only != id) return true;
    Timestamp sent;
    if (row.time && !Trim(*row.time).empty()) {
      WrittenTime written;
      if (!ReadTableTime(*row.time, &written)) return Skip(row, "its time cannot be read");
      const std::optional<Timestamp> time = ToTimestamp(written, order_);
      if (!time) return Skip(row, "there is no such date");
      sent = *time;
      has_seconds_ = has_seconds_ || written.has_seconds;
    }
    const RowSender sender = SenderOfRow(row, proof_);
    if (!sender.problem.empty()) return Skip(row, sender.problem);
    if (sender.name.empty()) return Skip(row, "no sender");
    Begin(id, row, sender, sent);
    return Deliver(row, sender, sent);
  }

 private:
  bool Skip(const TableRow& row, std::string_view reason) {
    sink_.OnSkipped({row.line, row.source, reason});
    return true;
  }

  void Begin(std::string_view id, const TableRow& row, const RowSender& sender,
             const Timestamp& sent) {
    if (current_ == id) return;
    current_.assign(id);
    ConversationInfo info;
    info.id = current_;
    info.name = row.conversation;
    info.capabilities.dated = row.time.has_value();
    info.capabilities.seconds = has_seconds_;
    info.capabilities.knows_me = sender.known;
    info.capabilities.instants = sent.basis == Timestamp::Basis::kInstant;
    sink_.BeginConversation(info);
  }

  bool Deliver(const TableRow& row, const RowSender& sender, const Timestamp& sent) {
    message_.sender = sender.name;
    message_.sent = sent;
    message_.kind = Trim(row.text).empty() ? MessageKind::kOther : MessageKind::kText;
    message_.text = row.text;
    if (row.forwarded) {
      message_.kind = MessageKind::kForwarded;
      message_.text = {};
    }
    message_.source = row.source;
    message_.line = row.line;
    message_.from_me = sender.from_me;
    return sink_.OnMessage(message_);
  }

  const ReadOptions& options_;
  MessageSink& sink_;
  DateOrder order_;
  const PartnerProof& proof_;
  std::string current_;
  Message message_;  // what is not set for each stays as it is
  bool has_seconds_ = false;
};

Result<WrittenDateVote> TakeVote(const ScanTable& scan, PartnerProof* proof) {
  WrittenDateVote vote;
  std::uint64_t rows = 0;
  const Result<TableScan> scanned = scan([&](const TableRow& row) {
    ++rows;
    if (row.problem.empty()) proof->Add(row);
    if (row.problem.empty() && row.time) {
      WrittenTime written;
      if (ReadTableTime(*row.time, &written)) vote.Add(written);
    }
    return vote.any_numeric() || rows < kTableRowsToSee;
  });
  if (!scanned) return scanned.error();
  return vote;
}

}  // namespace

Result<ReadReport> ReadTable(Source& source, const ScanTable& scan, const ReadOptions& options,
                             MessageSink& sink) {
  PartnerProof proof;
  const Result<WrittenDateVote> vote = TakeVote(scan, &proof);
  if (!vote) return vote.error();
  ReadReport report;
  DateOrder order = DateOrder::kUndecided;
  const Status decided = DecideDates(*vote, options, source.name(), &report, &order);
  if (!decided) return decided.error();
  if (Status back = source.Seek(0); !back) return back.error();
  TableWriter writer(options, sink, order, proof);
  const Result<TableScan> scanned = scan([&](const TableRow& row) { return writer.Write(row); });
  if (!scanned) return scanned.error();
  report.truncated = scanned->truncated;
  NoteRepairs(source, &report);
  return report;
}

}  // namespace ebb
