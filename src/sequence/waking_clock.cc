#include "sequence/waking_clock.h"

#include <algorithm>
#include <cstdlib>

namespace ebb {
namespace {

constexpr std::uint32_t kEnoughMessages = 300;
constexpr int kShortestRun = 4, kLongestRun = 10;
constexpr std::uint32_t kDaysAround = 14;

std::uint32_t Sum(const HourCounts& counts) {
  std::uint32_t sum = 0;
  for (const std::uint32_t count : counts) sum += count;
  return sum;
}

HourCounts Smooth(const HourCounts& counts) {
  HourCounts smooth{};  // three times the mean
  for (std::size_t h = 0; h < 24; ++h) {
    smooth[h] = counts[(h + 23) % 24] + counts[h] + counts[(h + 1) % 24];
  }
  return smooth;
}

// Twice the hours between the middle of a run and 03:00.
int FromNight(int begin, int length) {
  const int apart = std::abs((2 * begin + length - 6 + 48) % 48);
  return std::min(apart, 48 - apart);
}

struct Run {
  int begin = 0, length = 0;
  std::uint64_t held = 0;
};

bool IsBetter(const Run& a, const Run& b) {
  if (a.length != b.length) return a.length > b.length;
  if (a.held != b.held) return a.held < b.held;
  return FromNight(a.begin, a.length) < FromNight(b.begin, b.length);
}

std::uint32_t MaskOf(const Run& run) {
  std::uint32_t mask = 0;
  for (int h = 0; h < run.length; ++h) mask |= 1u << (run.begin + h) % 24;
  return mask;
}

// How many of the hours of a day. Not std::popcount, which is a call with a table where the
// instruction is not taken for granted.
int CountSet(std::uint32_t hours) {
  hours -= hours >> 1 & 0x555555u;
  hours = (hours & 0x333333u) + (hours >> 2 & 0x333333u);
  hours = (hours + (hours >> 4)) & 0x0F0F0Fu;
  return static_cast<int>((hours + (hours >> 8) + (hours >> 16)) & 0x1Fu);
}

using DayHours = std::vector<HourCounts>;

DayHours CountHours(const Talk& talk, int side, std::uint32_t first_day, std::size_t days) {
  DayHours hours(days);
  const Timeline& timeline = talk.timeline();
  for (Position p = 0; p < timeline.size(); ++p) {
    const MessageFacts& facts = timeline.Facts(p);
    if (facts.sent == 0 || IsNotice(facts)) continue;
    const std::uint32_t day = facts.sent / kDaySeconds - first_day;
    if (day >= days) continue;
    // Who wrote cannot be foretold: hence an addition of nothing rather than a branch.
    hours[day][facts.sent % kDaySeconds / kHourSeconds] += talk.SideOf(facts) == side ? 1 : 0;
  }
  return hours;
}

void Add(const HourCounts& day, HourCounts* sum) {
  for (std::size_t h = 0; h < 24; ++h) (*sum)[h] += day[h];
}
void Subtract(const HourCounts& day, HourCounts* sum) {
  for (std::size_t h = 0; h < 24; ++h) (*sum)[h] -= day[h];
}

}  // namespace

std::uint32_t QuietHours(const HourCounts& counts) {
  const std::uint64_t all = Sum(counts);
  const HourCounts smooth = Smooth(counts);
  std::array<bool, 24> quiet{};  // under 1.5 %, of three hours summed
  for (std::size_t h = 0; h < 24; ++h) quiet[h] = smooth[h] * 1000ull < all * 45;
  Run best;
  for (int begin = 0; begin < 24; ++begin) {
    Run run{begin, 0, 0};
    while (run.length < kLongestRun) {
      const auto hour = static_cast<std::size_t>((begin + run.length) % 24);
      if (!quiet[hour]) break;
      run.held += smooth[hour];
      ++run.length;
    }
    if (run.length >= kShortestRun && IsBetter(run, best)) best = run;
  }
  return MaskOf(best);
}

WakingClock WakingClock::Of(const Talk& talk, int side) {
  WakingClock clock;
  if (!talk.dated() || talk.messages(side) < kEnoughMessages) return clock;
  clock.first_day_ = talk.first_time() / kDaySeconds;
  const std::size_t days = talk.last_time() / kDaySeconds - clock.first_day_ + 1;
  const DayHours hours = CountHours(talk, side, clock.first_day_, days);
  HourCounts all{}, around{};
  for (const HourCounts& day : hours) Add(day, &all);
  const std::uint32_t usual = Sum(all) < kEnoughMessages ? 0 : QuietHours(all);

  std::size_t assumed = 0;
  std::uint32_t waking = 0;
  clock.days_.reserve(days);
  for (std::size_t d = 0; d < std::min<std::size_t>(kDaysAround, days); ++d) Add(hours[d], &around);
  for (std::size_t d = 0; d < days; ++d) {
    std::uint32_t quiet = Sum(around) < kEnoughMessages ? usual : QuietHours(around);
    if (quiet == 0) quiet = usual;
    if (quiet == 0) {
      quiet = kAssumedQuietHours;
      ++assumed;
    }
    clock.days_.push_back({quiet, waking});
    waking += 24 - static_cast<std::uint32_t>(CountSet(quiet));
    if (d + kDaysAround < days) Add(hours[d + kDaysAround], &around);
    if (d >= kDaysAround) Subtract(hours[d - kDaysAround], &around);
  }
  clock.assumed_ = assumed * 2 > days;
  return clock;
}

std::int64_t WakingClock::Waking(std::uint32_t until) const {
  const std::int64_t day = std::int64_t{until / kDaySeconds} - first_day_;
  Day held{kAssumedQuietHours, 0};
  std::int64_t apart = day;  // days beyond the one held
  if (!days_.empty()) {
    const std::int64_t nearest = std::clamp<std::int64_t>(day, 0, std::ssize(days_) - 1);
    held = days_[static_cast<std::size_t>(nearest)];
    apart = day - nearest;
  }
  const std::uint32_t hour = until % kDaySeconds / kHourSeconds;
  const int full_day = 24 - CountSet(held.quiet);
  const int hours_into = static_cast<int>(hour) - CountSet(held.quiet & ((1u << hour) - 1));
  const std::int64_t seconds = (held.quiet >> hour & 1u) != 0 ? 0 : until % kHourSeconds;
  return (held.hours_before + apart * full_day + hours_into) * kHourSeconds + seconds;
}

}  // namespace ebb
