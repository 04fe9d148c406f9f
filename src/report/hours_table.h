// The hours of the chat (M0) laid out for reading: of the two together, never of one person.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "analysis/analysis.h"

namespace ebb {

inline constexpr std::size_t kWeekdays = 7, kDayHours = 24, kDayParts = 4;

struct HoursTable {
  std::array<std::array<std::uint64_t, kDayHours>, kWeekdays> messages{};  // Monday first
  std::uint64_t most = 0;  // of one hour of the week
  std::uint64_t InPart(std::size_t day, std::size_t part) const;
};

// Empty unless the measure holds all 168 hours.
std::optional<HoursTable> ReadHours(const MeasureRow& measure);
extern const std::array<std::string_view, kWeekdays> kWeekdayNames;
// "0 to 6", "6 to 12" ...
extern const std::array<std::string_view, kDayParts> kDayPartNames;

}  // namespace ebb
