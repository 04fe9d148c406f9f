#include "measure/selectivity.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "measure/bid_script.h"
#include "measure/find.h"
#include "measure/unmet_examples.h"
#include "time/civil.h"

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

struct SelectivityCase {
  double everyday, hard, silent;
  Interval range;
  bool up;
  Reading reading;
};

void Check(const SelectivityCase& c) {
  INFO(c.everyday << " " << c.hard << " " << c.silent << " " << c.range.low << " " << c.range.high
                  << " " << c.up);
  CHECK(ReadingOf({c.everyday, c.hard, c.silent, c.range, c.up}) == c.reading);
}

TEST_CASE("selectivity: the four readings") {
  const SelectivityCase cases[] = {
      {0.1, 0.4, 0.05, {0.1, 0.5}, false, Reading::kDeflection},
      {0.1, 0.4, 0.05, {-0.1, 0.5}, false, Reading::kUnclear},
      {0.3, 0.8, 0.1, {0.3, 0.6}, false, Reading::kUnclear},
      {0.3, 0.8, 0.1, {0.3, 0.6}, true, Reading::kBoth},
      {0.3, 0.35, 0.1, {-0.1, 0.2}, true, Reading::kAbsence},
      {0.45, 0.5, 0.3, {-0.1, 0.2}, false, Reading::kAbsence},
      {0.45, 0.5, 0.1, {-0.1, 0.2}, false, Reading::kUnclear},  // words, not silence
      {0.3, 0.35, 0.1, {-0.1, 0.2}, false, Reading::kUnclear},
      {0.5, 0.1, 0.5, {-0.5, -0.2}, true, Reading::kUnclear},
  };
  for (const SelectivityCase& c : cases) Check(c);
}

TEST_CASE("selectivity: the readings at their limits") {
  const double everyday = 0.1, twice = 2 * (everyday + 0.02) - 0.02;
  const SelectivityCase cases[] = {
      // Everyday under .25.
      {0.2499, 0.9, 0.1, {0.3, 0.8}, false, Reading::kDeflection},
      {0.25, 0.9, 0.1, {0.3, 0.8}, false, Reading::kUnclear},
      // More than twice.
      {everyday, twice + 0.001, 0.05, {0.01, 0.2}, false, Reading::kDeflection},
      {everyday, twice - 0.001, 0.05, {0.01, 0.2}, false, Reading::kUnclear},
      // A range above 0.
      {0.1, 0.4, 0.05, {0.001, 0.5}, false, Reading::kDeflection},
      {0.1, 0.4, 0.05, {0, 0.5}, false, Reading::kUnclear},
      // Everyday .40 or more, half of it silence.
      {0.40, 0.45, 0.20, {-0.1, 0.2}, false, Reading::kAbsence},
      {0.3999, 0.45, 0.20, {-0.1, 0.2}, false, Reading::kUnclear},
      {0.40, 0.45, 0.1999, {-0.1, 0.2}, false, Reading::kUnclear},
      // Absence in spite of a difference, as long as it is less than twofold.
      {0.40, 0.60, 0.30, {0.1, 0.3}, false, Reading::kAbsence},
      {0.40, 0.90, 0.30, {0.4, 0.6}, false, Reading::kUnclear},
      {0.40, 0.90, 0.30, {-0.1, 0.9}, false, Reading::kAbsence},
      // Hard topics fare better: neither.
      {0.60, 0.45, 0.50, {-0.3, 0.0}, false, Reading::kAbsence},
      {0.60, 0.45, 0.50, {-0.3, -0.001}, false, Reading::kUnclear},
      // Up and hard topics twice as bad: both, however seldom everyday ones are.
      {0.1, 0.4, 0.05, {0.1, 0.5}, true, Reading::kBoth},
      {0.1, 0.4, 0.05, {-0.1, 0.5}, true, Reading::kAbsence},
  };
  for (const SelectivityCase& c : cases) Check(c);
  CHECK(SelectivityOf(everyday, everyday) == 0);
  CHECK(SelectivityOf(twice, everyday) == Approx(1));
  CHECK(SelectivityOf(0, 0) == 0);
  CHECK(SelectivityOf(0.02, 0) == Approx(1));
}

// Twelve weeks of these exchanges.
MeasureResult Of(const std::vector<Asked>& asked, MadeTalk* made) {
  BidScript(made).Weeks(0, 12, asked);
  return Selectivity(made->Input());
}

TEST_CASE("selectivity: deflection, by hand") {
  MadeTalk made;
  const MeasureResult result = Of({{5, 0, kEveryday, Met::kToward},
                                   {1, 0, kEveryday, Met::kMinimal},
                                   {1, 0, kFeeling, Met::kTurningAway},
                                   {1, 0, kHardTopic, Met::kMinimal},
                                   {1, 0, kHardTopic, Met::kToward},
                                   {4, 0, kPlan, Met::kAway}},  // plans are neither
                                  &made);
  REQUIRE(result.state == MeasureState::kShown);
  CHECK(result.note.find("rule of thumb") != std::string::npos);
  CHECK(FigureOf(result, 1, "everyday_bids").value == 72);
  CHECK(FigureOf(result, 1, "hard_bids").value == 36);
  CHECK(FigureOf(result, 1, "everyday_unmet").value == Approx(12.0 / 72));
  CHECK(FigureOf(result, 1, "hard_unmet").value == Approx(24.0 / 36));
  CHECK(FigureOf(result, 1, "hard_less_everyday").value == Approx(50));
  CHECK(FigureOf(result, 1, "selectivity").value ==
        Approx(std::log2((24.0 / 36 + 0.02) / (12.0 / 72 + 0.02))));
  CHECK(FigureOf(result, 1, "everyday_first").n == 24);
  CHECK(FigureOf(result, 1, "everyday_change").value == Approx(0).margin(1e-9));
  const Claim* claim = ClaimOf(result, "reading_deflection", 1);
  REQUIRE(claim != nullptr);
  CHECK(claim->has_p);
  CHECK(claim->p < 0.01);
  CHECK(claim->text ==
        "More like deflection: replies dropped mainly on hard topics. {self} did not really answer "
        "12 of 72 everyday messages and 24 of 36 on hard topics or about feelings of {other}.");
  CHECK(claim->cannot_tell.find("Mixed or not enough data") == 0);
  // The other was asked nothing and has no reading.
  CHECK(result.claims.size() == 1);
  CHECK_FALSE(FigureOf(result, 0, "selectivity").shown);
}

TEST_CASE("selectivity: examples of what was not really answered, spread over the chat") {
  MadeTalk made;
  const MeasureResult result = Of({{5, 0, kEveryday, Met::kToward},
                                   {1, 0, kEveryday, Met::kAway},
                                   {1, 0, kFeeling, Met::kTurningAway},
                                   {1, 0, kHardTopic, Met::kToward},
                                   {2, 0, kPlan, Met::kAway}},  // plans are neither
                                  &made);
  REQUIRE(result.episodes.size() == 4);  // two of each; of the other side nothing was asked
  std::size_t everyday = 0;
  for (const Episode& episode : result.episodes) {
    CHECK(episode.kind == EpisodeKind::kExchange);
    CHECK(episode.side == 0);
    const bool is_everyday = episode.tag == "everyday, counted as not really answered";
    everyday += is_everyday ? 1 : 0;
    // Where no answer came there is none to show.
    CHECK(episode.shown.size() == (is_everyday ? 1 : 2));
    CHECK(episode.shown[0] == episode.first);
  }
  CHECK(everyday == 2);
  CHECK(result.episodes[0].begin < result.episodes[3].begin - 3 * testing::kDay * 7);
}

TEST_CASE("selectivity: no example where the message or its reply lies in a week of danger") {
  MadeTalk made;
  Of({{5, 0, kEveryday, Met::kToward}, {1, 0, kFeeling, Met::kMinimal}}, &made);
  const MeasureInput input = made.Input();
  Bid bid;
  bid.type = BidType::kEmotional;
  bid.met = BidAnswer::kMinimal;
  const std::uint32_t week_later = input.talk.Begin(0) + 7 * testing::kDay;
  while (input.talk.Begin(bid.answer()) < week_later) ++bid.turns_to_answer;
  const std::vector<Bid> bids = {bid};
  const std::int32_t week = WeekNumber(input.talk.Begin(bid.answer()));
  const auto examples = [&](const std::vector<std::int32_t>& danger) {
    return UnmetExamples({input.talk, input.clocks, input.replies, bids, input.capabilities,
                          input.weeks, danger, input.dates})
        .size();
  };
  CHECK(examples({}) == 1);
  CHECK(examples({week + 1}) == 1);
  CHECK(examples({week}) == 0);
  CHECK(examples({WeekNumber(input.talk.Begin(bid.turn))}) == 0);
}

TEST_CASE("selectivity: absence by its level rests on no test") {
  MadeTalk made;
  const MeasureResult result = Of({{3, 0, kEveryday, Met::kToward},
                                   {3, 0, kEveryday, Met::kAway},
                                   {1, 0, kHardTopic, Met::kAway},
                                   {1, 0, kFeeling, Met::kToward}},
                                  &made);
  const Claim* claim = ClaimOf(result, "reading_absence", 1);
  REQUIRE(claim != nullptr);
  CHECK_FALSE(claim->has_p);
  CHECK(claim->text.find("More like absence: everyday messages also went") == 0);
}

TEST_CASE("selectivity: words of one syllable are no absence") {
  MadeTalk made;
  const MeasureResult result = Of({{3, 0, kEveryday, Met::kToward},
                                   {3, 0, kEveryday, Met::kMinimal},
                                   {1, 0, kHardTopic, Met::kMinimal},
                                   {1, 0, kFeeling, Met::kToward}},
                                  &made);
  REQUIRE(ClaimOf(result, "reading_unclear", 1) != nullptr);
  CHECK_FALSE(ClaimOf(result, "reading_unclear", 1)->has_p);
}

// Two thirds of the weeks in which answers seldom failed, and a third in which they often did;
// `hard` of three hard ones are not met. `first` everyday bids in the first third of twelve weeks.
MeasureResult Risen(int first, int hard, int weeks, MadeTalk* made) {
  BidScript script(made);
  const std::vector<Asked> hard_ones{{hard, 0, kHardTopic, Met::kMinimal},
                                     {3 - hard, 0, kFeeling, Met::kToward}};
  for (int week = 0; week < weeks; ++week) {
    const bool late = week >= weeks * 2 / 3;
    const int all = week == 0 ? first - 15 : week < weeks / 3 ? 5 : late ? 6 : 8;
    // Weeks differ in themselves, or the rise would look like one long mood.
    constexpr int kUneven[] = {1, 6, 2, 5, 0, 6, 3, 4};
    const int missed = !late ? week % 2 : weeks > 12 ? kUneven[week % 8] : 4 + week % 2;
    std::vector<Asked> asked = hard_ones;
    asked.push_back({missed, 0, kEveryday, Met::kMinimal});
    asked.push_back({all - missed, 0, kEveryday, Met::kToward});
    script.Week(week, asked);
  }
  return Selectivity(made->Input());
}

TEST_CASE("selectivity: a rise is absence") {
  MadeTalk made;
  const MeasureResult result = Risen(20, 1, 12, &made);
  CHECK(FigureOf(result, 1, "everyday_first").n == 20);
  CHECK(FigureOf(result, 1, "everyday_last").value == Approx(18.0 / 24));
  const Figure change = FigureOf(result, 1, "everyday_change");
  CHECK(change.value == Approx(100 * (18.0 / 24 - 2.0 / 20)));
  CHECK(change.low > 0);
  // Four weeks of each third are too few to read a rise from.
  CHECK(ClaimOf(result, "reading_absence", 1) == nullptr);
  MadeTalk longer;
  const MeasureResult year = Risen(20, 1, 48, &longer);
  const Claim* claim = ClaimOf(year, "reading_absence", 1);
  REQUIRE(claim != nullptr);
  CHECK(claim->has_p);
  CHECK(claim->p < 0.05);
}

TEST_CASE("selectivity: a rise with hard topics worse still is both") {
  MadeTalk made, alike;
  const MeasureResult both = Risen(20, 3, 48, &made);
  const Claim* claim = ClaimOf(both, "reading_both", 1);
  REQUIRE(claim != nullptr);
  CHECK(claim->has_p);
  CHECK(claim->p < 0.05);
  CHECK(claim->text.find("Both patterns: everyday messages") == 0);
  // The larger p of the two: not under that of the rise, which is the same in both talks.
  const MeasureResult rise = Risen(20, 1, 48, &alike);
  const Claim* absence = ClaimOf(rise, "reading_absence", 1);
  REQUIRE(absence != nullptr);
  CHECK(claim->p >= absence->p);
  CHECK(FigureOf(both, 1, "everyday_change").value == FigureOf(rise, 1, "everyday_change").value);
}

TEST_CASE("selectivity: a rise wants twenty everyday bids in each third") {
  MadeTalk made;
  const MeasureResult result = Risen(19, 1, 12, &made);
  CHECK(FigureOf(result, 1, "everyday_first").n == 19);
  CHECK_FALSE(FigureOf(result, 1, "everyday_first").shown);
  CHECK_FALSE(FigureOf(result, 1, "everyday_change").shown);
  CHECK(ClaimOf(result, "reading_unclear", 1) != nullptr);
}

// `hard` and `everyday` bids in all, spread over four weeks.
MeasureResult Spread(int everyday, int hard, int hard_weeks, MadeTalk* made) {
  BidScript script(made);
  const auto part = [](int all, int week, int weeks) {
    return week < weeks ? all / weeks + (week < all % weeks ? 1 : 0) : 0;
  };
  for (int week = 0; week < 4; ++week) {
    script.Week(week, {{part(everyday, week, 4), 0, kEveryday, Met::kToward},
                       {part(hard, week, hard_weeks), 0, kHardTopic, Met::kMinimal}});
  }
  return Selectivity(made->Input());
}

TEST_CASE("selectivity: minimum data") {
  SECTION("sixty and twenty are enough") {
    MadeTalk made;
    const MeasureResult result = Spread(60, 20, 4, &made);
    CHECK(result.state == MeasureState::kShown);
    CHECK(FigureOf(result, 1, "selectivity").shown);
    REQUIRE(result.claims.size() == 1);
    // Four weeks tell too little of how weeks differ for a range above 0.
    CHECK(result.claims[0].key == "reading_unclear");
  }
  SECTION("59 everyday ones") {
    MadeTalk made;
    const MeasureResult result = Spread(59, 20, 4, &made);
    CHECK(result.state == MeasureState::kNotEnough);
    CHECK(result.claims.empty());
    CHECK(FigureOf(result, 1, "everyday_bids").value == 59);
    CHECK_FALSE(FigureOf(result, 1, "hard_unmet").shown);
  }
  SECTION("19 hard ones") {
    MadeTalk made;
    const MeasureResult result = Spread(60, 19, 4, &made);
    CHECK(result.state == MeasureState::kNotEnough);
    CHECK(result.note ==
          "19 messages on hard topics or about feelings of the 20 needed and 60 everyday ones of "
          "the 60 needed, both of one side.");
  }
  SECTION("hard ones of three weeks give no reading") {
    MadeTalk made;
    const MeasureResult result = Spread(60, 21, 3, &made);
    CHECK(result.state == MeasureState::kShown);
    CHECK_FALSE(FigureOf(result, 1, "hard_less_everyday").shown);
    CHECK(ClaimOf(result, "reading_unclear", 1) != nullptr);
  }
  SECTION("undated") {
    MadeTalk made;
    testing::WriteUndated(&made);
    CHECK(Selectivity(made.Input()).state == MeasureState::kUnsupported);
  }
}

TEST_CASE("selectivity: weeks with signs of danger are left out") {
  const std::int32_t first = WeekNumber(testing::kMonday);
  const auto talk = [](MadeTalk* made) {
    return Of({{6, 0, kEveryday, Met::kToward}, {3, 0, kHardTopic, Met::kMinimal}}, made);
  };
  SECTION("two of them") {
    MadeTalk made;
    made.danger_weeks() = {first + 3, first + 4};
    const MeasureResult result = talk(&made);
    CHECK(result.state == MeasureState::kShown);
    CHECK(FigureOf(result, 1, "everyday_bids").value == 60);
    CHECK(FigureOf(result, 1, "hard_bids").value == 30);
    REQUIRE(result.episodes.size() == 2);
    for (const Episode& episode : result.episodes) {
      const std::int32_t week = WeekNumber(episode.begin);
      CHECK((week != first + 3 && week != first + 4));
    }
    CHECK(result.note.find("Weeks with signs of danger are left out.") != std::string::npos);
  }
  SECTION("so many that too little is left") {
    MadeTalk made;
    made.danger_weeks() = {first, first + 3, first + 4};
    const MeasureResult result = talk(&made);
    CHECK(result.state == MeasureState::kSuppressed);
    CHECK(result.claims.empty());
    CHECK(result.episodes.empty());
    CHECK(result.note.find("danger") != std::string::npos);
  }
}

TEST_CASE("selectivity: a format without calls says so") {
  for (const bool calls : {false, true}) {
    MadeTalk made;
    made.capabilities().calls = calls;
    const MeasureResult result = Spread(60, 20, 4, &made);
    CHECK((result.note.find("no calls") != std::string::npos) == !calls);
  }
}

}  // namespace
}  // namespace ebb
