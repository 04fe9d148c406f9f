#include "readers/fixed_time.h"

#include "base/text_util.h"
#include "time/civil.h"

namespace ebb {
std::optional<std::int64_t> FixedDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = FixedDigits(text, 0, 4), month = FixedDigits(text, 5, 2),
             day = FixedDigits(text, 8, 2);
  if (!year || !month || !day || !IsValidDate(*year, *month, *day)) return std::nullopt;
  return DaysFromCivil(*year, *month, *day) * kDaySeconds;
}

std::optional<std::int64_t> FixedClock(std::string_view text) {
  if ((text.size() != 5 && text.size() != 8) || text[2] != ':') return std::nullopt;
  const auto hour = FixedDigits(text, 0, 2), minute = FixedDigits(text, 3, 2);
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  if (text.size() == 5) return *hour * 3600 + *minute * 60;
  const auto second = FixedDigits(text, 6, 2);
  if (text[5] != ':' || !second || *second > 60) return std::nullopt;
  return *hour * 3600 + *minute * 60 + *second;
}

int MonthOfAbbreviation(std::string_view text) {
  static constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  if (text.size() != 3) return 0;
  const std::size_t at = kMonths.find(text);
  return at == kMonths.npos || at % 3 != 0 ? 0 : static_cast<int>(at / 3) + 1;
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
