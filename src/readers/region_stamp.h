// A date and a time of day as computers of any region write them short: 1/4/2019 5:52 PM,
// 04.01.2019 17:52, 4. 1. 2019 17.52, 2019/01/04 下午 5:52, 2019. 1. 4. 오후 5:52.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "readers/written_time.h"

namespace ebb {

// The date of the stamp before: most stamps repeat it.
struct RegionDay {
  std::string written;  // "04.01.2019 "
  WrittenTime date;
};

// All of `text`; the order of day and month is left open where the year stands last.
std::optional<WrittenTime> ParseRegionStamp(std::string_view text);
// The same without copies, for files of millions. False leaves *out as it may be.
bool ParseRegionStamp(std::string_view text, WrittenTime* out, RegionDay* last = nullptr);

}  // namespace ebb
