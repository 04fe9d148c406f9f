// Smileys written in ASCII. Const; no errors.
#pragma once

#include <cstdint>
#include <string_view>

namespace ebb {

struct Emoticon {
  std::string_view form;
  std::string_view canonical;  // key of the token
  std::uint8_t words;          // how many words ICU counts in it
};

// The one that stands at text[at], or null. `part_start` = a blank or nothing is before it.
const Emoticon* EmoticonAt(std::string_view text, std::size_t at, bool part_start);

}  // namespace ebb
