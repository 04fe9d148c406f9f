// When the two write: messages of both by hour of the week (report.md section 10).
//
// Formula: messages of the two that were sent in that hour of the week, over all weeks.
// 168 figures of the pair, Monday 00:00 first, key "hour_000" to "hour_167"; the chat's local
// clock. Of the pair and never of one person: who of the two was awake or online cannot be read
// from them.
//
// Units: count. Minimum: 300 messages and four weeks. Claims: none.
// Source: report.md section 10. Weakness: written messages only.
#pragma once

#include "measure/measures.h"

namespace ebb {

MeasureResult HoursOfTheChat(const MeasureInput& input);

}  // namespace ebb
