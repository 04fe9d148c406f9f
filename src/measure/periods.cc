#include "measure/periods.h"

#include <fmt/format.h>

#include <algorithm>

#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::int32_t kNowWeeks = 12;

}  // namespace

Periods::Periods(const MeasureInput& input) {
  for (const Week& week : input.weeks) {
    if (week.undated) continue;
    if (weeks_.empty()) first_ = week.number;
    const bool danger =
        std::binary_search(input.danger_weeks.begin(), input.danger_weeks.end(), week.number);
    weeks_.push_back({!week.thin, danger, false});
  }
  const auto all = static_cast<std::int32_t>(weeks_.size());
  now_ = first_ + all - std::min(kNowWeeks, all / 3);
  const MeasureDates& dates = input.dates;
  const bool named = dates.baseline_begin != 0 && dates.baseline_end > dates.baseline_begin;
  const std::int32_t from = named ? WeekNumber(dates.baseline_begin) : first_;
  const std::int32_t to = named ? WeekNumber(dates.baseline_end) : now_;
  for (std::int32_t week = first_; week < now_; ++week) {
    weeks_[static_cast<std::size_t>(week - first_)].before = week >= from && week < to + named;
  }
}

const Periods::Entry* Periods::Find(std::int32_t week) const {
  if (week < first_ || week > last()) return nullptr;
  return &weeks_[static_cast<std::size_t>(week - first_)];
}

bool Periods::Counts(std::int32_t week) const {
  const Entry* entry = Find(week);
  return entry != nullptr && entry->counts;
}

bool Periods::IsDanger(std::int32_t week) const {
  const Entry* entry = Find(week);
  return entry != nullptr && entry->danger;
}

Period Periods::Of(std::int32_t week) const {
  const Entry* entry = Find(week);
  if (entry == nullptr || !entry->counts) return Period::kNeither;
  if (week >= now_) return Period::kNow;
  return entry->before ? Period::kBefore : Period::kNeither;
}

std::string Periods::NowInWords() const { return fmt::format("the last {} weeks", weeks_now()); }

}  // namespace ebb
