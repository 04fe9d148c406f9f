// Numbers as the sentences of measures say them.
//
// Pure functions.
#pragma once

#include <cstdint>
#include <string>

#include "measure/proportions.h"
#include "measure/result.h"
#include "measure/statistics.h"

namespace ebb {

// Two significant digits, no exponent: "0.052", "3.4", "13", "130". Figures without a range are
// counts and are not said this way.
std::string SignificantDigits(double value);
// "13 of 100 (range 9.2 to 18)" of shares.
std::string OfHundred(double share, const Interval& range);
std::string OfHundred(const Figure& share);
// With Wilson's range. REQUIRES: share.n > 0.
std::string OfHundred(Share share);
// "2.4 times as often (range 1.5 to 3.8)" of a ratio above 0.
std::string TimesAsOften(double ratio, const Interval& range);
// "17 June 2024", the Monday of that week (WeekNumber).
std::string SayWeek(std::int32_t week);
// "1 message", "12 messages".
std::string SayCount(std::uint64_t count, const char* one, const char* many);

}  // namespace ebb
