// Moments as cells of tables hold them: as people write them, as spreadsheets count days, and with
// the name of the month.
#pragma once

#include <string_view>

#include "readers/written_time.h"

namespace ebb {

// A whole cell. False leaves *out as it may be. Pure.
bool ReadTableTime(std::string_view cell, WrittenTime* out);

}  // namespace ebb
