// A list of messages in JSON, as programs write it that have no format of their own: an array of
// objects with a sender and a text, alone or under a key of the file's object.
#include <algorithm>
#include <string>
#include <vector>

#include "base/text_util.h"
#include "readers/columns.h"
#include "readers/delimited.h"
#include "readers/flat_object.h"
#include "readers/json_records.h"
#include "readers/json_rows.h"
#include "readers/table_rows.h"

namespace ebb {
namespace {

// Keys under which such a list stands.
constexpr std::string_view kLists[] = {"messages",     "chat",   "conversation", "data",
                                       "chat_history", "items",  "transcript",   "dialogue",
                                       "history",      "results"};

bool IsListKey(std::string_view key) {
  return std::find(std::begin(kLists), std::end(kLists), key) != std::end(kLists);
}

// Turns what is skipped into rows, so that both passes see the same.
class RowsOnly final : public MessageSink {
 public:
  explicit RowsOnly(const OnRow& on_row) : on_row_(on_row) {}
  void BeginConversation(const ConversationInfo&) override {}
  bool OnMessage(const Message&) override { return true; }
  void OnSkipped(const SkippedRecord& record) override {
    TableRow row;
    row.line = record.line;
    row.source = record.source;
    row.problem = record.reason;
    on_row_(row);
  }

 private:
  const OnRow& on_row_;
};

class JsonTable {
 public:
  JsonTable(Source& source, const ReadOptions& options, const std::vector<std::string>& names,
            const OnRow& on_row)
      : source_(source),
        on_row_(on_row),
        skipped_(on_row),
        columns_(options.columns, source.name()),
        records_(source, skipped_) {
    columns_.Begin(names);
  }

  Result<TableScan> Scan() {
    if (Status start = source_.Seek(0); !start) return start.error();
    if (records_.walker().Peek() == '[') {
      ReadList();
    } else {
      records_.Root([this](const std::string& key) {
        if (!found_ && IsListKey(key) && records_.walker().Peek() == '[') return ReadList();
        records_.walker().SkipValue();
      });
    }
    if (records_.error()) return *records_.error();
    TableScan scan;
    scan.truncated = !enough_ && records_.walker().failed();
    return scan;
  }

 private:
  void ReadList() {
    JsonWalker& walker = records_.walker();
    walker.Expect('[');
    while (!enough_ && records_.Going() && walker.NextElement()) {
      found_ = true;  // other lists beside it hold other things
      records_.ReadOne([this](JsonCursor& cursor) { whole_ = object_.Read(cursor); },
                       [this](ByteRange range) { Deliver(range); });
    }
  }

  void Deliver(ByteRange range) {
    TableRow row;
    row.line = records_.records();
    row.source = range;
    const Columns* columns = whole_ ? columns_.Of(object_.names()) : nullptr;
    if (columns != nullptr) {
      FillTableRow([this](std::optional<std::size_t> column) { return object_.at(column); },
                   *columns, &joined_, &row);
    } else {
      row.problem = "no key for the sender or for the text";
    }
    enough_ = !on_row_(row);
  }

  Source& source_;
  const OnRow& on_row_;
  RowsOnly skipped_;
  RowColumns columns_;
  JsonRecords records_;
  FlatObject object_;
  JoinedCells joined_;
  bool whole_ = false, found_ = false, enough_ = false;
};

// Reads the list at the cursor up to the first object that shows the columns. False: an empty list.
bool ReadFirst(JsonCursor& cursor, const ColumnNames& wanted, FlatObject* first) {
  cursor.Expect('[');
  if (!cursor.NextElement()) return cursor.failed();
  FlatObject row;
  do {
    if (cursor.Peek() != '{' || !row.Read(cursor)) return true;
    *first = row;
  } while (MayBeOwnRow(first->names(), wanted) && cursor.NextElement());
  return true;
}

// The first object of the first list that is not empty, or the one below it that names whom the
// exporter wrote with; without names if there is none in `head`.
FlatObject FirstObject(std::string_view head, const ColumnNames& wanted) {
  JsonCursor cursor(head);
  FlatObject object;
  if (cursor.Peek() == '[') {
    ReadFirst(cursor, wanted, &object);
    return object;
  }
  std::string_view key;
  if (!cursor.Expect('{')) return {};
  while (cursor.NextKey(&key)) {
    if (!IsListKey(key) || cursor.Peek() != '[') {
      cursor.SkipValue();
    } else if (ReadFirst(cursor, wanted, &object)) {
      return object;
    }
  }
  return {};
}

Match ProbeJsonTable(std::string_view head) {
  head = Trim(head);
  if (!head.starts_with('[') && !head.starts_with('{')) return Match::kNo;
  const FlatObject object = FirstObject(head, {});
  if (object.names().empty()) return Match::kNo;
  const Result<Columns> columns = FindColumns(object.names(), {}, "");
  if (!columns || IsOfOtherThings(object, *columns, /*in_list=*/true)) return Match::kNo;
  return Match::kLikely;
}

Result<Match> ProbeNamedTable(std::string_view head, const ColumnNames& named,
                              const std::string& file) {
  head = Trim(head);
  if (!head.starts_with('[') && !head.starts_with('{')) return Match::kNo;
  const FlatObject object = FirstObject(head, named);
  if (object.names().empty()) return Match::kNo;
  const Result<Columns> columns = FindColumns(object.names(), named, file);
  if (!columns) return columns.error();
  const bool doubted = !named.name_chat() && IsOfOtherThings(object, *columns, /*in_list=*/true);
  return doubted ? Match::kNo : Match::kLikely;
}

Result<ReadReport> ReadJsonTable(Source& source, const ReadOptions& options, MessageSink& sink) {
  if (Status start = source.Seek(0); !start) return start.error();
  Result<std::string> head = ReadHead(source, std::size_t{64} * 1024);
  if (!head) return head.error();
  const std::vector<std::string> names = FirstObject(*head, options.columns).names();
  if (names.empty()) {
    return Error{ErrorKind::kInput, source.name() +
                                        ": it is no JSON with a list of messages, as "
                                        "[{\"sender\": ..., \"text\": ...}, ...]"};
  }
  const Result<Columns> columns = FindColumns(names, options.columns, source.name());
  if (!columns) return columns.error();
  Result<ReadReport> report = ReadTable(
      source,
      [&](const OnRow& on_row, const bool&) {
        return JsonTable(source, options, names, on_row).Scan();
      },
      options, sink);
  if (!report) return report.error();
  report->format = kJsonTableReader.name;
  report->why = "a list of JSON objects with a sender and a text";
  return report;
}

}  // namespace

const Reader kJsonTableReader = {
    "json",
    "list of messages in JSON, each an object with a sender and a text",
    "as jsonl, the objects in one array, alone or under the key messages",
    /*can_resume=*/false,
    ProbeJsonTable,
    ReadJsonTable,
    /*group=*/nullptr,
    /*describe=*/nullptr,
    /*probe_bytes=*/nullptr,
    ProbeNamedTable,
};

}  // namespace ebb
