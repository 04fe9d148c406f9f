// The two stretches that "then and now" compares, and which weeks count.
//
// Now = the last twelve weeks, or the last third of a chat of under 36 weeks; before = the weeks
// ahead of it, or the baseline the reader named. Thin weeks belong to neither.
//
// Made from the weekly table; a byte a week; const once made.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "measure/measures.h"

namespace ebb {

enum class Period : std::uint8_t { kNeither, kBefore, kNow };

class Periods {
 public:
  explicit Periods(const MeasureInput& input);

  Period Of(std::int32_t week) const;
  // A week of the chat that is not thin.
  bool Counts(std::int32_t week) const;
  bool IsDanger(std::int32_t week) const;
  std::int32_t first() const { return first_; }  // weeks of the chat, WeekNumber
  std::int32_t last() const { return first_ + static_cast<std::int32_t>(weeks_.size()) - 1; }
  std::int32_t weeks_now() const { return last() - now_ + 1; }
  // "the last 12 weeks"
  std::string NowInWords() const;

 private:
  struct Entry {
    bool counts = false, danger = false, before = false;
  };
  const Entry* Find(std::int32_t week) const;
  std::int32_t first_ = 0, now_ = 0;
  std::vector<Entry> weeks_;
};

}  // namespace ebb
