#include "sequence/conflict.h"

#include <catch2/catch.hpp>

namespace ebb {
namespace {

// Feeds turns of alternating senders, a minute apart.
class Feed {
 public:
  Feed& Turns(int count, std::uint16_t heat = 0, std::uint32_t features = 0) {
    for (int i = 0; i < count; ++i) Turn1(sender_ ^ 1, heat, features);
    return *this;
  }
  Feed& Turn1(int sender, std::uint16_t heat, std::uint32_t features = 0, std::uint16_t chasers = 0,
              std::uint32_t gap = 60) {
    now_ += gap;
    sender_ = sender;
    Turn turn;
    turn.first = turn.last = next_++;
    turn.sender = static_cast<std::uint16_t>(sender);
    turn.begin = turn.end = now_;
    turn.heat = heat;
    turn.features = features;
    turn.chasers = chasers;
    finder_.Add(turn);
    return *this;
  }
  std::vector<ConflictEpisode> Episodes() { return finder_.Take(); }

 private:
  ConflictFinder finder_;
  Position next_ = 0;
  std::uint32_t now_ = 1000000;
  int sender_ = 1;
};

TEST_CASE("four points of two senders in ten turns") {
  const auto episodes = Feed().Turns(5).Turn1(0, 2).Turn1(1, 2).Turns(40).Episodes();
  REQUIRE(episodes.size() == 1);
  CHECK(episodes[0].first == 5);
  CHECK(episodes[0].last == 14);  // nine turns after the first points
  CHECK(episodes[0].turns == 10);
  CHECK(episodes[0].peak == 4);
}

TEST_CASE("what is no episode") {
  CHECK(Feed().Turns(30).Episodes().empty());
  CHECK(Feed().Turn1(0, 2).Turn1(1, 1).Turns(20).Episodes().empty());           // three points
  CHECK(Feed().Turn1(0, 4).Turn1(1, 0).Turns(20).Episodes().empty());           // one side
  CHECK(Feed().Turn1(0, 2).Turns(10).Turn1(1, 2).Turns(5).Episodes().empty());  // too far apart
  CHECK(Feed().Turn1(0, 2).Turn1(1, 2, 0, 0, 5 * 3600).Episodes().empty());     // another session
  CHECK(Feed().Turns(8, 0, kShouting).Episodes().empty());                      // no hit at all
  CHECK(Feed().Turn1(0, 1).Turns(6, 0, kShouting | kLaughter).Episodes().empty());  // laughing
}

TEST_CASE("features add to hits") {
  CHECK(
      Feed().Turn1(0, 1).Turn1(1, 0, kNegativeEmotion | kShouting | kYouAlways).Episodes().size() ==
      1);
}

TEST_CASE("one side alone by chasing three times") {
  Feed feed;
  for (int i = 0; i < 4; ++i) feed.Turn1(0, 1, 0, 1, 700);
  CHECK(feed.Episodes().size() == 1);
}

TEST_CASE("an episode goes on over a lull of twenty turns within two hours, not longer") {
  CHECK(Feed().Turn1(0, 2).Turn1(1, 2).Turns(15).Turn1(0, 2).Turn1(1, 2).Episodes().size() == 1);
  CHECK(Feed().Turn1(0, 2).Turn1(1, 2).Turns(40).Turn1(0, 2).Turn1(1, 2).Episodes().size() == 2);
  const auto later =
      Feed().Turn1(0, 2).Turn1(1, 2).Turn1(0, 2, 0, 0, 9000).Turn1(1, 2).Turns(3).Episodes();
  REQUIRE(later.size() == 2);
  CHECK(later[0].last < later[1].first);
}

}  // namespace
}  // namespace ebb
