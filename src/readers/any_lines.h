// The lines of a source, one after the other, whatever ends them: LF, CR LF, or (files of old
// Macintosh programs) CR alone. A window slides over the source; memory is that of the longest
// line, at most kMaxLine. `source` must outlive this object. One thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/byte_range.h"
#include "base/result.h"
#include "base/source.h"
#include "readers/byte_scan.h"
#include "readers/refill_buffer.h"

namespace ebb {

struct AnyLine {
  std::string_view text;  // without its line end; lives until the next call of AnyLines::Next
  ByteRange source;       // with its line end
  std::uint64_t number = 0;
  bool ended = true;      // by a line end, not by the end of the file
  bool overlong = false;  // longer than AnyLines::kMaxLine: `text` is its beginning
};

class AnyLines {
 public:
  static constexpr std::size_t kMaxLine = std::size_t{16} * 1024 * 1024;
  static constexpr std::size_t kOverlongHead = 64;  // what is kept of a longer one

  // Reads from where `source` stands, which counts as offset 0.
  explicit AnyLines(Source& source) : buffer_(source) {}

  // False at the end, or after an error.
  bool Next(AnyLine* line) {
    const std::string_view rest = buffer_.rest();
    if (begun_ && !rest.empty() && rest.front() == terminator_) {  // nothing to look for
      Take(0, 1, line);
      return true;
    }
    const std::size_t length = begun_ ? FindLineEnd(rest, 0, terminator_) : rest.size();
    if (length == rest.size() || length > kMaxLine) return NextSlowly(line);
    Take(length, 1, line);
    return true;
  }
  const std::optional<Error>& error() const { return buffer_.error(); }

 private:
  bool NextSlowly(AnyLine* line);
  void Begin();
  bool SkipOverlong(AnyLine* line);

  // The next `length` bytes are a line, `terminator` more end it.
  void Take(std::size_t length, std::size_t terminator, AnyLine* line) {
    line->text = buffer_.rest().substr(0, length);
    if (line->text.ends_with('\r')) line->text.remove_suffix(1);
    line->source = {buffer_.offset(), buffer_.offset() + length + terminator};
    line->number = ++number_;
    line->ended = terminator > 0;
    line->overlong = false;
    buffer_.Use(length + terminator);
  }

  RefillBuffer buffer_;
  std::string head_;  // of an overlong line
  std::uint64_t number_ = 0;
  char terminator_ = '\n';
  bool begun_ = false;
};

}  // namespace ebb
