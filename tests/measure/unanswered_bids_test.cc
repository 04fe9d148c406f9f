#include "measure/unanswered_bids.h"

#include <catch2/catch.hpp>

#include "measure/bid_script.h"
#include "measure/find.h"
#include "measure/proportions.h"

namespace ebb {
namespace {

using testing::Asked;
using testing::BidScript;
using testing::ClaimOf;
using testing::FigureOf;
using testing::kEveryday;
using testing::kFeeling;
using testing::kHardTopic;
using testing::kPlan;
using testing::MadeTalk;
using testing::Met;

void CheckShare(const MeasureResult& result, int side, const char* key, double value,
                std::uint64_t k, std::uint64_t n) {
  INFO(key << " of " << side);
  const Figure figure = FigureOf(result, side, key);
  REQUIRE(figure.shown);
  CHECK(figure.unit == "share");
  CHECK(figure.n == n);
  CHECK(figure.value == Approx(value));
  REQUIRE(figure.has_range);
  CHECK(figure.low == Approx(Wilson(k, n).low));
  CHECK(figure.high == Approx(Wilson(k, n).high));
}

TEST_CASE("unanswered bids: each class and type, by hand") {
  MadeTalk made;
  BidScript script(&made);
  script.Week(0, {{7, 0, kEveryday, Met::kToward},
                  {4, 0, kEveryday, Met::kMinimal},
                  {1, 0, kEveryday, Met::kAgainst},
                  {3, 0, kEveryday, Met::kAway},
                  {1, 0, kEveryday, Met::kLate}});
  script.Week(1, {{6, 0, kFeeling, Met::kToward},
                  {4, 0, kFeeling, Met::kAway},
                  {2, 0, kPlan, Met::kTurningAway},
                  {7, 0, kPlan, Met::kToward}});
  script.Week(2, {{5, 0, kHardTopic, Met::kAgainst}, {5, 0, kHardTopic, Met::kAway}});
  // Of the other side 29: one less than is needed.
  script.Week(3, {{29, 1, kEveryday, Met::kToward}});
  const MeasureResult result = UnansweredBids(made.Input());
  REQUIRE(result.state == MeasureState::kShown);
  // 45 bids to side 1: 22 met, 4 in a word, 13 not, 6 against.
  CHECK(FigureOf(result, 1, "bids").value == 45);
  CheckShare(result, 1, "unanswered_rate", 15.0 / 45, 15, 45);
  CheckShare(result, 1, "away_rate", 13.0 / 45, 13, 45);
  CheckShare(result, 1, "minimal_rate", 4.0 / 45, 4, 45);
  CheckShare(result, 1, "against_rate", 6.0 / 45, 6, 45);
  CheckShare(result, 1, "toward_rate", 22.0 / 45, 22, 45);
  CHECK(FigureOf(result, 1, "late").value == 1);
  CheckShare(result, 1, "away_neutral", 4.0 / 16, 4, 16);
  CheckShare(result, 1, "away_emotional", 0.4, 4, 10);
  CheckShare(result, 1, "away_hot", 0.5, 5, 10);
  const Figure plans = FigureOf(result, 1, "away_plan");
  CHECK_FALSE(plans.shown);  // nine of the ten needed
  CHECK(plans.n == 9);
  const Claim* claim = ClaimOf(result, "unanswered", 1);
  REQUIRE(claim != nullptr);
  CHECK_FALSE(claim->has_p);
  CHECK(claim->text ==
        "Of 45 messages in which {other} asked for something, {self} left 13 without an answer, "
        "29 of 100 (range 18 to 43), and met 4 in a word or two.");

  CHECK(FigureOf(result, 0, "bids").value == 29);
  for (const char* key : {"unanswered_rate", "away_rate", "toward_rate"}) {
    CHECK_FALSE(FigureOf(result, 0, key).shown);
  }
  CHECK(FigureOf(result, 0, "away_neutral").shown);
  CHECK(ClaimOf(result, "unanswered", 0) == nullptr);
  CHECK(ClaimOf(result, "away_change") == nullptr);
}

TEST_CASE("unanswered bids: half counts of a word are not rounded away") {
  MadeTalk made;
  BidScript(&made).Week(0, {{29, 0, kEveryday, Met::kToward}, {1, 0, kEveryday, Met::kMinimal}});
  const MeasureResult result = UnansweredBids(made.Input());
  CHECK(FigureOf(result, 1, "unanswered_rate").value == Approx(0.5 / 30));
}

TEST_CASE("unanswered bids: points by week from five bids on") {
  MadeTalk made;
  BidScript script(&made);
  script.Week(0, {{20, 0, kEveryday, Met::kToward}});
  script.Week(1, {{4, 0, kEveryday, Met::kAway}});
  script.Week(3, {{3, 0, kEveryday, Met::kMinimal}, {3, 0, kEveryday, Met::kAway}});
  const MeasureResult result = UnansweredBids(made.Input());
  REQUIRE(result.series.size() == 1);
  CHECK(result.series[0].side == 1);
  const std::vector<SeriesPoint>& points = result.series[0].points;
  REQUIRE(points.size() == 4);
  CHECK(points[0].known);
  CHECK(points[0].value == 0);
  CHECK_FALSE(points[1].known);  // four
  CHECK_FALSE(points[2].known);  // none
  CHECK(points[3].value == Approx(0.75));
}

// Twenty-four weeks: sixteen before, eight now; `now` bids in all of the latter.
MeasureResult Changed(int now, MadeTalk* made) {
  BidScript script(made);
  for (int week = 0; week < 16; ++week) {
    const int away = week % 2;  // eight of 160
    script.Week(week, {{10 - away, 0, kEveryday, Met::kToward}, {away, 0, kEveryday, Met::kAway}});
  }
  for (int week = 16; week < 24; ++week) {
    const int all = now / 8 + (week - 16 < now % 8 ? 1 : 0);
    const int away = 6 + week % 2;
    script.Week(week, {{away, 0, kEveryday, Met::kAway},
                       {all - away, 0, kFeeling, Met::kToward},
                       {8, 0, kHardTopic, week % 2 == 0 ? Met::kToward : Met::kAgainst}});
  }
  return UnansweredBids(made->Input());
}

TEST_CASE("unanswered bids: the change, hard topics aside") {
  MadeTalk made;
  const MeasureResult result = Changed(80, &made);
  const Figure change = FigureOf(result, 1, "away_change");
  REQUIRE(change.shown);
  CHECK(change.unit == "points");
  CHECK(change.n == 240);
  CHECK(change.value == Approx(100 * (52.0 / 80 - 8.0 / 160)));
  CHECK(change.low > 0);
  const Claim* claim = ClaimOf(result, "away_change", 1);
  REQUIRE(claim != nullptr);
  CHECK(claim->has_p);
  CHECK(claim->p < 0.01);
  CHECK(claim->text.find("In the last 8 weeks {self} left 65 of 100") == 0);
  CHECK(claim->text.find("before that 5.0 of 100 (difference 60 points") != std::string::npos);
  // The other was asked nothing.
  CHECK(ClaimOf(result, "away_change", 0) == nullptr);
}

TEST_CASE("unanswered bids: to claim a change takes eighty in each period") {
  MadeTalk made;
  made.capabilities().calls = true;
  const MeasureResult result = Changed(79, &made);
  CHECK(FigureOf(result, 1, "away_change").shown);
  CHECK(ClaimOf(result, "away_change") == nullptr);
  CHECK(result.note ==
        "79 messages that asked for something of the 80 needed of one side, both before and now, "
        "to tell a change.");
}

TEST_CASE("unanswered bids: the change wants sixty in each period, not counting hard ones") {
  MadeTalk made;
  const MeasureResult result = Changed(59, &made);
  CHECK_FALSE(FigureOf(result, 1, "away_change").shown);
  CHECK(ClaimOf(result, "away_change") == nullptr);
  CHECK(ClaimOf(result, "unanswered", 1) != nullptr);
}

TEST_CASE("unanswered bids: a baseline that the reader names") {
  MadeTalk made;
  // Only weeks four to seven: forty bids, too few.
  made.dates().baseline_begin = testing::kMonday + 28 * testing::kDay;
  made.dates().baseline_end = testing::kMonday + 50 * testing::kDay;
  CHECK_FALSE(FigureOf(Changed(60, &made), 1, "away_change").shown);
}

TEST_CASE("unanswered bids: too little, undated, one half of a talk, no calls") {
  SECTION("29 of 30") {
    MadeTalk made;
    BidScript(&made).Week(0, {{29, 0, kEveryday, Met::kAway}}).Weeks(1, 3, {});
    const MeasureResult result = UnansweredBids(made.Input());
    CHECK(result.state == MeasureState::kNotEnough);
    CHECK(result.note == "29 messages that asked for something of the 30 needed of one side.");
    CHECK(result.claims.empty());
    CHECK(FigureOf(result, 1, "bids").value == 29);
  }
  SECTION("undated") {
    MadeTalk made;
    testing::WriteUndated(&made);
    CHECK(UnansweredBids(made.Input()).state == MeasureState::kUnsupported);
  }
  SECTION("one half of a talk") {
    MadeTalk made;
    for (int i = 0; i < 400; ++i) made.Say(6 * testing::kHour, 0, kQuestion);
    for (int i = 0; i < 40; ++i) made.Say(testing::kHour, 1);
    const MeasureResult result = UnansweredBids(made.Input());
    CHECK(result.state == MeasureState::kNotEnough);
    CHECK(result.claims.empty());
  }
  SECTION("a format with calls and one without") {
    for (const bool calls : {false, true}) {
      MadeTalk made;
      made.capabilities().calls = calls;
      BidScript(&made).Week(0, {{30, 0, kEveryday, Met::kToward}});
      const MeasureResult result = UnansweredBids(made.Input());
      CHECK(result.state == MeasureState::kShown);
      CHECK((result.note.find("no calls") != std::string::npos) == !calls);
    }
  }
}

}  // namespace
}  // namespace ebb
