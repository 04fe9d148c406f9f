// The words by which programs tell how grave a line of a log is. Readers of chats know them by it:
// such a word stands where a chat has a name.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "base/text_util.h"

namespace ebb {

// "ERROR", "warn", "Info": any case, the whole word.
inline bool IsLogLevel(std::string_view word) {
  static constexpr std::string_view kLevels[] = {
      "trace",   "verbose", "fine",  "debug",  "info",     "notice", "warn",
      "warning", "alert",   "error", "severe", "critical", "fatal",  "emergency"};
  return std::find(std::begin(kLevels), std::end(kLevels), LowerAscii(word)) != std::end(kLevels);
}

}  // namespace ebb
