#include "readers/elan_times.h"

#include <functional>

namespace ebb {

void ElanTimes::Add(std::string_view id, std::optional<std::int64_t> millis) {
  places_.insert_or_assign(std::string(id), times_.size());
  times_.push_back(millis.value_or(-1));
}

void ElanTimes::Interpolate() {
  std::size_t known = times_.size();  // the last slot with a time; none yet
  for (std::size_t i = 0; i < times_.size(); ++i) {
    if (times_[i] < 0) continue;
    if (known < i) {
      const std::int64_t from = times_[known], span = times_[i] - from;
      const auto steps = static_cast<std::int64_t>(i - known);
      for (std::size_t k = known + 1; k < i; ++k) {
        times_[k] = from + span * static_cast<std::int64_t>(k - known) / steps;
      }
    }
    known = i;
  }
}

std::optional<std::int64_t> ElanTimes::At(std::string_view id) const {
  const auto found = places_.find(id);
  if (found == places_.end() || times_[found->second] < 0) return std::nullopt;
  return times_[found->second];
}

}  // namespace ebb
