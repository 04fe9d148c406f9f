#include "measure/bid_mix.h"

#include <catch2/catch.hpp>

#include "measure/bid_script.h"
#include "measure/find.h"
#include "measure/proportions.h"
#include "measure/unanswered_bids.h"

namespace ebb {
namespace {

using testing::BidScript;
using testing::ClaimOf;
using testing::FigureOf;
using testing::kEveryday;
using testing::kFeeling;
using testing::kHardTopic;
using testing::kPlan;
using testing::MadeTalk;
using testing::Met;

TEST_CASE("bid mix: who asks, and about what, by hand") {
  MadeTalk made;
  BidScript script(&made);
  script.Weeks(0, 4,
               {{10, 0, kEveryday, Met::kToward},
                {5, 0, kFeeling, Met::kMinimal},
                {4, 0, kPlan, Met::kAgainst},
                {1, 0, kHardTopic, Met::kToward},
                {19, 1, kEveryday, Met::kToward}});
  const MeasureResult result = BidMix(made.Input());
  REQUIRE(result.state == MeasureState::kShown);
  CHECK(FigureOf(result, 0, "bids_made").value == 80);
  const Figure rate = FigureOf(result, 0, "bids_per_day");
  REQUIRE(rate.shown);
  CHECK(rate.n == 28);  // days with messages
  CHECK(rate.value == Approx(80.0 / 28));
  const auto share = [&](const char* key, std::uint64_t k) {
    INFO(key);
    const Figure figure = FigureOf(result, 0, key);
    REQUIRE(figure.shown);
    CHECK(figure.n == 80);
    CHECK(figure.value == Approx(static_cast<double>(k) / 80));
    CHECK(figure.low == Approx(Wilson(k, 80).low));
    CHECK(figure.high == Approx(Wilson(k, 80).high));
  };
  share("everyday_share", 40);
  share("feelings_share", 20);
  share("plans_share", 16);
  share("hot_share", 4);
  const Claim* claim = ClaimOf(result, "bids_made", 0);
  REQUIRE(claim != nullptr);
  CHECK(claim->text ==
        "{self} asked or shared something 80 times, about 2.9 a day on days with messages; 20 of "
        "these were about feelings, care or affection, 16 were invitations or plans, 4 touched a "
        "hard topic.");
  // 76 of the 80 needed.
  CHECK(FigureOf(result, 1, "bids_made").value == 76);
  CHECK_FALSE(FigureOf(result, 1, "bids_per_day").shown);
  CHECK_FALSE(FigureOf(result, 1, "feelings_share").shown);
  CHECK(ClaimOf(result, "bids_made", 1) == nullptr);
  CHECK(result.series.size() == 1);
}

TEST_CASE("bid mix: days without messages do not count, and weeks vary the range") {
  MadeTalk made;
  BidScript script(&made);
  // Ten empty weeks between.
  script.Weeks(0, 3, {{20, 0, kEveryday, Met::kToward}});
  script.Weeks(13, 15, {{20, 0, kEveryday, Met::kToward}, {8, 0, kFeeling, Met::kToward}});
  const MeasureResult result = BidMix(made.Input());
  const Figure rate = FigureOf(result, 0, "bids_per_day");
  CHECK(rate.n == 35);
  CHECK(rate.value == Approx(116.0 / 35));
  CHECK(rate.low < rate.value);
  CHECK(rate.low >= 0);
  CHECK(rate.high > rate.value);
  REQUIRE(result.series.size() == 1);
  REQUIRE(result.series[0].points.size() == 15);
  CHECK(result.series[0].points[0].value == Approx(20.0 / 7));
  CHECK_FALSE(result.series[0].points[5].known);
}

TEST_CASE("bid mix: eighty bids in three weeks are not enough") {
  MadeTalk made;
  BidScript script(&made);
  script.Weeks(0, 3, {{40, 0, kEveryday, Met::kToward}}).Week(3, {});
  const MeasureResult result = BidMix(made.Input());
  CHECK(result.state == MeasureState::kNotEnough);
  CHECK(result.claims.empty());
  CHECK(FigureOf(result, 0, "bids_made").value == 120);
  CHECK(result.note.find("over four weeks") != std::string::npos);
}

TEST_CASE("bid mix: the note says what is missing") {
  MadeTalk made;
  BidScript(&made).Weeks(0, 4, {{5, 0, kEveryday, Met::kToward}});
  const MeasureResult result = BidMix(made.Input());
  CHECK(result.state == MeasureState::kNotEnough);
  CHECK(result.note ==
        "20 messages that asked for something of the 80 needed, over four weeks, of one side.");
}

// Twenty-four weeks, eight of them now, with `now` bids that are not hot in all of those.
MeasureResult Thinned(int now, MadeTalk* made) {
  BidScript script(made);
  for (int week = 0; week < 16; ++week) {
    const int feelings = 5 + week % 2;  // 88 of 160
    script.Week(week, {{feelings, 0, kFeeling, Met::kToward},
                       {10 - feelings, 0, kEveryday, Met::kToward},
                       {2, 0, kHardTopic, Met::kToward}});
  }
  for (int week = 16; week < 24; ++week) {
    const int all = now / 8 + (week - 16 < now % 8 ? 1 : 0);
    const int feelings = 1 + week % 2;  // 12
    script.Week(week, {{feelings, 0, kFeeling, Met::kToward},
                       {all - feelings, 0, kEveryday, Met::kToward},
                       {10, 0, kHardTopic, Met::kToward}});
  }
  return BidMix(made->Input());
}

TEST_CASE("bid mix: the part about feelings, a quarrel left out") {
  MadeTalk made;
  const MeasureResult result = Thinned(80, &made);
  const Figure change = FigureOf(result, 0, "feelings_change");
  REQUIRE(change.shown);
  CHECK(change.n == 240);
  CHECK(change.value == Approx(100 * (12.0 / 80 - 88.0 / 160)));
  CHECK(change.high < 0);
  const Claim* claim = ClaimOf(result, "feelings_change", 0);
  REQUIRE(claim != nullptr);
  CHECK(claim->p < 0.01);
  CHECK(claim->text.find("In the last 8 weeks 15 of 100 of what {self} asked") == 0);
  CHECK(ClaimOf(result, "feelings_change", 1) == nullptr);

  MadeTalk fewer, few;
  const MeasureResult unclaimed = Thinned(79, &fewer);
  CHECK(FigureOf(unclaimed, 0, "feelings_change").shown);
  CHECK(ClaimOf(unclaimed, "feelings_change", 0) == nullptr);
  CHECK(unclaimed.note.find("79 messages that asked for something of the 80 needed") == 0);
  CHECK_FALSE(FigureOf(Thinned(59, &few), 0, "feelings_change").shown);
}

TEST_CASE("bid mix: undated") {
  MadeTalk made;
  testing::WriteUndated(&made);
  const MeasureResult result = BidMix(made.Input());
  CHECK(result.state == MeasureState::kUnsupported);
  CHECK(result.claims.empty());
}

}  // namespace
}  // namespace ebb
