#include "measure/bids.h"

#include <catch2/catch.hpp>

#include "measure/made_talk.h"

namespace ebb {
namespace {

using testing::kDay;
using testing::kHour;
using testing::kMinute;
using testing::MadeTalk;

// One bid of side 0 at nine o'clock, and what side 1 says a minute later.
struct Exchange {
  const char* what;
  std::uint32_t bid, bid_codes;
  std::uint32_t answer, answer_codes;
  std::uint16_t words;
  std::array<std::uint16_t, 2> answer_stems;
  BidAnswer met;
};

TEST_CASE("bids: how a reply met them") {
  const Exchange exchanges[] = {
      {"an answer", kQuestion, 0, 0, 0, 6, {}, BidAnswer::kToward},
      {"two words", kQuestion, 0, 0, 0, 2, {}, BidAnswer::kMinimal},
      {"a yes", kQuestion, 0, kAnswerWord | kAgreement, 0, 1, {}, BidAnswer::kMinimal},
      {"two words with a kiss", kQuestion, 0, kWarmth, 0, 2, {}, BidAnswer::kToward},
      {"a question back", kQuestion, 0, kQuestion, 0, 1, {}, BidAnswer::kToward},
      {"a time", kQuestion, 0, kTimeWord, 0, 1, {}, BidAnswer::kToward},
      {"a photo", kQuestion, 0, kHasMedia, 0, 0, {}, BidAnswer::kToward},
      {"a thing named after a question", kQuestion, 0, 0, 0, 2, {9, 0}, BidAnswer::kToward},
      {"a curt word is one whatever it names",
       kQuestion,
       0,
       0,
       kCurtWord,
       1,
       {9, 0},
       BidAnswer::kMinimal},
      {"two words on a thing shared", kLink, 0, 0, 0, 2, {9, 0}, BidAnswer::kMinimal},
      {"the words of the bid", kLink, 0, 0, 0, 2, {7, 0}, BidAnswer::kToward},
      {"a dismissal", kQuestion, 0, 0, kDismissed | kShutDown, 6, {}, BidAnswer::kAgainst},
      {"blame", kQuestion, 0, 0, kHarsh | kPressed, 6, {}, BidAnswer::kAgainst},
      {"an insult", kQuestion, 0, kInsult, 0, 6, {}, BidAnswer::kAgainst},
      {"an insult in fun", kQuestion, 0, kInsult | kLaughter, 0, 6, {}, BidAnswer::kToward},
      {"other words at once are an answer all the same",
       kQuestion,
       0,
       0,
       0,
       8,
       {9, 10},
       BidAnswer::kToward},
  };
  for (const Exchange& exchange : exchanges) {
    MadeTalk made;
    made.Say(0, 0, exchange.bid, exchange.bid_codes, 6, {7, 8});
    made.Say(kMinute, 1, exchange.answer, exchange.answer_codes, exchange.words,
             exchange.answer_stems);
    const std::vector<Bid>& bids = made.Input().bids;
    INFO(exchange.what);
    REQUIRE(!bids.empty());
    CHECK(bids[0].turn == 0);
    CHECK(bids[0].answer() == 1);
    CHECK(bids[0].met == exchange.met);
    CHECK(!bids[0].late);
  }
}

struct OpeningTurn {
  const char* what;
  std::uint32_t features, codes;
  bool bid;
  BidType type;
};

TEST_CASE("bids: which turns are bids, and of what type") {
  const OpeningTurn openings[] = {
      {"a question", kQuestion, 0, true, BidType::kNeutral},
      {"a link", kLink, 0, true, BidType::kNeutral},
      {"a photo", kHasMedia, 0, true, BidType::kNeutral},
      {"a remark", 0, 0, false, BidType::kNeutral},
      {"an answer", kAnswerWord, 0, false, BidType::kNeutral},
      {"affection out of the blue", kWarmth, 0, true, BidType::kEmotional},
      {"a good night", kWarmth | kGreeting, 0, false, BidType::kEmotional},
      {"a warm yes", kWarmth | kAgreement, 0, false, BidType::kEmotional},
      {"a warm question is a question", kWarmth | kQuestion, 0, true, BidType::kNeutral},
      {"a disclosure", kDisclosure, 0, true, BidType::kEmotional},
      {"a check-in", kQuestion, kCheckedIn | kMended, true, BidType::kEmotional},
      {"a complaint", 0, kComplained, true, BidType::kEmotional},
      {"a gentle start", 0, kOpenedGently | kMended, true, BidType::kEmotional},
      {"an invitation", kPlanProposal | kQuestion, 0, true, BidType::kPlan},
      {"an invitation that tells a feeling", kPlanProposal | kDisclosure, 0, true,
       BidType::kEmotional},
      {"a question of moving in", kQuestion | kMilestone, 0, true, BidType::kHot},
      {"a milestone named in passing", kMilestone, 0, false, BidType::kHot},
      {"pressure", 0, kPressed, true, BidType::kHot},
      {"blame", 0, kPressed | kHarsh, false, BidType::kHot},
      {"a question with blame", kQuestion, kPressed | kHarsh, true, BidType::kHot},
  };
  for (const OpeningTurn& opening : openings) {
    MadeTalk made;
    made.Say(0, 0, opening.features, opening.codes);
    made.Say(kMinute, 1);
    const std::vector<Bid>& bids = made.Input().bids;
    INFO(opening.what);
    REQUIRE(bids.size() == (opening.bid ? 1u : 0u));
    if (opening.bid) CHECK(bids[0].type == opening.type);
  }
}

TEST_CASE("bids: within a conflict they are hot") {
  MadeTalk made;
  made.Say(0, 0, kQuestion);
  made.Say(kMinute, 1);
  made.Say(kMinute, 0, kQuestion);
  made.Say(kMinute, 1);
  made.Conflict(2, 3);
  const std::vector<Bid>& bids = made.Input().bids;
  REQUIRE(bids.size() == 2);
  CHECK(bids[0].type == BidType::kNeutral);
  CHECK(bids[1].type == BidType::kHot);
}

TEST_CASE("bids: several are met by one answer, each so many turns later") {
  MadeTalk made;
  made.Say(0, 0, kQuestion);
  made.Say(11 * kMinute, 0, kQuestion);
  made.Say(kMinute, 1, kAnswerWord);
  const std::vector<Bid>& bids = made.Input().bids;
  REQUIRE(bids.size() == 2);
  CHECK(bids[0].turns_to_answer == 2);
  CHECK(bids[1].turns_to_answer == 1);
  CHECK(bids[0].answer() == 2);
  CHECK(bids[1].answer() == 2);
}

TEST_CASE("bids: a turn of many questions is one") {
  MadeTalk made;
  made.Say(0, 0, kQuestion);
  made.Say(kMinute, 0, kQuestion | kLink);
  made.Say(kMinute, 0, kPlanProposal);
  made.Say(kMinute, 1);
  const std::vector<Bid>& bids = made.Input().bids;
  REQUIRE(bids.size() == 1);
  CHECK(bids[0].type == BidType::kPlan);
}

TEST_CASE("bids: silence, late answers and calls") {
  const std::uint32_t nine = testing::kMonday + 9 * kHour;
  SECTION("nobody answers") {
    MadeTalk made;
    made.Say(0, 0, kQuestion);
    made.Say(6 * kHour, 0);
    const std::vector<Bid>& bids = made.Input().bids;
    REQUIRE(bids.size() == 1);
    CHECK(bids[0].met == BidAnswer::kAway);
    CHECK_FALSE(bids[0].answered());
    CHECK(!bids[0].late);
  }
  SECTION("nothing is said of one whose window the chat does not reach") {
    MadeTalk made;
    made.Say(0, 0, kQuestion);
    made.Say(2 * kHour, 0);
    CHECK(made.Input().bids.empty());
  }
  SECTION("an answer after the window of four waking hours is late") {
    MadeTalk made;
    // Answers within a minute set the window.
    for (int i = 0; i < 20; ++i) made.Say(kMinute, i % 2);
    made.SayAt(nine + kDay, 0, kQuestion);
    made.SayAt(nine + kDay + 5 * kHour, 1, kAnswerWord);
    const std::vector<Bid>& bids = made.Input().bids;
    REQUIRE(bids.size() == 1);
    CHECK(bids[0].met == BidAnswer::kAway);
    CHECK_FALSE(bids[0].answered());
    CHECK(bids[0].late);
  }
  SECTION("what comes after the window and is of something else is no answer at all") {
    struct Later {
      std::uint32_t features, codes;
      std::uint16_t stem;
      bool late;
    };
    const Later cases[] = {{0, 0, 9, false},         {0, 0, 0, false},
                           {kQuestion, 0, 9, false}, {kWarmth | kGreeting, 0, 0, false},
                           {0, 0, 7, true},          {kAgreement, 0, 9, true},
                           {kReply, 0, 0, true},     {kPracticalReason, 0, 0, true},
                           {0, kApologised, 0, true}};
    for (const Later& later : cases) {
      INFO(later.features << " " << later.codes << " " << later.stem);
      MadeTalk made;
      for (int i = 0; i < 20; ++i) made.Say(kMinute, i % 2);
      made.SayAt(nine + kDay, 0, kQuestion, 0, 6, {7, 8});
      made.SayAt(nine + kDay + 5 * kHour, 1, later.features, later.codes, 6, {later.stem, 0});
      made.SayAt(nine + kDay + 6 * kHour, 0);
      const std::vector<Bid>& bids = made.Input().bids;
      REQUIRE(!bids.empty());
      CHECK(bids[0].met == BidAnswer::kAway);
      CHECK(bids[0].late == later.late);
    }
  }
  SECTION("the night does not count") {
    MadeTalk made;
    for (int i = 0; i < 20; ++i) made.Say(kMinute, i % 2);
    made.SayAt(nine + kDay + 13 * kHour, 0, kQuestion);
    made.SayAt(nine + 2 * kDay - kHour, 1);
    const std::vector<Bid>& bids = made.Input().bids;
    REQUIRE(bids.size() == 1);
    CHECK(bids[0].met == BidAnswer::kToward);
  }
  SECTION("a call of either one within the window is an answer") {
    for (int caller = 0; caller < 2; ++caller) {
      MadeTalk made;
      for (int i = 0; i < 20; ++i) made.Say(kMinute, i % 2);
      made.SayAt(nine + kDay, 0, kQuestion);
      made.SayAt(nine + kDay + kHour, caller, 0, 0, 0, {}, MessageKind::kCall);
      made.SayAt(nine + kDay + 9 * kHour, 1);
      const std::vector<Bid>& bids = made.Input().bids;
      REQUIRE(bids.size() == 1);
      CHECK(bids[0].met == BidAnswer::kToward);
      CHECK(!bids[0].late);
    }
  }
  SECTION("a call after the window is none") {
    MadeTalk made;
    for (int i = 0; i < 20; ++i) made.Say(kMinute, i % 2);
    made.SayAt(nine + kDay, 0, kQuestion);
    made.SayAt(nine + kDay + 6 * kHour, 0, 0, 0, 0, {}, MessageKind::kCall);
    made.SayAt(nine + 2 * kDay, 1);
    const std::vector<Bid>& bids = made.Input().bids;
    REQUIRE(bids.size() == 1);
    CHECK(bids[0].met == BidAnswer::kAway);
  }
  SECTION("a message taken back answers nothing") {
    MadeTalk made;
    made.Say(0, 0, kQuestion);
    made.SayAt(made.now() + kMinute, 1, 0, 0, 0, {}, MessageKind::kDeleted);
    CHECK(made.Input().bids[0].met == BidAnswer::kAway);
  }
}

TEST_CASE("bids: a reply on another matter") {
  const auto with = [](std::uint32_t pause, std::uint32_t features, std::uint32_t again_codes,
                       std::uint32_t again_features, std::uint16_t again_stem) {
    MadeTalk made;
    // Slow talkers: a window of a day.
    for (int i = 0; i < 6; ++i) made.Say(3 * kHour, i % 2);
    const std::uint32_t asked = made.now() + kDay;
    made.SayAt(asked, 0, kQuestion, 0, 6, {7, 8});
    made.SayAt(asked + pause, 1, features, 0, 8, {9, 10});
    made.Say(kMinute, 0, again_features, again_codes, 6, {again_stem, 0});
    const std::vector<Bid> bids = made.Input().bids;
    for (const Bid& bid : bids) {
      if (bid.turn == 6) return bid.met;
    }
    FAIL("no bid");
    return BidAnswer::kToward;
  };
  CHECK(with(kMinute, 0, 0, 0, 0) == BidAnswer::kToward);
  CHECK(with(kMinute, 0, 0, kQuestion, 11) == BidAnswer::kToward);
  // The other has to ask again, or complains.
  CHECK(with(kMinute, 0, 0, kQuestion, 8) == BidAnswer::kAway);
  CHECK(with(kMinute, 0, kComplained, 0, 0) == BidAnswer::kAway);
  CHECK(with(kMinute, 0, kChased | kPressed, 0, 0) == BidAnswer::kAway);
  // Hours later, of something else.
  CHECK(with(5 * kHour, 0, 0, 0, 0) == BidAnswer::kAway);
  // Hours later, but it answers.
  CHECK(with(5 * kHour, kAnswerWord, 0, 0, 0) == BidAnswer::kToward);
  CHECK(with(5 * kHour, kPracticalReason, 0, 0, 0) == BidAnswer::kToward);
}

TEST_CASE("bids: warmth by habit asks for nothing") {
  MadeTalk made;
  for (int day = 0; day < 60; ++day) {
    // Side 0 is warm in each, side 1 on every tenth day.
    made.SayAt(testing::kMonday + static_cast<std::uint32_t>(day) * kDay + 9 * kHour, 0, kWarmth);
    made.SayAt(made.now() + 6 * kHour, 1, day % 10 == 0 ? kWarmth : 0u);
  }
  int by_side[2] = {0, 0};
  for (const Bid& bid : made.Input().bids) ++by_side[made.talk().Side(bid.turn)];
  CHECK(by_side[0] == 0);
  CHECK(by_side[1] == 6);
}

// What became of one bid of side 0, answered a minute later by what `answer` writes.
template <typename Answer>
BidAnswer MetBy(std::uint32_t bid_features, Answer answer) {
  MadeTalk made;
  made.Say(0, 0, bid_features, 0, 6, {7, 8});
  answer(&made);
  const std::vector<Bid>& bids = made.Input().bids;
  REQUIRE(!bids.empty());
  REQUIRE(bids[0].turn == 0);
  return bids[0].met;
}

TEST_CASE("bids: harsh words weigh more than anything else in the reply") {
  const auto reply = [](std::uint32_t features, std::uint32_t codes, std::uint16_t stem) {
    return MetBy(kQuestion, [&](MadeTalk* made) {
      made->Say(kMinute, 1, features, codes, 6, {stem, 0});
    });
  };
  CHECK(reply(kQuestion, kDismissed, 7) == BidAnswer::kAgainst);
  CHECK(reply(kWarmth | kAnswerWord, kHarsh, 7) == BidAnswer::kAgainst);
  CHECK(reply(kHasMedia, kDismissed, 0) == BidAnswer::kAgainst);
  CHECK(reply(kInsult | kQuestion, 0, 7) == BidAnswer::kAgainst);
  CHECK(reply(kInsult | kWarmth, 0, 7) == BidAnswer::kToward);
  // Words of distance alone are not against; nor is pressure without blame.
  CHECK(reply(0, kWithdrew, 7) == BidAnswer::kToward);
  CHECK(reply(0, kPressed, 7) == BidAnswer::kToward);
}

TEST_CASE("bids: what is sent without words") {
  struct Sent {
    MessageKind kind;
    BidAnswer met;
  };
  const Sent cases[] = {
      {MessageKind::kMedia, BidAnswer::kToward},     {MessageKind::kLocation, BidAnswer::kToward},
      {MessageKind::kContact, BidAnswer::kToward},   {MessageKind::kPoll, BidAnswer::kToward},
      {MessageKind::kForwarded, BidAnswer::kToward}, {MessageKind::kCall, BidAnswer::kToward},
      {MessageKind::kDeleted, BidAnswer::kAway},     {MessageKind::kText, BidAnswer::kMinimal},
  };
  for (const Sent& sent : cases) {
    INFO(static_cast<int>(sent.kind));
    CHECK(MetBy(kQuestion, [&](MadeTalk* made) {
            made->SayAt(made->now() + kMinute, 1, 0, 0, 0, {}, sent.kind);
          }) == sent.met);
  }
}

TEST_CASE("bids: a reply is its whole turn") {
  // "ok", and a sentence two minutes later.
  CHECK(MetBy(kQuestion, [](MadeTalk* made) {
          made->Say(kMinute, 1, 0, 0, 1).Say(2 * kMinute, 1, 0, 0, 7);
        }) == BidAnswer::kToward);
  // "ok" and, eleven minutes later, more: another turn.
  CHECK(MetBy(kQuestion, [](MadeTalk* made) {
          made->Say(kMinute, 1, 0, 0, 1).Say(11 * kMinute, 1, 0, 0, 7);
        }) == BidAnswer::kMinimal);
  // Taken back and written anew.
  CHECK(MetBy(kQuestion, [](MadeTalk* made) {
          made->SayAt(made->now() + kMinute, 1, 0, 0, 0, {}, MessageKind::kDeleted);
          made->Say(kMinute, 1, 0, 0, 7);
        }) == BidAnswer::kToward);
  // Three words are no curt answer.
  CHECK(MetBy(kQuestion, [](MadeTalk* made) { made->Say(kMinute, 1, 0, 0, 3); }) ==
        BidAnswer::kToward);
}

TEST_CASE("bids: the stems of a bid") {
  const auto reply = [](std::uint16_t words, std::array<std::uint16_t, 2> stems) {
    return MetBy(kLink, [&](MadeTalk* made) { made->Say(kMinute, 1, 0, 0, words, stems); });
  };
  // The bid holds 7 and 8; any one will do, in any place.
  CHECK(reply(1, {8, 0}) == BidAnswer::kToward);
  CHECK(reply(1, {9, 7}) == BidAnswer::kToward);
  CHECK(reply(1, {9, 10}) == BidAnswer::kMinimal);
  CHECK(reply(1, {}) == BidAnswer::kMinimal);
}

TEST_CASE("bids: warmth asks only where it opens a session, and no answer is no bid") {
  MadeTalk made;
  made.Say(0, 0, kWarmth);
  made.Say(kMinute, 1, kWarmth);       // in reply
  made.Say(30 * kMinute, 0, kWarmth);  // within the exchange
  made.Say(9 * kHour, 1, kWarmth);     // opens another
  made.Say(kMinute, 0);
  made.Say(kDay, 1, kWarmth | kAnswerWord);
  made.Say(kMinute, 0);
  const std::vector<Bid>& bids = made.Input().bids;
  REQUIRE(bids.size() == 2);
  CHECK(bids[0].turn == 0);
  CHECK(bids[1].turn == 3);
  CHECK(bids[1].type == BidType::kEmotional);
}

TEST_CASE("bids: the window is ten times the usual wait, four to twenty-four waking hours") {
  // Everyone takes `usual`; then one answer takes `wait`.
  const auto met = [](std::uint32_t usual, std::uint32_t wait) {
    MadeTalk made;
    std::uint32_t day = testing::kMonday + 8 * kHour;
    for (int i = 0; i < 30; ++i, day += kDay) {
      made.SayAt(day, 0).SayAt(day + usual, 1).SayAt(day + 2 * usual, 0);
    }
    made.SayAt(day, 0, kQuestion).SayAt(day + wait, 1, kAgreement).SayAt(day + 5 * kDay, 0);
    REQUIRE(made.Input().bids.size() == 1);
    return made.Input().bids[0];
  };
  CHECK(met(kMinute, 4 * kHour).met == BidAnswer::kToward);
  CHECK(met(kMinute, 4 * kHour + kMinute).met == BidAnswer::kAway);
  CHECK(met(36 * kMinute, 6 * kHour).met == BidAnswer::kToward);
  CHECK(met(36 * kMinute, 6 * kHour + kMinute).met == BidAnswer::kAway);
  CHECK(met(36 * kMinute, 6 * kHour + kMinute).late);
  // Sixteen waking hours a day, so that a day and a half is 24 of them.
  CHECK(met(5 * kHour, kDay + 7 * kHour).met == BidAnswer::kToward);
  CHECK(met(5 * kHour, kDay + 9 * kHour).met == BidAnswer::kAway);
}

TEST_CASE("bids: replies that turn away") {
  struct Reply {
    const char* what;
    std::uint32_t features, codes;
    bool away;
  };
  const Reply replies[] = {
      {"words of distance", 0, kDistanceWorded, true},
      {"distance that counted, not by its words", 0, kWithdrew | kShutDown, false},
      {"nothing", 0, 0, false},
      {"and a question", kQuestion, kDistanceWorded, false},
      {"and a time", kTimeWord, kDistanceWorded, false},
      {"and another plan", kPlanProposal, kDistanceWorded, false},
      {"and warmth", kWarmth, kDistanceWorded, false},
      {"and laughter", kLaughter, kDistanceWorded, false},
      {"and agreement", kAgreement, kDistanceWorded, false},
      {"and a decision", kDecisionWord, kDistanceWorded, false},
      {"and a reason", kPracticalReason, kDistanceWorded, false},
      {"and an answer", kAnswerWord, kDistanceWorded, false},
      {"and a negative feeling", kNegativeEmotion, kDistanceWorded, true},
  };
  for (const Reply& reply : replies) {
    INFO(reply.what);
    TalkTurn turn;
    turn.features = reply.features;
    turn.codes = reply.codes;
    CHECK(TurnsAway(turn) == reply.away);
  }
}

}  // namespace
}  // namespace ebb
