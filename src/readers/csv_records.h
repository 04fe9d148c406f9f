// Splits delimited text into rows of cells as RFC 4180 has it: quoted cells may hold separators,
// line ends and doubled quotes. Lines end in LF, CRLF or CR. Empty lines are no rows.
//
// Streams; owns its window. A quoted cell that does not end within 1 MiB costs its first line
// alone. Cells are views that live until the next Next. One thread.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_range.h"
#include "readers/refill_buffer.h"

namespace ebb {

class CsvRecords {
 public:
  static constexpr std::size_t kMaxQuoted = std::size_t{1024} * 1024;
  static constexpr std::size_t kMaxRow = std::size_t{16} * 1024 * 1024;

  enum class Outcome : unsigned char {
    kRow,
    kOpenQuote,  // a quoted cell does not end; its first line was skipped
    kTooLong,    // skipped
    kEnd,        // or an error of the source
  };

  CsvRecords(Source& source, char separator) : separator_(separator), buffer_(source) {}

  Outcome Next();
  const std::vector<std::string_view>& cells() const { return cells_; }
  ByteRange range() const { return range_; }
  std::uint64_t line() const { return line_; }  // where the row begins, from 1
  bool ended_in_quotes() const { return ended_in_quotes_; }
  const std::optional<Error>& error() const { return buffer_.error(); }

 private:
  enum class Parsed : unsigned char { kRow, kShort, kOpenQuote };

  Parsed ParseRow(std::string_view text);
  bool ParseUsualRow(std::string_view text);
  Parsed ParseAnyRow(std::string_view text);
  std::size_t ParseQuoted(std::string_view text, std::size_t at);
  std::size_t ParseAnyQuoted(std::string_view text, std::size_t at);
  std::size_t FindQuote(std::string_view text, std::size_t from);
  std::string& Scratch();
  void SkipLine();
  void Use(std::size_t count);
  void UseRow();
  bool SkipEmptyLines();

  char separator_;
  RefillBuffer buffer_;
  std::vector<std::string_view> cells_;
  std::deque<std::string> scratch_;  // a deque: its strings stay where they are
  std::size_t scratch_used_ = 0;
  std::size_t used_ = 0;  // bytes of the parsed row
  // Separators, quotes and line ends that were seen behind the last row, in the sixty-four bytes
  // before `marked_to_`, a place in the source. 0: none were looked for.
  std::uint64_t marks_ = 0, marked_to_ = 0;
  ByteRange range_;
  std::uint64_t line_ = 1, next_line_ = 1;
  bool has_line_ends_ = false;  // in a cell of the parsed row
  bool ended_in_quotes_ = false;
};

}  // namespace ebb
