#include "readers/mojibake.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/decode.h"

namespace ebb {
namespace {

bool IsAscii(std::string_view text) {
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    if ((word & 0x8080808080808080u) != 0) return false;
  }
  return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::string_view UndoMojibake(std::string_view text, std::string* scratch) {
  if (IsAscii(text)) return text;
  std::string bytes(text.size(), '\0');
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) {
      bytes[length++] = text[at];
      continue;
    }
    // Two bytes that begin with C2 or C3 are the characters U+0080 to U+00FF.
    if ((lead != 0xC2 && lead != 0xC3) || at + 1 == text.size()) return text;
    const auto low = static_cast<unsigned char>(text[++at]);
    bytes[length++] = static_cast<char>(((lead & 0x03) << 6) | (low & 0x3F));
  }
  bytes.resize(length);
  if (!IsUtf8(bytes)) return text;
  scratch->swap(bytes);
  return *scratch;
}

}  // namespace ebb
