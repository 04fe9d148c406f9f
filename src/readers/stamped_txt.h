// Text with a line of time and name before each message, as QQ's own client and tools for WeChat
// write it. The two readers share this grammar:
//
//   2019-07-16 18:15:05 NAME(number)      QQ; also NAME<mail>, and 6:15:05 PM
//   2019-07-16 18:15:05 NAME              WeChat (MemoTrace); also NAME before the time
//   text, until the next such line
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "readers/line_scan.h"

namespace ebb {

struct StampedHead {
  std::int64_t seconds = 0;  // of a wall clock, since 1970
  std::string_view name;     // without titles such as 【...】
  std::string_view id;       // number or mail address; empty where there is none
};

// The time at the beginning of a line, with whatever follows it after a blank.
std::optional<std::int64_t> ParseStampBefore(LineScan* scan);
// NAME(number), NAME<mail> or NAME alone, without the time.
StampedHead ParseStampedName(std::string_view name);
// The date of the head before: most heads repeat it.
struct StampedDate {
  std::string written;  // "2019-07-16 "
  std::int64_t seconds = 0;
};
// A whole line. False leaves *head as it may be; a scan that ran out is the beginning of one.
bool ParseStampedHead(LineScan* scan, StampedHead* head, StampedDate* last = nullptr);

}  // namespace ebb
