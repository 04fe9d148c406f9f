// The first line of a message in a Zoom chat. Plain functions on views into the line.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ebb {

struct ZoomHead {
  std::int64_t clock = 0;  // seconds since midnight, or since the recording began
  std::int64_t day = -1;   // seconds since 1970 at the beginning of its day; -1 = not given
  std::string_view sender;
  std::string_view text;  // may go on in the next lines
  bool other_language = false;
  bool cloud = false;     // the clock counts from the beginning of the recording
};

// `line` ends before its line end.
std::optional<ZoomHead> ParseZoomHead(std::string_view line);

// True if `line` may be the beginning of such a line, cut off.
bool IsCutZoomHead(std::string_view line);

}  // namespace ebb
