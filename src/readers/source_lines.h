// The lines of a source, one by one, and the gathering of lines into records.
//
// Views live during one call. One thread. Lines longer than the limit come in pieces.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/byte_range.h"
#include "base/result.h"
#include "base/source.h"
#include "readers/text_lines.h"

namespace ebb {

inline constexpr std::size_t kMaxRecordText = TextLines::kMaxLine;

using SourceLine = TextLine;

// From the beginning; calls `on_line` for each line until it returns false.
template <typename OnLine>
Status ForEachLine(Source& source, const OnLine& on_line) {
  if (Status start = source.Seek(0); !start) return start.error();
  TextLines lines(source);
  SourceLine line;
  while (lines.Next(&line) && on_line(line)) {
  }
  if (lines.error()) return *lines.error();
  return Done{};
}

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
