#include "sequence/pair_talk.h"

#include <catch2/catch.hpp>

#include "sequence/scripted_talk.h"

namespace ebb {
namespace {

using testing::kHour;
using testing::kMinute;
using testing::ScriptedTalk;

TEST_CASE("talk: turns are runs of one side with gaps of at most ten minutes") {
  ScriptedTalk made;
  made.Say(0, 0, kQuestion, kPressed, 7, {11, 12});
  made.Say(5 * kMinute, 0, kWarmth, 0, 3, {12, 13});
  made.Say(11 * kMinute, 0);  // the same side, but a turn of its own
  made.Say(kMinute, 1, 0, kShutDown);
  made.Say(kMinute, 0);
  const Talk& talk = made.talk();
  REQUIRE(talk.size() == 4);
  const TalkTurn first = talk.At(0);
  CHECK(first.side == 0);
  CHECK(first.messages == 2);
  CHECK(first.words == 10);
  CHECK(first.features == (kQuestion | kWarmth));
  CHECK(first.codes == kPressed);
  CHECK(first.stems == std::array<std::uint16_t, 4>{11, 12, 13, 0});
  CHECK(first.end - first.begin == 5 * kMinute);
  CHECK(talk.At(2).side == 1);
  CHECK(talk.Codes(2) == kShutDown);
  CHECK(talk.NextOfOther(0) == 2);
  CHECK(talk.NextOfOther(1) == 2);
  CHECK(talk.NextOfOther(2) == 3);
  CHECK(talk.NextOfOther(3) == Talk::kNone);
  CHECK(talk.messages(0) == 4);
  CHECK(talk.messages(1) == 1);
}

TEST_CASE("talk: other people and notices part no turn") {
  ScriptedTalk made;
  made.Say(0, 0);
  made.Say(kMinute, 0);
  made.chat().facts.back().sender = 5;  // somebody else
  made.Say(kMinute, 0, 0, kMended);
  made.Say(kMinute, 1);
  const Talk& talk = made.talk();
  REQUIRE(talk.size() == 2);
  CHECK(talk.At(0).messages == 2);
  CHECK(talk.At(0).last == 2);
  CHECK(talk.Codes(0) == kMended);
}

TEST_CASE("talk: conflicts and places") {
  ScriptedTalk made;
  for (int i = 0; i < 10; ++i) made.Say(kMinute, i % 2);
  made.Conflict(3, 6);
  const Talk& talk = made.talk();
  REQUIRE(talk.size() == 10);
  for (std::size_t t = 0; t < 10; ++t) CHECK(talk.InConflict(t) == (t >= 3 && t <= 6));
  CHECK(talk.TurnAt(4) == 4);
  CHECK(talk.Side(5) == 1);
}

TEST_CASE("talk: without times there are no turns") {
  ScriptedTalk made;
  for (int i = 0; i < 5; ++i) made.SayAt(0, i % 2);
  CHECK_FALSE(made.talk().dated());
  CHECK(made.talk().size() == 0);
  CHECK(made.talk().messages(0) == 3);
}

TEST_CASE("talk: a session ends with a silence longer than the chat's own valley") {
  ScriptedTalk made;
  // Answers within minutes, and pauses of two and a half hours or a night: the valley lies between.
  for (int day = 0; day < 60; ++day) {
    for (int i = 0; i < 12; ++i) made.Say((2 + static_cast<std::uint32_t>(i)) * kMinute, i % 2);
    made.Say(9 * kHour, day % 2);
  }
  CHECK(made.talk().session_gap() > kHour);
  CHECK(made.talk().session_gap() < 9 * kHour);
  CHECK(made.talk().OpensSession(0));
  CHECK_FALSE(made.talk().OpensSession(1));
}

TEST_CASE("talk: flags become codes by who they are about, and only sure ones that count") {
  Rule withdrawal, neglect;
  withdrawal.category = Category::kWithdrawal;
  withdrawal.subcode = "W1";
  neglect.category = Category::kNeglect;
  neglect.subcode = "N1";
  Rule learned = withdrawal;
  learned.learned = true;
  const std::vector<Rule> rules{withdrawal, neglect, learned};
  Conversation chat;
  chat.facts.resize(8);
  const std::vector<MessageIndex> order;
  const Timeline timeline(chat, order);
  const auto flag = [](MessageIndex message, RuleId rule, About about, bool counts, Confidence c) {
    Flag f;
    f.hit.message = message;
    f.hit.rule = rule;
    f.hit.about = about;
    f.counts = counts;
    f.confidence = c;
    return f;
  };
  Flag ungated = flag(6, 0, About::kSelf, false, Confidence::kHigh);
  ungated.reason = Reason::kGateMissing;
  Flag by_score = flag(7, 2, About::kSelf, true, Confidence::kLow);
  by_score.reason = Reason::kAddsUp;
  const std::vector<CodeMark> marks =
      MarksOf(timeline,
              {flag(0, 0, About::kSelf, true, Confidence::kHigh),
               flag(1, 0, About::kPartner, true, Confidence::kHigh),
               flag(2, 0, About::kSelf, true, Confidence::kLow),
               flag(3, 0, About::kSelf, false, Confidence::kHigh),
               flag(4, 1, About::kPartner, true, Confidence::kHigh),
               flag(5, 0, About::kBoth, true, Confidence::kHigh), ungated, by_score},
              rules);
  REQUIRE(marks.size() == 6);
  CHECK(marks[0].codes == (kWithdrew | kDeclinedBare | kDistanceWorded));
  CHECK(marks[1].codes == kToldOfOther);
  CHECK(marks[2].position == 2);
  CHECK(marks[2].codes == kDistanceWorded);  // said, if not sure
  CHECK(marks[3].position == 4);
  CHECK(marks[3].codes == kComplained);
  CHECK(marks[4].codes == (kWithdrew | kDeclinedBare | kDistanceWorded));
  CHECK(marks[5].position == 6);
  CHECK(marks[5].codes == kDistanceWorded);  // said, though the talk around made nothing of it
}

TEST_CASE("talk: a promise to be back is one whatever the message adds up to") {
  Rule promise, apology;
  promise.category = apology.category = Category::kRepair;
  promise.subcode = "R7";
  apology.subcode = "R11";
  Rule learned = promise;
  learned.learned = true;
  const std::vector<Rule> rules{promise, apology, learned};
  Conversation chat;
  chat.facts.resize(1);
  const std::vector<MessageIndex> order;
  const Timeline timeline(chat, order);
  const auto codes = [&](RuleId rule, Reason reason, About about = About::kSelf,
                         bool softened = false, Confidence sure = Confidence::kHigh) {
    Flag flag;
    flag.hit.rule = rule;
    flag.hit.about = about;
    flag.hit.softened = softened;
    flag.reason = reason;
    flag.counts = reason == Reason::kUngated;
    flag.confidence = sure;
    const std::vector<CodeMark> marks = MarksOf(timeline, {flag}, rules);
    return marks.empty() ? 0 : marks[0].codes;
  };
  CHECK(codes(0, Reason::kUngated) == (kMended | kPromisedReturn));
  CHECK(codes(0, Reason::kOutweighed) == kPromisedReturn);
  CHECK(codes(0, Reason::kUngated, About::kSelf, false, Confidence::kLow) == kPromisedReturn);
  CHECK(codes(0, Reason::kGateMissing) == 0);  // nothing was left that one could come back to
  CHECK(codes(0, Reason::kVoidedInMessage) == 0);
  CHECK(codes(0, Reason::kOutweighed, About::kPartner) == 0);
  CHECK(codes(0, Reason::kOutweighed, About::kSelf, true) == 0);
  CHECK(codes(1, Reason::kOutweighed) == 0);
  CHECK(codes(2, Reason::kOutweighed) == 0);
}

}  // namespace
}  // namespace ebb
