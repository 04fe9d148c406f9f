#include "sequence/kept_returns.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "base/random.h"
#include "sequence/scripted_talk.h"

namespace ebb {
namespace {

using testing::kDay;
using testing::kHour;
using testing::kMinute;
using testing::ScriptedTalk;
using Words = std::array<std::uint16_t, 2>;

const Words kGarden{910, 911};

std::vector<PromisedReturn> ReturnsOf(ScriptedTalk* made) {
  return FindPromisedReturns(made->talk(), StemCounts(made->talk()));
}

struct ReturnCase {
  const char* what;
  std::uint32_t promise_features;
  std::uint32_t gap;
  int side;
  std::uint32_t features, codes;
  Words stems;
  ReturnBy kept;
};

TEST_CASE("returns: by whom, with what, and until when") {
  for (const ReturnCase& c :
       {ReturnCase{"own words", kTimeWord, 20 * kHour, 1, 0, 0, kGarden, ReturnBy::kPromiser},
        ReturnCase{"the other's words", kTimeWord, 20 * kHour, 0, 0, 0, kGarden, ReturnBy::kOther},
        ReturnCase{"tomorrow night", kTimeWord, 47 * kHour, 1, 0, 0, kGarden, ReturnBy::kPromiser},
        ReturnCase{"too late for a named time", kTimeWord, 49 * kHour, 1, 0, 0, kGarden,
                   ReturnBy::kNobody},
        ReturnCase{"later is three days", 0, 70 * kHour, 1, 0, 0, kGarden, ReturnBy::kPromiser},
        ReturnCase{"and no more", 0, 73 * kHour, 1, 0, 0, kGarden, ReturnBy::kNobody},
        ReturnCase{"other words", 0, kDay, 1, 0, 0, {77, 78}, ReturnBy::kNobody},
        ReturnCase{"an apology", 0, kDay, 1, 0, kApologised | kMended, {}, ReturnBy::kPromiser},
        ReturnCase{"a gentle start", 0, kDay, 0, 0, kOpenedGently | kMended, {}, ReturnBy::kOther},
        ReturnCase{"affection alone", 0, kDay, 1, kWarmth, kMended, {}, ReturnBy::kNobody},
        ReturnCase{"put off once more", 0, kDay, 1, 0, kPostponed, kGarden, ReturnBy::kNobody},
        ReturnCase{"never left", 0, 10 * kMinute, 1, 0, 0, kGarden, ReturnBy::kNobody}}) {
    ScriptedTalk made;
    made.Say(0, 0, 0, 0, 8, kGarden);
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
  ScriptedTalk made;
  made.Say(0, 0, 0, 0, 8, kGarden);
  made.Say(kMinute, 1, 0, kPromisedReturn | kMended, 6);
  made.SayAt(made.now() + kHour, 1, 0, 0, 0, {}, MessageKind::kCall);
  made.Say(20 * kDay, 0, 0, 0, 8, kGarden);
  made.Say(kMinute, 1, 0, kPromisedReturn | kMended, 6);
  made.Say(kHour, 1, 0, 0, 8, kGarden);
  const std::vector<PromisedReturn> returns = ReturnsOf(&made);
  REQUIRE(returns.size() == 1);
  CHECK(returns[0].kept == ReturnBy::kPromiser);
  CHECK(returns[0].turn == 1);
}

struct TimedCase {
  const char* what;
  std::uint32_t promised;  // seconds ahead; 0 = no time that could be read
  std::uint32_t back;      // seconds after the promise
  ReturnBy kept;
};

TEST_CASE("returns: until a day after the time that was named") {
  for (const TimedCase& c :
       {TimedCase{"on time", 3 * kHour, 2 * kHour, ReturnBy::kPromiser},
        TimedCase{"late, within a day", 3 * kHour, 26 * kHour, ReturnBy::kPromiser},
        TimedCase{"a day late", 3 * kHour, 28 * kHour, ReturnBy::kNobody},
        TimedCase{"next week is no sooner", 7 * kDay, 7 * kDay + 20 * kHour, ReturnBy::kPromiser},
        TimedCase{"back in ten minutes", 10 * kMinute, 11 * kMinute, ReturnBy::kPromiser},
        TimedCase{"never left", kHour, 15 * kMinute, ReturnBy::kNobody},
        TimedCase{"\"after work\": two days", 0, 47 * kHour, ReturnBy::kPromiser},
        TimedCase{"and no more", 0, 49 * kHour, ReturnBy::kNobody}}) {
    ScriptedTalk made;
    made.Say(0, 0, 0, 0, 8, kGarden);
    made.Say(kMinute, 1, kTimeWord, kPromisedReturn | kMended, 6);
    if (c.promised != 0) made.chat().named_times.push_back({made.last(), made.now() + c.promised});
    made.Say(c.back, 1, 0, 0, 5, kGarden);
    made.Say(20 * kDay, 0);
    INFO(c.what);
    const std::vector<PromisedReturn> returns = ReturnsOf(&made);
    REQUIRE(returns.size() == 1);
    CHECK(returns[0].kept == c.kept);
    CHECK((returns[0].when != 0) == (c.promised != 0));
    CHECK_FALSE(returns[0].vague);
  }
}

TEST_CASE("returns: the last time of a turn, of its own side, that lies ahead") {
  ScriptedTalk made;
  made.Say(0, 0, 0, 0, 8, kGarden);
  made.Say(kMinute, 1, 0, kPromisedReturn | kMended, 6);
  const std::uint32_t begun = made.now();
  made.chat().named_times.push_back({made.last(), begun + kHour});
  made.Say(kMinute, 1, 0, 0, 6);
  made.chat().named_times.push_back({made.last(), begun + 5 * kHour});
  made.Say(kMinute, 1, 0, 0, 6);
  made.chat().named_times.push_back({made.last(), begun + kMinute});  // past when it ends
  made.Say(kMinute, 0, 0, 0, 6);
  made.chat().named_times.push_back({made.last(), begun + 9 * kDay});  // the other's
  made.Say(20 * kDay, 0);
  const std::vector<PromisedReturn> returns = ReturnsOf(&made);
  REQUIRE(returns.size() == 1);
  CHECK(returns[0].when == begun + 5 * kHour);
  CHECK_FALSE(returns[0].vague);  // though no word of the lexicon says a time
}

TEST_CASE("returns: of two times in a turn the later, whichever is named first") {
  ScriptedTalk made;
  made.Say(0, 0, 0, 0, 8, kGarden);
  made.Say(kMinute, 1, kTimeWord, kPostponed, 6);
  const std::uint32_t begun = made.now();
  made.chat().named_times.push_back({made.last(), begun + 3 * kDay});
  made.Say(kMinute, 1, kTimeWord, kMended, 6);
  made.chat().named_times.push_back({made.last(), begun + kHour});
  made.Say(3 * kDay, 1, 0, 0, 5, kGarden);
  made.Say(20 * kDay, 0);
  const std::vector<PromisedReturn> returns = ReturnsOf(&made);
  REQUIRE(returns.size() == 1);
  CHECK(returns[0].when == begun + 3 * kDay);
  CHECK(returns[0].kept == ReturnBy::kPromiser);
}

struct PostponedCase {
  const char* what;
  std::uint32_t features, codes;
  std::vector<std::uint32_t> named;  // seconds ahead, a message each; 0 = refused
  std::size_t promises;
};

TEST_CASE("returns: which postponements are promises") {
  for (const PostponedCase& c :
       {PostponedCase{"not tonight", kTimeWord, kPostponed, {0}, 0},
        PostponedCase{"not tonight, but i will be back", kTimeWord, kPromisedReturn, {0}, 1},
        PostponedCase{"not tonight. tomorrow", kTimeWord, kPostponed, {0, kDay}, 1},
        PostponedCase{"tomorrow. not tonight", kTimeWord, kPostponed, {kDay, 0}, 1},
        PostponedCase{"a time that no word of the turn says", 0, kPostponed, {kDay}, 0}}) {
    ScriptedTalk made;
    made.Say(0, 0, 0, 0, 8, kGarden);
    for (const std::uint32_t ahead : c.named) {
      made.Say(kMinute, 1, c.features, c.codes, 6);
      made.chat().named_times.push_back({made.last(), ahead == 0 ? 0 : made.now() + ahead});
    }
    made.Say(10 * kDay, 0);
    INFO(c.what);
    CHECK(ReturnsOf(&made).size() == c.promises);
  }
}

TEST_CASE("returns: a postponement that names a time is a promise, one that names none is not") {
  for (const bool named : {true, false}) {
    ScriptedTalk made;
    made.Say(0, 0, 0, 0, 8, kGarden);
    made.Say(kMinute, 1, named ? kTimeWord : 0u, kPostponed, 6);
    made.Say(10 * kDay, 0);
    CHECK(ReturnsOf(&made).size() == (named ? 1 : 0));
  }
}

// A year of small talk in which the n-th word is about 1/n as frequent as the first; every fifth
// day side 1 promises to come back to what is being talked of, and comes back or does not.
double ShareFound(std::uint64_t seed, bool comes_back) {
  ScriptedTalk made;
  Random rng(seed);
  const auto word = [&] {
    return static_cast<std::uint16_t>(100 + std::exp(rng.Unit() * std::log(4000.0)));
  };
  Words topic{};
  for (int turn = 0; turn < 364 * 30; ++turn) {
    const int day = turn / 30, of_day = turn % 30;
    const bool promises = day % 5 == 0 && of_day == 11;
    const bool back = comes_back && day % 5 == 1 && of_day == 11;
    Words said{word(), word()};
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

}  // namespace
}  // namespace ebb
