#include "sequence/open_topics.h"

#include <catch2/catch.hpp>

#include "sequence/scripted_talk.h"

namespace ebb {
namespace {

using testing::kDay;
using testing::kHour;
using testing::kMinute;
using testing::ScriptedTalk;
using Stems = std::array<std::uint16_t, 2>;

const Stems kLease{900, 901}, kBoat{910, 911};

OpenTopics TopicsOf(ScriptedTalk* made) {
  return FindOpenTopics(made->talk(), StemCounts(made->talk()));
}

// Put off on days 0, 5 and 10, each time after the other asked; never decided in the chat.
void PutOffThrice(ScriptedTalk* made) {
  for (int i = 0; i < 3; ++i) {
    made->Say(i == 0 ? 0 : 5 * kDay, 0, kQuestion | kMilestone, 0, 8, kLease);
    made->Say(kMinute, 1, 0, kPostponed | kAvoided, 3);
  }
}

TEST_CASE("topics: settled outside the chat, as the reader says") {
  ScriptedTalk open;
  PutOffThrice(&open);
  CHECK(TopicsOf(&open).topics.at(0).ended == TopicEnd::kOpen);

  struct Case {
    SolvedTopic mark;
    std::size_t topics;       // in all
    TopicEnd ended;           // of the first
    std::uint32_t postponed;  // times
  };
  const std::uint32_t begin = open.talk().At(0).begin;
  const Case cases[] = {
      {{1, 0}, 1, TopicEnd::kSolved, 3},                  // the first message, no day
      {{4, 0}, 1, TopicEnd::kSolved, 3},                  // where it was brought up again
      {{1, begin + 7 * kDay}, 2, TopicEnd::kSolved, 2},   // what comes later is a new topic
      {{1, begin + 70 * kDay}, 1, TopicEnd::kSolved, 3},  // after the chat
      {{77, 0}, 1, TopicEnd::kOpen, 3},                   // no such message
  };
  for (const Case& c : cases) {
    ScriptedTalk made;
    PutOffThrice(&made);
    const OpenTopics found = FindOpenTopics(made.talk(), StemCounts(made.talk()), {c.mark});
    INFO(c.mark.message << " on " << c.mark.when);
    REQUIRE(found.topics.size() == c.topics);
    CHECK(found.topics[0].ended == c.ended);
    CHECK(found.topics[0].postponed[1] == c.postponed);
    CHECK(found.topics[0].end >= c.mark.when);
  }
}

TEST_CASE("topics: put off, brought up by the other, decided by both") {
  ScriptedTalk made;
  made.Say(0, 0, kQuestion | kMilestone, 0, 8, kLease);
  made.Say(kMinute, 1, 0, kPostponed | kAvoided, 3);
  made.Say(2 * kDay, 0, kQuestion | kMilestone, 0, 8, kLease);
  made.Say(kMinute, 1, 0, kPostponed | kAvoided, 3);
  made.Say(3 * kDay, 1, kMilestone, 0, 8, kLease);
  made.Say(kMinute, 0, kAgreement, 0, 3);
  made.Say(kMinute, 1, kDecisionWord, 0, 3);
  made.Say(kDay, 0, kMilestone, 0, 8, kLease);  // later than its end: nothing of it
  const OpenTopics found = TopicsOf(&made);
  REQUIRE(found.topics.size() == 1);
  const OpenTopic& topic = found.topics[0];
  CHECK(topic.key.milestone);
  CHECK(topic.opened_by == 1);
  CHECK(topic.postponed == std::array<std::uint32_t, 2>{0, 2});
  CHECK(topic.raised == std::array<std::uint32_t, 2>{1, 1});
  CHECK(topic.raised_last == 1);
  CHECK(topic.ended == TopicEnd::kDecided);
  CHECK(topic.first == 1);
  CHECK(topic.last == 6);
  CHECK(topic.end - topic.begin == 5 * kDay + 3 * kMinute);
  CHECK(topic.shown == std::vector<Position>{1, 2, 3, 4, 6});
}

TEST_CASE("topics: named again within six hours is the same talk") {
  ScriptedTalk made;
  made.Say(0, 0, 0, 0, 8, kBoat);
  made.Say(kMinute, 1, 0, kPostponed, 3);
  made.Say(5 * kHour, 0, 0, 0, 8, kBoat);
  made.Say(5 * kHour, 0, 0, 0, 8, kBoat);
  const OpenTopics found = TopicsOf(&made);
  REQUIRE(found.topics.size() == 1);
  CHECK(found.topics[0].raised == std::array<std::uint32_t, 2>{0, 0});
}

TEST_CASE("topics: an ordinary topic needs two of its words close together") {
  ScriptedTalk made;
  made.Say(0, 0, 0, 0, 8, kBoat);
  made.Say(kMinute, 1, 0, kPostponed, 3);
  made.Say(kDay, 0, 0, 0, 8, {910, 50});    // one of them: chance
  made.Say(kDay, 0, 0, 0, 8, {911, 51});    // the other, a day later
  made.Say(kMinute, 1, 0, 0, 8, {910, 0});  // and now the first, right after
  const OpenTopics found = TopicsOf(&made);
  REQUIRE(found.topics.size() == 1);
  CHECK(found.topics[0].raised == std::array<std::uint32_t, 2>{0, 1});
}

TEST_CASE("topics: milestones far apart are two, and one word of a milestone needs a milestone") {
  ScriptedTalk made;
  made.Say(0, 0, kMilestone, 0, 8, kLease);
  made.Say(kMinute, 1, 0, kPostponed, 3);
  made.Say(61 * kDay, 0, kMilestone, 0, 8, {920, 921});  // another milestone
  made.Say(kMinute, 1, 0, kPostponed, 3);
  made.Say(kDay, 0, 0, 0, 8, {920, 60});           // the word, no milestone
  made.Say(kDay, 0, kMilestone, 0, 8, {921, 61});  // the milestone again
  const OpenTopics found = TopicsOf(&made);
  REQUIRE(found.topics.size() == 2);
  CHECK(found.topics[0].raised == std::array<std::uint32_t, 2>{0, 0});
  CHECK(found.topics[1].raised == std::array<std::uint32_t, 2>{1, 0});
}

TEST_CASE("topics: a milestone put off while one is open is the same, whatever the words") {
  ScriptedTalk made;
  made.Say(0, 0, kMilestone, 0, 8, kLease);
  made.Say(kMinute, 1, 0, kPostponed, 3);
  made.Say(kHour, 0, kMilestone, 0, 8, {920, 921});  // the same evening
  made.Say(kMinute, 1, 0, kPostponed, 3);
  made.Say(59 * kDay, 0, kMilestone, 0, 8, {930, 931});
  made.Say(kMinute, 1, 0, kPostponed, 3);
  const OpenTopics found = TopicsOf(&made);
  REQUIRE(found.topics.size() == 1);
  CHECK(found.topics[0].postponed == std::array<std::uint32_t, 2>{0, 3});
  CHECK(found.topics[0].raised == std::array<std::uint32_t, 2>{1, 0});
}

TEST_CASE("topics: sixty days without it, and what the end of the chat leaves open") {
  for (const std::uint32_t days : {59u, 61u}) {
    ScriptedTalk made;
    made.Say(0, 0, 0, 0, 8, kBoat);
    made.Say(kMinute, 1, 0, kPostponed, 3);
    made.Say(days * kDay, 0, 0, 0, 8, kBoat);
    const OpenTopics found = TopicsOf(&made);
    REQUIRE(found.topics.size() == 1);
    CHECK(found.topics[0].raised[0] == (days == 59 ? 1 : 0));
    CHECK(found.topics[0].ended == (days == 59 ? TopicEnd::kOpen : TopicEnd::kDropped));
  }
}

TEST_CASE("topics: words of agreement of one side alone, or hours later, decide nothing") {
  struct Case {
    const char* what;
    int second;
    std::uint32_t first_features, second_features, gap;
    bool decided;
  };
  for (const Case& c : {Case{"both", 0, kDecisionWord, kAgreement, kMinute, true},
                        Case{"one side", 1, kDecisionWord, kAgreement, kMinute, false},
                        Case{"no word of decision", 0, kAgreement, kAgreement, kMinute, false},
                        Case{"hours later", 0, kDecisionWord, kAgreement, 3 * kHour, false}}) {
    ScriptedTalk made;
    made.Say(0, 0, kMilestone, 0, 8, kLease);
    made.Say(kMinute, 1, 0, kPostponed, 3);
    made.Say(kDay, 0, kMilestone, 0, 8, kLease);
    made.Say(kMinute, 1, c.first_features, 0, 3);
    made.Say(c.gap, c.second, c.second_features, 0, 3);
    INFO(c.what);
    CHECK((TopicsOf(&made).topics[0].ended == TopicEnd::kDecided) == c.decided);
  }
}

TEST_CASE("topics: without words to follow it is counted apart") {
  ScriptedTalk made;
  made.Say(0, 0);
  made.Say(kMinute, 1, 0, kPostponed, 3);
  const OpenTopics found = TopicsOf(&made);
  CHECK(found.topics.empty());
  CHECK(found.untraceable == std::array<std::uint32_t, 2>{0, 1});
}

TEST_CASE("topics: words that half the chat is made of are no key") {
  ScriptedTalk made;
  for (int i = 0; i < 300; ++i) made.Say(kHour, i % 2, 0, 0, 5, kBoat);
  made.Say(kMinute, 1, 0, kPostponed, 3);
  CHECK(TopicsOf(&made).topics.empty());
}

TEST_CASE("topics: a milestone put off again learns the new words") {
  ScriptedTalk made;
  made.Say(0, 0, kMilestone, 0, 8, kLease);
  made.Say(kMinute, 1, 0, kPostponed, 3);
  made.Say(9 * kDay, 0, kMilestone, 0, 8, {920, 921});
  made.Say(kMinute, 1, 0, kPostponed, 3);
  made.Say(9 * kDay, 0, kMilestone, 0, 8, {921, 70});  // named, not put off
  const OpenTopics found = TopicsOf(&made);
  REQUIRE(found.topics.size() == 1);
  CHECK(found.topics[0].raised == std::array<std::uint32_t, 2>{2, 0});
}

}  // namespace
}  // namespace ebb
