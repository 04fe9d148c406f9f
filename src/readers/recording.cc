#include "readers/recording.h"

#include <string>

#include "base/ascii.h"

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

// "00:00:01.500" and "00:00:01,500" with no digit after, as nearly all are written.
bool ReadUsualClock(std::string_view* text, std::int64_t* millis) {
  constexpr std::size_t kLength = 12;
  if (text->size() < kLength || (text->size() > kLength && IsDigit((*text)[kLength]))) return false;
  const char* const c = text->data();
  if (c[2] != ':' || c[5] != ':' || (c[8] != '.' && c[8] != ',')) return false;
  const auto digit = [c](int at) { return static_cast<unsigned>(c[at] - '0'); };
  // Added up, not asked one by one: nearly every line that comes here is good.
  const auto over = [digit](int at, unsigned most) { return digit(at) > most ? 1u : 0u; };
  const unsigned bad = over(0, 9) + over(1, 9) + over(3, 5) + over(4, 9) + over(6, 5) + over(7, 9) +
                       over(9, 9) + over(10, 9) + over(11, 9);
  if (bad > 0) return false;
  const auto two = [digit](int at) { return digit(at) * 10 + digit(at + 1); };
  const unsigned seconds = (two(0) * 60 + two(3)) * 60 + two(6);
  *millis = std::int64_t{seconds} * 1000 + two(9) * 10 + digit(11);
  text->remove_prefix(kLength);
  return true;
}

}  // namespace

Timestamp Elapsed(std::int64_t millis) {
  Timestamp time;
  time.basis = Timestamp::Basis::kElapsed;
  time.seconds = millis / 1000;
  time.millis = static_cast<std::uint16_t>(millis % 1000);
  time.has_millis = true;
  return time;
}

std::optional<std::int64_t> ReadClock(std::string_view* text) {
  std::int64_t usual = 0;
  if (ReadUsualClock(text, &usual)) return usual;
  std::string_view rest = *text;
  std::int64_t parts[3];
  std::size_t count = 0, digits = 0;
  while (count < 3) {
    const auto part = ReadDigits(&rest, count == 0 ? kMaxHourDigits : 2, &digits);
    if (!part || (count > 0 && (digits != 2 || *part > 59))) return std::nullopt;
    parts[count++] = *part;
    if (count == 3 || rest.size() < 2 || rest[0] != ':' || !IsDigit(rest[1])) break;
    rest.remove_prefix(1);
  }
  if (count < 2 || (count == 2 && parts[0] > 59)) return std::nullopt;
  const std::int64_t seconds =
      count == 3 ? (parts[0] * 60 + parts[1]) * 60 + parts[2] : parts[0] * 60 + parts[1];
  const std::int64_t millis = seconds * 1000 + ReadFraction(&rest);
  *text = rest;
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
