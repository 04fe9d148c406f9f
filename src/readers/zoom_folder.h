// The day of a meeting, from the folder that Zoom made: "2024-03-01 10.02.03 TITLE NUMBER".
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ebb {

// Seconds since 1970 of its midnight; nullopt if no folder in the path `name` is named so.
std::optional<std::int64_t> DayOfZoomFolder(std::string_view name);

// What a report says of such days, and where there is none.
inline constexpr std::string_view kZoomFolderDay = "the date is that in the name of Zoom's folder";
inline constexpr std::string_view kNoZoomFolderDay =
    "the file holds clock times and no date; name it with Zoom's own folder, which begins with the "
    "date";

}  // namespace ebb
