#include "readers/table_times.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>

#include "base/ascii.h"
#include "base/text_util.h"
#include "readers/localised_date.h"
#include "time/civil.h"

namespace ebb {
namespace {

WrittenTime OfCivil(const CivilTime& civil) {
  WrittenTime time;
  time.date = WrittenTime::Date::kYearFirst;
  time.year = civil.year;
  time.first = civil.month;
  time.second = civil.day;
  time.hour = civil.hour;
  time.minute = civil.minute;
  time.second_of_minute = civil.second;
  return time;
}

// "45352.75": days since the end of 1899, as spreadsheets keep moments. From 1982 to 2064.
std::optional<WrittenTime> ParseSerial(std::string_view cell) {
  const std::size_t point = std::min(cell.find_first_of(".,"), cell.size());
  const std::optional<std::uint64_t> days = ParseNumber(cell.substr(0, point));
  if (!days || *days < 30000 || *days >= 60000) return std::nullopt;
  double part = 0, unit = 0.1;
  for (const char c : cell.substr(std::min(point + 1, cell.size()))) {
    if (c < '0' || c > '9') return std::nullopt;
    part += unit * (c - '0');
    unit /= 10;
  }
  const auto second = static_cast<std::int64_t>(std::llround(part * 86400));
  WrittenTime time = OfCivil(CivilFromSeconds(
      (DaysFromCivil(1899, 12, 30) + static_cast<std::int64_t>(*days)) * 86400 + second));
  time.has_clock = point < cell.size();
  time.has_seconds = time.has_clock;
  return time;
}

// Whether some clock in it goes on after the minutes: "10:05:30".
bool HasSeconds(std::string_view cell) {
  for (std::size_t at = cell.find(':'); at != cell.npos; at = cell.find(':', at + 1)) {
    if (at + 3 < cell.size() && IsDigit(cell[at + 1]) && cell[at + 3] == ':') return true;
  }
  return false;
}

// "1. März 2024", with or without a clock.
std::optional<WrittenTime> ParseMonthName(std::string_view cell) {
  constexpr std::size_t kLongest = 60;
  cell = Trim(cell);
  if (cell.size() > kLongest || std::none_of(cell.begin(), cell.end(), IsDigit))
    return std::nullopt;
  std::optional<std::int64_t> seconds = ReadLocalisedDate(cell);
  const bool has_clock = seconds.has_value();
  if (!seconds) seconds = ReadLocalisedDate(std::string(cell) + " 00:00");
  if (!seconds) return std::nullopt;
  WrittenTime time = OfCivil(CivilFromSeconds(*seconds));
  time.has_clock = has_clock;
  time.has_seconds = has_clock && HasSeconds(cell);
  return time;
}

}  // namespace

bool ReadTableTime(std::string_view cell, WrittenTime* out) {
  if (ParseWrittenTime(cell, out, /*short_days=*/true)) return true;
  std::optional<WrittenTime> time = ParseSerial(Trim(cell));
  if (!time) time = ParseMonthName(cell);
  if (time) *out = *time;
  return time.has_value();
}

}  // namespace ebb
