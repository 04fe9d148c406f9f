// Figures that many measures show: shares and differences of shares, made in one way.
//
// Pure functions of plain values (result.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "measure/proportions.h"
#include "measure/result.h"
#include "measure/statistics.h"
#include "measure/weekly.h"

namespace ebb {

// A share with Wilson's range; not shown unless there is `enough` of it, or where it is of nothing.
Figure ShareFigure(std::string key, std::string label, Share share, bool enough);

// A difference of two shares in points; not shown where it is empty.
Figure PointsFigure(std::string key, std::string label, std::uint64_t n,
                    const std::optional<Estimate>& difference);

// How often something came in four weeks: `begins` (seconds since 2000) in the whole weeks of
// `weeks` from the week number `since` on; not shown with under eight of them. Range: the wider of
// the weeks as units (week_means.h) and of a Poisson count, for what comes in bursts varies more
// than that, and what never came may yet come.
inline constexpr std::size_t kWeeksForFrequency = 8;
Figure FrequencyFigure(std::string key, std::string label, const std::vector<Week>& weeks,
                       std::int32_t since, const std::vector<std::uint32_t>& begins);

// The share of weeks, in order of time, in which something holds. Range: the wider of the weeks as
// units, which neighbours resemble, and Wilson's. Not shown without weeks.
Figure WeekShareFigure(std::string key, std::string label, const std::vector<bool>& weeks);

}  // namespace ebb
