// The lines with a date in exports of LINE, in all its languages and calendars.
//
// 2018/07/10(火), 2024/3/1週五, 2025.12.30 Tuesday, R7/02/09(日), 令和7/02/09(日), 2567/03/01(ศ.),
// Sun, 26/04/2026 and, from a phone of another region, Sun, 04/26/2026. Pure, but for the vote.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "readers/line_scan.h"
#include "readers/written_time.h"

namespace ebb {

struct LineAppDate {
  bool year_first = false;
  int year = 0, first = 0, second = 0;  // year_first: month and day
  std::optional<int> week_day;          // 0 = Monday, if its name is known
  bool zero_padded = false;
  char separator = '/';
  // Days since 1970 as read in this order; nullopt if there is no such date.
  std::optional<std::int64_t> Days(DateOrder order) const;
};

// A whole line. A date whose week day is in a language unknown here counts only with `lenient`.
std::optional<LineAppDate> ParseLineAppDate(LineScan* scan, bool lenient);

// Which of day and month comes first, from the week days and, failing that, from the numbers.
class LineAppDateVote {
 public:
  void Add(const LineAppDate& date);
  bool any_numeric() const { return numbers_.any_numeric(); }
  // Nothing that follows can change the answer, or hardly.
  bool Settled() const;
  Result<DateOrder> Decide(DateOrder chosen, bool tolerate, std::string_view name,
                           DateOrderResolver::Decision* decision) const;

 private:
  WrittenDateVote numbers_;
  std::uint64_t only_day_first_ = 0, only_month_first_ = 0;
};

}  // namespace ebb
