#include "readers/written_time.h"

#include <catch2/catch.hpp>

namespace ebb {
namespace {

using Basis = Timestamp::Basis;
constexpr std::int64_t kNoon = 1709287200;  // 2024-03-01T10:00:00

TEST_CASE("times in a cell") {
  struct Case {
    const char* text;
    Basis basis;
    std::int64_t seconds;
    int millis = -1;
    DateOrder order = DateOrder::kUndecided;
  };
  const Case cases[] = {
      {"2024-03-01T10:00:00", Basis::kWall, kNoon},
      {"2024-03-01 10:00", Basis::kWall, kNoon},
      {" 2024-03-01 10:00:00 ", Basis::kWall, kNoon},
      {"2024-03-01, 10:00", Basis::kWall, kNoon},
      {"2024/3/1 10:00", Basis::kWall, kNoon},
      {"2024-03-01", Basis::kWall, kNoon - 36000},
      {"2024-03-01T10:00:00Z", Basis::kInstant, kNoon},
      {"2024-03-01T10:00:00.250Z", Basis::kInstant, kNoon, 250},
      {"2024-03-01T10:00:00.123456", Basis::kWall, kNoon, 123},
      {"2024-03-01T10:00:00,5", Basis::kWall, kNoon, 500},
      {"2024-03-01T12:00:00+02:00", Basis::kInstant, kNoon},
      {"2024-03-01 05:00:00-0500", Basis::kInstant, kNoon},
      {"2024-03-01 11:00:00 +01", Basis::kInstant, kNoon},
      {"2024-03-01 10:00:00 UTC", Basis::kInstant, kNoon},
      {"2024-03-01 10:00 AM", Basis::kWall, kNoon},
      {"2024-03-01 12:00am", Basis::kWall, kNoon - 36000},
      {"2024-03-01 12:00 p.m.", Basis::kWall, kNoon + 7200},
      {"1709287200", Basis::kInstant, kNoon},
      {"1709287200.75", Basis::kInstant, kNoon, 750},
      {"1709287200123", Basis::kInstant, kNoon, 123},
      {"1709287200123456", Basis::kInstant, kNoon, 123},
      {"1709287200123456789", Basis::kInstant, kNoon, 123},
      {"01/03/2024 10:00", Basis::kWall, kNoon, -1, DateOrder::kDayFirst},
      {"03/01/2024 10:00", Basis::kWall, kNoon, -1, DateOrder::kMonthFirst},
      {"1.3.24 10:00", Basis::kWall, kNoon, -1, DateOrder::kDayFirst},
      {"01/03/2024 10:00", Basis::kNone, 0},
      {"00:01:02", Basis::kElapsed, 62},
      {"1:00:00.5", Basis::kElapsed, 3600, 500},
      {"10:00", Basis::kNone, 0},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const auto written = ParseWrittenTime(c.text);
    REQUIRE(written);
    const auto time = ToTimestamp(*written, c.order);
    REQUIRE(time);
    CHECK(time->basis == c.basis);
    CHECK(time->seconds == c.seconds);
    CHECK(time->has_millis == (c.millis >= 0));
    if (c.millis >= 0) CHECK(time->millis == c.millis);
  }
}

TEST_CASE("what is no time") {
  for (const char* text :
       {"", "x", "12", "1234567", "2024-03", "2024-3-1T", "10:0", "10:60", "10-00",
        "2024-03-01 10:00 x", "1/2", "1/2/333", "12345-01-01", "13:00 pm", "10:00:00 pmx", "-5",
        "1709287200abc", "99999999999999999999"}) {
    INFO(text);
    CHECK_FALSE(ParseWrittenTime(text));
  }
}

TEST_CASE("dates that do not exist") {
  for (const char* text : {"2024-13-01 10:00", "2023-02-29", "2024-00-10", "2024-03-01 24:00"}) {
    INFO(text);
    const auto written = ParseWrittenTime(text);
    REQUIRE(written);
    CHECK_FALSE(ToTimestamp(*written, DateOrder::kUndecided));
  }
  const auto written = ParseWrittenTime("13/04/2024");
  REQUIRE(written);
  CHECK(ToTimestamp(*written, DateOrder::kDayFirst));
  CHECK_FALSE(ToTimestamp(*written, DateOrder::kMonthFirst));
}

TEST_CASE("a time at the beginning leaves the rest") {
  std::string_view text = "2024-03-01 10:00 Anna: hi";
  REQUIRE(ReadWrittenTime(&text));
  CHECK(text == " Anna: hi");
  text = "10:02:03] x";
  REQUIRE(ReadWrittenTime(&text));
  CHECK(text == "] x");
  text = "Anna: hi";
  CHECK_FALSE(ReadWrittenTime(&text));
  CHECK(text == "Anna: hi");
}

TEST_CASE("the order of day and month is proved or asked for") {
  const auto vote_for = [](std::initializer_list<const char*> dates) {
    WrittenDateVote vote;
    for (const char* date : dates) vote.Add(*ParseWrittenTime(date));
    return vote;
  };
  DateOrderResolver::Decision decision;
  CHECK(*vote_for({"03/04/2024", "25/04/2024"}).Decide({}, false, "f", &decision) ==
        DateOrder::kDayFirst);
  CHECK(*vote_for({"03/04/2024", "04/25/2024"}).Decide({}, false, "f", &decision) ==
        DateOrder::kMonthFirst);
  const WrittenDateVote open = vote_for({"03/04/2024", "05/04/2024"});
  const auto asked = open.Decide({}, false, "f", &decision);
  REQUIRE_FALSE(asked);
  CHECK(asked.error().kind == ErrorKind::kInput);
  CHECK(asked.error().message.find("--date-order") != std::string::npos);
  CHECK(*open.Decide({}, true, "f", &decision) == DateOrder::kUndecided);
  CHECK(*open.Decide(DateOrder::kMonthFirst, false, "f", &decision) == DateOrder::kMonthFirst);
  CHECK(decision.how == "the user's choice");
  CHECK(vote_for({"04/04/2024", "05/05/2024"}).Decide({}, false, "f", &decision));
  CHECK_FALSE(vote_for({"2024-03-04"}).any_numeric());
}

}  // namespace
}  // namespace ebb
