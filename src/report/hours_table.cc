#include "report/hours_table.h"

#include <algorithm>
#include <cmath>

#include "base/text_util.h"

namespace ebb {

const std::array<std::string_view, kWeekdays> kWeekdayNames = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
const std::array<std::string_view, kDayParts> kDayPartNames = {"0:00 to 6:00", "6:00 to 12:00",
                                                               "12:00 to 18:00", "18:00 to 24:00"};

std::uint64_t HoursTable::InPart(std::size_t day, std::size_t part) const {
  std::uint64_t sum = 0;
  for (std::size_t h = 0; h < kDayHours / kDayParts; ++h) {
    sum += messages[day][part * (kDayHours / kDayParts) + h];
  }
  return sum;
}

std::optional<HoursTable> ReadHours(const MeasureRow& measure) {
  constexpr std::string_view kPrefix = "hour_";
  HoursTable table;
  std::size_t found = 0;
  for (const Figure& figure : measure.pair) {
    if (!figure.shown || !StartsWith(figure.key, kPrefix)) continue;
    const auto hour = ParseNumber(std::string_view(figure.key).substr(kPrefix.size()));
    if (!hour || *hour >= kWeekdays * kDayHours || !(figure.value >= 0)) continue;
    const auto count = static_cast<std::uint64_t>(std::llround(std::min(figure.value, 1e15)));
    table.messages[*hour / kDayHours][*hour % kDayHours] = count;
    table.most = std::max(table.most, count);
    ++found;
  }
  if (found != kWeekdays * kDayHours || table.most == 0) return std::nullopt;
  return table;
}

}  // namespace ebb
