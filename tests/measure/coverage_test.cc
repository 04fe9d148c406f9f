#include "measure/coverage.h"

#include <catch2/catch.hpp>

#include "measure/find.h"
#include "measure/made_talk.h"

namespace ebb {
namespace {

using testing::FigureOf;
using testing::kDay;
using testing::kHour;
using testing::kMinute;
using testing::MadeTalk;

bool Says(const MeasureResult& result, const std::string& key, int side = -1) {
  for (const Claim& claim : result.claims) {
    if (claim.key == key && claim.side == side) return true;
  }
  return false;
}

TEST_CASE("coverage: messages of each by kind, days and holes") {
  MadeTalk made;
  made.capabilities().calls = made.capabilities().deletions = true;
  for (int i = 0; i < 60; ++i) made.Say(kMinute, 0, kEnglish);
  for (int i = 0; i < 40; ++i) made.Say(kMinute, 1, i < 30 ? kEnglish : kOtherLanguage);
  made.SayAt(made.now() + 9 * kDay, 1, 0, 0, 0, {}, MessageKind::kMedia);
  for (int i = 0; i < 19; ++i) {
    made.SayAt(made.now() + kMinute, 1, 0, 0, 0, {},
               i < 4 ? MessageKind::kCall : MessageKind::kDeleted);
  }
  made.Say(kMinute, 0);
  made.chat().facts.back().sender = 7;
  made.chat().skipped = 3;
  const MeasureResult result = ChatCoverage(made.Input());
  CHECK(result.state == MeasureState::kShown);
  CHECK(result.note.empty());
  CHECK(FigureOf(result.sides[0], "messages").value == 60);
  CHECK(FigureOf(result.sides[1], "messages").value == 60);
  CHECK(FigureOf(result.sides[1], "of_all").value == Approx(0.5));
  CHECK(FigureOf(result.sides[1], "with_words").value == Approx(40.0 / 60));
  CHECK(FigureOf(result.sides[1], "media").value == Approx(1.0 / 60));
  CHECK(FigureOf(result.sides[1], "calls").value == Approx(4.0 / 60));
  CHECK(FigureOf(result.sides[1], "deleted").value == Approx(15.0 / 60));
  CHECK(FigureOf(result.sides[1], "in_language").value == Approx(0.75));
  CHECK(FigureOf(result.pair, "in_language").value == Approx(0.9));
  CHECK(FigureOf(result.pair, "days").value == 10);
  CHECK(FigureOf(result.pair, "active_days").value == Approx(0.2));
  CHECK(FigureOf(result.pair, "longest_hole").value == Approx(9));
  CHECK(FigureOf(result.pair, "others").value == 1);
  CHECK(FigureOf(result.pair, "skipped").value == 3);
  CHECK(result.claims.empty());
}

TEST_CASE("coverage: what a format does not mark is not said to be none") {
  MadeTalk made;
  for (int i = 0; i < 120; ++i) made.Say(kMinute, i % 2, kEnglish);
  for (const bool marked : {false, true}) {
    made.capabilities().calls = made.capabilities().deletions = marked;
    const MeasureResult result = ChatCoverage(made.Input());
    CHECK(FigureOf(result.sides[0], "deleted").shown == marked);
    CHECK(FigureOf(result.sides[0], "calls").shown == marked);
  }
}

TEST_CASE("coverage: changes of the clock against UTC") {
  for (const std::optional<std::uint64_t> changes :
       {std::optional<std::uint64_t>(), std::optional<std::uint64_t>(0),
        std::optional<std::uint64_t>(4), std::optional<std::uint64_t>(5)}) {
    MadeTalk made;
    for (int i = 0; i < 200; ++i) made.Say(kMinute, i % 2, kEnglish);
    made.dates().clock_changes = changes;
    const MeasureResult result = ChatCoverage(made.Input());
    const Figure figure = FigureOf(result.pair, "clock_changes");
    CHECK(figure.shown == changes.has_value());
    CHECK(figure.value == static_cast<double>(changes.value_or(0)));
    // Four a year are summer time's.
    CHECK(Says(result, "clock_changes") == (changes.value_or(0) > 4));
  }
}

TEST_CASE("coverage: warnings") {
  MadeTalk made;
  for (int i = 0; i < 100; ++i) made.Say(kMinute, 0, i < 70 ? kEnglish : kOtherLanguage);
  for (int i = 0; i < 100; ++i) {
    made.SayAt(made.now() + kMinute, 1, 0, 0, 0, {},
               i < 51 ? MessageKind::kMedia : MessageKind::kText);
  }
  const MeasureResult result = ChatCoverage(made.Input());
  CHECK(Says(result, "other_language"));
  CHECK(Says(result, "mostly_media", 1));
  CHECK_FALSE(Says(result, "mostly_media", 0));
  CHECK(Says(result, "no_calls"));
  CHECK_FALSE(Says(result, "near_cut"));
}

TEST_CASE("coverage: counts at which an app cuts its exports") {
  struct Case {
    const char* format;
    int messages;
    bool near;
  };
  for (const Case& c : {Case{"whatsapp-android", 10000, true}, Case{"whatsapp-ios", 9900, true},
                        Case{"whatsapp-android", 9899, false}, Case{"whatsapp-ios", 10101, false},
                        Case{"whatsapp-android", 39601, true}, Case{"telegram", 10000, false},
                        Case{"whatsapp-android-db", 10000, false}}) {
    MadeTalk made;
    for (int i = 0; i < c.messages; ++i) made.Say(1, i % 2);
    made.chat().format = c.format;
    INFO(c.format << " " << c.messages);
    CHECK(TakeCoverage(made.Input()).near_known_cut == c.near);
  }
}

TEST_CASE("coverage: a chat that begins in the middle") {
  for (const bool notice : {true, false}) {
    MadeTalk made;
    made.Say(0, 0);
    if (notice) {
      made.chat().facts[0].kind = static_cast<std::uint16_t>(MessageKind::kNotice);
      made.chat().facts[0].sender = kNoSender;
    }
    for (int i = 0; i < 200; ++i) made.Say(kMinute, i % 2);
    made.chat().format = "whatsapp-ios";
    CHECK(Says(ChatCoverage(made.Input()), "abrupt_start") != notice);
  }
}

TEST_CASE("coverage: shown for every chat, with the reason why there is no pair") {
  MadeTalk one;
  for (int i = 0; i < 200; ++i) one.Say(kMinute, i < 20 ? 1 : 0);
  const MeasureResult single = ChatCoverage(one.Input());
  CHECK(single.state == MeasureState::kShown);
  CHECK(single.note.find("20 messages") != std::string::npos);
  MadeTalk undated;
  for (int i = 0; i < 200; ++i) undated.SayAt(0, i % 2);
  const MeasureResult without = ChatCoverage(undated.Input());
  CHECK(without.state == MeasureState::kShown);
  CHECK(FigureOf(without.sides[0], "messages").value == 100);
  CHECK_FALSE(FigureOf(without.pair, "days").shown);
  CHECK_FALSE(without.note.empty());
  MadeTalk none;
  CHECK(ChatCoverage(none.Input()).state == MeasureState::kNotEnough);
}

}  // namespace
}  // namespace ebb
