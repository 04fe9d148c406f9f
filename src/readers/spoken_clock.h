// The clock in a date written out in the language of an account: "3:05:00 CH", "下午3時05分00秒",
// "3.05.00", "3:05:00 μ.μ.". Pure functions.
#pragma once

#include <cstdint>
#include <string_view>

#include "time/civil.h"

namespace ebb {

enum class SpokenClock : std::uint8_t { kNone, kRead, kDoubtful };

// Reads the clock at the beginning of *text to hour, minute and second of *time; *text moves past
// it. `before` is the word directly in front, lower case, or empty. Doubtful is an hour up to 12
// next to a word that may be one for a half of the day and is not known.
SpokenClock TakeSpokenClock(std::string_view* text, std::string_view before, CivilTime* time);

}  // namespace ebb
