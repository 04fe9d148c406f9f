// Tables an app or its tools write, with columns that are known beforehand: shared by the readers
// of such tables. A format gives a function from cells to a message; the rest (rows, quotes, dates,
// accounting) is done here.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "readers/reader.h"

namespace ebb {

// What a row says. Views live until the next row.
struct CsvRow {
  std::string_view sender, sender_key, text;
  // Where a table holds several chats: the one this row belongs to. Empty: the chat of the table.
  std::string_view conversation, conversation_name;
  std::string_view time;          // as written; empty: no time
  std::optional<Timestamp> sent;  // instead of `time`
  MessageKind kind = MessageKind::kText;
  bool from_me = false, has_reply = false, edited = false;
  bool ignored = false;      // no record at all (a heading)
  std::string_view problem;  // why the row cannot be used; empty if it can
};

struct CsvChat {
  const Reader* reader = nullptr;
  std::string_view why;
  char separator = ',';
  std::uint64_t heading_rows = 1;
  bool times_are_utc = false;  // times without a zone are UTC
  ConversationInfo info;
  std::function<CsvRow(const std::vector<std::string_view>& cells)> parse;
};

Result<ReadReport> ReadCsvChat(Source& source, const CsvChat& chat, const ReadOptions& options,
                               MessageSink& sink);

// The cells of the first row of `head` (without Excel's "sep=" line); empty if there is none.
std::vector<std::string> CsvFirstRow(std::string_view head, char separator);

}  // namespace ebb
