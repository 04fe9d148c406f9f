#include "readers/table_rows.h"

#include <algorithm>
#include <cmath>

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
                                               "1",        "yes", "true", "me"};
  static constexpr std::string_view kOthers[] = {"incoming", "in", "received", "inbound", "inbox"};
  const std::string word = LowerAscii(Trim(cell));
  if (says == Columns::Says::kSmsTypes && word.size() == 1 && word[0] >= '1' && word[0] <= '6') {
    return word != "1";
  }
  const auto mine = std::find(std::begin(kMine), std::end(kMine), word);
  if (says == Columns::Says::kAlways) return mine != std::end(kMine);
  if (mine < std::begin(kMine) + 5) return true;
  if (std::find(std::begin(kOthers), std::end(kOthers), word) != std::end(kOthers)) return false;
  return std::nullopt;
}

namespace {

class TableWriter {
 public:
  TableWriter(const ReadOptions& options, MessageSink& sink, DateOrder order)
      : options_(options), sink_(sink), order_(order) {}

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
    if (Trim(row.sender).empty()) return Skip(row, "no sender");
    Begin(id, row, sent);
    return Deliver(row, sent);
  }

 private:
  bool Skip(const TableRow& row, std::string_view reason) {
    sink_.OnSkipped({row.line, row.source, reason});
    return true;
  }

  void Begin(std::string_view id, const TableRow& row, const Timestamp& sent) {
    if (current_ == id) return;
    current_.assign(id);
    ConversationInfo info;
    info.id = current_;
    info.name = row.conversation;
    info.capabilities.dated = row.time.has_value();
    info.capabilities.seconds = has_seconds_;
    info.capabilities.knows_me = row.knows_me;
    info.capabilities.instants = sent.basis == Timestamp::Basis::kInstant;
    sink_.BeginConversation(info);
  }

  bool Deliver(const TableRow& row, const Timestamp& sent) {
    message_.sender = Trim(row.sender);
    message_.sent = sent;
    message_.kind = Trim(row.text).empty() ? MessageKind::kOther : MessageKind::kText;
    message_.text = row.text;
    message_.source = row.source;
    message_.line = row.line;
    message_.from_me = row.from_me;
    return sink_.OnMessage(message_);
  }

  const ReadOptions& options_;
  MessageSink& sink_;
  DateOrder order_;
  std::string current_;
  Message message_;  // what is not set for each stays as it is
  bool has_seconds_ = false;
};

Result<WrittenDateVote> TakeVote(const ScanTable& scan) {
  WrittenDateVote vote;
  std::uint64_t rows = 0;
  const Result<TableScan> scanned = scan([&](const TableRow& row) {
    ++rows;
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
  const Result<WrittenDateVote> vote = TakeVote(scan);
  if (!vote) return vote.error();
  ReadReport report;
  DateOrder order = DateOrder::kUndecided;
  const Status decided = DecideDates(*vote, options, source.name(), &report, &order);
  if (!decided) return decided.error();
  if (Status back = source.Seek(0); !back) return back.error();
  TableWriter writer(options, sink, order);
  const Result<TableScan> scanned = scan([&](const TableRow& row) { return writer.Write(row); });
  if (!scanned) return scanned.error();
  report.truncated = scanned->truncated;
  NoteRepairs(source, &report);
  return report;
}

}  // namespace ebb
