// From rows of named cells, however they were written, to messages: shared by CSV, TSV, JSONL and
// lists in JSON.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/text_util.h"
#include "readers/columns.h"
#include "readers/reader.h"
#include "readers/written_time.h"

namespace ebb {

// Views live during one call.
struct TableRow {
  std::string_view conversation, sender, text;
  std::optional<std::string_view> time;  // nullopt: the table has no such column
  ByteRange source;
  std::uint64_t line = 0;
  std::string_view problem;  // why the row cannot be used; empty if it can
  bool from_me = false;
  bool knows_me = false;  // the table says of each row whether the exporter sent it
};

// Whether the exporter sent the row whose column of direction holds `cell`; nullopt if it says
// nothing.
std::optional<bool> SaysMine(std::string_view cell, Columns::Says says);

// One row as its columns say; `cell(column)` gives what stands in one, empty for nullopt. `joined`
// keeps a date and a time put together.
template <typename Cell>
void FillTableRow(Cell cell, const Columns& columns, std::string* joined, TableRow* row) {
  row->conversation = cell(columns.conversation);
  row->sender = Trim(cell(columns.sender));
  if (row->sender.empty()) row->sender = cell(columns.sender_id);
  row->text = cell(columns.text);
  std::optional<bool> mine;
  if (columns.direction) mine = SaysMine(cell(columns.direction), columns.says);
  row->knows_me = mine.has_value();
  const bool may_be_me = columns.sender_is_partner || row->sender.empty();
  row->from_me = may_be_me && mine.value_or(false);
  if (row->from_me) row->sender = "Me";
  if (!columns.time) return;
  row->time = cell(columns.time);
  if (!columns.date) return;
  joined->assign(Trim(cell(columns.date))).append(" ").append(Trim(cell(columns.time)));
  row->time = *joined;
}

// Calls `on_row` for each row in file order until it returns false. Returns what is wrong with the
// file as a whole.
struct TableScan {
  bool truncated = false;
};
using OnRow = std::function<bool(const TableRow&)>;
using ScanTable = std::function<Result<TableScan>(const OnRow&)>;

// Reads the table (twice where its dates need a decision first).
Result<ReadReport> ReadTable(Source& source, const ScanTable& scan, const ReadOptions& options,
                             MessageSink& sink);

}  // namespace ebb
