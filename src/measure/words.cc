#include "measure/words.h"

#include <fmt/format.h>

#include <cmath>

namespace ebb {

std::string TwoDigits(double value) {
  const double size = std::fabs(value);
  if (size == 0) return "0";
  const int digits = static_cast<int>(std::floor(std::log10(size)));  // before the point, less one
  const double step = std::pow(10, digits - 1);
  const double rounded = std::round(value / step) * step;
  // Rounding may have added a digit.
  const int after = std::fabs(rounded) >= std::pow(10, digits + 1) ? -digits : 1 - digits;
  std::string text = fmt::format("{:.{}f}", rounded, std::max(after, 0));
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string OfHundred(double share) { return TwoDigits(100 * share) + " of 100"; }

std::string Range(const Interval& in) { return TwoDigits(in.low) + " to " + TwoDigits(in.high); }

std::string RangeOfHundred(const Interval& share) {
  return Range({100 * share.low, 100 * share.high});
}

std::string Duration(double minutes) {
  if (minutes < 1) return "under a minute";
  if (minutes < 1.5) return "a minute";
  if (minutes < 100) return TwoDigits(minutes) + " minutes";
  if (minutes < 48 * 60) return TwoDigits(minutes / 60) + " hours";
  return TwoDigits(minutes / 1440) + " days";
}

}  // namespace ebb
