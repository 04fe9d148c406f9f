#include "sequence/gates.h"

#include <catch2/catch.hpp>
#include <functional>
#include <optional>

#include "sequence/talk.h"

namespace ebb::testing {
namespace {

using S = Strength;
using C = Category;

std::vector<Rule> GateRules() {
  std::vector<Rule> rules = {
      MakeRule("D1", C::kShutdown, S::kStrong),
      MakeRule("D3", C::kShutdown, S::kStrong, kGatePressure),
      MakeRule("D4", C::kShutdown, S::kWeak, kGateWhole | kGatePressure),
      MakeRule("D2", C::kShutdown, S::kWeak, kGatePressure),
      MakeRule("D6", C::kShutdown, S::kStrong),
      MakeRule("A3", C::kAvoidance, S::kStrong, kGateQuestion),
      MakeRule("A4", C::kAvoidance, S::kStrong, kGateTopic),
      MakeRule("A6", C::kAvoidance, S::kWeak, kGateTopic),
      MakeRule("W7", C::kWithdrawal, S::kWeak, kGateProposal),
      MakeRule("P1", C::kPressure, S::kStrong),
      MakeRule("P2", C::kPressure, S::kStrong, kGateWhole),
      MakeRule("P3", C::kPressure, S::kStrong),
      MakeRule("N2", C::kNeglect, S::kStrong),
      MakeRule("R9", C::kRepair, S::kStrong),
      MakeRule("R11", C::kRepair, S::kStrong),
      MakeRule("R13", C::kRepair, S::kStrong, kGatePressure),
      MakeRule("W5", C::kWithdrawal, S::kWeak),
  };
  rules.push_back(MakeRule("D4x", C::kShutdown, S::kWeak, kGateWhole | kGateHabit));
  rules.back().subcode = "D1x";
  rules.push_back(MakeRule("sorry", C::kRepair, S::kWeak, kGatePressure));
  rules.back().subcode = "R11";
  rules.push_back(
      MakeRule("wholeany", C::kAvoidance, S::kStrong, kGateWhole | kGatePressure | kGateQuestion));
  return rules;
}

struct GateCase {
  const char* name;
  std::function<void(Talk&)> talk;
  bool counts;
  Gates gate;
  int evidence;                                         // message, -1 = none
  std::optional<Confidence> confidence = std::nullopt;  // where it is the point
};

void CheckAll(const std::vector<GateCase>& cases) {
  for (const GateCase& c : cases) {
    INFO(c.name);
    Talk talk(GateRules());
    c.talk(talk);
    const Flag flag = talk.Last();
    CHECK(flag.counts == c.counts);
    if (!c.counts) {
      CHECK(flag.reason == Reason::kGateMissing);
      continue;
    }
    CHECK(flag.reason == (c.gate == kGateNone ? Reason::kUngated : Reason::kGateHeld));
    CHECK(flag.gate == c.gate);
    if (c.confidence) CHECK(flag.confidence == *c.confidence);
    CHECK(flag.evidence == (c.evidence < 0 ? kNoMessage : static_cast<MessageIndex>(c.evidence)));
  }
}

constexpr std::uint32_t kShort = kMinimal;
constexpr std::uint32_t kCurt = kMinimal | kFinalPeriod;

TEST_CASE("gP: right after pressure, neglect or a gentle start") {
  CheckAll({
      {"pressure", [](Talk& t) { t.Say(kAnn, 0).With("P1").Say(kBen, 60).With("D3"); }, true,
       kGatePressure, 0},
      {"neglect", [](Talk& t) { t.Say(kAnn, 0).With("N2").Say(kBen, 60).With("D3"); }, true,
       kGatePressure, 0},
      {"gentle start", [](Talk& t) { t.Say(kAnn, 0).With("R9").Say(kBen, 60).With("D3"); }, true,
       kGatePressure, 0},
      {"nothing before", [](Talk& t) { t.Say(kAnn, 0).Say(kBen, 60).With("D3"); }, false, 0, 0},
      {"first message of the chat", [](Talk& t) { t.Say(kBen, 0).With("D3"); }, false, 0, 0},
      {"voided pressure is no gate",
       [](Talk& t) {
         t.Say(kAnn, 0).AddHit("P1").modality = Modality::kQuoted;
         t.Say(kBen, 60).With("D3");
       },
       false, 0, 0},
      {"chaser that is not the whole message is no gate",
       [](Talk& t) { t.Say(kAnn, 0).With("P2").Say(kBen, 60).With("D3"); }, false, 0, 0},
      {"chaser", [](Talk& t) { t.Say(kAnn, 0).Whole("P2").Say(kBen, 60).With("D3"); }, true,
       kGatePressure, 0},
      {"second message of the answering turn",
       [](Talk& t) { t.Say(kAnn, 0).With("P1").Say(kBen, 60).Say(kBen, 30).With("D3"); }, true,
       kGatePressure, 0},
      {"partner wrote again in a new turn",
       [](Talk& t) { t.Say(kAnn, 0).With("P1").Say(kAnn, 1200).Say(kBen, 60).With("D3"); }, true,
       kGatePressure, 0},
      {"two days later", [](Talk& t) { t.Say(kAnn, 0).With("P1").Say(kBen, 2 * 86400).With("D3"); },
       false, 0, 0},
      {"a notice in between changes nothing",
       [](Talk& t) { t.Say(kAnn, 0).With("P1").Notice().Say(kBen, 60).With("D3"); }, true,
       kGatePressure, 0},
      {"without times", [](Talk& t) { t.SayAt(kAnn, 0).With("P1").SayAt(kBen, 0).With("D3"); },
       true, kGatePressure, 0},
      {"somebody else in a group",
       [](Talk& t) {
         t.AddSender("cat");
         t.Say(2, 0).With("P1").Say(kBen, 60).With("D3");
       },
       true, kGatePressure, 0},
  });
}

// Own or partner's tense words a few turns back.
TEST_CASE("gP: tension in the last turns opens it, with low confidence") {
  const auto chat = [](Talk& t, int turns) {
    for (int i = 0; i < turns; ++i) t.Say(i % 2 == 0 ? kBen : kAnn, 60);
  };
  const Confidence low = Confidence::kLow, high = Confidence::kHigh;
  CheckAll({
      {"right after: no doubt", [](Talk& t) { t.Say(kAnn, 0).With("P1").Say(kBen, 60).With("D3"); },
       true, kGatePressure, 0, high},
      {"pressed three turns ago",
       [&](Talk& t) {
         t.Say(kAnn, 0).With("P1");
         chat(t, 2);
         t.Say(kBen, 60).With("D3");
       },
       true, kGatePressure, 0, low},
      {"gentle start three turns ago",
       [&](Talk& t) {
         t.Say(kAnn, 0).With("R9");
         chat(t, 2);
         t.Say(kBen, 60).With("D3");
       },
       true, kGatePressure, 0, low},
      {"gentle start five turns ago is no tension",
       [&](Talk& t) {
         t.Say(kAnn, 0).With("R9");
         chat(t, 4);
         t.Say(kBen, 60).With("D3");
       },
       false, 0, 0},
      {"own pressure",
       [](Talk& t) { t.Say(kBen, 0).With("P1").Say(kAnn, 60).Say(kBen, 60).With("D3"); }, true,
       kGatePressure, 0, low},
      {"a refusal ten turns ago",
       [&](Talk& t) {
         t.Say(kAnn, 0).With("D1");
         chat(t, 9);
         t.Say(kAnn, 60).With("D3");
       },
       true, kGatePressure, 0, low},
      {"a refusal eleven turns ago",
       [&](Talk& t) {
         t.Say(kAnn, 0).With("D1");
         chat(t, 10);
         t.Say(kBen, 60).With("D3");
       },
       false, 0, 0},
      {"thirteen hours ago",
       [](Talk& t) { t.Say(kAnn, 0).With("D1").Say(kBen, 13 * 3600).With("D3"); }, false, 0, 0},
      {"a doubtful flag is no tension",
       [](Talk& t) {
         t.Say(kAnn, 0).AddHit("D1").softened = true;
         t.Say(kBen, 60).With("D3");
       },
       false, 0, 0},
      {"what tension opened opens nothing further",
       [&](Talk& t) {
         t.Say(kAnn, 0).With("D1");
         chat(t, 8);
         t.Say(kBen, 60).With("D3");
         chat(t, 4);
         t.Say(kBen, 60).With("D3");
       },
       false, 0, 0},
      {"acceptance of repair", [](Talk& t) { t.Say(kAnn, 0).With("D1").Say(kBen, 60).With("R13"); },
       true, kGatePressure, 0, low},
  });
}

TEST_CASE("gP: inside a conflict") {
  const auto quarrel = [](Talk& t) {
    t.Say(kAnn, 0).With("P3").Say(kBen, 60).With("D6").Say(kAnn, 60);
  };
  CheckAll({
      {"heat of both",
       [&](Talk& t) {
         quarrel(t);
         t.Say(kBen, 60).With("D3");
       },
       true, kGatePressure, 1, Confidence::kHigh},
      {"heat of one only: tension at most",
       [](Talk& t) {
         t.Say(kAnn, 0).With("P3").Say(kBen, 60).Say(kAnn, 60).With("P3").Say(kBen, 60);
         t.Say(kAnn, 60).Say(kBen, 60).With("D3");
       },
       true, kGatePressure, 2, Confidence::kLow},
      {"too little heat: tension at most",
       [](Talk& t) {
         t.Say(kAnn, 0).With("P1").Say(kBen, 60).With("D1").Say(kAnn, 60);
         t.Say(kBen, 60).With("D3");
       },
       true, kGatePressure, 0, Confidence::kLow},
      {"the next day",
       [&](Talk& t) {
         quarrel(t);
         t.Say(kBen, 86400).With("D3");
       },
       false, 0, 0},
      {"shouting for joy is no conflict",
       [](Talk& t) {
         for (int i = 0; i < 8; ++i) t.Say(i % 2, 60, kShouting);
         t.Say(kBen, 60).With("D3");
       },
       false, 0, 0},
  });
}

TEST_CASE("gP: what only a conflict or an own disclosure supports is in doubt") {
  Talk talk(GateRules());
  talk.Say(kAnn, 0).With("P3").Say(kBen, 60).With("D6").Say(kAnn, 60).Say(kBen, 60, kShort);
  talk.Whole("D4");
  CHECK(talk.Last().counts);
  CHECK(talk.Last().confidence == Confidence::kLow);

  Talk direct(GateRules());
  direct.Say(kAnn, 0).With("P1").Say(kBen, 60, kShort).Whole("D4");
  CHECK(direct.Last().confidence == Confidence::kHigh);

  CheckAll(
      {{"giving up on an unanswered disclosure",
        [](Talk& t) { t.Say(kBen, 0, kDisclosure).Say(kBen, 3600).With("D3"); }, true,
        kGatePressure, 0},
       {"the partner has answered it",
        [](Talk& t) { t.Say(kBen, 0, kDisclosure).Say(kAnn, 60).Say(kBen, 60).With("D3"); }, false,
        0, 0},
       {"in the same turn as the disclosure",
        [](Talk& t) { t.Say(kBen, 0, kDisclosure).Say(kBen, 20).With("D3"); }, false, 0, 0},
       {"only giving up may",
        [](Talk& t) { t.Say(kBen, 0, kDisclosure).Say(kBen, 3600).With("D2"); }, false, 0, 0}});
}

TEST_CASE("gM: the whole message, and one of the others") {
  CheckAll({
      {"whole, after pressure",
       [](Talk& t) { t.Say(kAnn, 0).With("P1").Say(kBen, 60, kShort).Whole("D4"); }, true,
       kGateWhole | kGatePressure, 0},
      {"not whole", [](Talk& t) { t.Say(kAnn, 0).With("P1").Say(kBen, 60).With("D4"); }, false, 0,
       0},
      {"whole, but nothing before",
       [](Talk& t) { t.Say(kAnn, 0).Say(kBen, 60, kShort).Whole("D4"); }, false, 0, 0},
      {"gM alone", [](Talk& t) { t.Say(kAnn, 0).Whole("P2"); }, true, kGateWhole, -1},
      {"gM alone, not whole", [](Talk& t) { t.Say(kAnn, 0).With("P2"); }, false, 0, 0},
      {"gM and either, by question",
       [](Talk& t) { t.Say(kAnn, 0, kFeelingQuestion).Say(kBen, 60).Whole("wholeany"); }, true,
       kGateWhole | kGateQuestion, 0},
      {"gM and either, by pressure",
       [](Talk& t) { t.Say(kAnn, 0).With("P1").Say(kBen, 60).Whole("wholeany"); }, true,
       kGateWhole | kGatePressure, 0},
      {"gM and either, neither", [](Talk& t) { t.Say(kAnn, 0).Say(kBen, 60).Whole("wholeany"); },
       false, 0, 0},
  });
}

TEST_CASE("gQ: answers a feeling question or an emotional bid") {
  CheckAll({
      {"question", [](Talk& t) { t.Say(kAnn, 0, kFeelingQuestion).Say(kBen, 60).With("A3"); }, true,
       kGateQuestion, 0},
      {"any other question", [](Talk& t) { t.Say(kAnn, 0, kQuestion).Say(kBen, 60).With("A3"); },
       false, 0, 0},
      {"own question",
       [](Talk& t) { t.Say(kBen, 0, kFeelingQuestion).Say(kAnn, 60).Say(kBen, 60).With("A3"); },
       false, 0, 0},
      {"disclosure of a bad feeling",
       [](Talk& t) { t.Say(kAnn, 0, kDisclosure | kNegativeEmotion).Say(kBen, 60).With("A3"); },
       true, kGateQuestion, 0},
      {"disclosure and feeling in two messages of a turn",
       [](Talk& t) {
         t.Say(kAnn, 0, kDisclosure).Say(kAnn, 20, kNegativeEmotion).Say(kBen, 60).With("A3");
       },
       true, kGateQuestion, 1},
      {"disclosure alone", [](Talk& t) { t.Say(kAnn, 0, kDisclosure).Say(kBen, 60).With("A3"); },
       false, 0, 0},
      {"neglect", [](Talk& t) { t.Say(kAnn, 0).With("N2").Say(kBen, 60).With("A3"); }, true,
       kGateQuestion, 0},
      {"gentle start", [](Talk& t) { t.Say(kAnn, 0).With("R9").Say(kBen, 60).With("A3"); }, true,
       kGateQuestion, 0},
      {"pressure is no question",
       [](Talk& t) { t.Say(kAnn, 0).With("P1").Say(kBen, 60).With("A3"); }, false, 0, 0},
      {"asked and answered before",
       [](Talk& t) {
         t.Say(kAnn, 0, kFeelingQuestion).Say(kBen, 60).Say(kAnn, 60).Say(kBen, 60).With("A3");
       },
       false, 0, 0},
      {"apology", [](Talk& t) { t.Say(kAnn, 0).With("R11").Say(kBen, 60).With("A3"); }, true,
       kGateQuestion, 0},
  });
  Talk talk(GateRules());
  talk.Say(kAnn, 0).With("R11").Say(kBen, 60).With("A3");
  CHECK(talk.Last().confidence == Confidence::kLow);
}

TEST_CASE("gT: a milestone in the last six turns") {
  const auto turns = [](Talk& t, int count) {
    for (int i = 0; i < count; ++i) t.Say((i + 1) % 2, 60);
  };
  CheckAll({
      {"partner named it", [](Talk& t) { t.Say(kAnn, 0, kMilestone).Say(kBen, 60).With("A4"); },
       true, kGateTopic, 0},
      {"named it oneself",
       [](Talk& t) { t.Say(kBen, 0, kMilestone).Say(kAnn, 60).Say(kBen, 60).With("A4"); }, true,
       kGateTopic, 0},
      {"in the same message", [](Talk& t) { t.Say(kBen, 0, kMilestone).With("A4"); }, true,
       kGateTopic, -1},
      {"six turns ago",
       [&](Talk& t) {
         t.Say(kAnn, 0, kMilestone);
         turns(t, 5);
         t.Say(kAnn, 60).With("A4");
       },
       true, kGateTopic, 0},
      {"seven turns ago",
       [&](Talk& t) {
         t.Say(kAnn, 0, kMilestone);
         turns(t, 6);
         t.Say(kBen, 60).With("A4");
       },
       false, 0, 0},
      {"named only afterwards",
       [](Talk& t) {
         t.Say(kBen, 0).With("A4").Say(kAnn, 60, kMilestone).Say(kBen, 6000).With("D3");
       },
       false, 0, 0},
      {"weak form", [](Talk& t) { t.Say(kAnn, 0, kMilestone).Say(kBen, 60).With("A6"); }, true,
       kGateTopic, 0},
  });
  Talk talk(GateRules());
  talk.Say(kBen, 0).With("A4").Say(kAnn, 60, kMilestone);
  CHECK(talk.Last().reason == Reason::kGateMissing);
}

TEST_CASE("gL: an open proposal of the partner") {
  CheckAll({
      {"open", [](Talk& t) { t.Say(kAnn, 0, kPlanProposal).Say(kBen, 60).With("W7"); }, true,
       kGateProposal, 0},
      {"own proposal",
       [](Talk& t) { t.Say(kBen, 0, kPlanProposal).Say(kAnn, 60).Say(kBen, 60).With("W7"); }, false,
       0, 0},
      {"agreed to already",
       [](Talk& t) {
         t.Say(kAnn, 0, kPlanProposal).Say(kBen, 60, kAgreement).Say(kAnn, 60);
         t.Say(kBen, 60).With("W7");
       },
       false, 0, 0},
      {"agreed, then asked again",
       [](Talk& t) {
         t.Say(kAnn, 0, kPlanProposal).Say(kBen, 60, kAgreement).Say(kAnn, 60, kPlanProposal);
         t.Say(kBen, 60).With("W7");
       },
       true, kGateProposal, 2},
      {"the partner's own agreement closes nothing",
       [](Talk& t) {
         t.Say(kAnn, 0, kPlanProposal).Say(kBen, 60).Say(kAnn, 60, kAgreement);
         t.Say(kBen, 60).With("W7");
       },
       true, kGateProposal, 0},
      {"a yes in the refusing message itself",
       [](Talk& t) { t.Say(kAnn, 0, kPlanProposal).Say(kBen, 60, kAgreement).With("W7"); }, true,
       kGateProposal, 0},
      {"too long ago",
       [](Talk& t) {
         t.Say(kAnn, 0, kPlanProposal);
         for (int i = 1; i < 7; ++i) t.Say(i % 2, 60);
         t.Say(kBen, 60).With("W7");
       },
       false, 0, 0},
  });
}

// `shorts` short messages of Ben before, `periods` of them with a full stop.
void Habit(Talk& t, int shorts, int periods) {
  for (int i = 0; i < shorts; ++i) t.Say(kBen, 60, i < periods ? kCurt : kShort, 1);
  t.Say(kAnn, 60);
}

TEST_CASE("gX: a full stop against the sender's own habit") {
  CheckAll({
      {"never before",
       [](Talk& t) {
         Habit(t, 10, 0);
         t.Say(kBen, 60, kCurt, 1).Whole("D4x");
       },
       true, kGateWhole | kGateHabit, -1},
      {"just under a fifth",
       [](Talk& t) {
         Habit(t, 11, 2);
         t.Say(kBen, 60, kCurt, 1).Whole("D4x");
       },
       true, kGateWhole | kGateHabit, -1},
      {"a fifth",
       [](Talk& t) {
         Habit(t, 10, 2);
         t.Say(kBen, 60, kCurt, 1).Whole("D4x");
       },
       false, 0, 0},
      {"too few to know a habit",
       [](Talk& t) {
         Habit(t, 4, 0);
         t.Say(kBen, 60, kCurt, 1).Whole("D4x");
       },
       false, 0, 0},
      {"without a full stop",
       [](Talk& t) {
         Habit(t, 10, 0);
         t.Say(kBen, 60, kShort, 1).Whole("D4x");
       },
       false, 0, 0},
      {"the partner's habit does not matter",
       [](Talk& t) {
         for (int i = 0; i < 10; ++i) t.Say(kAnn, 60, kCurt, 1);
         Habit(t, 10, 0);
         t.Say(kBen, 60, kCurt, 1).Whole("D4x");
       },
       true, kGateWhole | kGateHabit, -1},
  });
}

// Twenty neutral questions of Ann, of which Ben answers `minimal` in one word.
void Answers(Talk& t, int minimal) {
  for (int i = 0; i < 20; ++i) {
    t.Say(kAnn, 700, kQuestion);
    if (i < minimal) {
      t.Say(kBen, 60, kShort, 1);
    } else {
      t.Say(kBen, 60, 0, 9);
    }
  }
}

TEST_CASE("D4 of somebody who always answers in a word also needs the habit broken") {
  const auto pressed = [](Talk& t) { t.Say(kAnn, 700).With("P1"); };
  CheckAll({
      {"39 %: no",
       [&](Talk& t) {
         Answers(t, 7);
         pressed(t);
         t.Say(kBen, 60, kShort, 1).Whole("D4");
       },
       true, kGateWhole | kGatePressure, 40},
      {"40 %: yes, and not broken",
       [&](Talk& t) {
         Answers(t, 8);
         pressed(t);
         t.Say(kBen, 60, kShort, 1).Whole("D4");
       },
       false, 0, 0},
      {"40 %, broken by a full stop",
       [&](Talk& t) {
         Answers(t, 8);
         pressed(t);
         t.Say(kBen, 60, kCurt, 1).Whole("D4");
       },
       true, kGateWhole | kGatePressure | kGateHabit, 40},
      {"a good night needs it too",
       [&](Talk& t) {
         pressed(t);
         t.Say(kBen, 60, kGreeting).With("D2");
       },
       false, 0, 0},
      {"another exit does not",
       [&](Talk& t) {
         pressed(t);
         t.Say(kBen, 60).With("D2");
       },
       true, kGatePressure, 0},
  });
}

TEST_CASE("repair: acceptance of repair, and sorry within a day of a conflict") {
  const auto quarrel = [](Talk& t) { t.Say(kAnn, 0).With("P3").Say(kBen, 60).With("D6"); };
  CheckAll({
      {"accepts an apology", [](Talk& t) { t.Say(kAnn, 0).With("R11").Say(kBen, 60).With("R13"); },
       true, kGatePressure, 0},
      {"accepts an acceptance",
       [](Talk& t) {
         t.Say(kAnn, 0).With("R11").Say(kBen, 60).With("R13").Say(kAnn, 60).With("R13");
       },
       false, 0, 0},
      {"accepts nothing", [](Talk& t) { t.Say(kAnn, 0).Say(kBen, 60).With("R13"); }, false, 0, 0},
      {"sorry ten hours after",
       [&](Talk& t) {
         quarrel(t);
         t.Say(kAnn, 60).Say(kBen, 36000).With("sorry");
       },
       true, kGatePressure, 1},
      {"sorry two days after",
       [&](Talk& t) {
         quarrel(t);
         t.Say(kAnn, 60).Say(kBen, 2 * 86400).With("sorry");
       },
       false, 0, 0},
  });
}

TEST_CASE("no gate: strong forms are sure, weak ones are not") {
  Talk strong(GateRules());
  strong.Say(kAnn, 0).With("D1");
  CHECK(strong.Last().counts);
  CHECK(strong.Last().reason == Reason::kUngated);
  CHECK(strong.Last().confidence == Confidence::kHigh);
  Talk weak(GateRules());
  weak.Say(kAnn, 0).With("W5");
  CHECK(weak.Last().counts);
  CHECK(weak.Last().confidence == Confidence::kLow);
}

}  // namespace
}  // namespace ebb::testing
