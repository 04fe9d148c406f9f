// Numbers of two digits as dates and clocks have them, eight characters at a time. Plain functions.
//
// Taking the form away leaves the digits' values, and adding what is short of 128 sets the highest
// bit where one is too large.
#pragma once

#include <bit>
#include <cstddef>
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

// "00:00:01.500" and "00:00:01,500" of a recording, as nearly all are written: milliseconds.
// REQUIRES: kUsualClock bytes at `text`. False if it is anything else.
inline constexpr std::size_t kUsualClock = 12;
inline bool ReadUsualClock(const char* text, std::int64_t* millis) {
  if (text[8] != '.' && text[8] != ',') return false;
  const std::uint64_t clock = EightBytes(text) ^ Packed("00:00:00");
  const std::uint64_t fraction = EightBytes(text + 4) >> 40 ^ Packed("000\0\0\0\0\0");
  constexpr std::uint64_t kClockRoom = 0x767a7f767a7f7676;  // at most 99:59:59
  constexpr std::uint64_t kFractionRoom = 0x767676;
  const std::uint64_t off = clock | (clock + kClockRoom) | fraction | (fraction + kFractionRoom);
  if ((off & kEachHighest) != 0) return false;
  const auto byte = [](std::uint64_t from, int at) {
    return static_cast<unsigned>(from >> 8 * at & 0xff);
  };
  const std::uint64_t pairs = clock * 10 + (clock >> 8);  // in the bytes of the tens
  const unsigned seconds = (byte(pairs, 0) * 60 + byte(pairs, 3)) * 60 + byte(pairs, 6);
  const unsigned thousandths = byte(fraction, 0) * 100 + byte(fraction, 1) * 10 + byte(fraction, 2);
  *millis = std::int64_t{seconds} * 1000 + thousandths;
  return true;
}

// "24" alone. REQUIRES: two bytes at `text`. -1 if these are no digits.
inline int ReadDigitPair(const char* text) {
  const auto tens = static_cast<unsigned char>(text[0] - '0');
  const auto ones = static_cast<unsigned char>(text[1] - '0');
  return tens > 9 || ones > 9 ? -1 : tens * 10 + ones;
}

}  // namespace ebb
