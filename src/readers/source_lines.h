// The lines of a source, one by one, and the gathering of lines into records.
//
// Views live during one call. One thread. Lines longer than the limit come in pieces.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/byte_range.h"
#include "base/result.h"
#include "base/source.h"

namespace ebb {

inline constexpr std::size_t kMaxRecordText = std::size_t{16} * 1024 * 1024;

struct SourceLine {
  std::string_view text;  // without its line end
  ByteRange source;       // with it
  std::uint64_t number = 0;
  bool continues = false;  // the rest of a line longer than the limit
  bool ended = true;       // by a line end, not by the end of the file
};

// From the beginning; calls `on_line` for each line until it returns false.
Status ForEachLine(Source& source, const std::function<bool(const SourceLine&)>& on_line);

// The lines of one record. Blank lines belong to it only if it goes on after them.
class RecordText {
 public:
  // `first` is what the record's first line says, without its head.
  void Begin(std::string_view first, const SourceLine& line);
  void Add(const SourceLine& line);
  // The same for a part of the line (its prefix was taken off).
  void Add(std::string_view text, const SourceLine& line);
  // The record goes on to the end of this line, which says nothing.
  void Extend(const SourceLine& line) { range_.end = line.source.end; }
  void Close() { open_ = false; }

  bool open() const { return open_; }
  bool too_long() const { return too_long_; }
  const std::string& text() const { return text_; }
  ByteRange range() const { return range_; }
  std::uint64_t line() const { return line_; }

 private:
  std::string text_;
  ByteRange range_;
  std::uint64_t line_ = 0;
  std::size_t blank_lines_ = 0;
  bool open_ = false, too_long_ = false;
};

}  // namespace ebb
