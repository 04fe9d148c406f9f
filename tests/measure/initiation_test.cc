#include "measure/initiation.h"

#include <catch2/catch.hpp>

#include "measure/find.h"
#include "measure/made_talk.h"
#include "sequence/sessions.h"

namespace ebb {
namespace {

using testing::ClaimOf;
using testing::FigureOf;
using testing::kDay;
using testing::kHour;
using testing::kMinute;
using testing::kMonday;
using testing::MadeTalk;

// Two conversations a day, at 9 and at 19; `first(k)` begins the k-th, the other answers.
template <typename First>
void Conversations(MadeTalk* made, std::uint32_t from_day, std::uint32_t days, First first,
                   std::uint32_t features = 0) {
  for (std::uint32_t k = 2 * from_day; k < 2 * (from_day + days); ++k) {
    const std::uint32_t hour = k % 2 == 0 ? 9 : 19;
    const int side = first(k);
    made->SayAt(kMonday + k / 2 * kDay + hour * kHour, side, features, 0, 3);
    made->Say(kMinute, 1 - side, features, 0, 3);
    if (features == 0) made->Say(kMinute, side).Say(kMinute, 1 - side);
  }
}

TEST_CASE("initiation: shares of both add up, whatever ends a conversation") {
  MadeTalk made;
  Conversations(&made, 0, 60, [](std::uint32_t k) { return k % 4 == 0 ? 1 : 0; });
  const MeasureResult result = Initiation(made.Input());
  REQUIRE(result.state == MeasureState::kShown);
  for (const char* key : {"share", "share_2h", "share_4h", "share_8h"}) {
    INFO(key);
    CHECK(FigureOf(result, 0, key).value == Approx(.75));
    CHECK(FigureOf(result, 1, key).value == Approx(.25));
    CHECK(FigureOf(result, 0, key).n == 120);
  }
  CHECK(FigureOf(result.pair, "conversations").value == 120);
  const Claim* claim = ClaimOf(result, "initiation_share");
  REQUIRE(claim != nullptr);
  CHECK(claim->side == 0);
  CHECK_FALSE(claim->has_p);
  CHECK(claim->text.find("{self} began 75 of 100 (range 67 to 82) conversations; 120 in all.") ==
        0);
}

TEST_CASE("initiation: greetings of each alone are told apart") {
  MadeTalk made;
  Conversations(
      &made, 0, 40, [](std::uint32_t) { return 0; }, kGreeting);
  Conversations(&made, 40, 40, [](std::uint32_t) { return 1; });
  const MeasureResult result = Initiation(made.Input());
  CHECK(FigureOf(result, 0, "share").value == Approx(.5));
  CHECK(FigureOf(result, 0, "share_beyond_greetings").value == Approx(0));
  CHECK(FigureOf(result, 1, "share_beyond_greetings").n == 80);
}

TEST_CASE("initiation: first words after a day, and after a conflict") {
  MadeTalk made;
  for (std::uint32_t d = 0; d < 80; d += 2) {
    const int side = d % 8 == 0 ? 1 : 0;
    made.SayAt(kMonday + d * kDay + 12 * kHour, side).Say(kMinute, 1 - side);
    made.Say(kMinute, side).Say(kMinute, 1 - side);
    if (d % 16 == 14) made.Conflict(made.last() - 2, made.last());
  }
  const MeasureResult result = Initiation(made.Input());
  CHECK(FigureOf(result, 1, "restarts").n == 39);
  CHECK(FigureOf(result, 1, "restarts").value == Approx(9.0 / 39));
  // Each conflict is on the day before one that side 1 begins; the last has no day after it.
  CHECK_FALSE(FigureOf(result, 1, "after_conflict").shown);
  CHECK(FigureOf(result, 1, "after_conflict").n == 4);
  std::uint64_t begun_after = 0;
  for (const Opening& opening : FindOpenings(made.talk(), made.Input().clocks)) {
    begun_after += opening.after_conflict && opening.side == 1;
  }
  CHECK(begun_after == 4);
}

TEST_CASE("initiation: who begins changed in the last twelve weeks") {
  MadeTalk made;
  const auto before = [](std::uint32_t k) { return k * 7 % 10 < 6 ? 0 : 1; };
  const auto now = [](std::uint32_t k) { return k * 7 % 10 < 2 ? 0 : 1; };
  Conversations(&made, 0, 40 * 7, before);
  Conversations(&made, 40 * 7, 12 * 7, now);
  const MeasureResult result = Initiation(made.Input());
  CHECK(FigureOf(result, 0, "share_before").value == Approx(.6).margin(.02));
  CHECK(FigureOf(result, 0, "share_now").value == Approx(.2).margin(.02));
  CHECK(FigureOf(result, 0, "change").value == Approx(-40).margin(2));
  CHECK(FigureOf(result, 1, "change").value == Approx(40).margin(2));
  const Claim* claim = ClaimOf(result, "initiation_change");
  REQUIRE(claim != nullptr);
  CHECK(claim->side == 1);
  CHECK(claim->p < .001);
}

TEST_CASE("initiation: to claim a change takes sixty conversations in each period") {
  const auto first = [](std::uint32_t) { return 0; };
  const auto second = [](std::uint32_t k) { return k % 9 == 0 ? 0 : 1; };
  for (const std::uint32_t weeks : {4, 5}) {
    MadeTalk made;
    Conversations(&made, 0, 40 * 7, first);
    // Of the last twelve weeks the first two and some at the end.
    Conversations(&made, 40 * 7, 2 * 7, second);
    Conversations(&made, (54 - weeks) * 7, (weeks - 2) * 7, second);
    const MeasureResult result = Initiation(made.Input());
    CHECK(FigureOf(result, 0, "change").shown);
    CHECK(ClaimOf(result, "initiation_change") == nullptr);
    CHECK(result.note == (weeks == 4
                              ? "56 conversations of the 60 needed, both before and now, to "
                                "tell a change."
                              : "To tell a change, 8 weeks are needed both before and now."));
  }
}

TEST_CASE("initiation: too few conversations are counted and nothing more") {
  MadeTalk made;
  Conversations(&made, 0, 14, [](std::uint32_t k) { return static_cast<int>(k % 2); });
  for (int i = 0; i < 60; ++i) made.Say(kMinute, i % 2);
  const MeasureResult result = Initiation(made.Input());
  CHECK(result.state == MeasureState::kNotEnough);
  CHECK(result.note == "28 conversations of the 30 needed");
  CHECK(FigureOf(result, 0, "begun").value == 14);
  CHECK(result.claims.empty());
}

}  // namespace
}  // namespace ebb
