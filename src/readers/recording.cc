#include "readers/recording.h"

#include <string>

#include "base/ascii.h"
#include "readers/digit_pairs.h"

namespace ebb {
namespace {

constexpr std::size_t kMaxHourDigits = 5;

// Reads up to `max` digits; 0 digits give nullopt.
std::optional<std::int64_t> ReadDigits(std::string_view* text, std::size_t max,
                                       std::size_t* count) {
  std::int64_t value = 0;
  std::size_t n = 0;
  while (n < text->size() && n < max && IsDigit((*text)[n]))
    value = value * 10 + ((*text)[n++] - '0');
  *count = n;
  if (n == 0 || (n < text->size() && IsDigit((*text)[n]))) return std::nullopt;
  text->remove_prefix(n);
  return value;
}

// ".5", ",500": thousandths of a second, rounded down; 0 if there is none.
std::int64_t ReadFraction(std::string_view* text) {
  if (text->size() < 2 || ((*text)[0] != '.' && (*text)[0] != ',') || !IsDigit((*text)[1]))
    return 0;
  text->remove_prefix(1);
  std::int64_t millis = 0, unit = 100;
  while (!text->empty() && IsDigit(text->front())) {
    millis += unit * (text->front() - '0');
    unit /= 10;
    text->remove_prefix(1);
  }
  return millis;
}

// "00:00:01.500" and "00:00:01,500" with no digit after, as nearly all are written. See
// digit_pairs.h.
bool ReadUsualClock(std::string_view* text, std::int64_t* millis) {
  constexpr std::size_t kLength = 12;
  if (text->size() < kLength || (text->size() > kLength && IsDigit((*text)[kLength]))) return false;
  const char* const c = text->data();
  if (c[8] != '.' && c[8] != ',') return false;
  const std::uint64_t clock = EightBytes(c) ^ Packed("00:00:00");
  const std::uint64_t fraction = EightBytes(c + 4) >> 40 ^ Packed("000\0\0\0\0\0");
  constexpr std::uint64_t kClockRoom = 0x767a7f767a7f7676;  // at most 99:59:59
  constexpr std::uint64_t kFractionRoom = 0x767676;
  if (((clock | (clock + kClockRoom) | fraction | (fraction + kFractionRoom)) & kEachHighest) !=
      0) {
    return false;
  }
  const auto byte = [](std::uint64_t from, int at) {
    return static_cast<unsigned>(from >> 8 * at & 0xff);
  };
  const std::uint64_t pairs = clock * 10 + (clock >> 8);  // in the bytes of the tens
  const unsigned seconds = (byte(pairs, 0) * 60 + byte(pairs, 3)) * 60 + byte(pairs, 6);
  const unsigned thousandths = byte(fraction, 0) * 100 + byte(fraction, 1) * 10 + byte(fraction, 2);
  *millis = std::int64_t{seconds} * 1000 + thousandths;
  text->remove_prefix(kLength);
  return true;
}

// Hours may be missing or have more digits, the fraction too. Where the hours stand, minutes and
// seconds may have one digit: Teams wrote "0:1:5.2".
[[gnu::noinline]] std::optional<std::int64_t> ReadRareClock(std::string_view* text) {
  std::string_view rest = *text;
  std::int64_t parts[3];
  std::size_t count = 0, digits = 0;
  bool padded = true;
  while (count < 3) {
    const auto part = ReadDigits(&rest, count == 0 ? kMaxHourDigits : 2, &digits);
    if (!part || (count > 0 && *part > 59)) return std::nullopt;
    padded = padded && (count == 0 || digits == 2);
    parts[count++] = *part;
    if (count == 3 || rest.size() < 2 || rest[0] != ':' || !IsDigit(rest[1])) break;
    rest.remove_prefix(1);
  }
  if (count < 2 || (count == 2 && (!padded || parts[0] > 59))) return std::nullopt;
  const std::int64_t seconds =
      count == 3 ? (parts[0] * 60 + parts[1]) * 60 + parts[2] : parts[0] * 60 + parts[1];
  const std::int64_t millis = seconds * 1000 + ReadFraction(&rest);
  *text = rest;
  return millis;
}

}  // namespace

bool ReadClock(std::string_view* text, std::int64_t* millis) {
  if (ReadUsualClock(text, millis)) return true;
  const std::optional<std::int64_t> rare = ReadRareClock(text);
  if (rare) *millis = *rare;
  return rare.has_value();
}

std::optional<std::int64_t> ReadClock(std::string_view* text) {
  std::int64_t millis = 0;
  if (!ReadClock(text, &millis)) return std::nullopt;
  return millis;
}

ConversationInfo RecordingInfo(std::string_view id) {
  ConversationInfo info;
  info.id = id;
  info.capabilities.seconds = true;
  return info;
}

bool IsWanted(const ReadOptions& options, const ConversationInfo& info) {
  return options.only.empty() || options.only == info.id || options.only == info.name;
}

}  // namespace ebb
