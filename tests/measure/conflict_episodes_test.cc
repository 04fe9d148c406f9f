#include "measure/conflict_episodes.h"

#include <catch2/catch.hpp>

#include "measure/find.h"
#include "measure/made_talk.h"
#include "time/civil.h"

namespace ebb {
namespace {

using testing::FigureOf;
using testing::kDay;
using testing::kHour;
using testing::kMinute;
using testing::kMonday;
using testing::MadeTalk;

// Sixty calm turns of each, a day apart from what follows.
void CalmTwoDays(MadeTalk* made) {
  for (int i = 0; i < 120; ++i) made->Say(20 * kMinute, i % 2, kQuestion);
}

// Four turns, begun by `side`, with the heat in the last but one; returns the first message.
Position Quarrel(MadeTalk* made, int side) {
  made->Say(5 * kHour, side, 0, kPressed | kHarsh);
  const Position first = made->last();
  made->Say(11 * kMinute, 1 - side, kNegativeEmotion, kShutDown, 9);
  made->Say(11 * kMinute, side, kYouAlways | kShouting, kPressed | kHarsh, 14);
  made->Say(11 * kMinute, 1 - side, 0, 0);
  made->Conflict(first, made->last());
  return first;
}

TEST_CASE("conflicts: counted, with their turns and who wrote first and last") {
  MadeTalk made;
  CalmTwoDays(&made);
  const Position first = Quarrel(&made, 0);
  Quarrel(&made, 0);
  Quarrel(&made, 1);
  Quarrel(&made, 0);
  Quarrel(&made, 0);
  const MeasureResult result = ConflictEpisodes(made.Input());
  CHECK(result.state == MeasureState::kShown);
  CHECK(FigureOf(result.pair, "conflicts").value == 5);
  CHECK(FigureOf(result.pair, "turns").value == 4);
  CHECK(FigureOf(result.pair, "length").value == Approx(33));
  CHECK(FigureOf(result.pair, "turns_share").value == Approx(20.0 / 140));
  CHECK(FigureOf(result.sides[0], "began").value == 4);
  CHECK(FigureOf(result.sides[0], "began_share").value == Approx(0.8));
  CHECK(FigureOf(result.sides[1], "ended_share").value == Approx(0.8));
  CHECK(FigureOf(result.sides[0], "turns").value == 10);
  REQUIRE(result.episodes.size() == 5);
  const Episode& episode = result.episodes[0];
  CHECK(episode.kind == EpisodeKind::kConflict);
  CHECK(episode.first == first);
  CHECK(episode.last == first + 3);
  CHECK(episode.turns == 4);
  CHECK(episode.side == 0);
  CHECK(episode.ended_by == 1);
  CHECK(episode.shown == std::vector<Position>{first, first + 1, first + 2, first + 3});
  REQUIRE(result.claims.size() == 1);
  CHECK(result.claims[0].text ==
        "5 stretches of conflict were found in these messages, typically 4 turns long.");
}

TEST_CASE("conflicts: how often") {
  MadeTalk made;
  for (int week = 0; week < 20; ++week) {
    made.SayAt(kMonday + static_cast<std::uint32_t>(week) * 7 * kDay, 0);
    CalmTwoDays(&made);
    if (week % 4 == 1) Quarrel(&made, week % 2);
  }
  const Figure often = FigureOf(ConflictEpisodes(made.Input()).pair, "frequency");
  REQUIRE(often.shown);
  CHECK(often.n == 19);  // the last ends before its Sunday
  CHECK(often.value == Approx(4 * 5 / 19.0));
  CHECK(often.low < often.value);
  CHECK(often.high > often.value);
}

TEST_CASE("conflicts: of a long one the hottest turns are quoted, six at most") {
  MadeTalk made;
  CalmTwoDays(&made);
  made.Say(5 * kHour, 0);
  const Position first = made.last();
  for (int i = 0; i < 20; ++i) {
    made.Say(11 * kMinute, 1 - i % 2, 0, i == 7 || i == 9 ? kHarsh : i > 11 ? kPressed : 0u);
  }
  made.Conflict(first, made.last());
  const MeasureResult result = ConflictEpisodes(made.Input());
  CHECK(result.episodes[0].shown ==
        std::vector<Position>{first, first + 8, first + 10, first + 13, first + 14, first + 20});
}

TEST_CASE("conflicts: none found is said as that") {
  MadeTalk made;
  CalmTwoDays(&made);
  const MeasureResult result = ConflictEpisodes(made.Input());
  CHECK(result.state == MeasureState::kShown);
  CHECK_FALSE(FigureOf(result.pair, "turns").shown);
  CHECK(result.claims[0].text == "No stretch of conflict was found in these messages.");
}

TEST_CASE("conflicts: in weeks with signs of danger they are counted, not told of a side") {
  MadeTalk made;
  CalmTwoDays(&made);
  Quarrel(&made, 0);
  made.danger_weeks() = {WeekNumber(made.now())};
  const MeasureResult result = ConflictEpisodes(made.Input());
  CHECK(FigureOf(result.pair, "conflicts").value == 1);
  CHECK(FigureOf(result.sides[0], "began").value == 0);
  CHECK(result.episodes[0].side == -1);
  CHECK(result.episodes[0].ended_by == -1);
  CHECK(result.episodes[0].shown.empty());
}

TEST_CASE("conflicts: the series counts those begun in each four weeks") {
  MadeTalk made;
  for (std::uint32_t week = 0; week < 9; ++week) {
    for (std::uint32_t i = 0; i < 70; ++i) {
      made.SayAt(kMonday + week * 7 * kDay + i / 10 * kDay + 9 * kHour + i % 10 * kHour, i % 2);
    }
    if (week == 1 || week == 2 || week == 6) Quarrel(&made, 0);
  }
  const MeasureResult result = ConflictEpisodes(made.Input());
  REQUIRE(result.series.size() == 1);
  const std::vector<SeriesPoint>& points = result.series[0].points;
  REQUIRE(points.size() == 3);
  CHECK(points[0].week == WeekNumber(kMonday));
  CHECK(points[0].known);
  CHECK(points[0].value == 2);
  CHECK(points[0].n == 4);
  CHECK(points[1].value == 1);
  CHECK_FALSE(points[2].known);  // one week of four
}

TEST_CASE("conflicts: nothing without times, or of one half of a talk") {
  MadeTalk undated;
  for (int i = 0; i < 120; ++i) undated.SayAt(0, i % 2);
  CHECK(ConflictEpisodes(undated.Input()).state == MeasureState::kUnsupported);
  MadeTalk half;
  for (int i = 0; i < 120; ++i) half.Say(kMinute, i < 110 ? 0 : 1);
  CHECK(ConflictEpisodes(half.Input()).state == MeasureState::kNotEnough);
}

}  // namespace
}  // namespace ebb
