#include "measure/reply_time.h"

#include <catch2/catch.hpp>

#include "measure/find.h"
#include "measure/made_talk.h"

namespace ebb {
namespace {

using testing::ClaimOf;
using testing::FigureOf;
using testing::kDay;
using testing::kHour;
using testing::kMinute;
using testing::kMonday;
using testing::MadeTalk;

// Each day from 10:00 on: side 0 writes every two hours, and side 1 answers after `wait(exchange)`
// minutes; side 0 answers that after two minutes.
template <typename Wait>
void DaysOfReplies(MadeTalk* made, std::uint32_t from, std::uint32_t days, Wait wait,
                   std::uint32_t features = kQuestion) {
  for (std::uint32_t d = from; d < from + days; ++d) {
    for (std::uint32_t k = 0; k < 5; ++k) {
      made->SayAt(kMonday + d * kDay + (10 + 2 * k) * kHour, 0, features);
      made->Say(wait(d * 5 + k) * kMinute, 1);
      made->Say(2 * kMinute, 0);
    }
  }
}

// 8, 9, ... 12 minutes in turn: typically 10.
std::uint32_t AboutTen(std::uint32_t exchange) { return 8 + exchange % 5; }

TEST_CASE("reply time: medians of both, and who takes how much longer") {
  MadeTalk made;
  DaysOfReplies(&made, 0, 70, AboutTen);
  const MeasureResult result = ReplyTime(made.Input());
  REQUIRE(result.state == MeasureState::kShown);
  const Figure first = FigureOf(result, 0, "reply_median");
  const Figure second = FigureOf(result, 1, "reply_median");
  CHECK(first.value == Approx(2));
  CHECK(second.value == Approx(10));
  CHECK(second.low <= 10);
  CHECK(second.high >= 10);
  CHECK(FigureOf(result, 1, "replies").value == 350);
  CHECK(FigureOf(result, 1, "reply_median_asked").value == Approx(10));
  CHECK_FALSE(FigureOf(result, 1, "reply_median_hard").shown);
  CHECK_FALSE(result.note.empty());  // no calls
}

TEST_CASE("reply time: what stays unanswered makes the typical time longer") {
  MadeTalk made;
  DaysOfReplies(&made, 0, 70, [](std::uint32_t exchange) { return exchange % 10 == 0 ? 1u : 10u; });
  MadeTalk silent;
  for (std::uint32_t d = 0; d < 70; ++d) {  // six of ten turns are answered, after five minutes
    for (std::uint32_t k = 0; k < 10; ++k) {
      silent.SayAt(kMonday + d * 10 * kDay + k * kDay + 12 * kHour, 0, kQuestion);
      if (k < 6) silent.Say(5 * kMinute, 1).Say(2 * kMinute, 0);
    }
  }
  const Figure median = FigureOf(ReplyTime(silent.Input()), 1, "reply_median");
  REQUIRE(median.shown);
  CHECK(median.n == 420);
  // Turns of side 0: 1,120, of which 420 were answered at once; the rest never.
  CHECK(FigureOf(ReplyTime(made.Input()), 1, "reply_median").value == Approx(10));
}

TEST_CASE("reply time: where times are to the minute, waits of a minute are not told") {
  for (const bool seconds : {true, false}) {
    for (const std::uint32_t minutes : {1, 10}) {
      MadeTalk made;
      DaysOfReplies(&made, 0, 20, [minutes](std::uint32_t) { return minutes; });
      made.capabilities().seconds = seconds;
      const MeasureResult result = ReplyTime(made.Input());
      INFO(seconds << " " << minutes);
      const bool told = seconds || minutes > 1;
      CHECK(FigureOf(result, 1, "reply_median").shown == told);
      CHECK((ClaimOf(result, "reply_typical", 1) != nullptr) == told);
      CHECK((result.note.find("to the minute only") == std::string::npos) == told);
    }
  }
}

TEST_CASE("reply time: a change of the last twelve weeks") {
  MadeTalk made;
  DaysOfReplies(&made, 0, 40 * 7, AboutTen);
  DaysOfReplies(&made, 40 * 7, 12 * 7,
                [](std::uint32_t exchange) { return 3 * AboutTen(exchange); });
  made.capabilities().calls = true;
  const MeasureResult result = ReplyTime(made.Input());
  CHECK(result.note.empty());
  CHECK(FigureOf(result, 1, "reply_median_before").value == Approx(10));
  CHECK(FigureOf(result, 1, "reply_median_now").value == Approx(30));
  const Figure change = FigureOf(result, 1, "change");
  REQUIRE(change.shown);
  CHECK(change.value == Approx(std::log2(3)).margin(.1));
  const Claim* claim = ClaimOf(result, "reply_change", 1);
  REQUIRE(claim != nullptr);
  CHECK(claim->p < .001);
  CHECK(claim->text.find("30 minutes in the last 12 weeks and 10 minutes before") !=
        std::string::npos);
}

TEST_CASE("reply time: hard topics against ordinary ones of the same weeks") {
  MadeTalk made;
  for (std::uint32_t week = 0; week < 30; ++week) {
    DaysOfReplies(&made, week * 7, 6, AboutTen);
    DaysOfReplies(
        &made, week * 7 + 6, 1,
        [](std::uint32_t exchange) { return 4 * AboutTen(exchange) + exchange % 3; }, kMilestone);
  }
  const MeasureResult result = ReplyTime(made.Input());
  const Figure hard = FigureOf(result, 1, "hard_topics");
  REQUIRE(hard.shown);
  CHECK(hard.value == Approx(2).margin(.2));
  CHECK(hard.n == 150);
  REQUIRE(ClaimOf(result, "reply_hard_topics", 1) != nullptr);
  CHECK(ClaimOf(result, "reply_hard_topics", 1)->p < .001);
}

TEST_CASE("reply time: the plain fact is said of each, and is no test") {
  MadeTalk made;
  DaysOfReplies(&made, 0, 20, AboutTen);
  const MeasureResult result = ReplyTime(made.Input());
  for (int side = 0; side < 2; ++side) {
    const Claim* claim = ClaimOf(result, "reply_typical", side);
    REQUIRE(claim != nullptr);
    CHECK_FALSE(claim->has_p);
    CHECK(claim->text.find("{self}'s typical time to reply was ") == 0);
    CHECK_FALSE(claim->benign.empty());
  }
}

TEST_CASE("reply time: too few replies") {
  MadeTalk made;
  DaysOfReplies(&made, 0, 8, AboutTen);
  for (int i = 0; i < 60; ++i) made.Say(kMinute, 1);
  const MeasureResult result = ReplyTime(made.Input());
  CHECK(result.state == MeasureState::kNotEnough);
  CHECK(result.note == "40 replies of the 50 needed");
  CHECK(result.claims.empty());
}

}  // namespace
}  // namespace ebb
