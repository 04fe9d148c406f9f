#include "readers/fixed_time.h"

#include <cstddef>
#include <cstring>

#include "base/text_util.h"
#include "readers/digit_pairs.h"
#include "time/civil.h"

namespace ebb {
std::optional<std::int64_t> FixedDate(std::string_view text) {
  if (text.size() != 10) return std::nullopt;
  const int century = ReadDigitPair(text.data());
  DigitPairs date;  // the rest of the year, month, day
  if (century < 0 || !ReadDigitPairs(text.data() + 2, '-', &date)) return std::nullopt;
  const int year = century * 100 + date.first;
  if (!IsValidDate(year, date.second, date.third)) return std::nullopt;
  return DaysFromCivil(year, date.second, date.third) * kDaySeconds;
}

std::optional<std::int64_t> FixedClock(std::string_view text) {
  DigitPairs clock;
  if (text.size() == 8) {
    if (!ReadDigitPairs(text.data(), ':', &clock)) return std::nullopt;
  } else if (text.size() == 5 && text[2] == ':') {
    clock = {ReadDigitPair(text.data()), ReadDigitPair(text.data() + 3), 0};
  } else {
    return std::nullopt;
  }
  if (clock.first < 0 || clock.first > 23 || clock.second < 0 || clock.second > 59) {
    return std::nullopt;
  }
  if (clock.third > 60) return std::nullopt;
  return clock.first * 3600 + clock.second * 60 + clock.third;
}

int MonthOfAbbreviation(std::string_view text) {
  static constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  if (text.size() != 3) return 0;
  for (int month = 0; month < 12; ++month) {
    if (std::memcmp(kMonths.data() + std::ptrdiff_t{3} * month, text.data(), 3) == 0)
      return month + 1;
  }
  return 0;
}

Timestamp WallStamp(std::int64_t seconds) {
  Timestamp time;
  time.basis = Timestamp::Basis::kWall;
  time.seconds = seconds;
  return time;
}

Timestamp InstantFromMillis(std::int64_t millis) {
  const std::int64_t rest = ((millis % 1000) + 1000) % 1000;
  const std::int64_t seconds = (millis - rest) / 1000;
  if (seconds <= -kYear10000 / 4 || seconds >= kYear10000) return {};
  Timestamp time;
  time.basis = Timestamp::Basis::kInstant;
  time.seconds = seconds;
  time.millis = static_cast<std::uint16_t>(rest);
  time.has_millis = true;
  return time;
}

Timestamp InstantFromMillis(std::string_view digits) {
  const std::optional<std::uint64_t> number = ParseNumber(digits.substr(0, digits.find('.')));
  if (!number || *number == 0 || *number > std::uint64_t{kYear10000} * 1000) return {};
  return InstantFromMillis(static_cast<std::int64_t>(*number));
}

}  // namespace ebb
