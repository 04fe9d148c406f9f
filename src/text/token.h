// Words of a message as the matcher sees them.
//
// Counting follows ICU (UAX #29 word segments with status >= UBRK_WORD_NUMBER); emoji are tokens,
// not words. Matching folds case, apostrophes, stretched letters and chat shorthand, so one written
// word can become several tokens ("idk" -> i do not know) that share its byte range.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_range.h"

namespace ebb {

// What stands between a token and the one before it.
enum Break : std::uint8_t {
  kBreakNone = 0,
  kBreakSoft = 1 << 0,      // comma, dash, ellipsis, slash, bracket
  kBreakHard = 1 << 1,      // . ! ? ; : or a line end
  kBreakQuote = 1 << 2,     // a quotation mark
  kBreakEmoji = 1 << 3,
  kBreakQuestion = 1 << 4,  // the hard break holds a question mark
};

struct Token {
  TextRange range;         // bytes of the original text
  std::uint32_t word = 0;  // id in the vocabulary; 0 = not in it
  std::uint8_t before = 0; // Break bits
  bool emoji = false;
  bool continued = false;  // a further token of the same written word
};

}  // namespace ebb
