// UTF-8 as the standard has it (Unicode 15, table 3-7): what is well-formed, and the repair of what
// is not. Pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ebb {

constexpr std::string_view kReplacementCharacter = "\xEF\xBF\xBD";  // U+FFFD

// The byte at `i`, as a number. REQUIRES: i < text.size().
inline unsigned char ByteAt(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}
// True for the second to fourth byte of a character.
inline bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// True if `text` is well-formed UTF-8.
bool IsUtf8(std::string_view text);
// `text` with each maximal ill-formed part replaced by U+FFFD; adds the number of parts to
// *repaired.
std::string RepairUtf8(std::string_view text, std::uint64_t* repaired);

// Bytes at the end that may be the beginning of a character (0 to 3).
std::size_t IncompleteTail(std::string_view text);
// Length of the part of `text` before its first ill-formed byte.
std::size_t ValidPrefix(std::string_view text);

struct Utf8Census {
  std::uint64_t multibyte = 0;   // well-formed characters above U+007F
  std::uint64_t ill_formed = 0;  // parts that are not UTF-8
};
Utf8Census TakeCensus(std::string_view text);

}  // namespace ebb
