#include "measure/postponed_topics.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "base/random.h"
#include "measure/find.h"
#include "measure/kept_returns.h"
#include "measure/made_talk.h"
#include "measure/open_topics.h"

namespace ebb {
namespace {

using testing::FigureOf;
using testing::kDay;
using testing::kHour;
using testing::kMinute;
using testing::kMonday;
using testing::MadeTalk;
using Stems = std::array<std::uint16_t, 2>;

const Stems kLease{900, 901}, kBoat{910, 911};

// Small talk of both, so that there is a pair to speak of; its stems are its own.
void SmallTalk(MadeTalk* made, int turns, std::uint16_t stem = 100) {
  for (int i = 0; i < turns; ++i) {
    made->Say(20 * kMinute, i % 2, 0, 0, 5,
              {static_cast<std::uint16_t>(stem + i % 40), static_cast<std::uint16_t>(stem + 41)});
  }
}

OpenTopics TopicsOf(MadeTalk* made) {
  return FindOpenTopics(made->talk(), StemCounts(made->talk()));
}

// Put off on days 0, 5 and 10, each time after the other asked; never decided in the chat.
void PutOffThrice(MadeTalk* made) {
  for (int i = 0; i < 3; ++i) {
    made->Say(i == 0 ? 0 : 5 * kDay, 0, kQuestion | kMilestone, 0, 8, kLease);
    made->Say(kMinute, 1, 0, kPostponed | kAvoided, 3);
  }
}

TEST_CASE("topics: settled outside the chat, as the reader says") {
  MadeTalk open;
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
    MadeTalk made;
    PutOffThrice(&made);
    const OpenTopics found = FindOpenTopics(made.talk(), StemCounts(made.talk()), {c.mark});
    INFO(c.mark.message << " on " << c.mark.when);
    REQUIRE(found.topics.size() == c.topics);
    CHECK(found.topics[0].ended == c.ended);
    CHECK(found.topics[0].postponed[1] == c.postponed);
    CHECK(found.topics[0].end >= c.mark.when);
  }
}

std::vector<PromisedReturn> ReturnsOf(MadeTalk* made) {
  return FindPromisedReturns(made->talk(), StemCounts(made->talk()));
}

TEST_CASE("topics: put off, brought up by the other, decided by both") {
  MadeTalk made;
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
  MadeTalk made;
  made.Say(0, 0, 0, 0, 8, kBoat);
  made.Say(kMinute, 1, 0, kPostponed, 3);
  made.Say(5 * kHour, 0, 0, 0, 8, kBoat);
  made.Say(5 * kHour, 0, 0, 0, 8, kBoat);
  const OpenTopics found = TopicsOf(&made);
  REQUIRE(found.topics.size() == 1);
  CHECK(found.topics[0].raised == std::array<std::uint32_t, 2>{0, 0});
}

TEST_CASE("topics: an ordinary topic needs two of its words close together") {
  MadeTalk made;
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
  MadeTalk made;
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
  MadeTalk made;
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
    MadeTalk made;
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
    MadeTalk made;
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
  MadeTalk made;
  made.Say(0, 0);
  made.Say(kMinute, 1, 0, kPostponed, 3);
  const OpenTopics found = TopicsOf(&made);
  CHECK(found.topics.empty());
  CHECK(found.untraceable == std::array<std::uint32_t, 2>{0, 1});
}

TEST_CASE("topics: words that half the chat is made of are no key") {
  MadeTalk made;
  for (int i = 0; i < 300; ++i) made.Say(kHour, i % 2, 0, 0, 5, kBoat);
  made.Say(kMinute, 1, 0, kPostponed, 3);
  CHECK(TopicsOf(&made).topics.empty());
}

struct ReturnCase {
  const char* what;
  std::uint32_t promise_features;
  std::uint32_t gap;
  int side;
  std::uint32_t features, codes;
  Stems stems;
  ReturnBy kept;
};

TEST_CASE("returns: by whom, with what, and until when") {
  for (const ReturnCase& c :
       {ReturnCase{"own words", kTimeWord, 20 * kHour, 1, 0, 0, kBoat, ReturnBy::kPromiser},
        ReturnCase{"the other's words", kTimeWord, 20 * kHour, 0, 0, 0, kBoat, ReturnBy::kOther},
        ReturnCase{"tomorrow night", kTimeWord, 47 * kHour, 1, 0, 0, kBoat, ReturnBy::kPromiser},
        ReturnCase{"too late for a named time", kTimeWord, 49 * kHour, 1, 0, 0, kBoat,
                   ReturnBy::kNobody},
        ReturnCase{"later is three days", 0, 70 * kHour, 1, 0, 0, kBoat, ReturnBy::kPromiser},
        ReturnCase{"and no more", 0, 73 * kHour, 1, 0, 0, kBoat, ReturnBy::kNobody},
        ReturnCase{"other words", 0, kDay, 1, 0, 0, {77, 78}, ReturnBy::kNobody},
        ReturnCase{"an apology", 0, kDay, 1, 0, kApologised | kMended, {}, ReturnBy::kPromiser},
        ReturnCase{"a gentle start", 0, kDay, 0, 0, kOpenedGently | kMended, {}, ReturnBy::kOther},
        ReturnCase{"affection alone", 0, kDay, 1, kWarmth, kMended, {}, ReturnBy::kNobody},
        ReturnCase{"put off once more", 0, kDay, 1, 0, kPostponed, kBoat, ReturnBy::kNobody},
        ReturnCase{"never left", 0, 10 * kMinute, 1, 0, 0, kBoat, ReturnBy::kNobody}}) {
    MadeTalk made;
    made.Say(0, 0, 0, 0, 8, kBoat);
    made.Say(kMinute, 1, c.promise_features, kPromisedReturn | kMended, 6);
    made.Say(c.gap, c.side, c.features, c.codes, 5, c.stems);
    made.Say(10 * kDay, 0);
    INFO(c.what);
    const std::vector<PromisedReturn> returns = ReturnsOf(&made);
    REQUIRE(returns.size() == 1);
    CHECK(returns[0].kept == c.kept);
    CHECK(returns[0].side == 1);
    CHECK(returns[0].vague == (c.promise_features == 0));
  }
}

TEST_CASE("returns: a call is one; what the chat does not reach is left out") {
  MadeTalk made;
  made.Say(0, 0, 0, 0, 8, kBoat);
  made.Say(kMinute, 1, 0, kPromisedReturn | kMended, 6);
  made.SayAt(made.now() + kHour, 1, 0, 0, 0, {}, MessageKind::kCall);
  made.Say(20 * kDay, 0, 0, 0, 8, kBoat);
  made.Say(kMinute, 1, 0, kPromisedReturn | kMended, 6);
  made.Say(kHour, 1, 0, 0, 8, kBoat);
  const std::vector<PromisedReturn> returns = ReturnsOf(&made);
  REQUIRE(returns.size() == 1);
  CHECK(returns[0].kept == ReturnBy::kPromiser);
  CHECK(returns[0].turn == 1);
}

TEST_CASE("returns: a postponement that names a time is a promise, one that names none is not") {
  for (const bool named : {true, false}) {
    MadeTalk made;
    made.Say(0, 0, 0, 0, 8, kBoat);
    made.Say(kMinute, 1, named ? kTimeWord : 0u, kPostponed, 6);
    made.Say(10 * kDay, 0);
    CHECK(ReturnsOf(&made).size() == (named ? 1 : 0));
  }
}

TEST_CASE("topics: a milestone put off again learns the new words") {
  MadeTalk made;
  made.Say(0, 0, kMilestone, 0, 8, kLease);
  made.Say(kMinute, 1, 0, kPostponed, 3);
  made.Say(9 * kDay, 0, kMilestone, 0, 8, {920, 921});
  made.Say(kMinute, 1, 0, kPostponed, 3);
  made.Say(9 * kDay, 0, kMilestone, 0, 8, {921, 70});  // named, not put off
  const OpenTopics found = TopicsOf(&made);
  REQUIRE(found.topics.size() == 1);
  CHECK(found.topics[0].raised == std::array<std::uint32_t, 2>{2, 0});
}

// A year of small talk in which the n-th word is about 1/n as frequent as the first; every fifth
// day side 1 promises to come back to what is being talked of, and comes back or does not.
double ShareFound(std::uint64_t seed, bool comes_back) {
  MadeTalk made;
  Random rng(seed);
  const auto word = [&] {
    return static_cast<std::uint16_t>(100 + std::exp(rng.Unit() * std::log(4000.0)));
  };
  Stems topic{};
  for (int turn = 0; turn < 364 * 30; ++turn) {
    const int day = turn / 30, of_day = turn % 30;
    const bool promises = day % 5 == 0 && of_day == 11;
    const bool back = comes_back && day % 5 == 1 && of_day == 11;
    Stems said{word(), word()};
    if (day % 5 == 0 && of_day == 10) topic = said;
    if (back) said[0] = topic[0];
    made.Say(of_day == 0 ? 9 * kHour + 30 * kMinute : 30 * kMinute, turn % 2,
             promises ? std::uint32_t{kTimeWord} : 0, promises ? kPromisedReturn | kMended : 0, 5,
             said);
  }
  const std::vector<PromisedReturn> returns = ReturnsOf(&made);
  const auto kept = std::count_if(returns.begin(), returns.end(), [](const PromisedReturn& r) {
    return r.kept != ReturnBy::kNobody;
  });
  return static_cast<double>(kept) / static_cast<double>(returns.size());
}

TEST_CASE("returns: where nobody comes back few are found, where somebody does more are") {
  double chance = 0, planted = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    chance += ShareFound(seed, false) / 10;
    planted += ShareFound(seed, true) / 10;
  }
  INFO("by chance " << chance << ", planted " << planted);
  CHECK(chance < 0.08);
  CHECK(planted > 0.20);  // a return repeats one word of the four, most often a common one
}

// Six topics that side 1 puts off, three of them three times; ten promises, seven kept.
void PutOffMuch(MadeTalk* made) {
  SmallTalk(made, 200);
  for (std::uint16_t topic = 0; topic < 6; ++topic) {
    const Stems stems{static_cast<std::uint16_t>(1000 + 2 * topic),
                      static_cast<std::uint16_t>(1001 + 2 * topic)};
    for (int time = 0; time < (topic < 3 ? 3 : 2); ++time) {
      made->Say(2 * kDay, 0, 0, 0, 8, stems);
      made->Say(kMinute, 1, 0, kPostponed | kAvoided, 3);
      SmallTalk(made, 9, 200);
    }
  }
  for (std::uint16_t promise = 0; promise < 10; ++promise) {
    const Stems stems{static_cast<std::uint16_t>(2000 + 2 * promise),
                      static_cast<std::uint16_t>(2001 + 2 * promise)};
    made->Say(4 * kDay, 0, 0, 0, 8, stems);
    made->Say(kMinute, 1, 0, kPromisedReturn | kMended, 6);
    SmallTalk(made, 9, 200);
    if (promise < 7) made->Say(kDay, 1, 0, 0, 8, stems);
    SmallTalk(made, 9, 200);
  }
  made->Say(5 * kDay, 0);
}

TEST_CASE("postponed topics: figures, claims, episodes") {
  MadeTalk made;
  PutOffMuch(&made);
  const MeasureResult result = PostponedTopics(made.Input());
  CHECK(result.state == MeasureState::kShown);
  const std::vector<Figure>& one = result.sides[1];
  CHECK(FigureOf(one, "put_off").value == 6 + 10);
  CHECK(FigureOf(one, "put_off_twice").value == 6);
  CHECK(FigureOf(one, "put_off_third").value == 3);
  CHECK(FigureOf(one, "promises").value == 10);
  CHECK(FigureOf(one, "kept_share").value == Approx(0.7));
  CHECK(FigureOf(one, "raised_share").shown);
  CHECK(FigureOf(one, "raised_share").value == Approx(7.0 / 16));  // and nine by the other
  CHECK_FALSE(FigureOf(result.sides[0], "kept_share").shown);
  CHECK(FigureOf(result.sides[0], "put_off").value == 0);
  CHECK(result.claims.size() == 2);
  for (const Claim& claim : result.claims) CHECK(claim.side == 1);
  REQUIRE(result.episodes.size() == 16);
  CHECK(result.episodes[0].side == 1);
  CHECK(result.episodes[0].ended_by == 0);
  CHECK(FigureOf(result.episodes[0].figures, "third_time").value == 1);
  CHECK(FigureOf(result.episodes[5].figures, "third_time").value == 0);
  CHECK(result.episodes[0].tag == "a topic, not named for 60 days");
}

TEST_CASE("postponed topics: one put off three times and named ten times is enough") {
  for (const int times : {9, 10}) {
    MadeTalk made;
    SmallTalk(&made, 200);
    made.Say(kDay, 0, kMilestone, 0, 8, kLease);
    made.Say(kMinute, 1, 0, kPostponed | kAvoided, 3);
    for (int i = 0; i < times; ++i) {
      made.Say(2 * kDay, i % 5 == 4 ? 1 : 0, kMilestone, 0, 8, kLease);
      if (i < 2) made.Say(kMinute, 1, 0, kPostponed | kAvoided, 3);
    }
    const MeasureResult result = PostponedTopics(made.Input());
    INFO(times << " times");
    CHECK((result.state == MeasureState::kShown) == (times == 10));
    CHECK(FigureOf(result.sides[1], "raised_share").shown == (times == 10));
    CHECK_FALSE(FigureOf(result.sides[1], "open_days").shown);
    CHECK(FigureOf(result.sides[1], "put_off_times").value == 3);
    CHECK(result.claims.size() == (times == 10 ? 1 : 0));
    if (times == 10) CHECK(FigureOf(result.sides[1], "raised_share").value == Approx(0.2));
  }
}

TEST_CASE("postponed topics: swapping the two swaps everything") {
  MadeTalk made, twin;
  twin.Mirrored();
  PutOffMuch(&made);
  PutOffMuch(&twin);
  const MeasureResult a = PostponedTopics(made.Input()), b = PostponedTopics(twin.Input());
  for (std::size_t side = 0; side < 2; ++side) {
    REQUIRE(a.sides[side].size() == b.sides[1 - side].size());
    for (std::size_t i = 0; i < a.sides[side].size(); ++i) {
      CHECK(a.sides[side][i].value == b.sides[1 - side][i].value);
    }
  }
  REQUIRE(a.episodes.size() == b.episodes.size());
  for (std::size_t i = 0; i < a.episodes.size(); ++i) {
    CHECK(a.episodes[i].side == 1 - b.episodes[i].side);
    CHECK(a.episodes[i].first == b.episodes[i].first);
  }
}

TEST_CASE("postponed topics: too little says what is missing, and lists what there is") {
  MadeTalk made;
  SmallTalk(&made, 200);
  made.Say(kDay, 0, kMilestone, 0, 8, kLease);
  made.Say(kMinute, 1, 0, kPostponed | kAvoided, 3);
  const MeasureResult result = PostponedTopics(made.Input());
  CHECK(result.state == MeasureState::kNotEnough);
  CHECK(result.note.find("0 topics put off twice or more by one side of the 3 needed") == 0);
  CHECK(result.claims.empty());
  CHECK(result.episodes.size() == 1);
  MadeTalk undated;
  for (int i = 0; i < 200; ++i) undated.SayAt(0, i % 2);
  CHECK(PostponedTopics(undated.Input()).state == MeasureState::kUnsupported);
}

}  // namespace
}  // namespace ebb
