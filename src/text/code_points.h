// What the hand-written splitter knows of Unicode beyond ASCII. Everything else goes to ICU.
#pragma once

#include <cstdint>

namespace ebb {

enum class CodeClass : std::uint8_t {
  kUnknown,     // ask ICU
  kLetter,      // joins words like an ASCII letter
  kApostrophe,  // U+2018, U+2019: joins letters, and digits
  kQuote,       // curly double quotes, guillemets
  kSoft,        // dashes, ellipsis, bullets, currency
  kHard,        // double exclamation and the like
  kQuestion,
  kEmoji,   // pictographs
  kExtend,  // attaches to a pictograph before it: ZWJ, variation selector, skin tone
  kSpace,
};

inline CodeClass ClassOf(char32_t c) {
  if (c >= 0xc0 && c <= 0x17f) {
    return c == 0xd7 || c == 0xf7 ? CodeClass::kSoft : CodeClass::kLetter;
  }
  if (c < 0xc0) {
    switch (c) {
      case 0xa0:
        return CodeClass::kSpace;
      case 0xab:
      case 0xbb:
        return CodeClass::kQuote;
      case 0xa1:
      case 0xa3:
      case 0xb0:
      case 0xb4:
      case 0xbf:
        return CodeClass::kSoft;
      default:
        return CodeClass::kUnknown;
    }
  }
  if (c >= 0x2010 && c <= 0x2049) {
    if (c == 0x2018 || c == 0x2019) return CodeClass::kApostrophe;
    if (c >= 0x201c && c <= 0x201f) return CodeClass::kQuote;
    if (c <= 0x2015 || c == 0x2022 || c == 0x2026) return CodeClass::kSoft;
    if (c == 0x203c) return CodeClass::kHard;
    if (c == 0x2049) return CodeClass::kQuestion;
    return CodeClass::kUnknown;
  }
  if (c == 0x20ac) return CodeClass::kSoft;
  if (c == 0x200d || c == 0xfe0f || (c >= 0x1f3fb && c <= 0x1f3ff)) return CodeClass::kExtend;
  if ((c >= 0x1f300 && c <= 0x1faff) || (c >= 0x2600 && c <= 0x27bf) ||
      (c >= 0x1f1e6 && c <= 0x1f1ff) || (c >= 0x2b00 && c <= 0x2bff) ||
      (c >= 0x2300 && c <= 0x23ff) || (c >= 0x2190 && c <= 0x21ff)) {
    return CodeClass::kEmoji;
  }
  return CodeClass::kUnknown;
}

}  // namespace ebb
