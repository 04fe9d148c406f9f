// Local time of stamps, and --since and --until.
#include "analysis/local_clock.h"

#include <catch2/catch.hpp>

#include "time/civil.h"

namespace ebb {
namespace {

Timestamp Stamp(Timestamp::Basis basis, std::int64_t seconds) {
  Timestamp stamp;
  stamp.basis = basis;
  stamp.seconds = seconds;
  return stamp;
}

std::string Shown(LocalClock& clock, const Timestamp& stamp) {
  const std::uint32_t local = clock.Local(stamp);
  return local == 0 ? "none" : FormatDateTime(kEpoch2000 + local);
}

TEST_CASE("stamps become local time") {
  using Basis = Timestamp::Basis;
  const std::int64_t summer = SecondsFromCivil({2024, 7, 1, 10, 0, 0});
  const std::int64_t winter = SecondsFromCivil({2024, 1, 1, 10, 0, 0});
  Result<LocalClock> made = LocalClock::Create("Europe/Berlin");
  REQUIRE(made.ok());
  LocalClock& clock = *made;
  CHECK(Shown(clock, Stamp(Basis::kWall, summer)) == "2024-07-01T10:00:00");
  CHECK(clock.zone_name().empty());  // not needed so far
  CHECK(Shown(clock, Stamp(Basis::kInstant, summer)) == "2024-07-01T12:00:00");
  CHECK(Shown(clock, Stamp(Basis::kInstant, winter)) == "2024-01-01T11:00:00");
  Timestamp offset = Stamp(Basis::kInstant, winter);
  offset.has_offset = true;
  offset.offset_seconds = -5 * 3600;
  CHECK(Shown(clock, offset) == "2024-01-01T05:00:00");  // the file's own offset wins
  CHECK(Shown(clock, Stamp(Basis::kNone, winter)) == "none");
  CHECK(Shown(clock, Stamp(Basis::kElapsed, 30)) == "none");
  CHECK(clock.zone_name() == "Europe/Berlin");
  CHECK(clock.out_of_range() == 0);
  CHECK(Shown(clock, Stamp(Basis::kWall, 0)) == "none");
  CHECK(Shown(clock, Stamp(Basis::kWall, std::int64_t{1} << 40)) == "none");
  CHECK(clock.out_of_range() == 2);
  CHECK(Shown(clock, Stamp(Basis::kWall, kEpoch2000)) == "2000-01-01T00:00:01");
}

TEST_CASE("the hour the clocks change") {
  Result<LocalClock> clock = LocalClock::Create("Europe/London");
  REQUIRE(clock.ok());
  const std::int64_t change = SecondsFromCivil({2024, 3, 31, 1, 0, 0});
  CHECK(Shown(*clock, Stamp(Timestamp::Basis::kInstant, change - 1)) == "2024-03-31T00:59:59");
  CHECK(Shown(*clock, Stamp(Timestamp::Basis::kInstant, change)) == "2024-03-31T02:00:00");
}

TEST_CASE("zones that are none are refused") {
  for (const char* zone : {"EST", "Mars/Olympus", "here"}) {
    const Result<LocalClock> clock = LocalClock::Create(zone);
    REQUIRE_FALSE(clock.ok());
    CHECK(clock.error().kind == ErrorKind::kUsage);
  }
}

TEST_CASE("ranges are half open") {
  const Result<LocalRange> range = ParseLocalRange("2024-01-01", "2024-01-03");
  REQUIRE(range.ok());
  const auto at = [](int day, int hour) {
    return static_cast<std::uint32_t>(SecondsFromCivil({2024, 1, day, hour, 0, 0}) - kEpoch2000);
  };
  CHECK_FALSE(range->Contains(at(1, 0) - 1));
  CHECK(range->Contains(at(1, 0)));
  CHECK(range->Contains(at(2, 23)));
  CHECK_FALSE(range->Contains(at(3, 0)));
  CHECK_FALSE(range->Contains(0));
  CHECK(ParseLocalRange("", "")->Contains(0));
  CHECK(ParseLocalRange("2024-01-01", "")->Contains(at(9, 0)));
}

TEST_CASE("dates that are none are refused") {
  const char* bad[] = {"yesterday",  "2024-1-1x",  "2024-13-01",       "2024-02-30",
                       "1999-12-31", "01/02/2024", "2024-01-01T10:00", "24-01-01"};
  for (const char* date : bad) {
    INFO(date);
    const Result<LocalRange> range = ParseLocalRange(date, "");
    REQUIRE_FALSE(range.ok());
    CHECK(range.error().kind == ErrorKind::kUsage);
    CHECK(range.error().message.find("--since") == 0);
  }
  CHECK_FALSE(ParseLocalRange("2024-01-02", "2024-01-02").ok());
}

}  // namespace
}  // namespace ebb
