// The decision about numeric dates that readers of whole files take before they deliver anything.
#pragma once

#include <string>

#include "readers/reader.h"

namespace ebb {

// Asks `dates` (WrittenDateVote or the like) for the order, if there is one to be decided, and puts
// it into *report and *order. `name` is the file's.
template <typename Vote>
Status DecideDates(const Vote& dates, const ReadOptions& options, const std::string& name,
                   ReadReport* report, DateOrder* order) {
  if (!dates.any_numeric()) return Done{};
  report->has_date_order = true;
  const Result<DateOrder> decided =
      dates.Decide(options.date_order, options.tolerate_undecided_dates, name, &report->date_order);
  if (!decided) return decided.error();
  *order = *decided;
  return Done{};
}

}  // namespace ebb
