// Numbers of two digits as dates and clocks have them, eight characters at a time. Plain functions.
//
// Taking the form away leaves the digits' values, and adding what is short of 128 sets the highest
// bit where one is too large.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace ebb {

inline constexpr std::uint64_t kEachHighest = 0x8080808080808080;

// The eight bytes at `text` as one number, the first in its lowest byte.
inline std::uint64_t EightBytes(const char* text) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, text, sizeof bytes);
  if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
  return bytes;
}

// The same of a constant.
constexpr std::uint64_t Packed(const char (&text)[9]) {
  std::uint64_t bytes = 0;
  for (int i = 7; i >= 0; --i) bytes = bytes << 8 | static_cast<unsigned char>(text[i]);
  return bytes;
}

struct DigitPairs {
  int first = 0, second = 0, third = 0;
};

// "10:02:03" with any one character in the place of the colons. REQUIRES: eight bytes at `text`.
// False if it is anything else, and leaves *out as it was.
inline bool ReadDigitPairs(const char* text, char separator, DigitPairs* out) {
  constexpr std::uint64_t kSigns = Packed("\0\0\1\0\0\1\0\0");  // a one for each separator
  constexpr std::uint64_t kRoom = 0x76767f76767f7676;
  const std::uint64_t form = Packed(
                                 "00\0"
                                 "00\0"
                                 "00") |
                             kSigns * static_cast<unsigned char>(separator);
  const std::uint64_t values = EightBytes(text) ^ form;
  if (((values | (values + kRoom)) & kEachHighest) != 0) return false;
  const std::uint64_t pairs = values * 10 + (values >> 8);  // in the bytes of the tens
  *out = {static_cast<int>(pairs & 0xff), static_cast<int>(pairs >> 24 & 0xff),
          static_cast<int>(pairs >> 48 & 0xff)};
  return true;
}

// "24" alone. REQUIRES: two bytes at `text`. -1 if these are no digits.
inline int ReadDigitPair(const char* text) {
  const auto tens = static_cast<unsigned char>(text[0] - '0');
  const auto ones = static_cast<unsigned char>(text[1] - '0');
  return tens > 9 || ones > 9 ? -1 : tens * 10 + ones;
}

}  // namespace ebb
