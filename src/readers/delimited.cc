#include "readers/delimited.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text_util.h"
#include "readers/columns.h"
#include "readers/csv_records.h"
#include "readers/table_rows.h"

namespace ebb {
namespace {

constexpr std::string_view kSeparators = ",;\t|";

struct TableHeader {
  char separator = ',';
  bool has_separator_line = false;  // Excel's "sep=;"
  std::vector<std::string> names;
};

std::vector<std::string> FirstRow(std::string_view head, char separator) {
  const std::unique_ptr<Source> source = MemorySource("", std::string(head));
  CsvRecords records(*source, separator);
  if (records.Next() != CsvRecords::Outcome::kRow) return {};
  return {records.cells().begin(), records.cells().end()};
}

// "sep=;" on the first line, which then is no row.
std::optional<char> SeparatorLine(std::string_view head) {
  if (!head.starts_with("sep=") || head.size() < 6 || (head[5] != '\r' && head[5] != '\n')) {
    return std::nullopt;
  }
  return head[4];
}

// The separator is the one that makes columns of the first row which we can use; failing that, the
// one that makes most of them.
TableHeader FindHeader(std::string_view head, std::string_view separators,
                       const ColumnNames& wanted) {
  TableHeader best;
  std::string allowed(separators);
  if (const std::optional<char> given = SeparatorLine(head)) {
    allowed.assign(1, *given);
    best.has_separator_line = true;
    head.remove_prefix(std::min(head.find_first_of("\r\n"), head.size()));
  }
  bool best_fits = false;
  for (const char separator : allowed) {
    std::vector<std::string> names = FirstRow(head, separator);
    const bool fits = FindColumns(names, wanted, "").ok();
    if (fits < best_fits || (fits == best_fits && names.size() <= best.names.size())) continue;
    best_fits = fits;
    best.separator = separator;
    best.names = std::move(names);
  }
  return best;
}

// Why a row of so many cells cannot be used; empty if it can.
std::string_view WidthProblem(const std::vector<std::string_view>& cells, std::size_t width) {
  if (cells.size() < width) return "fewer cells than the first row has";
  for (std::size_t i = width; i < cells.size(); ++i) {
    if (!Trim(cells[i]).empty()) return "more cells than the first row has";
  }
  return {};
}

Result<TableScan> ScanCsv(Source& source, const TableHeader& header, const Columns& columns,
                          const OnRow& on_row, const bool& only_pairs = false) {
  if (Status start = source.Seek(0); !start) return start.error();
  CsvRecords records(source, header.separator);
  TableScan scan;
  JoinedCells joined;
  TableRow row;
  int to_pass = header.has_separator_line ? 2 : 1;
  for (;;) {
    const CsvRecords::Outcome outcome = records.Next();
    if (records.error()) return *records.error();
    if (outcome == CsvRecords::Outcome::kEnd) return scan;
    if (to_pass-- > 0) continue;
    to_pass = 0;
    row.source = records.range();
    row.line = records.line();
    if (outcome == CsvRecords::Outcome::kRow) {
      row.problem = WidthProblem(records.cells(), header.names.size());
      const auto cell = [&](const std::optional<std::size_t>& column) {
        return column ? records.cells()[*column] : std::string_view();
      };
      if (row.problem.empty() && only_pairs) {
        FillPairOfRow(cell, columns, &joined, &row);
      } else if (row.problem.empty()) {
        FillTableRow(cell, columns, &joined, &row);
      }
    } else {
      row.problem = outcome == CsvRecords::Outcome::kTooLong ? "longer than 16 MiB"
                                                             : "a quoted cell does not end";
      scan.truncated = scan.truncated || records.ended_in_quotes();
    }
    if (!on_row(row)) return scan;
  }
}

Result<ReadReport> ReadSeparated(Source& source, const ReadOptions& options, MessageSink& sink,
                                 std::string_view separators, const Reader& reader) {
  if (Status start = source.Seek(0); !start) return start.error();
  Result<std::string> head = ReadHead(source, std::size_t{64} * 1024);
  if (!head) return head.error();
  const TableHeader header = FindHeader(*head, separators, options.columns);
  const Result<Columns> columns = FindColumns(header.names, options.columns, source.name());
  if (!columns) return columns.error();
  Result<ReadReport> report = ReadTable(
      source,
      [&](const OnRow& on_row, const bool& only_pairs) {
        return ScanCsv(source, header, *columns, on_row, only_pairs);
      },
      options, sink);
  if (!report) return report.error();
  report->format = reader.name;
  report->why = "the first row names a column for the sender and one for the text";
  return report;
}

// Whether some row in `head` says that it was sent or received, if the columns need that.
bool IsSaid(std::string_view head, const TableHeader& header, const Columns& columns) {
  if (!columns.only_if_said()) return true;
  const std::unique_ptr<Source> source = MemorySource("", std::string(head));
  bool said = false;
  const auto scanned = ScanCsv(*source, header, columns, [&said](const TableRow& row) {
    said = row.problem.empty() && row.mine.has_value();
    return !said;
  });
  return scanned && said;
}

Match ProbeSeparated(std::string_view head, std::string_view separators) {
  const TableHeader header = FindHeader(head, separators, {});
  const Result<Columns> columns = FindColumns(header.names, {}, "");
  if (!columns || !IsSaid(head, header, *columns)) return Match::kNo;
  return columns->by_our_names ? Match::kCertain : Match::kLikely;
}

// The first row reads as names do, and the one below it has cells for all of them.
bool LooksLikeTable(std::string_view head, const TableHeader& header) {
  constexpr std::size_t kMaxName = 64;
  if (header.names.size() < 2 || head.starts_with('{') || head.starts_with('[')) return false;
  for (const std::string& name : header.names) {
    if (name.size() > kMaxName || name.ends_with('.')) return false;
  }
  const std::unique_ptr<Source> source = MemorySource("", std::string(head));
  CsvRecords records(*source, header.separator);
  for (int to_pass = header.has_separator_line ? 2 : 1; to_pass > 0; --to_pass) records.Next();
  return records.Next() != CsvRecords::Outcome::kRow ||
         records.cells().size() >= header.names.size();
}

Result<Match> ProbeNamed(std::string_view head, const ColumnNames& named, const std::string& file,
                         std::string_view separators) {
  const TableHeader header = FindHeader(head, separators, named);
  const Result<Columns> columns = FindColumns(header.names, named, file);
  if (columns) return IsSaid(head, header, *columns) ? Match::kLikely : Match::kNo;
  if (!LooksLikeTable(head, header)) return Match::kNo;
  return columns.error();
}

constexpr std::string_view kNoTabs = ",;|";

Match ProbeCsv(std::string_view head) { return ProbeSeparated(head, kNoTabs); }
Match ProbeTsv(std::string_view head) { return ProbeSeparated(head, "\t"); }
Result<Match> ProbeNamedCsv(std::string_view head, const ColumnNames& named,
                            const std::string& file) {
  return ProbeNamed(head, named, file, kNoTabs);
}
Result<Match> ProbeNamedTsv(std::string_view head, const ColumnNames& named,
                            const std::string& file) {
  return ProbeNamed(head, named, file, "\t");
}

Result<ReadReport> ReadCsv(Source& source, const ReadOptions& options, MessageSink& sink) {
  return ReadSeparated(source, options, sink, kSeparators, kCsvReader);
}
Result<ReadReport> ReadTsv(Source& source, const ReadOptions& options, MessageSink& sink) {
  return ReadSeparated(source, options, sink, "\t", kTsvReader);
}

}  // namespace

const Reader kCsvReader = {
    "csv",
    "table with a row per message (CSV; commas, semicolons or bars)",
    "first row: conversation,time,sender,text (only sender and text are required); name other "
    "columns with --columns",
    /*can_resume=*/false,
    ProbeCsv,
    ReadCsv,
    /*group=*/nullptr,
    /*describe=*/nullptr,
    /*probe_bytes=*/nullptr,
    ProbeNamedCsv,
};

const Reader kTsvReader = {
    "tsv",
    "table with a row per message, cells apart by tabs",
    "as csv, with tabs",
    /*can_resume=*/false,
    ProbeTsv,
    ReadTsv,
    /*group=*/nullptr,
    /*describe=*/nullptr,
    /*probe_bytes=*/nullptr,
    ProbeNamedTsv,
};

}  // namespace ebb
