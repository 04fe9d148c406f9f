#include "measure/affection.h"

#include <catch2/catch.hpp>

#include "measure/affection_weeks.h"
#include "measure/bid_script.h"
#include "measure/find.h"
#include "measure/proportions.h"

namespace ebb {
namespace {

using testing::BidScript;
using testing::ClaimOf;
using testing::FigureOf;
using testing::kDay;
using testing::kHour;
using testing::kMinute;
using testing::kPlan;
using testing::MadeTalk;
using testing::Met;

TEST_CASE("affection: what becomes of a proposal, by the reply") {
  struct Reply {
    const char* what;
    std::uint32_t features, codes;
    PlanOutcome outcome;
  };
  const Reply replies[] = {
      {"a bare no in words of distance", 0, kDeclinedBare, PlanOutcome::kDeclinedBare},
      {"the same with agreement somewhere", kAgreement, kDeclinedBare, PlanOutcome::kDeclinedBare},
      {"the same with another time", kTimeWord, kDeclinedBare, PlanOutcome::kDeclinedBare},
      {"the same with a kiss", kWarmth, kDeclinedBare, PlanOutcome::kDeclinedWarm},
      {"the same with a reason", kPracticalReason, kDeclinedBare, PlanOutcome::kDeclinedWarm},
      {"a reason", kPracticalReason, 0, PlanOutcome::kDeclinedWarm},
      {"a reason and another day", kPracticalReason | kTimeWord, 0, PlanOutcome::kDeclinedWarm},
      {"a yes with a reason", kAgreement | kPracticalReason, 0, PlanOutcome::kAccepted},
      {"a yes", kAgreement, 0, PlanOutcome::kAccepted},
      {"a yes with a time", kAgreement | kTimeWord, 0, PlanOutcome::kAccepted},
      {"a decision", kDecisionWord, 0, PlanOutcome::kAccepted},
      {"acceptance", 0, kAccepted, PlanOutcome::kAccepted},
      {"another time", kTimeWord, 0, PlanOutcome::kCountered},
      {"another plan", kPlanProposal, 0, PlanOutcome::kCountered},
      {"warmth without yes or no", kWarmth, 0, PlanOutcome::kOtherwise},
      {"anything else", 0, 0, PlanOutcome::kOtherwise},
      {"distance that declines nothing", 0, kWithdrew, PlanOutcome::kOtherwise},
  };
  for (const Reply& reply : replies) {
    INFO(reply.what);
    TalkTurn turn;
    turn.features = reply.features;
    turn.codes = reply.codes;
    CHECK(OutcomeOf(turn) == reply.outcome);
  }
}

TEST_CASE("affection: proposals met by silence, late, or by a call") {
  MadeTalk made;
  BidScript(&made).Week(0, {{2, 0, kPlan, Met::kAway}, {3, 0, kPlan, Met::kLate}});
  std::uint32_t at = testing::kMonday + 7 * kDay + 9 * kHour;
  made.SayAt(at, 0, kPlanProposal);
  made.SayAt(at + kHour, 1, 0, 0, 0, {}, MessageKind::kCall);
  made.SayAt(at += kDay, 0, kPlanProposal);
  made.SayAt(at + kHour, 0, 0, 0, 0, {}, MessageKind::kCall);
  made.SayAt(at + 9 * kHour, 1);
  // With a feeling or a milestone it is a proposal too; a question is none.
  made.SayAt(at += kDay, 0, kPlanProposal | kDisclosure).Say(kMinute, 1, kAgreement);
  made.SayAt(at += kDay, 0, kPlanProposal | kMilestone).Say(kMinute, 1, kAgreement);
  made.SayAt(at += kDay, 0, kQuestion).Say(kMinute, 1, kAgreement);
  made.SayAt(at += kDay, 0, kDisclosure).Say(kMinute, 1, kAgreement);
  const auto weeks = AffectionByWeek(made.Input());
  REQUIRE(weeks[1].size() == 2);
  CHECK(weeks[1][0].Of(PlanOutcome::kNoAnswer) == 5);
  CHECK(weeks[1][0].proposals() == 5);
  CHECK(weeks[1][1].Of(PlanOutcome::kOtherwise) == 2);
  CHECK(weeks[1][1].Of(PlanOutcome::kAccepted) == 2);
  CHECK(weeks[1][1].proposals() == 4);
  CHECK(SumOf(weeks[1]).turned_down() == 5);
  CHECK(SumOf(weeks[0]).proposals() == 0);
}

TEST_CASE("affection: which messages count as text, and which as affection") {
  MadeTalk made;
  const auto say = [&](std::uint32_t features, std::uint16_t words,
                       MessageKind kind = MessageKind::kText) {
    made.SayAt(made.now() + kMinute, 0, features, 0, words, {}, kind);
  };
  say(0, 5);
  say(kWarmth, 5);
  say(kWarmth, 0);                         // a heart
  say(kEmojiOnly, 0);                      // another emoji
  say(kHasMedia, 0, MessageKind::kMedia);  // a photo without words
  say(kHasMedia, 3, MessageKind::kMedia);  // with some
  say(0, 0, MessageKind::kDeleted);
  say(kWarmth, 4, MessageKind::kNotice);
  const AffectionWeek sum = SumOf(AffectionByWeek(made.Input())[0]);
  CHECK(sum.texts == 5);
  CHECK(sum.warm == 2);
}

// Days of ten messages of each; side 0 is warm in `warm` of all of its own.
void WriteDays(int days, int warm, MadeTalk* made) {
  for (int day = 0; day < days; ++day) {
    made->SayAt(testing::kMonday + static_cast<std::uint32_t>(day) * kDay + 9 * kHour, 1);
    for (int i = 0; i < 10; ++i) {
      made->Say(kMinute, 0, day * 10 + i < warm ? kWarmth : 0u);
      if (i < 9) made->Say(kMinute, 1);
    }
  }
}

TEST_CASE("affection: per 100 messages, from 200 on") {
  MadeTalk made;
  WriteDays(20, 30, &made);
  const MeasureResult result = AffectionAndPlans(made.Input());
  REQUIRE(result.state == MeasureState::kShown);
  const Figure rate = FigureOf(result, 0, "affection_rate");
  REQUIRE(rate.shown);
  CHECK(rate.unit == "per 100");
  CHECK(rate.n == 200);
  CHECK(rate.value == Approx(15));
  // In three weeks only, so Wilson's range; all of it in the first.
  CHECK(rate.low == Approx(100 * Wilson(30, 200).low));
  CHECK(rate.high == Approx(100 * Wilson(30, 200).high));
  const Claim* claim = ClaimOf(result, "affection", 0);
  REQUIRE(claim != nullptr);
  CHECK_FALSE(claim->has_p);
  CHECK(claim->text.find("15 of 100 messages of {self} held an affectionate word") == 0);
  CHECK(FigureOf(result, 1, "affection_rate").value == 0);
  REQUIRE(result.series.size() == 2);
  CHECK(result.series[0].points[0].value == Approx(100.0 * 30 / 70));
  // No proposals, so nothing is said of them.
  CHECK(ClaimOf(result, "plans") == nullptr);
  CHECK_FALSE(FigureOf(result, 0, "plans_accepted").shown);
}

TEST_CASE("affection: weeks that differ widen the range") {
  MadeTalk made;
  WriteDays(56, 140, &made);  // two weeks of nothing else, then none in six
  const Figure rate = FigureOf(AffectionAndPlans(made.Input()), 0, "affection_rate");
  CHECK(rate.value == Approx(25));
  CHECK(rate.low < 100 * Wilson(140, 560).low - 1);
  CHECK(rate.high > 100 * Wilson(140, 560).high + 1);
  CHECK(rate.low >= 0);
}

TEST_CASE("affection: 199 messages and 14 proposals are not enough") {
  MadeTalk made;
  BidScript(&made).Weeks(0, 2, {{7, 0, kPlan, Met::kToward}});
  const MeasureResult result = AffectionAndPlans(made.Input());
  // 42 turns of small talk a week, 21 of each, and seven asked and answered.
  CHECK(result.state == MeasureState::kNotEnough);
  CHECK(result.claims.empty());
  CHECK(FigureOf(result, 1, "proposals").value == 14);
  CHECK(result.note ==
        "56 messages with text of the 200 needed and 14 proposals of the 15 needed of one side.");

  MadeTalk more;
  WriteDays(20, 30, &more);
  more.Say(kMinute, 1).SayAt(0, 0);
  MadeTalk fewer;
  for (int i = 0; i < 398; ++i) fewer.Say(kMinute, i % 2);
  CHECK_FALSE(FigureOf(AffectionAndPlans(fewer.Input()), 0, "affection_rate").shown);
  CHECK(AffectionAndPlans(fewer.Input()).state == MeasureState::kNotEnough);
}

TEST_CASE("affection: fifteen proposals, by hand") {
  MadeTalk made;
  std::uint32_t at = testing::kMonday + 9 * kHour;
  for (int day = 0; day < 15; ++day, at += kDay) {
    for (int i = 0; i < 4; ++i) made.SayAt(at + static_cast<std::uint32_t>(i) * kMinute, i % 2);
    made.Say(kMinute, 0, kPlanProposal);
    if (day < 6) made.Say(kMinute, 1, kAgreement);
    if (day >= 6 && day < 8) made.Say(kMinute, 1, kTimeWord);
    if (day == 8) made.Say(kMinute, 1, kPracticalReason);
    if (day >= 9 && day < 12) made.Say(kMinute, 1, 0, kDeclinedBare | kWithdrew);
    if (day == 12) made.Say(kMinute, 1);
    // Two are not answered; touch is declined elsewhere.
    made.SayAt(at + 6 * kHour, 1, 0, day < 3 ? std::uint32_t{kTouchDeclined} : 0u);
    made.SayAt(at + 7 * kHour, 1, 0);
  }
  for (int i = 0; i < 10; ++i) made.Say(kMinute, i % 2);
  const MeasureResult result = AffectionAndPlans(made.Input());
  REQUIRE(result.state == MeasureState::kShown);
  const auto check = [&](const char* key, std::uint64_t k) {
    INFO(key);
    const Figure figure = FigureOf(result, 1, key);
    REQUIRE(figure.shown);
    CHECK(figure.n == 15);
    CHECK(figure.value == Approx(static_cast<double>(k) / 15));
    CHECK(figure.low == Approx(Wilson(k, 15).low));
  };
  check("plans_accepted", 6);
  check("plans_countered", 2);
  check("plans_declined_warm", 1);
  check("plans_declined_bare", 3);
  check("plans_otherwise", 1);
  check("plans_unanswered", 2);
  check("plans_turned_down", 5);
  CHECK(FigureOf(result, 1, "touch_declined").value == 3);
  CHECK(FigureOf(result, 0, "touch_declined").value == 0);
  const Claim* claim = ClaimOf(result, "plans", 1);
  REQUIRE(claim != nullptr);
  CHECK(claim->text.find("{other} proposed time together 15 times. What became of it with {self}: "
                         "6 taken up, 2 met with another time or idea, 1 declined warmly") == 0);
  CHECK_FALSE(FigureOf(result, 1, "affection_rate").shown);
}

TEST_CASE("affection: undated, and a format without calls") {
  MadeTalk undated;
  testing::WriteUndated(&undated);
  CHECK(AffectionAndPlans(undated.Input()).state == MeasureState::kUnsupported);
  for (const bool calls : {false, true}) {
    MadeTalk made;
    made.capabilities().calls = calls;
    WriteDays(20, 30, &made);
    const MeasureResult result = AffectionAndPlans(made.Input());
    CHECK((result.note.find("no calls") != std::string::npos) == !calls);
  }
}

}  // namespace
}  // namespace ebb
