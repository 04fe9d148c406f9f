// Numbers as the sentences of the measures say them: two significant digits, no false precision.
//
// Pure functions; ASCII.
#pragma once

#include <string>

#include "measure/statistics.h"

namespace ebb {

std::string TwoDigits(double value);    // "0.62", "4.1", "41", "120"
std::string OfHundred(double share);    // .614 -> "61 of 100", .004 -> "0.4 of 100"
std::string Range(const Interval& in);  // "3.2 to 5.2"
std::string RangeOfHundred(const Interval& share);
// "under a minute", "12 minutes", "3.2 hours", "2.5 days"
std::string Duration(double minutes);

}  // namespace ebb
