// A small line chart of a measure over time: one line per partner, or one of the pair.
#pragma once

#include <vector>

#include "analysis/analysis.h"
#include "report/html_page.h"

namespace ebb {

// `lines`: series of one key, all of the same unit and the same weeks. At least one. `number` is
// unlike that of every other chart of the page.
void AddLineChart(const Analysis& analysis, const std::vector<const SeriesRow*>& lines,
                  std::uint64_t number, Page* page);

}  // namespace ebb
