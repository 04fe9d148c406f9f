// What the first pass over a table learns: the order of its dates, whom its rows are of, and where
// it may stop to look.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "readers/short_years.h"
#include "readers/table_pairs.h"
#include "readers/table_people.h"
#include "readers/table_rows.h"
#include "readers/written_time.h"

namespace ebb {

struct TableSurvey {
  WrittenDateVote dates;
  ShortYears short_years;
  PartnerProof proof;
  PeopleOfTable people;
  PairsOfTable pairs;
  std::uint64_t times = 0, cells = 0;  // those of the latter that can be read

  // The first rows do not tell all.
  bool GoesOn() const {
    return dates.any_numeric() || short_years.CanStandFirst() || proof.wants_more() ||
           people.wants_more() || pairs.wants_more();
  }
  bool TellsTimes() const { return times * 2 >= cells && times > 0; }
};

// Scans as far as something may still change. Errors are those of the scan.
Result<TableSurvey> TakeTableSurvey(const ScanTable& scan);

}  // namespace ebb
