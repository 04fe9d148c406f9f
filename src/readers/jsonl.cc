// JSONL: one JSON object a line, with the keys conversation, time, sender, text (or usual others).
#include <string>
#include <vector>

#include "base/text_util.h"
#include "base/windows.h"
#include "readers/columns.h"
#include "readers/delimited.h"
#include "readers/flat_object.h"
#include "readers/json_rows.h"
#include "readers/table_rows.h"

namespace ebb {
namespace {

constexpr std::size_t kMaxJsonLine = std::size_t{16} * 1024 * 1024;

class JsonlScanner {
 public:
  JsonlScanner(Source& source, const ReadOptions& options, const std::vector<std::string>& names)
      : source_(source), columns_(options.columns, source.name()) {
    columns_.Begin(names);
  }

  Result<TableScan> Scan(const OnRow& on_row) {
    if (Status start = source_.Seek(0); !start) return start.error();
    LineWindows windows(source_, {.max_line = kMaxJsonLine});
    std::uint64_t line = 0;
    bool inside_overlong = false;
    for (;;) {
      bool overlong = false;
      Result<std::string_view> window = windows.Next(&overlong);
      if (!window) return window.error();
      if (window->empty()) return scan_;
      std::uint64_t offset = windows.offset();
      std::string_view rest = *window;
      while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        const std::size_t length = end == rest.npos ? rest.size() : end + 1;
        const bool is_tail = inside_overlong;
        inside_overlong = overlong && end == rest.npos;
        if (!is_tail) ++line;
        if (!is_tail && !OnLine(rest.substr(0, length), offset, line, inside_overlong, on_row)) {
          return scan_;
        }
        offset += length;
        rest.remove_prefix(length);
      }
    }
  }

 private:
  bool OnLine(std::string_view text, std::uint64_t offset, std::uint64_t line, bool overlong,
              const OnRow& on_row) {
    const bool whole = text.ends_with('\n');
    const std::string_view content = Trim(text);
    if (content.empty()) return true;
    TableRow row;
    row.line = line;
    row.source = {offset, offset + text.size()};
    if (overlong) {
      row.problem = "longer than 16 MiB";
    } else if (!object_.Parse(content)) {
      row.problem = whole ? "not a JSON object" : "the file ends inside this row";
      scan_.truncated = scan_.truncated || !whole;
    } else {
      Fill(&row);
    }
    return on_row(row);
  }

  void Fill(TableRow* row) {
    const Columns* columns = columns_.Of(object_.names());
    if (columns == nullptr) {
      row->problem = "no key for the sender or for the text";
      return;
    }
    FillTableRow([this](std::optional<std::size_t> column) { return object_.at(column); }, *columns,
                 &joined_, row);
  }

  Source& source_;
  FlatObject object_;
  RowColumns columns_;
  JoinedCells joined_;
  TableScan scan_;
};

// The names in the first object that shows the columns, an error if the file has none.
Result<std::vector<std::string>> FirstNames(Source& source, const ReadOptions& options) {
  Result<std::string> head = ReadHead(source, std::size_t{64} * 1024);
  if (!head) return head.error();
  FlatObject object;
  std::vector<std::string> names;
  for (const std::string_view line : Split(*head, '\n')) {
    if (!object.Parse(Trim(line))) continue;
    names = object.names();
    if (!MayBeOwnRow(names, options.columns)) break;
  }
  if (!names.empty()) return names;
  return Error{ErrorKind::kInput,
               source.name() +
                   ": no line at its beginning is a JSON object; JSONL has one message a "
                   "line, as {\"sender\": ..., \"text\": ...}"};
}

Result<ReadReport> ReadJsonl(Source& source, const ReadOptions& options, MessageSink& sink) {
  if (Status start = source.Seek(0); !start) return start.error();
  const Result<std::vector<std::string>> names = FirstNames(source, options);
  if (!names) return names.error();
  const Result<Columns> columns = FindColumns(*names, options.columns, source.name());
  if (!columns) return columns.error();
  JsonlScanner scanner(source, options, *names);
  Result<ReadReport> report = ReadTable(
      source, [&](const OnRow& on_row, const bool&) { return scanner.Scan(on_row); }, options,
      sink);
  if (!report) return report.error();
  report->format = kJsonlReader.name;
  report->why = "each line is a JSON object with a sender and a text";
  return report;
}

Result<Match> ProbeNamedJsonl(std::string_view head, const ColumnNames& named,
                              const std::string& file) {
  FlatObject row, object;
  for (const std::string_view line : Split(Trim(head), '\n')) {
    if (!row.Parse(Trim(line))) break;
    object = row;
    if (!MayBeOwnRow(row.names(), named)) break;
  }
  if (object.names().empty()) return Match::kNo;
  const Result<Columns> columns = FindColumns(object.names(), named, file);
  if (!columns) return columns.error();
  const bool doubted = !named.name_chat() && IsOfOtherThings(object, *columns, /*in_list=*/false);
  return doubted ? Match::kNo : Match::kLikely;
}

Match ProbeJsonl(std::string_view head) {
  FlatObject object;
  for (const std::string_view line : Split(Trim(head), '\n')) {
    if (!object.Parse(Trim(line))) return Match::kNo;
    if (!MayBeOwnRow(object.names(), {})) break;
  }
  const Result<Columns> columns = FindColumns(object.names(), {}, "");
  if (!columns || IsOfOtherThings(object, *columns, /*in_list=*/false)) return Match::kNo;
  return columns->by_our_names ? Match::kCertain : Match::kLikely;
}

}  // namespace

const Reader kJsonlReader = {
    "jsonl",
    "one JSON object a line (JSONL), with a sender and a text",
    "keys: conversation, time, sender, text (only sender and text are required); name other keys "
    "with --columns",
    /*can_resume=*/false,
    ProbeJsonl,
    ReadJsonl,
    /*group=*/nullptr,
    /*describe=*/nullptr,
    /*probe_bytes=*/nullptr,
    ProbeNamedJsonl,
};

}  // namespace ebb
