#include "sequence/conflict_spans.h"

#include <catch2/catch.hpp>

#include "sequence/scripted_talk.h"
#include "time/civil.h"

namespace ebb {
namespace {

using testing::kDay;
using testing::kHour;
using testing::kMinute;
using testing::ScriptedTalk;

// Four turns, begun by `side`; returns the first message.
Position Quarrel(ScriptedTalk* talk, int side) {
  talk->Say(5 * kHour, side, 0, kPressed | kHarsh);
  const Position first = talk->last();
  for (int i = 1; i < 4; ++i) talk->Say(11 * kMinute, i % 2 == 0 ? side : 1 - side);
  talk->Conflict(first, talk->last());
  return first;
}

TEST_CASE("conflict spans: turns, times and points of an episode") {
  ScriptedTalk made;
  made.Say(0, 0);
  const Position first = Quarrel(&made, 1);
  made.Say(kDay, 0);
  const std::vector<ConflictSpan> spans = ConflictSpans(made.talk(), {});
  REQUIRE(spans.size() == 1);
  CHECK(made.talk().At(spans[0].first).first == first);
  CHECK(spans[0].turns() == 4);
  CHECK(spans[0].end - spans[0].begin == 33 * kMinute);
  CHECK(spans[0].peak == 5);
  CHECK_FALSE(spans[0].dangerous);
}

TEST_CASE("conflict spans: an episode that shares a turn with the one before begins after it") {
  ScriptedTalk made;
  made.Say(0, 1);
  const Position first = Quarrel(&made, 0);
  made.Say(kMinute, 1);  // goes on with the last turn of the quarrel
  made.Conflict(made.last(), made.last());
  const std::vector<ConflictSpan> spans = ConflictSpans(made.talk(), {});
  REQUIRE(spans.size() == 1);
  CHECK(made.talk().At(spans[0].first).first == first);
  CHECK(spans[0].turns() == 4);
}

TEST_CASE("conflict spans: weeks with signs of danger") {
  ScriptedTalk made;
  Quarrel(&made, 0);
  made.Say(8 * kDay, 1);
  Quarrel(&made, 1);
  const std::int32_t second = WeekNumber(made.now());
  const std::vector<ConflictSpan> spans = ConflictSpans(made.talk(), {second});
  REQUIRE(spans.size() == 2);
  CHECK_FALSE(spans[0].dangerous);
  CHECK(spans[1].dangerous);
  const std::vector<ConflictSpan> told = WithoutDanger(spans);
  REQUIRE(told.size() == 1);
  CHECK(told[0].first == spans[0].first);
}

}  // namespace
}  // namespace ebb
