// A source line by line, with each line's place: shared by the readers of plain text.
//
// `source` must outlive the object; a line's text lives until the next call of Next. A line longer
// than 16 MiB comes in pieces. One thread. Errors of the source end the lines and stay in error().
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/byte_range.h"
#include "base/source.h"
#include "base/windows.h"
#include "readers/byte_scan.h"

namespace ebb {

struct TextLine {
  std::string_view text;  // without its line end
  ByteRange source;       // with it
  std::uint64_t number = 0;
  bool continues = false;  // the rest of a line that did not fit
  bool ended = true;       // by a line end, not by the end of the file
};

class TextLines {
 public:
  static constexpr std::size_t kMaxLine = std::size_t{16} * 1024 * 1024;

  explicit TextLines(Source& source) : windows_(source, {.max_line = kMaxLine}) {}

  // False at the end, or after an error.
  bool Next(TextLine* line) {
    if (rest_.empty() && !NextWindow()) return false;
    // Every other line of many exports is empty.
    const std::size_t size = rest_.front() == '\n' ? 0 : FindLineEnd(rest_, 0, '\n');
    line->ended = size < rest_.size();
    const std::size_t length = line->ended ? size + 1 : size;
    line->continues = inside_;
    inside_ = overlong_ && !line->ended;
    if (!line->continues) ++number_;
    line->number = number_;
    line->text = rest_.substr(0, size > 0 && rest_[size - 1] == '\r' ? size - 1 : size);
    line->source = {offset_, offset_ + length};
    offset_ += length;
    rest_.remove_prefix(length);
    return true;
  }
  const std::optional<Error>& error() const { return error_; }

 private:
  bool NextWindow();

  LineWindows windows_;
  std::string_view rest_;
  std::uint64_t offset_ = 0, number_ = 0;
  bool overlong_ = false, inside_ = false;
  std::optional<Error> error_;
};

}  // namespace ebb
