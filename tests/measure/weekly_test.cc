#include "measure/weekly.h"

#include <catch2/catch.hpp>

#include "sequence/pair_talk.h"
#include "sequence/talk.h"
#include "time/civil.h"

namespace ebb::testing {
namespace {

using C = Category;

std::uint32_t When(int year, int month, int day, int hour = 12) {
  return static_cast<std::uint32_t>(SecondsFromCivil({year, month, day, hour, 0, 0}) - kEpoch2000);
}

std::vector<Rule> Rules() {
  std::vector<Rule> rules = {
      MakeRule("W1", C::kWithdrawal, Strength::kStrong),
      MakeRule("W5", C::kWithdrawal, Strength::kWeak),  // low without a gate
      MakeRule("D1", C::kShutdown, Strength::kStrong),
      MakeRule("D8", C::kShutdown, Strength::kStrong),
      MakeRule("N2", C::kNeglect, Strength::kStrong),
      MakeRule("P1", C::kPressure, Strength::kStrong),
      MakeRule("abuse", C::kAbuseControl, Strength::kStrong),
      MakeRule("nocontact", C::kBoundary, Strength::kStrong),
  };
  for (Rule& rule : rules) {
    if (rule.subcode == "D8" || rule.category == C::kNeglect || rule.category == C::kPressure) {
      rule.about = About::kPartner;
    }
  }
  return rules;
}

std::vector<Week> Table(Talk& talk, std::vector<std::uint16_t> partners = {0, 1}) {
  return WeeklyTable(talk.chat(), talk.Read(), talk.rules(), partners);
}

const CategoryCount& Own(const Week& week, std::size_t partner, C category) {
  return week.partners[partner].counts[static_cast<std::size_t>(category)];
}
const CategoryCount& ToldOf(const Week& week, std::size_t partner, C category) {
  return week.partners[partner].about_partner[static_cast<std::size_t>(category)];
}

TEST_CASE("every week is there, Monday to Sunday, across the year's end") {
  Talk talk(Rules());
  talk.SayAt(0, When(2023, 12, 31, 23)).SayAt(1, When(2024, 1, 1, 0)).SayAt(0, When(2024, 1, 22));
  const auto weeks = Table(talk);
  REQUIRE(weeks.size() == 5);
  const char* labels[] = {"2023-W52", "2024-W01", "2024-W02", "2024-W03", "2024-W04"};
  for (std::size_t i = 0; i < 5; ++i) CHECK(WeekLabel(weeks[i].number) == labels[i]);
  CHECK(weeks[0].partners[0].messages == 1);
  CHECK(weeks[1].partners[1].messages == 1);
  CHECK(weeks[2].partners[0].messages == 0);
  CHECK(weeks[4].partners[0].messages == 1);
}

TEST_CASE("the week before 2000 and the last days of the clock") {
  Talk talk(Rules());
  talk.SayAt(0, 1).SayAt(1, 2 * kDaySeconds - 1).SayAt(1, 2 * kDaySeconds).SayAt(1, 0xFFFFFFFFu);
  const auto weeks = Table(talk);
  CHECK(weeks.front().number == 0);
  CHECK(weeks.front().partners[0].messages == 1);
  CHECK(weeks.front().partners[1].messages == 1);
  CHECK(weeks[1].partners[1].messages == 1);  // Monday 2000-01-03
  CHECK(weeks.back().partners[1].messages == 1);
}

TEST_CASE("incomplete: the chat begins after its Monday or ends before its Sunday") {
  struct Case {
    std::uint32_t first, last;
    bool first_incomplete, last_incomplete;
  };
  const Case cases[] = {
      {When(2024, 1, 1, 23), When(2024, 1, 14, 0), false, false},  // Monday evening, Sunday night
      {When(2024, 1, 2, 0), When(2024, 1, 13, 23), true, true},
  };
  for (const Case& c : cases) {
    Talk talk(Rules());
    talk.SayAt(0, c.first).SayAt(1, c.last);
    const auto weeks = Table(talk);
    REQUIRE(weeks.size() == 2);
    CHECK(weeks[0].incomplete == c.first_incomplete);
    CHECK(weeks[1].incomplete == c.last_incomplete);
  }
}

TEST_CASE("thin: under 30 messages of both, or under five active days") {
  struct Case {
    int messages, days;
    bool thin;
  };
  for (const Case& c : {Case{30, 5, false}, Case{29, 5, true}, Case{30, 4, true},
                        Case{300, 4, true}, Case{30, 7, false}}) {
    Talk talk(Rules());
    for (int i = 0; i < c.messages; ++i) {
      talk.SayAt(i % 2, When(2024, 1, 1 + i % c.days) + static_cast<std::uint32_t>(i));
    }
    INFO(c.messages << " on " << c.days);
    CHECK(Table(talk).front().thin == c.thin);
  }
}

TEST_CASE("active days are counted per partner") {
  Talk talk(Rules());
  talk.SayAt(0, When(2024, 1, 1)).SayAt(0, When(2024, 1, 1, 20)).SayAt(0, When(2024, 1, 7));
  talk.SayAt(1, When(2024, 1, 3));
  const auto weeks = Table(talk);
  CHECK(weeks[0].partners[0].active_days == 2);
  CHECK(weeks[0].partners[1].active_days == 1);
}

TEST_CASE("undated transcripts have one row") {
  Talk talk(Rules());
  for (int i = 0; i < 40; ++i) talk.SayAt(i % 2, 0).With("W1");
  const auto weeks = Table(talk);
  REQUIRE(weeks.size() == 1);
  CHECK(weeks[0].undated);
  CHECK_FALSE(weeks[0].thin);
  CHECK_FALSE(weeks[0].incomplete);
  CHECK(weeks[0].partners[0].messages == 20);
  CHECK(Own(weeks[0], 0, C::kWithdrawal).high == 20);
}

TEST_CASE("records without a time stand in a row of their own after the weeks") {
  Talk talk(Rules());
  talk.SayAt(0, 0).SayAt(0, When(2024, 1, 1)).SayAt(1, 0).With("W1");
  const auto weeks = Table(talk);
  REQUIRE(weeks.size() == 2);
  CHECK(weeks[1].undated);
  CHECK(weeks[1].partners[0].messages == 1);
  CHECK(Own(weeks[1], 1, C::kWithdrawal).high == 1);
}

TEST_CASE("a message counts once per category, high if any flag is") {
  Talk talk(Rules());
  talk.SayAt(0, When(2024, 1, 1));
  talk.AddHit("W5", 0, 3);
  talk.AddHit("W1", 4, 8);
  talk.AddHit("W1", 9, 12);
  talk.AddHit("D1", 14, 18);
  talk.SayAt(0, When(2024, 1, 1, 18)).AddHit("W5", 0, 3);
  const auto weeks = Table(talk);
  CHECK(Own(weeks[0], 0, C::kWithdrawal).high == 1);
  CHECK(Own(weeks[0], 0, C::kWithdrawal).low == 1);
  CHECK(Own(weeks[0], 0, C::kShutdown).high == 1);
  CHECK(weeks[0].partners[0].distance.high == 1);
  CHECK(weeks[0].partners[0].distance.low == 1);
}

TEST_CASE("what one says about the other is not one's own, nor the other's") {
  Talk talk(Rules());
  talk.SayAt(0, When(2024, 1, 1)).With("D8").With("N2");
  talk.SayAt(1, When(2024, 1, 1, 13)).AddHit("W1").about = About::kBoth;
  const auto weeks = Table(talk);
  CHECK(ToldOf(weeks[0], 0, C::kShutdown).high == 1);
  CHECK(Own(weeks[0], 0, C::kShutdown).high == 0);
  CHECK(Own(weeks[0], 1, C::kShutdown).high == 0);
  CHECK(weeks[0].partners[0].distance.high == 0);
  CHECK(Own(weeks[0], 1, C::kWithdrawal).high == 1);  // both = the sender
  CHECK(Own(weeks[0], 0, C::kWithdrawal).high == 0);
}

TEST_CASE("neglect and pressure count for the one who voices them") {
  Talk talk(Rules());
  talk.SayAt(0, When(2024, 1, 1)).With("N2").SayAt(1, When(2024, 1, 1, 13)).With("P1");
  const auto weeks = Table(talk);
  CHECK(Own(weeks[0], 0, C::kNeglect).high == 1);
  CHECK(ToldOf(weeks[0], 0, C::kNeglect).high == 0);
  CHECK(Own(weeks[0], 1, C::kPressure).high == 1);
}

TEST_CASE("no-contact wording: withdrawal, and after abuse in no category") {
  Talk talk(Rules());
  talk.SayAt(0, When(2024, 1, 1)).With("nocontact");
  talk.SayAt(0, When(2024, 2, 1)).With("abuse").SayAt(1, When(2024, 2, 1, 13)).With("nocontact");
  const auto weeks = Table(talk);
  CHECK(Own(weeks.front(), 0, C::kWithdrawal).high == 1);
  CHECK(weeks.front().partners[0].distance.high == 1);
  CHECK(Own(weeks.front(), 0, C::kBoundary).high == 0);
  CHECK(Own(weeks.back(), 1, C::kWithdrawal).high == 0);
  CHECK(weeks.back().partners[1].distance.high == 0);
  CHECK(Own(weeks.back(), 1, C::kBoundary).high == 1);
  CHECK(Own(weeks.back(), 0, C::kAbuseControl).high == 1);
}

TEST_CASE("texts: media without words is a message, not a text") {
  Talk talk(Rules());
  const auto media = static_cast<std::uint16_t>(MessageKind::kMedia);
  talk.SayAt(0, When(2024, 1, 1), 0, 0).chat().facts.back().kind = media;
  talk.SayAt(0, When(2024, 1, 1), 0, 3).chat().facts.back().kind = media;  // with a caption
  talk.SayAt(0, When(2024, 1, 1), kEmojiOnly, 0);
  talk.Notice();
  const auto weeks = Table(talk);
  CHECK(weeks[0].partners[0].messages == 3);
  CHECK(weeks[0].partners[0].texts == 2);
  CHECK(weeks[0].partners[0].words == 3);
}

TEST_CASE("words beyond what facts hold are exact") {
  Talk talk(Rules());
  talk.SayAt(0, When(2024, 1, 1), 0, 65535).SayAt(0, When(2024, 1, 1), 0, 65535);
  talk.SayAt(0, When(2024, 1, 1), 0, 7);
  talk.chat().long_messages = {{0, 70000}, {1, 65535}};
  CHECK(Table(talk)[0].partners[0].words == 70000 + 65535 + 7);
}

// A mixed chat of three people, out of order, with jumps of weeks back and forth.
Talk Mixed() {
  Talk talk(Rules());
  talk.AddSender("cat");
  std::uint32_t random = 12345;
  const char* rules[] = {"W1", "W5", "D1", "D8", "N2", "P1", "abuse", "nocontact"};
  for (int i = 0; i < 5000; ++i) {
    random = random * 1664525 + 1013904223;
    const std::uint32_t sent =
        random % 97 == 0 ? 0 : When(2022, 3, 1) + random % (400 * kDaySeconds);
    talk.SayAt(static_cast<int>(random >> 8) % 3, sent, 0, static_cast<std::uint16_t>(random % 20));
    if (random % 5 == 0) talk.AddHit(rules[(random >> 4) % 8], 0, 5);
    if (random % 35 == 0) talk.AddHit(rules[(random >> 7) % 8], 6, 9);
  }
  return talk;
}

TEST_CASE("the weeks sum to the totals, whoever is asked for") {
  Talk talk = Mixed();
  for (const std::vector<std::uint16_t>& partners :
       {std::vector<std::uint16_t>{0, 1}, {1, 2}, {0, 1, 2}, {2}}) {
    const auto weeks = Table(talk, partners);
    for (std::size_t i = 1; i + 1 < weeks.size(); ++i) {
      CHECK(weeks[i].number == weeks[i - 1].number + 1);
    }
    for (std::size_t i = 0; i < partners.size(); ++i) {
      std::uint64_t messages = 0, words = 0;
      for (const MessageFacts& f : talk.chat().facts) {
        if (f.sender != partners[i]) continue;
        ++messages;
        words += f.words;
      }
      std::uint64_t table_messages = 0, table_words = 0;
      for (const Week& week : weeks) {
        table_messages += week.partners[i].messages;
        table_words += week.partners[i].words;
      }
      CHECK(table_messages == messages);
      CHECK(table_words == words);
    }
  }
}

TEST_CASE("the flags of the weeks are all counting flags, each message once") {
  Talk talk = Mixed();
  const auto result = talk.Read();
  for (std::size_t c = 0; c < kCountedCategories; ++c) {
    std::vector<bool> seen(talk.chat().facts.size());
    std::uint64_t expected = 0;
    for (const Flag& f : result.flags) {
      if (!f.counts || seen[f.hit.message]) continue;
      const Rule& rule = talk.rules()[f.hit.rule];
      if (static_cast<std::size_t>(CategoryOf(f, rule)) != c) continue;
      if (f.hit.about == About::kPartner && c < 3) continue;
      seen[f.hit.message] = true;
      ++expected;
    }
    std::uint64_t counted = 0;
    for (const Week& week : Table(talk, {0, 1, 2})) {
      for (const PartnerWeek& cell : week.partners)
        counted += cell.counts[c].high + cell.counts[c].low;
    }
    INFO(c);
    CHECK(counted == expected);
  }
}

}  // namespace
}  // namespace ebb::testing
