#include "readers/table_rows.h"

#include "base/text_util.h"

namespace ebb {
namespace {

// A table without a numeric date in its first rows is not searched for one.
constexpr std::uint64_t kRowsToSee = 1000;

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
      const std::optional<WrittenTime> written = ParseWrittenTime(*row.time);
      if (!written) return Skip(row, "its time cannot be read");
      const std::optional<Timestamp> time = ToTimestamp(*written, order_);
      if (!time) return Skip(row, "there is no such date");
      sent = *time;
      has_seconds_ = has_seconds_ || written->has_seconds;
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
    info.capabilities.instants = sent.basis == Timestamp::Basis::kInstant;
    sink_.BeginConversation(info);
  }

  bool Deliver(const TableRow& row, const Timestamp& sent) {
    Message message;
    message.sender = Trim(row.sender);
    message.sent = sent;
    message.kind = Trim(row.text).empty() ? MessageKind::kOther : MessageKind::kText;
    message.text = row.text;
    message.source = row.source;
    message.line = row.line;
    return sink_.OnMessage(message);
  }

  const ReadOptions& options_;
  MessageSink& sink_;
  DateOrder order_;
  std::string current_;
  bool has_seconds_ = false;
};

Result<WrittenDateVote> TakeVote(const ScanTable& scan) {
  WrittenDateVote vote;
  std::uint64_t rows = 0;
  const Result<TableScan> scanned = scan([&](const TableRow& row) {
    ++rows;
    if (row.problem.empty() && row.time) {
      if (const auto written = ParseWrittenTime(*row.time)) vote.Add(*written);
    }
    return vote.any_numeric() || rows < kRowsToSee;
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
  if (vote->any_numeric()) {
    report.has_date_order = true;
    Result<DateOrder> decided = vote->Decide(options.date_order, options.tolerate_undecided_dates,
                                             source.name(), &report.date_order);
    if (!decided) return decided.error();
    order = *decided;
  }
  if (Status back = source.Seek(0); !back) return back.error();
  TableWriter writer(options, sink, order);
  const Result<TableScan> scanned = scan([&](const TableRow& row) { return writer.Write(row); });
  if (!scanned) return scanned.error();
  report.truncated = scanned->truncated;
  NoteRepairs(source, &report);
  return report;
}

}  // namespace ebb
