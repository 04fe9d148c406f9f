// The words of a message: where they stand, how they are compared, what stands between them.
//
// Counting follows ICU (UAX #29 word segments with status >= UBRK_WORD_NUMBER); emoji are tokens,
// not words. For comparing, a segment joined by full stops ("ok.parked") is cut at them.
#pragma once

#include <cstdint>

#include "base/byte_range.h"
#include "text/word_key.h"

namespace ebb {

// What stands between a token and the one before it (or the message's beginning or end).
enum Break : std::uint8_t {
  kBreakNone = 0,
  kBreakSoft = 1 << 0,       // comma, dash, ellipsis, slash, bracket, asterisk
  kBreakHard = 1 << 1,       // . ! ? ; : or a line end
  kBreakQuote = 1 << 2,      // a quotation mark
  kBreakQuestion = 1 << 3,   // the hard break holds a question mark
  kBreakLineQuote = 1 << 4,  // a line that begins with > starts here
  kBreakRun = 1 << 5,        // !! or ?? or longer
};

struct Token {
  TextRange range;          // bytes of the original text
  WordKey key = 0;          // of the folded word; see word_key.h
  std::uint8_t before = 0;  // Break bits
  bool emoji = false;
  bool capitals = false;  // at least two letters, all capitals
  bool ascii = true;
  bool apostrophe = false;  // one was inside the word and is not in the key
};

}  // namespace ebb
