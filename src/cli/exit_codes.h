// The exit codes that are no error; an Error's kind is its code (base/result.h). README lists them
// all.
#pragma once

namespace ebb {

inline constexpr int kExitDone = 0;
inline constexpr int kExitSkipped = 3;  // done, but records or inputs were skipped
inline constexpr int kExitSignal =
    128;  // plus the signal's number: 130 interrupted, 143 terminated

}  // namespace ebb
