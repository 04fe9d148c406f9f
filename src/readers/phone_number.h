// Telephone numbers as people and programs write them. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ebb {

// Digits, with a plus before them where the number says its country ("+44 7700..", "0044 7700..").
// Empty if `raw` holds anything that is not part of a number.
std::string PlainNumber(std::string_view raw);

enum class NumberMatch : std::uint8_t {
  kDifferent,
  kPossible,  // one of them does not say its country: "07700 900123" and "+44 7700 900123"
  kSame,
};
// Of two plain numbers.
NumberMatch CompareNumbers(std::string_view a, std::string_view b);

}  // namespace ebb
