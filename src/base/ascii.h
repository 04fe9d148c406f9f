// What an ASCII character is, whatever the locale says. Bytes beyond ASCII are none of these
// unless said otherwise.
#pragma once

#include <string_view>

namespace ebb {

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
// A letter, or a byte of a character beyond ASCII.
constexpr bool IsNameByte(char c) { return static_cast<unsigned char>(c) >= 0x80 || IsLetter(c); }
// Within a line.
constexpr bool IsBlank(char c) { return c == ' ' || c == '\t'; }
constexpr bool IsSpace(char c) { return IsBlank(c) || c == '\n' || c == '\r'; }

constexpr std::string_view SkipBlanks(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  return text;
}

}  // namespace ebb
