#include "measure/postponed_topics.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "measure/find.h"
#include "measure/made_talk.h"

namespace ebb {
namespace {

using testing::FigureOf;
using testing::kDay;
using testing::kHour;
using testing::kMinute;
using testing::MadeTalk;
using Stems = std::array<std::uint16_t, 2>;

const Stems kLease{900, 901};

// Small talk of both, so that there is a pair to speak of; its stems are its own.
void SmallTalk(MadeTalk* made, int turns, std::uint16_t stem = 100) {
  for (int i = 0; i < turns; ++i) {
    made->Say(20 * kMinute, i % 2, 0, 0, 5,
              {static_cast<std::uint16_t>(stem + i % 40), static_cast<std::uint16_t>(stem + 41)});
  }
}

// Six topics that side 1 puts off, three of them three times; ten promises, seven kept.
void PutOffMuch(MadeTalk* made) {
  SmallTalk(made, 200);
  for (std::uint16_t topic = 0; topic < 6; ++topic) {
    const Stems stems{static_cast<std::uint16_t>(1000 + 2 * topic),
                      static_cast<std::uint16_t>(1001 + 2 * topic)};
    for (int time = 0; time < (topic < 3 ? 3 : 2); ++time) {
      made->Say(2 * kDay, 0, 0, 0, 8, stems);
      made->Say(kMinute, 1, 0, kPostponed | kAvoided, 3);
      SmallTalk(made, 9, 200);
    }
  }
  for (std::uint16_t promise = 0; promise < 10; ++promise) {
    const Stems stems{static_cast<std::uint16_t>(2000 + 2 * promise),
                      static_cast<std::uint16_t>(2001 + 2 * promise)};
    made->Say(4 * kDay, 0, 0, 0, 8, stems);
    made->Say(kMinute, 1, 0, kPromisedReturn | kMended, 6);
    SmallTalk(made, 9, 200);
    if (promise < 7) made->Say(kDay, 1, 0, 0, 8, stems);
    SmallTalk(made, 9, 200);
  }
  made->Say(5 * kDay, 0);
}

TEST_CASE("postponed topics: figures, claims, episodes") {
  MadeTalk made;
  PutOffMuch(&made);
  const MeasureResult result = PostponedTopics(made.Input());
  CHECK(result.state == MeasureState::kShown);
  const std::vector<Figure>& one = result.sides[1];
  CHECK(FigureOf(one, "put_off").value == 6 + 10);
  CHECK(FigureOf(one, "put_off_twice").value == 6);
  CHECK(FigureOf(one, "put_off_third").value == 3);
  CHECK(FigureOf(one, "promises").value == 10);
  CHECK(FigureOf(one, "kept_share").value == Approx(0.7));
  CHECK(FigureOf(one, "raised_share").shown);
  CHECK(FigureOf(one, "raised_share").value == Approx(7.0 / 16));  // and nine by the other
  CHECK_FALSE(FigureOf(result.sides[0], "kept_share").shown);
  CHECK(FigureOf(result.sides[0], "put_off").value == 0);
  CHECK(result.claims.size() == 2);
  for (const Claim& claim : result.claims) CHECK(claim.side == 1);
  REQUIRE(result.episodes.size() == 16);
  CHECK(result.episodes[0].side == 1);
  CHECK(result.episodes[0].ended_by == 0);
  CHECK(FigureOf(result.episodes[0].figures, "third_time").value == 1);
  CHECK(FigureOf(result.episodes[5].figures, "third_time").value == 0);
  CHECK(result.episodes[0].tag == "a topic, not named for 60 days");
}

TEST_CASE("postponed topics: one put off three times and named ten times is enough") {
  for (const int times : {9, 10}) {
    MadeTalk made;
    SmallTalk(&made, 200);
    made.Say(kDay, 0, kMilestone, 0, 8, kLease);
    made.Say(kMinute, 1, 0, kPostponed | kAvoided, 3);
    for (int i = 0; i < times; ++i) {
      made.Say(2 * kDay, i % 5 == 4 ? 1 : 0, kMilestone, 0, 8, kLease);
      if (i < 2) made.Say(kMinute, 1, 0, kPostponed | kAvoided, 3);
    }
    const MeasureResult result = PostponedTopics(made.Input());
    INFO(times << " times");
    CHECK((result.state == MeasureState::kShown) == (times == 10));
    CHECK(FigureOf(result.sides[1], "raised_share").shown == (times == 10));
    CHECK_FALSE(FigureOf(result.sides[1], "open_days").shown);
    CHECK(FigureOf(result.sides[1], "put_off_times").value == 3);
    CHECK(result.claims.size() == (times == 10 ? 1 : 0));
    if (times == 10) CHECK(FigureOf(result.sides[1], "raised_share").value == Approx(0.2));
  }
}

TEST_CASE("postponed topics: swapping the two swaps everything") {
  MadeTalk made, twin;
  twin.Mirrored();
  PutOffMuch(&made);
  PutOffMuch(&twin);
  const MeasureResult a = PostponedTopics(made.Input()), b = PostponedTopics(twin.Input());
  for (std::size_t side = 0; side < 2; ++side) {
    REQUIRE(a.sides[side].size() == b.sides[1 - side].size());
    for (std::size_t i = 0; i < a.sides[side].size(); ++i) {
      CHECK(a.sides[side][i].value == b.sides[1 - side][i].value);
    }
  }
  REQUIRE(a.episodes.size() == b.episodes.size());
  for (std::size_t i = 0; i < a.episodes.size(); ++i) {
    CHECK(a.episodes[i].side == 1 - b.episodes[i].side);
    CHECK(a.episodes[i].first == b.episodes[i].first);
  }
}

TEST_CASE("postponed topics: too little says what is missing, and lists what there is") {
  MadeTalk made;
  SmallTalk(&made, 200);
  made.Say(kDay, 0, kMilestone, 0, 8, kLease);
  made.Say(kMinute, 1, 0, kPostponed | kAvoided, 3);
  const MeasureResult result = PostponedTopics(made.Input());
  CHECK(result.state == MeasureState::kNotEnough);
  CHECK(result.note.find("0 topics put off twice or more by one side of the 3 needed") == 0);
  CHECK(result.claims.empty());
  CHECK(result.episodes.size() == 1);
  MadeTalk undated;
  for (int i = 0; i < 200; ++i) undated.SayAt(0, i % 2);
  CHECK(PostponedTopics(undated.Input()).state == MeasureState::kUnsupported);
}

}  // namespace
}  // namespace ebb
