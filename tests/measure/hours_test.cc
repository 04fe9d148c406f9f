#include "measure/hours.h"

#include <catch2/catch.hpp>

#include "measure/find.h"
#include "measure/made_talk.h"

namespace ebb {
namespace {

using testing::FigureOf;
using testing::kDay;
using testing::kHour;
using testing::kMinute;
using testing::kMonday;
using testing::MadeTalk;

TEST_CASE("hours: each message of the two in its hour of the week, Monday first") {
  MadeTalk made;
  for (std::uint32_t week = 0; week < 6; ++week) {
    const std::uint32_t monday = kMonday + week * 7 * kDay;
    for (int i = 0; i < 30; ++i) made.SayAt(monday + 9 * kHour + 60u * i, i % 2);
    for (int i = 0; i < 40; ++i) made.SayAt(monday + 7 * kDay - kHour + 60u * i, i % 2);
  }
  const MeasureResult result = HoursOfTheChat(made.Input());
  REQUIRE(result.state == MeasureState::kShown);
  REQUIRE(result.pair.size() == 169);
  CHECK(FigureOf(result.pair, "hour_009").value == 180);
  CHECK(FigureOf(result.pair, "hour_009").label == "Monday 09:00");
  CHECK(FigureOf(result.pair, "hour_167").value == 240);
  CHECK(FigureOf(result.pair, "hour_167").label == "Sunday 23:00");
  double sum = 0;
  for (const Figure& figure : result.pair) sum += figure.key == "messages" ? 0 : figure.value;
  CHECK(sum == FigureOf(result.pair, "messages").value);
  CHECK(result.sides[0].empty());
  CHECK(result.sides[1].empty());
}

TEST_CASE("hours: not of a few messages or days, nor without times") {
  MadeTalk few, brief, undated;
  for (int i = 0; i < 200; ++i) few.Say(6 * kHour, i % 2);
  for (int i = 0; i < 400; ++i) brief.Say(kMinute, i % 2);
  for (int i = 0; i < 400; ++i) undated.SayAt(0, i % 2);
  CHECK(HoursOfTheChat(few.Input()).state == MeasureState::kNotEnough);
  CHECK(HoursOfTheChat(brief.Input()).state == MeasureState::kNotEnough);
  CHECK(HoursOfTheChat(undated.Input()).state == MeasureState::kUnsupported);
  CHECK(HoursOfTheChat(few.Input()).pair.size() == 1);
}

}  // namespace
}  // namespace ebb
