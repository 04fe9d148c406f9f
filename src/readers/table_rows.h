// From rows of named cells, however they were written, to messages: shared by CSV, TSV and JSONL.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

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
};

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
