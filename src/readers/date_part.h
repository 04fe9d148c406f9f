// A number of a written date, and years of the Buddhist calendar.
#pragma once

#include "readers/line_scan.h"

namespace ebb {

struct DatePart {
  int value = 0;
  std::size_t digits = 0;
};

inline bool ReadDatePart(LineScan* scan, DatePart* part) {
  const std::size_t before = scan->rest().size();
  if (!scan->Number(1, 4, &part->value)) return false;
  part->digits = before - scan->rest().size();
  return true;
}

// Thailand counts 543 years more. No chat is from the year 2400 of ours.
inline int YearOfOurs(int year) { return year > 2400 ? year - 543 : year; }

}  // namespace ebb
