#include "measure/wording.h"

#include <fmt/format.h>

#include <cmath>

#include "time/civil.h"

namespace ebb {

std::string SignificantDigits(double value) {
  if (value == 0) return "0";
  const int decade = static_cast<int>(std::floor(std::log10(std::fabs(value))));
  const double unit = std::pow(10.0, decade - 1);
  const double rounded = std::round(value / unit) * unit;
  // 9.96 rounds up to the next decade and needs a digit less.
  const bool carried = std::fabs(rounded) >= std::pow(10.0, decade + 1) * (1 - 1e-12);
  const int places = 1 - decade - (carried ? 1 : 0);
  return fmt::format("{:.{}f}", rounded, places > 0 ? places : 0);
}

std::string OfHundred(double share, const Interval& range) {
  return fmt::format("{} of 100 (range {} to {})", SignificantDigits(100 * share),
                     SignificantDigits(100 * range.low), SignificantDigits(100 * range.high));
}

std::string OfHundred(const Figure& share) {
  return OfHundred(share.value, {share.low, share.high});
}

std::string OfHundred(Share share) { return OfHundred(ValueOf(share), Wilson(share.k, share.n)); }

std::string TimesAsOften(double ratio, const Interval& range) {
  return fmt::format("{} times as often (range {} to {})", SignificantDigits(ratio),
                     SignificantDigits(range.low), SignificantDigits(range.high));
}

std::string SayWeek(std::int32_t week) {
  static constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                            "May",       "June",     "July",     "August",
                                            "September", "October",  "November", "December"};
  std::string iso = WeekStartDate(week);
  if (iso.size() < 10) return iso;
  const int month = (iso[5] - '0') * 10 + (iso[6] - '0');
  const int day = (iso[8] - '0') * 10 + (iso[9] - '0');
  if (month < 1 || month > 12) return iso;
  return fmt::format("{} {} {}", day, kMonths[month - 1], iso.substr(0, 4));
}

std::string SayCount(std::uint64_t count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace ebb
