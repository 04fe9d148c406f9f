// Figures that many measures show: shares and differences of shares, made in one way.
//
// Pure functions of plain values (result.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "measure/proportions.h"
#include "measure/result.h"
#include "measure/statistics.h"

namespace ebb {

// A share with Wilson's range; not shown unless there is `enough` of it, or where it is of nothing.
Figure ShareFigure(std::string key, std::string label, Share share, bool enough);

// A difference of two shares in points; not shown where it is empty.
Figure PointsFigure(std::string key, std::string label, std::uint64_t n,
                    const std::optional<Estimate>& difference);

}  // namespace ebb
