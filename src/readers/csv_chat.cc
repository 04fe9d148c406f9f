#include "readers/csv_chat.h"

#include <string>

#include "base/text_util.h"
#include "readers/csv_records.h"
#include "readers/date_question.h"
#include "readers/region_stamp.h"
#include "readers/written_time.h"

namespace ebb {
namespace {

// A table without a numeric date in its first rows is not searched for one.
constexpr std::uint64_t kChatRowsToSee = 1000;

struct Place {
  ByteRange source;
  std::uint64_t line = 0;
};

// Calls `on_row` until it returns false. Returns whether the file ends inside a row.
template <typename OnCsvRow>
Result<bool> Scan(Source& source, const CsvChat& chat, const OnCsvRow& on_row) {
  if (Status start = source.Seek(0); !start) return start.error();
  CsvRecords records(source, chat.separator);
  bool truncated = false;
  for (std::uint64_t rows = 0;; ++rows) {
    const CsvRecords::Outcome outcome = records.Next();
    if (records.error()) return *records.error();
    if (outcome == CsvRecords::Outcome::kEnd) return truncated;
    if (rows < chat.heading_rows) continue;
    CsvRow row;
    if (outcome == CsvRecords::Outcome::kRow) {
      row = chat.parse(records.cells());
    } else {
      row.problem = outcome == CsvRecords::Outcome::kTooLong ? "longer than 16 MiB"
                                                             : "a quoted cell does not end";
      truncated = truncated || records.ended_in_quotes();
    }
    if (!row.ignored && !on_row(row, {records.range(), records.line()})) return truncated;
  }
}

// As programs write it, or as the region of a computer does.
bool ReadChatTime(std::string_view cell, WrittenTime* out) {
  return ParseWrittenTime(cell, out) || ParseRegionStamp(cell, out);
}

Result<WrittenDateVote> TakeVote(Source& source, const CsvChat& chat) {
  WrittenDateVote vote;
  WrittenTime written;
  std::uint64_t rows = 0;
  const Result<bool> scanned = Scan(source, chat, [&](const CsvRow& row, const Place&) {
    ++rows;
    if (row.problem.empty() && !row.sent && ReadChatTime(row.time, &written)) vote.Add(written);
    return vote.any_numeric() || rows < kChatRowsToSee;
  });
  if (!scanned) return scanned.error();
  return vote;
}

class CsvWriter {
 public:
  CsvWriter(const CsvChat& chat, DateOrder order, std::string_view only, MessageSink& sink)
      : chat_(chat), order_(order), only_(only), sink_(sink) {}

  bool Write(const CsvRow& row, const Place& place) {
    if (!Begin(row)) return true;
    if (!row.problem.empty()) return Skip(place, row.problem);
    Message message;
    if (row.sent) {
      message.sent = *row.sent;
    } else if (!Trim(row.time).empty()) {
      if (!ReadChatTime(row.time, &written_)) return Skip(place, "its time cannot be read");
      written_.has_offset = written_.has_offset || chat_.times_are_utc;
      const std::optional<Timestamp> sent = ToTimestamp(written_, order_);
      if (!sent) return Skip(place, "there is no such date");
      message.sent = *sent;
    }
    const bool notice = row.kind == MessageKind::kNotice;
    if (!notice && Trim(row.sender).empty()) return Skip(place, "no sender");
    message.kind = row.kind;
    if (!notice) {
      message.sender = Trim(row.sender);
      message.sender_key = row.sender_key;
      message.text = row.text;
    }
    if (row.kind == MessageKind::kText && Trim(row.text).empty())
      message.kind = MessageKind::kOther;
    message.source = place.source;
    message.line = place.line;
    message.from_me = row.from_me;
    message.has_reply = row.has_reply;
    message.edited = row.edited;
    return sink_.OnMessage(message);
  }

 private:
  // True if the user wants the chat of this row.
  bool Begin(const CsvRow& row) {
    if (!row.problem.empty()) return deliver_;  // nobody can tell whose it is
    const std::string_view id = row.conversation.empty() ? chat_.info.id : row.conversation;
    if (begun_ && id == current_) return deliver_;
    begun_ = true;
    current_.assign(id);
    ConversationInfo info = chat_.info;
    info.id = current_;
    if (!row.conversation.empty()) info.name = row.conversation_name;
    deliver_ = only_.empty() || only_ == info.id || (!info.name.empty() && only_ == info.name);
    if (deliver_) sink_.BeginConversation(info);
    return deliver_;
  }

  bool Skip(const Place& place, std::string_view reason) {
    sink_.OnSkipped({place.line, place.source, reason});
    return true;
  }

  const CsvChat& chat_;
  DateOrder order_;
  std::string_view only_;
  MessageSink& sink_;
  std::string current_;
  WrittenTime written_;
  bool begun_ = false, deliver_ = true;
};

}  // namespace

Result<ReadReport> ReadCsvChat(Source& source, const CsvChat& chat, const ReadOptions& options,
                               MessageSink& sink) {
  const Result<WrittenDateVote> vote = TakeVote(source, chat);
  if (!vote) return vote.error();
  ReadReport report;
  DateOrder order = DateOrder::kUndecided;
  const Status decided = DecideDates(*vote, options, source.name(), &report, &order);
  if (!decided) return decided.error();
  CsvWriter writer(chat, order, options.only, sink);
  const Result<bool> truncated = Scan(source, chat, [&](const CsvRow& row, const Place& place) {
    return writer.Write(row, place);
  });
  if (!truncated) return truncated.error();
  report.truncated = *truncated;
  report.format = chat.reader->name;
  report.why = chat.why;
  NoteRepairs(source, &report);
  return report;
}

std::vector<std::string> CsvFirstRow(std::string_view head, char separator) {
  const std::unique_ptr<Source> source = MemorySource("", std::string(head.substr(0, 4096)));
  CsvRecords records(*source, separator);
  if (records.Next() != CsvRecords::Outcome::kRow) return {};
  return {records.cells().begin(), records.cells().end()};
}

}  // namespace ebb
