// Names of eras beside the year of a date, and what years count from in them. Phones with another
// calendar write "R4/3/18", "18/3/2565 BE", "民國111/3/18". Pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ebb::whatsapp {

enum class Era : std::uint8_t {
  kNone,
  kReiwa,
  kHeisei,
  kBuddhist,
  kMinguo,
  kSolarHijri,
  kLunarHijri,
};

// The era whose name `text` begins with, in folded form; *length = its bytes. kNone if it begins
// with none.
Era EraAt(std::string_view text, std::size_t* length);

// The year of the calendar that days are counted in: the Gregorian one, or that of the Hijra. 0 if
// no year of that era has so many digits.
int YearIn(Era era, int year, int digits);

}  // namespace ebb::whatsapp
