// Small string helpers shared by all layers. ASCII only unless said otherwise.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"

namespace ebb {

// Spaces, tabs, CR, LF. These two are asked of every line of a chat, so they stand here.
inline std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}
// Nothing but those.
inline bool IsBlankLine(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  return text.empty();
}
std::size_t CountLineFeeds(std::string_view text);
std::vector<std::string_view> Split(std::string_view text, char separator);
std::string LowerAscii(std::string_view text);
bool StartsWith(std::string_view text, std::string_view prefix);
// Whole string as an unsigned number; nullopt if it holds anything else or does not fit.
std::optional<std::uint64_t> ParseNumber(std::string_view text);

// Next code point of well-formed UTF-8; advances *position. REQUIRES: *position < text.size().
char32_t NextCodePoint(std::string_view text, std::size_t* position);
void AppendUtf8(char32_t code_point, std::string* out);

// Escaping for where text goes. Each gives text that is shown as itself and starts nothing.
std::string EscapeHtml(std::string_view text);      // text and double-quoted attributes
std::string EscapeMarkdown(std::string_view text);  // one table cell or paragraph, no line breaks
std::string EscapeTerminal(std::string_view text);  // no control or direction-changing characters
// RFC 4180 cell. With `guard`, a leading = + - @ tab or CR gets an apostrophe (spreadsheet
// formulas).
std::string CsvCell(std::string_view text, bool guard);

}  // namespace ebb
