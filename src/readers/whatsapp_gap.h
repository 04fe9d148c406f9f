// The words between the date and the time of a head: a day period, a day of the week, or both. Pure
// functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "readers/whatsapp_markers.h"

namespace ebb::whatsapp {

// The day period that `words` are or end with, in front of an hour; *begin is where it begins.
std::optional<DayPeriod> PeriodAtEnd(std::string_view words, std::size_t* begin);
// "(\u91D1)", "\u9031\u4E94", "\u571F\u66DC\u65E5", "\uAE08\uC694\uC77C"
bool IsEastAsianWeekday(std::string_view word);

}  // namespace ebb::whatsapp
