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
  std::string_view receiver;     // may be empty
  std::string_view key;          // whose name `sender` is; may be empty
  std::string_view partner_id;   // each other side is a chat of its own; may be empty
  bool partner_by_name = false;  // `partner_id` is a name, for others have numbers beside it
  bool by_number = false;        // the number stands beside the name
  bool partner_sure = false;     // rows of such a form name the other side, whoever sent them
  std::optional<std::string_view> time;  // nullopt: the table has no such column
  bool time_guessed = false;             // that column may be none of times
  ByteRange source;
  std::uint64_t line = 0;
  std::string_view problem;  // why the row cannot be used; empty if it can
  std::optional<bool> mine;  // what the row says of who sent it
  bool unsent = false;       // it says that nobody sent it, where that matters
  Columns::Partner partner = Columns::Partner::kNo;
  bool forwarded = false;
};

// Whether the exporter sent the row whose column of direction holds `cell`; nullopt if it says
// nothing.
std::optional<bool> SaysMine(std::string_view cell, Columns::Says says);
// Drafts, and what could not be sent or waits for it.
bool SaysUnsent(std::string_view cell, Columns::Says says);
// The same of a word, where not all columns of the name hold such.
bool NamesUnsent(std::string_view cell);
// Whether a cell that holds a clock holds the date, too.
bool HoldsDate(std::string_view cell);
// Where the clock of "2024-03-01T10:05:00" begins, with the sign before it; the size if there is
// none.
std::size_t ClockBehindDate(std::string_view date);
// Whether a cell that names from where the words come says anything.
bool SaysForwarded(std::string_view cell);

// A contact that has no name, in the words of phones.
inline bool IsUnknown(std::string_view name) {
  return name == "(Unknown)" || name == "Unknown" || name == "null";
}

// What a row holds that stands in two of its cells.
struct JoinedCells {
  std::string time, name;

  static std::string_view Join(std::string_view first, std::string_view second, std::string* out) {
    out->assign(Trim(first)).append(" ").append(Trim(second));
    return Trim(*out);
  }
};

// Who sent a row, or the other side.
template <typename Cell>
void FillSender(Cell cell, const Columns& columns, JoinedCells* joined, TableRow* row) {
  row->sender = Trim(cell(columns.sender));
  if (columns.last_name) {
    row->sender = JoinedCells::Join(row->sender, cell(columns.last_name), &joined->name);
  }
  row->key = columns.key ? Trim(cell(columns.key)) : std::string_view();
  if (columns.partner != Columns::Partner::kNo && IsUnknown(row->sender)) row->sender = {};
  if (row->sender.empty()) row->sender = Trim(cell(columns.sender_id));
  row->partner_id = {};
  row->by_number = columns.sender_id.has_value();
  if (!columns.chat_a_partner()) return;
  row->partner_sure = columns.says == Columns::Says::kSmsTypes;
  row->partner_id = Trim(cell(columns.sender_id));
  row->partner_by_name = columns.sender_id && row->partner_id.empty();
  if (row->partner_id.empty()) row->partner_id = row->sender;
}

// When a row was sent.
template <typename Cell>
void FillTime(Cell cell, const Columns& columns, JoinedCells* joined, TableRow* row) {
  if (!columns.time) return;
  row->time_guessed = columns.time_guessed;
  row->time = cell(columns.time);
  if (!columns.date || HoldsDate(*row->time)) return;
  const std::string_view date = cell(columns.date);
  // The date may hold the clock, too, or midnight in its place.
  const std::size_t clock = ClockBehindDate(date);
  const bool midnight = date.substr(clock).find_first_not_of("T 0:.Z+") == date.npos;
  row->time = clock < date.size() && (!midnight || row->time->empty())
                  ? date
                  : JoinedCells::Join(date.substr(0, clock), *row->time, &joined->time);
}

// One row as its columns say; `cell(column)` gives what stands in one, empty for nullopt.
template <typename Cell>
void FillTableRow(Cell cell, const Columns& columns, JoinedCells* joined, TableRow* row) {
  row->conversation = cell(columns.conversation);
  FillSender(cell, columns, joined, row);
  row->receiver = cell(columns.receiver);
  row->text = cell(columns.text);
  row->partner = columns.partner;
  row->mine.reset();
  if (columns.direction) {
    row->mine = SaysMine(cell(columns.direction), columns.says);
    if (SaysUnsent(cell(columns.direction), columns.says)) row->problem = "it was not sent";
    row->unsent = columns.partner == Columns::Partner::kOnlyIfMostly && !row->mine &&
                  NamesUnsent(cell(columns.direction));
  }
  row->forwarded = false;
  for (const std::size_t column : columns.forwarded) {
    row->forwarded = row->forwarded || SaysForwarded(cell(column));
  }
  FillTime(cell, columns, joined, row);
}

// As much of a row as tells between whom it is, and when. REQUIRES: other rows were filled whole.
template <typename Cell>
void FillPairOfRow(Cell cell, const Columns& columns, JoinedCells* joined, TableRow* row) {
  row->receiver = cell(columns.receiver);
  row->sender = Trim(cell(columns.sender));
  if (columns.last_name || row->sender.empty()) FillSender(cell, columns, joined, row);
  FillTime(cell, columns, joined, row);
}

// Calls `on_row` for each row in file order until it returns false. Returns what is wrong with the
// file as a whole.
struct TableScan {
  bool truncated = false;
};
using OnRow = std::function<bool(const TableRow&)>;
// Once `only_pairs` is set, no more is needed of a row than FillPairOfRow gives.
using ScanTable = std::function<Result<TableScan>(const OnRow&, const bool& only_pairs)>;

// Reads the table (twice where its dates need a decision first).
Result<ReadReport> ReadTable(Source& source, const ScanTable& scan, const ReadOptions& options,
                             MessageSink& sink);

}  // namespace ebb
