// The first line of a message in a Zoom chat. Plain functions on views into the line.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ebb {

// What the heads of one file have in common: what differs is what somebody typed.
struct ZoomStyle {
  std::string_view from;  // the word before the names, in the program's language; kept forever
  bool cloud = false;     // the clock counts from the beginning of the recording; no such word
  bool dated = false;     // a day stands before the clock
};

struct ZoomHead {
  std::int64_t clock = 0;  // seconds since midnight, or since the recording began
  std::int64_t day = -1;   // seconds since 1970 at the beginning of its day; -1 = not given
  std::string_view sender;
  std::string_view text;  // may go on in the next lines
  ZoomStyle style;
};

// `line` ends before its line end. `style` is that of the first head; null for the first.
std::optional<ZoomHead> ParseZoomHead(std::string_view line, const ZoomStyle* style = nullptr);

// True if `line` may be the beginning of such a line, cut off.
bool IsCutZoomHead(std::string_view line, const ZoomStyle* style = nullptr);

// Whether a program that does not speak English wrote the heads.
bool IsOtherZoomLanguage(const ZoomStyle& style);

}  // namespace ebb
