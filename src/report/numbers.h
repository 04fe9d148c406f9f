// How numbers and dates are written in a report. No locale: the same bytes everywhere.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "analysis/analysis.h"

namespace ebb {

// Month of an ISO date, 1 to 12; 0 where the text is none.
std::size_t MonthOf(std::string_view iso);
std::string Grouped(std::uint64_t number);  // 12,345
std::string TwoDigits(double number);       // 0.53, 4.1, 12: two significant digits
std::string Counted(std::uint64_t number, std::string_view one, std::string_view many);
std::string RangeText(const Rate& rate);         // "3.2 to 5.2"
std::string PercentText(double share);           // 0.973 -> "97%"
std::string DayText(std::string_view iso);       // "2 March 2024"
std::string ShortDayText(std::string_view iso);  // "2 Mar 2024"
std::string MomentText(std::string_view iso);    // "2 March 2024, 10:05"
std::string MonthText(std::string_view iso);     // "Mar"

// Controls that turn the direction of text become visible, as in [U+202E], and other controls go.
// The invisible marks LRM, RLM and ALM are shown too with `marks` (names), else left out.
std::string ShowDirection(std::string_view text, bool marks);

}  // namespace ebb
