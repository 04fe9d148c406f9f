#include "measure/gate.h"

#include <catch2/catch.hpp>

#include "measure/made_talk.h"

namespace ebb {
namespace {

using testing::kMinute;
using testing::MadeTalk;

void Write(MadeTalk* made, int count, int side) {
  for (int i = 0; i < count; ++i) made->Say(kMinute, side);
}

TEST_CASE("gate: fifty messages of each, and 15 of 100") {
  struct Case {
    int first, second;
    bool pair;
  };
  for (const Case& c :
       {Case{50, 50, true}, Case{49, 60, false}, Case{60, 49, false}, Case{0, 500, false},
        Case{150, 850, true}, Case{149, 851, false}, Case{851, 149, false}}) {
    MadeTalk made;
    Write(&made, c.first, 0);
    Write(&made, c.second, 1);
    INFO(c.first << " and " << c.second);
    const MeasureInput input = made.Input();
    CHECK(NoPair(input).has_value() != c.pair);
    MeasureResult result;
    result.state = MeasureState::kShown;
    CHECK(StopsAtGate(input, &result) != c.pair);
    CHECK((result.state == MeasureState::kNotEnough) != c.pair);
    CHECK(result.note.empty() == c.pair);
  }
}

TEST_CASE("gate: without times nothing dated can be said") {
  MadeTalk made;
  for (int i = 0; i < 200; ++i) made.SayAt(0, i % 2);
  MeasureResult result;
  CHECK(StopsAtGate(made.Input(), &result));
  CHECK(result.state == MeasureState::kUnsupported);
  CHECK_FALSE(result.note.empty());
}

TEST_CASE("gate: what a format cannot tell is not measured") {
  MadeTalk made;
  Write(&made, 60, 0);
  Write(&made, 60, 1);
  const auto state = [&made](const char* id) {
    MeasureResult result;
    result.id = id;
    result.state = MeasureState::kShown;
    const bool stops = StopsAtGate(made.Input(), &result);
    CHECK(stops == (result.state == MeasureState::kUnsupported));
    CHECK(stops == !result.note.empty());
    return result.state;
  };
  for (const char* id : {"M2", "M3", "M8", "M15"}) CHECK(state(id) == MeasureState::kShown);
  made.capabilities().complete = false;
  for (const char* id :
       {"M2", "M3", "M4", "M5", "M8", "M10", "M11", "M13", "M15", "M17", "M18", "M19"}) {
    INFO(id);
    CHECK(state(id) == MeasureState::kUnsupported);
  }
  for (const char* id : {"M6", "M7", "M9", "M16"}) CHECK(state(id) == MeasureState::kShown);
  made.capabilities().complete = true;
  made.capabilities().both_sides = false;
  for (const char* id : {"M2", "M6", "M15"}) CHECK(state(id) == MeasureState::kUnsupported);
}

TEST_CASE("gate: what is missing, in words") {
  CHECK(Needed(11, "replies", 50) == "11 replies of the 50 needed");
}

}  // namespace
}  // namespace ebb
