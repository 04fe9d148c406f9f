#include "report/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text_util.h"

namespace ebb {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

// Embeddings, overrides and isolates: they reach beyond their own text if nothing ends them.
bool TurnsDirection(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

// Invisible marks with a direction. Apps put them into messages by the thousand.
bool IsMark(char32_t c) { return c == 0x200E || c == 0x200F || c == 0x061C; }

}  // namespace

std::size_t MonthOf(std::string_view iso) {
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return 0;
  const auto month = ParseNumber(iso.substr(5, 2));
  return month && *month <= 12 ? *month : 0;
}

std::string Grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

std::string TwoDigits(double number) {
  if (!std::isfinite(number) || number <= 0) return "0";
  if (number >= 9.95) return Grouped(static_cast<std::uint64_t>(std::llround(number)));
  if (number >= 0.995) return fmt::format("{:.1f}", number);
  if (number >= 0.0995) return fmt::format("{:.2f}", number);
  if (number >= 0.005) return fmt::format("{:.3f}", number);
  return "0";
}

std::string Counted(std::uint64_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", Grouped(number), number == 1 ? one : many);
}

std::string RangeText(const Rate& rate) {
  return fmt::format("{} to {}", TwoDigits(rate.low), TwoDigits(rate.high));
}

std::string PercentText(double share) {
  // Of a small one two digits: 0 % would say that there was none.
  const double percent = 100 * std::clamp(share, 0.0, 1.0);
  if (percent < 9.95) return TwoDigits(percent) + "%";
  return fmt::format("{}%", std::llround(percent));
}

std::string DayText(std::string_view iso) {
  const std::size_t month = MonthOf(iso);
  const auto day = month == 0 ? std::nullopt : ParseNumber(iso.substr(8, 2));
  if (!day) return std::string(iso);
  return fmt::format("{} {} {}", *day, kMonths[month - 1], iso.substr(0, 4));
}

std::string ShortDayText(std::string_view iso) {
  const std::size_t month = MonthOf(iso);
  const auto day = month == 0 ? std::nullopt : ParseNumber(iso.substr(8, 2));
  if (!day) return std::string(iso);
  return fmt::format("{} {} {}", *day, kMonths[month - 1].substr(0, 3), iso.substr(0, 4));
}

std::string MomentText(std::string_view iso) {
  if (iso.size() < 16 || MonthOf(iso) == 0) return DayText(iso);
  return fmt::format("{}, {}", DayText(iso), iso.substr(11, 5));
}

std::string MonthText(std::string_view iso) {
  const std::size_t month = MonthOf(iso);
  return month == 0 ? std::string() : std::string(kMonths[month - 1].substr(0, 3));
}

std::string ShowDirection(std::string_view text, bool marks) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = NextCodePoint(text, &at);
    if (IsMark(c) && !marks) continue;
    if (c >= 0x7F && c <= 0x9F) continue;  // controls of old terminals, never words
    if (TurnsDirection(c) || IsMark(c)) {
      out += fmt::format("[U+{:04X}]", static_cast<unsigned>(c));
    } else {
      out.append(text, begin, at - begin);
    }
  }
  return out;
}

}  // namespace ebb
