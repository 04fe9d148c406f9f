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
  const bool usual =
      text->size() == kUsualClock || (text->size() > kUsualClock && !IsDigit((*text)[kUsualClock]));
  if (usual && ReadUsualClock(text->data(), millis)) {
    text->remove_prefix(kUsualClock);
    return true;
  }
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
