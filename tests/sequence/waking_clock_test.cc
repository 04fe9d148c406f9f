#include "sequence/waking_clock.h"

#include <catch2/catch.hpp>

#include "sequence/scripted_talk.h"

namespace ebb {
namespace {

using testing::kDay;
using testing::kHour;
using testing::kMinute;
using testing::kMonday;
using testing::ScriptedTalk;

HourCounts Awake(std::initializer_list<std::pair<int, int>> runs, std::uint32_t each = 50) {
  HourCounts counts{};
  for (const auto& [begin, end] : runs) {
    for (int h = begin; h < end; ++h) counts[static_cast<std::size_t>(h)] = each;
  }
  return counts;
}

std::uint32_t Hours(std::initializer_list<std::pair<int, int>> runs) {
  std::uint32_t mask = 0;
  for (const auto& [begin, end] : runs) {
    for (int h = begin; h < end; ++h) mask |= 1u << h;
  }
  return mask;
}

TEST_CASE("waking clock: the quiet hours of a day's counts") {
  struct Case {
    const char* what;
    HourCounts counts;
    std::uint32_t quiet;
  };
  HourCounts with_a_few = Awake({{7, 24}}, 60);
  with_a_few[3] = 5;  // about half of one in a hundred
  HourCounts with_many = Awake({{7, 24}}, 60);
  with_many[3] = 60;
  const Case cases[] = {
      {"smoothing takes an hour at each end", Awake({{8, 23}}), Hours({{0, 7}}) | 0},
      {"over midnight", Awake({{9, 21}}), Hours({{0, 8}, {22, 24}})},
      {"a night worker", Awake({{0, 5}, {16, 24}}), Hours({{6, 15}})},
      {"a few stray messages", with_a_few, Hours({{1, 6}})},
      {"no run of four hours", with_many, 0},
      {"round the clock", Awake({{0, 24}}), 0},
      {"at most ten hours, around the night", Awake({{18, 21}}), Hours({{0, 8}, {22, 24}})},
      {"nothing at all", HourCounts{}, 0},
  };
  for (const Case& c : cases) {
    INFO(c.what);
    CHECK(QuietHours(c.counts) == c.quiet);
  }
}

// Writes once in each waking hour of `days` days.
void WriteDays(ScriptedTalk* made, std::uint32_t from_day, std::uint32_t days, std::uint32_t begin,
               std::uint32_t end, int side) {
  for (std::uint32_t d = from_day; d < from_day + days; ++d) {
    for (std::uint32_t h = begin; h < end; ++h) {
      made->SayAt(kMonday + d * kDay + h * kHour + 600, side);
      made->SayAt(kMonday + d * kDay + h * kHour + 1800, 1 - side);
    }
  }
}

TEST_CASE("waking clock: assumed below 300 messages") {
  ScriptedTalk made;
  WriteDays(&made, 0, 20, 10, 20, 0);  // 200 of each
  const WakingClock clock = WakingClock::Of(made.talk(), 0);
  CHECK(clock.assumed());
  CHECK(clock.Between(kMonday + 22 * kHour, kMonday + kDay + 8 * kHour) == 2 * kHour);
}

TEST_CASE("waking clock: own quiet hours are left out, and follow their changes") {
  ScriptedTalk made;
  WriteDays(&made, 0, 100, 8, 23, 0);    // by day: quiet 00 to 07
  WriteDays(&made, 100, 100, 0, 12, 0);  // then turned round: quiet 13 to 23
  const WakingClock clock = WakingClock::Of(made.talk(), 0);
  CHECK_FALSE(clock.assumed());
  const std::uint32_t early = kMonday + 40 * kDay, late = kMonday + 160 * kDay;
  CHECK(clock.Between(early + 23 * kHour, early + kDay + 8 * kHour) == 2 * kHour);
  CHECK(clock.Between(late + 12 * kHour, late + kDay + kHour) == 3 * kHour);
  CHECK(clock.Between(early, early + 10 * kDay) == 170 * kHour);
}

TEST_CASE("waking clock: adds up, never runs back, and goes on past both ends") {
  ScriptedTalk made;
  WriteDays(&made, 10, 60, 7, 24, 0);
  for (const WakingClock& clock : {WakingClock(), WakingClock::Of(made.talk(), 0)}) {
    std::uint32_t sum = 0;
    std::uint32_t at = kMonday;
    for (int i = 0; i < 4000; ++i) {
      const std::uint32_t next = at + 997 * static_cast<std::uint32_t>(i % 7 + 1);
      const std::uint32_t between = clock.Between(at, next);
      REQUIRE(between <= next - at);
      sum += between;
      at = next;
    }
    CHECK(sum == clock.Between(kMonday, at));
    CHECK(sum < at - kMonday);
  }
}

TEST_CASE("waking clock: undated and backwards are nothing") {
  const WakingClock clock;
  CHECK(clock.Between(0, kMonday) == 0);
  CHECK(clock.Between(kMonday, kMonday) == 0);
  CHECK(clock.Between(kMonday + 1, kMonday) == 0);
  CHECK(clock.Between(kMonday, 0) == 0);
  CHECK(clock.Between(kMonday + 12 * kHour, kMonday + 12 * kHour + kMinute) == kMinute);
}

}  // namespace
}  // namespace ebb
