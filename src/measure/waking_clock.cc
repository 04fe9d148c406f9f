#include "measure/waking_clock.h"

namespace ebb {

WakingClock WakingClock::Of(const Talk&, int) { return {}; }

std::uint32_t WakingClock::Waking(std::uint32_t until) const {
  constexpr std::uint32_t kDay = 86400;
  // Days counted from the end of the quiet hours, so that each is waking first and quiet then.
  const std::uint32_t wake = (quiet_begin_ + quiet_length_) % kDay;
  const std::uint32_t waking_length = kDay - quiet_length_;
  const std::uint32_t shifted = until + kDay - wake;
  const std::uint32_t into = shifted % kDay;
  return shifted / kDay * waking_length + (into < waking_length ? into : waking_length);
}

std::uint32_t WakingClock::Between(std::uint32_t from, std::uint32_t to) const {
  if (from == 0 || to <= from) return 0;
  return Waking(to) - Waking(from);
}

}  // namespace ebb
