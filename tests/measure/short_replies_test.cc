#include "measure/short_replies.h"

#include <catch2/catch.hpp>

#include "measure/find.h"
#include "measure/made_talk.h"
#include "sequence/turn_kinds.h"

namespace ebb {
namespace {

using testing::ClaimOf;
using testing::FigureOf;
using testing::kDay;
using testing::kHour;
using testing::kMinute;
using testing::kMonday;
using testing::MadeTalk;

TEST_CASE("turn kinds: what a short reply is and what it is not") {
  struct Case {
    const char* what;
    std::uint16_t words;
    std::uint32_t features;
    MessageKind kind;
    bool is_short;
  };
  for (const Case& c : {Case{"two words", 2, 0, MessageKind::kText, true},
                        Case{"three words", 3, 0, MessageKind::kText, false},
                        Case{"a thumb", 0, kEmojiOnly, MessageKind::kText, true},
                        Case{"a heart", 0, kEmojiOnly | kWarmth, MessageKind::kText, false},
                        Case{"a question", 2, kQuestion, MessageKind::kText, false},
                        Case{"a photo", 0, kHasMedia, MessageKind::kMedia, false},
                        Case{"a voice note", 0, 0, MessageKind::kMedia, false},
                        Case{"a link", 1, kLink, MessageKind::kText, false},
                        Case{"a call", 0, 0, MessageKind::kCall, false}}) {
    TalkTurn turn;
    turn.words = c.words;
    turn.features = c.features;
    turn.kinds = 1u << static_cast<int>(c.kind);
    INFO(c.what);
    CHECK(IsMinimal(turn) == c.is_short);
  }
}

TEST_CASE("turn kinds: substantive and hard") {
  TalkTurn turn;
  turn.words = 11;
  CHECK_FALSE(IsSubstantive(turn));
  turn.words = 12;
  CHECK(IsSubstantive(turn));
  CHECK_FALSE(IsHot(turn, false));
  CHECK(IsHot(turn, true));
  turn.codes = kPressed;
  CHECK(IsHot(turn, false));
  turn.words = 2;
  CHECK(IsSubstantive(turn));
  turn.codes = kWithdrew;
  CHECK_FALSE(IsSubstantive(turn));
}

// Ten questions a day of side 0, the k-th on a hard topic where `hard`; side 1 answers in a word
// where `brief`. Side 0 then says a few words, and side 1 too.
template <typename Hard, typename Brief>
void DaysOfQuestions(MadeTalk* made, std::uint32_t days, Hard hard, Brief brief) {
  for (std::uint32_t k = 0; k < 10 * days; ++k) {
    const std::uint32_t features = kQuestion | (hard(k) ? std::uint32_t{kMilestone} : 0u);
    made->SayAt(kMonday + k / 10 * kDay + (10 + k % 10) * kHour, 0, features);
    made->Say(kMinute, 1, 0, 0, brief(k) ? 1 : 8);
    made->Say(kMinute, 0, 0, 0, 12).Say(kMinute, 1, 0, 0, 6).Say(kMinute, 0, 0, 0, 6);
  }
}

TEST_CASE("short replies: share, the usual share beside it, and more of them on hard topics") {
  MadeTalk made;
  DaysOfQuestions(
      &made, 140, [](std::uint32_t k) { return k % 10 == 3; },
      [](std::uint32_t k) { return k % 10 == 3 ? k % 20 == 3 : k % 5 == 0; });
  const MeasureResult result = ShortReplies(made.Input());
  REQUIRE(result.state == MeasureState::kShown);
  CHECK(FigureOf(result, 1, "short_hard").value == Approx(.5));
  CHECK(FigureOf(result, 1, "short_hard").n == 140);
  // Of ten questions two, and none of the ten longer turns after them.
  CHECK(FigureOf(result, 1, "short_ordinary").value == Approx(280.0 / 2660));
  const Figure extra = FigureOf(result, 1, "extra_on_hard");
  CHECK(extra.value == Approx(100 * (.5 - 280.0 / 2660)).margin(3));
  REQUIRE(ClaimOf(result, "short_replies_hard", 1) != nullptr);
  CHECK(ClaimOf(result, "short_replies_hard", 1)->p < .001);
}

TEST_CASE("short replies: none after the window, none to short turns, and too few") {
  MadeTalk made;
  for (std::uint32_t d = 0; d < 60; ++d) {
    made.SayAt(kMonday + d * kDay + 9 * kHour, 0, kQuestion);
    if (d < 20) made.Say(kMinute, 1, 0, 0, 1);     // the only replies that count
    if (d >= 20) made.Say(8 * kHour, 1, 0, 0, 1);  // too late
    made.Say(kMinute, 0, 0, 0, 2).Say(kMinute, 1, 0, 0, 2);
  }
  const MeasureResult result = ShortReplies(made.Input());
  CHECK(result.state == MeasureState::kNotEnough);
  CHECK(FigureOf(result, 1, "replies").value == 20);
  CHECK(result.note == "0 replies to substantive turns of the 40 needed");
}

TEST_CASE("short replies: off where most messages are pictures") {
  MadeTalk made;
  DaysOfQuestions(
      &made, 30, [](std::uint32_t) { return false; }, [](std::uint32_t) { return true; });
  for (int i = 0; i < 2000; ++i) {
    made.SayAt(made.now() + kMinute, i % 2, 0, 0, 0, {}, MessageKind::kMedia);
  }
  const MeasureResult result = ShortReplies(made.Input());
  CHECK(result.state == MeasureState::kNotEnough);
  CHECK(result.note.find("pictures") != std::string::npos);
}

}  // namespace
}  // namespace ebb
