// What an ASCII byte does to words, for the hand-written splitter.
#pragma once

#include <array>
#include <cstdint>

#include "text/token.h"

namespace ebb {

enum ByteKind : std::uint8_t { kGap, kLetter, kDigit, kUnderscore, kHigh };

struct ByteTables {
  std::array<std::uint8_t, 256> kind{};
  std::array<std::uint8_t, 256> gap{};  // Break bits of a gap byte
  constexpr ByteTables() {
    for (int c = 0; c < 256; ++c) {
      kind[static_cast<std::size_t>(c)] = c >= 0x80 ? kHigh : kGap;
    }
    for (std::size_t c = 'a'; c <= 'z'; ++c) kind[c] = kind[c - 32] = kLetter;
    for (std::size_t c = '0'; c <= '9'; ++c) kind[c] = kDigit;
    kind['_'] = kUnderscore;
    kind['@'] = kLetter;  // ICU 72 keeps addresses and handles together
    for (const char c : {',', '-', '/', '(', ')', '*', '~', '[', ']', '{', '}', '&',
                         '+', '=', '<', '>', '|', '#', '^', '`', '%', '$', '\\'}) {
      gap[static_cast<unsigned char>(c)] = kBreakSoft;
    }
    for (const char c : {'.', '!', ';', ':', '\n', '\r'}) {
      gap[static_cast<unsigned char>(c)] = kBreakHard;
    }
    gap['?'] = kBreakHard | kBreakQuestion;
    gap['"'] = kBreakQuote;
    gap['\''] = kBreakQuote;
  }
};
inline constexpr ByteTables kByteTables;

constexpr std::uint8_t KindOf(char c) { return kByteTables.kind[static_cast<unsigned char>(c)]; }
constexpr std::uint8_t GapBits(char c) { return kByteTables.gap[static_cast<unsigned char>(c)]; }
constexpr bool IsWordByte(char c) {
  const std::uint8_t kind = KindOf(c);
  return kind == kLetter || kind == kDigit || kind == kUnderscore;
}

// Whether `c` between two word characters keeps them in one segment (UAX #29 WB6, 7, 11, 12).
constexpr bool JoinsWords(char c, std::uint8_t previous, std::uint8_t following) {
  if (c == '\'' || c == '.') {
    return previous == following && (previous == kLetter || previous == kDigit);
  }
  return (c == ',' || c == ';') && previous == kDigit && following == kDigit;
}

}  // namespace ebb
