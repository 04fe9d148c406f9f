// The time of day as chat apps of East Asia and others write it: 13:05, 1:05 PM, 1:05pm, 1:05 p.m.,
// 오후 1:05, 午後1:05, 下午1:05; and the names of week days.
//
// Pure functions; unterminated text is noted in the scan (line_scan.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "chat/message.h"
#include "readers/line_scan.h"

namespace ebb {

struct DayClock {
  int hour = 0, minute = 0, second = 0;
  bool has_seconds = false;
  std::int64_t seconds() const { return hour * 3600 + minute * 60 + second; }
};

// Reads a time of day; nullopt leaves the scan where it was.
std::optional<DayClock> ReadDayClock(LineScan* scan);
// The same without copies, for files of millions. False leaves *clock as it may be.
bool ReadDayClock(LineScan* scan, DayClock* clock);
// The same without the short way for what most programs write.
std::optional<DayClock> ReadAnyDayClock(LineScan* scan);

// The wall clock at `seconds` since 1970.
inline Timestamp WallTime(std::int64_t seconds) {
  Timestamp time;
  time.basis = Timestamp::Basis::kWall;
  time.seconds = seconds;
  return time;
}

// 0 for Monday to 6 for Sunday, from a name of any of the languages known here, in brackets or not,
// with any case; nullopt if `word` is none. `*unfinished` is set if it is the beginning of one.
std::optional<int> WeekDay(std::string_view word, bool* unfinished);
// The week day of a date in days since 1970.
int WeekDayOf(std::int64_t days);

}  // namespace ebb
