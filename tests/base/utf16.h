// Text as the bytes of UTF-16, of either order, for tests of what decodes it.
#pragma once

#include <string>
#include <string_view>

namespace ebb {

inline std::string Utf16(std::u32string_view text, bool big, bool bom) {
  std::string out;
  const auto unit = [&](char32_t u) {
    const char high = static_cast<char>(u >> 8), low = static_cast<char>(u & 0xff);
    out += big ? high : low;
    out += big ? low : high;
  };
  if (bom) unit(0xfeff);
  for (const char32_t c : text) {
    if (c < 0x10000) {
      unit(c);
    } else {
      unit(0xd800 + ((c - 0x10000) >> 10));
      unit(0xdc00 + ((c - 0x10000) & 0x3ff));
    }
  }
  return out;
}

}  // namespace ebb
