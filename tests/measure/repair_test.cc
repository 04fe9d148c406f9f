#include "measure/repair.h"

#include <catch2/catch.hpp>

#include "measure/find.h"
#include "measure/made_talk.h"
#include "measure/repair_attempts.h"
#include "measure/simulated_conflicts.h"
#include "time/civil.h"

namespace ebb {
namespace {

using testing::ConflictPlan;
using testing::FigureOf;
using testing::kDay;
using testing::kHour;
using testing::kMinute;
using testing::kMonday;
using testing::MadeTalk;

void CalmTalk(MadeTalk* made, int turns = 120) {
  for (int i = 0; i < turns; ++i) made->Say(20 * kMinute, i % 2);
}

RepairTally RepairsOf(MadeTalk* made) {
  const MeasureInput input = made->Input();
  return FindRepairs(input, WithoutDanger(ConflictSpans(input.talk, input.danger_weeks)));
}

// The context and reception of a single attempt of side 0, met by one turn, then four more.
struct RepairReply {
  const char* what;
  std::uint32_t features, codes;
  std::uint16_t words;
  std::uint32_t later_codes;  // of a turn after
  Reception in_conflict, everyday;
};

Reception ReceivedAs(const RepairReply& reply, bool in_conflict) {
  MadeTalk made;
  CalmTalk(&made);
  made.Say(20 * kMinute, 0, kQuestion, kMended, 8);
  const Position first = made.last();
  made.Say(20 * kMinute, 1, reply.features, reply.codes, reply.words);
  made.Say(20 * kMinute, 0);
  made.Say(20 * kMinute, 1, 0, reply.later_codes);
  if (in_conflict) made.Conflict(first, made.last());
  CalmTalk(&made);
  const RepairTally tally = RepairsOf(&made);
  REQUIRE(tally.attempts.size() >= 1);
  CHECK((tally.attempts[0].context == RepairContext::kInConflict) == in_conflict);
  return tally.attempts[0].reception;
}

TEST_CASE("repair: how an attempt was received") {
  constexpr Reception kTaken = Reception::kTakenUp, kNo = Reception::kRejected,
                      kElse = Reception::kOtherwise;
  const RepairReply replies[] = {
      {"acceptance", 0, kAccepted, 6, 0, kTaken, kTaken},
      {"repair in return", 0, kMended, 6, 0, kTaken, kTaken},
      {"warmth", kWarmth, 0, 1, 0, kTaken, kTaken},
      {"agreement", kAgreement, 0, 1, 0, kTaken, kTaken},
      {"a plan", kPlanProposal, 0, 6, 0, kTaken, kTaken},
      {"shutdown", 0, kShutDown, 3, 0, kNo, kNo},
      {"shutdown, with warmth", kWarmth, kShutDown, 3, 0, kNo, kNo},
      {"blame", 0, kPressed | kHarsh, 9, 0, kNo, kNo},
      {"an insult", kInsult, 0, 3, 0, kNo, kNo},
      {"an insult in play", kInsult | kLaughter, 0, 3, 0, kElse, kTaken},
      {"a curt word", 0, 0, 1, 0, kElse, kElse},
      {"something else", 0, 0, 9, 0, kElse, kTaken},
      {"taken up, then shut down", kWarmth, 0, 4, kShutDown, kElse, kElse},
      {"taken up, then blamed", 0, kAccepted, 4, kHarsh, kElse, kElse},
  };
  for (const RepairReply& reply : replies) {
    INFO(reply.what);
    CHECK(ReceivedAs(reply, true) == reply.in_conflict);
    CHECK(ReceivedAs(reply, false) == reply.everyday);
  }
}

TEST_CASE("repair: no answer is missed, a call is an answer, the end of the chat is neither") {
  MadeTalk made;
  CalmTalk(&made);
  made.Say(20 * kMinute, 0, 0, kMended);
  made.Say(3 * kDay, 1);
  made.Say(20 * kMinute, 0, 0, kMended);
  made.SayAt(made.now() + kHour, 0, 0, 0, 0, {}, MessageKind::kCall);
  made.Say(3 * kDay, 1);
  CalmTalk(&made, 20);
  made.Say(20 * kMinute, 0, 0, kMended);
  const RepairTally tally = RepairsOf(&made);
  REQUIRE(tally.attempts.size() == 3);
  CHECK(tally.attempts[0].reception == Reception::kMissed);
  CHECK(tally.attempts[1].reception == Reception::kTakenUp);
  CHECK(tally.attempts[2].reception == Reception::kUnseen);
}

TEST_CASE("repair: in a conflict, within three days after, everyday; early; affective") {
  MadeTalk made;
  CalmTalk(&made);
  made.Say(20 * kMinute, 0, 0, kMended);  // before
  made.Say(20 * kMinute, 1);
  made.Say(20 * kMinute, 0, 0, kHarsh);
  const Position first = made.last();
  made.Say(20 * kMinute, 1, 0, kMended | kWarmMending);  // second of nine
  for (int i = 0; i < 6; ++i) made.Say(20 * kMinute, i % 2);
  made.Say(20 * kMinute, 0, kLaughter, kMended);  // ninth
  made.Conflict(first, made.last());
  made.Say(60 * kHour, 1, 0, kMended);
  made.Say(10 * kMinute + 1, 1, 0, kMended);  // goes on: no second attempt
  made.Say(20 * kMinute, 0);
  made.Say(13 * kHour, 1, 0, kMended);      // more than 72 hours
  made.Say(20 * kMinute, 0, 0, kAccepted);  // no attempt
  CalmTalk(&made, 20);
  const RepairTally tally = RepairsOf(&made);
  REQUIRE(tally.attempts.size() == 5);
  const RepairContext contexts[] = {RepairContext::kEveryday, RepairContext::kInConflict,
                                    RepairContext::kInConflict, RepairContext::kAfterConflict,
                                    RepairContext::kEveryday};
  for (std::size_t i = 0; i < 5; ++i) {
    INFO(i);
    CHECK(tally.attempts[i].context == contexts[i]);
    CHECK(tally.attempts[i].early == (i == 1));
    CHECK(tally.attempts[i].affective == (i == 1 || i == 2));
  }
}

// Five conflicts of four turns, a week apart, with a repair of side 0 in each, taken up by side 1
// in the first `taken`, and one of side 0 six hours after each.
void Conflicts(MadeTalk* made, int taken, int conflicts = 5) {
  CalmTalk(made);
  std::uint32_t begin = made->now() + kDay;
  begin += (kDay - begin % kDay) + 9 * kHour;
  for (int i = 0; i < conflicts; ++i) {
    made->SayAt(begin, 1, 0, kPressed | kHarsh);
    const Position first = made->last();
    made->Say(20 * kMinute, 0, 0, kMended | kWarmMending);
    made->Say(20 * kMinute, 1, 0, i < taken ? std::uint32_t{kAccepted} : kShutDown);
    made->Say(20 * kMinute, 0);
    made->Conflict(first, made->last());
    made->Say(6 * kHour, 0, 0, kMended);
    made->Say(20 * kMinute, 1, kWarmth);
    begin += 7 * kDay;
  }
  made->Say(5 * kDay, 0);
}

TEST_CASE("repair: figures and sentence") {
  MadeTalk made;
  Conflicts(&made, 3);
  made.Say(kHour, 1, 0, kGrandGestureMade);
  const MeasureResult result = RepairAttempts(made.Input());
  REQUIRE(result.state == MeasureState::kShown);
  const std::vector<Figure>& own = result.sides[0];
  CHECK(FigureOf(own, "attempts").value == 10);
  CHECK(FigureOf(own, "in_conflict").value == 5);
  CHECK(FigureOf(own, "after_conflict").value == 5);
  CHECK(FigureOf(own, "everyday").value == 0);
  CHECK(FigureOf(own, "per_conflict").value == 2);
  CHECK(FigureOf(own, "per_conflict").low == 2);
  CHECK(FigureOf(own, "accepted_around").value == Approx(0.8));
  CHECK(FigureOf(own, "accepted_around").low == Approx(0.4902).margin(0.001));  // Wilson, 8 of 10
  CHECK(FigureOf(own, "rejected_around").value == Approx(0.2));
  CHECK(FigureOf(own, "missed_around").value == 0);
  CHECK(FigureOf(own, "first_attempt").value == Approx(6));
  CHECK_FALSE(FigureOf(own, "early").shown);  // five of the ten needed
  CHECK(FigureOf(own, "affective").value == 0.5);
  CHECK(FigureOf(own, "grand_gestures").value == 0);
  CHECK(FigureOf(result.sides[1], "grand_gestures").value == 1);
  CHECK(FigureOf(result.sides[1], "attempts").value == 0);
  REQUIRE(result.claims.size() == 2);
  CHECK_FALSE(result.claims[0].has_p);
  CHECK(result.claims[0].text ==
        "{other} took up 8 of 10 attempts of {self} to mend or to come closer: 80 of 100 (range 49 "
        "to 94).");
  CHECK(result.claims[1].text ==
        "{other} took up 8 of 10 attempts of {self} to mend in a conflict or in the three days "
        "after it: 80 of 100 (range 49 to 94).");
  REQUIRE(result.episodes.size() == 3);
  for (const Episode& episode : result.episodes) {
    CHECK(episode.kind == EpisodeKind::kExchange);
    CHECK(episode.tag == "repair, taken up");
    CHECK(episode.side == 0);
    CHECK(episode.shown.size() == 2);
  }
}

TEST_CASE("repair: below the minimum it is listed, not compared") {
  MadeTalk few;
  Conflicts(&few, 2, 4);
  const MeasureResult result = RepairAttempts(few.Input());
  CHECK(result.state == MeasureState::kNotEnough);
  CHECK(result.note == "8 attempts to mend of the 10 needed");
  CHECK(FigureOf(result.sides[0], "attempts").value == 8);
  CHECK(result.claims.empty());
  CHECK(result.episodes.size() == 6);

  MadeTalk calm;
  CalmTalk(&calm);
  for (int i = 0; i < 12; ++i) calm.Say(kHour, i % 2, 0, kMended);
  CalmTalk(&calm);
  const MeasureResult everyday = RepairAttempts(calm.Input());
  CHECK(everyday.state == MeasureState::kShown);
  CHECK(everyday.note ==
        "0 stretches of conflict of the 5 needed to say how attempts were received around them");
  CHECK_FALSE(FigureOf(everyday.sides[0], "accepted_around").shown);
  CHECK_FALSE(FigureOf(everyday.sides[0], "per_conflict").shown);
  CHECK_FALSE(FigureOf(everyday.sides[0], "first_attempt").shown);
}

TEST_CASE("repair: nothing is said of weeks with signs of danger") {
  MadeTalk made;
  Conflicts(&made, 3, 6);
  const std::int32_t last = WeekNumber(made.now());
  made.danger_weeks() = {last - 2, last - 1, last};
  CHECK(FigureOf(RepairAttempts(made.Input()).sides[0], "attempts").value < 12);

  MadeTalk wholly;
  Conflicts(&wholly, 3);
  for (std::int32_t week = WeekNumber(kMonday); week <= last; ++week) {
    wholly.danger_weeks().push_back(week);
  }
  const MeasureResult result = RepairAttempts(wholly.Input());
  CHECK(result.state == MeasureState::kSuppressed);
  CHECK(result.sides[0].empty());
  CHECK(result.claims.empty());
  CHECK(result.episodes.empty());
}

TEST_CASE("repair: what is counted adds up") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    ConflictPlan plan;
    plan.seed = seed;
    MadeTalk made;
    testing::ConflictSimulator(plan, &made).Run();
    const MeasureResult result = RepairAttempts(made.Input());
    REQUIRE(result.state == MeasureState::kShown);
    for (const std::vector<Figure>& side : result.sides) {
      CHECK(FigureOf(side, "attempts").value == FigureOf(side, "in_conflict").value +
                                                    FigureOf(side, "after_conflict").value +
                                                    FigureOf(side, "everyday").value);
      if (!FigureOf(side, "accepted_around").shown) continue;
      CHECK(FigureOf(side, "accepted_around").value + FigureOf(side, "rejected_around").value +
                FigureOf(side, "missed_around").value + FigureOf(side, "otherwise_around").value ==
            Approx(1));
    }
  }
}

}  // namespace
}  // namespace ebb
