#include "measure/calm_windows.h"

#include <algorithm>

namespace ebb {
namespace {

constexpr std::uint32_t kCalmWatched = 72 * kHourSeconds;       // waking
constexpr std::uint32_t kApartFromConflict = 2 * kHourSeconds;  // between conflict and window
constexpr std::uint32_t kFirstBack = 2, kLastBack = 13;
constexpr std::size_t kCalmWeeks = 4, kMinCalmWeeks = 2;
constexpr std::uint32_t kLongest = 4 * kCalmWatched;  // 72 waking hours are never longer than this

// The moment from which, or until which, `kCalmWatched` waking seconds pass.
std::uint32_t WakingLater(const WakingClock& clock, std::uint32_t from) {
  std::uint32_t low = from + kCalmWatched, high = from + kLongest;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (clock.Between(from, middle) < kCalmWatched) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

std::uint32_t WakingEarlier(const WakingClock& clock, std::uint32_t until) {
  if (until <= kLongest) return 0;
  std::uint32_t low = until - kLongest, high = until - kCalmWatched;
  while (low < high) {
    const std::uint32_t middle = low + (high - low + 1) / 2;
    if (clock.Between(middle, until) < kCalmWatched) {
      high = middle - 1;
    } else {
      low = middle;
    }
  }
  return low;
}

TimeWindow Back(TimeWindow window, std::uint32_t seconds) {
  return {window.begin - seconds, window.end - seconds};
}

bool IsCalm(TimeWindow window, const std::vector<ConflictSpan>& spans) {
  const auto next = std::upper_bound(
      spans.begin(), spans.end(), window.begin,
      [](std::uint32_t when, const ConflictSpan& span) { return when <= span.end; });
  return next == spans.end() || next->begin > window.end;
}

std::uint32_t WakingBetween(const MeasureInput& input, std::uint32_t from, std::uint32_t to) {
  return std::min(input.clocks[0].Between(from, to), input.clocks[1].Between(from, to));
}

}  // namespace

std::vector<ConflictCluster> ClusterConflicts(const MeasureInput& input,
                                              const std::vector<ConflictSpan>& spans) {
  std::vector<ConflictCluster> clusters;
  for (const ConflictSpan& span : spans) {
    const bool joins = !clusters.empty() && WakingBetween(input, clusters.back().end, span.begin) <
                                                kCalmWatched + 2 * kApartFromConflict;
    if (!joins) {
      if (!clusters.empty()) clusters.back().next = span.begin;
      clusters.push_back({span.last, span.begin, span.end, 0, false});
    }
    ConflictCluster& cluster = clusters.back();
    cluster.last_turn = span.last;
    cluster.end = std::max(cluster.end, span.end);
    cluster.dangerous = cluster.dangerous || span.dangerous;
  }
  if (!clusters.empty()) clusters.back().next = input.talk.last_time();
  return clusters;
}

DaysAround DaysAroundConflict(const MeasureInput& input, int side, const ConflictCluster& cluster,
                              const std::vector<ConflictSpan>& spans) {
  const WakingClock& clock = input.clocks[static_cast<std::size_t>(side)];
  DaysAround days;
  if (cluster.begin <= kApartFromConflict) return days;
  days.after.begin = cluster.end + kApartFromConflict;
  days.after.end = WakingLater(clock, days.after.begin);
  days.before.end = cluster.begin - kApartFromConflict;
  days.before.begin = WakingEarlier(clock, days.before.end);
  const std::uint32_t first = input.talk.first_time();
  if (days.before.begin < first || days.after.end > input.talk.last_time()) return days;
  for (std::uint32_t back = kFirstBack; back <= kLastBack; ++back) {
    if (days.before.begin < first + back * kWeekSeconds || days.calm_after.size() == kCalmWeeks)
      break;
    const TimeWindow whole = Back({days.before.begin, days.after.end}, back * kWeekSeconds);
    if (!IsCalm(whole, spans)) continue;
    days.calm_before.push_back(Back(days.before, back * kWeekSeconds));
    days.calm_after.push_back(Back(days.after, back * kWeekSeconds));
  }
  days.usable = days.calm_after.size() >= kMinCalmWeeks;
  return days;
}

}  // namespace ebb
