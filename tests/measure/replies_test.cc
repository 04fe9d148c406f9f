#include "measure/replies.h"

#include <catch2/catch.hpp>

#include "measure/made_talk.h"

namespace ebb {
namespace {

using testing::kDay;
using testing::kHour;
using testing::kMinute;
using testing::kMonday;
using testing::MadeTalk;
using End = Replies::Wait::End;

// Turns of 0 answered by 1 after `delay`, at noon of each day, and back after a minute.
void DailyExchange(MadeTalk* made, std::uint32_t days, std::uint32_t delay) {
  for (std::uint32_t d = 0; d < days; ++d) {
    made->SayAt(kMonday + d * kDay + 12 * kHour, 0);
    made->Say(delay, 1);
    made->Say(kMinute, 0);
  }
}

TEST_CASE("replies: the window is ten times the usual delay, from 4 to 24 hours") {
  struct Case {
    std::uint32_t delay, window;
  };
  for (const Case& c :
       {Case{kMinute, 4 * kHour}, Case{40 * kMinute, 400 * kMinute}, Case{4 * kHour, 24 * kHour}}) {
    MadeTalk made;
    DailyExchange(&made, 9, c.delay);
    INFO(c.delay);
    const MeasureInput input = made.Input();
    const Replies& replies = input.replies;
    CHECK(replies.Window(1) == c.window);
    CHECK(replies.Window(0) == 4 * kHour);
    CHECK(replies.Delay(0) == c.delay);
  }
}

void Call(MadeTalk* made, std::uint32_t gap, int side) {
  made->SayAt(made->now() + gap, side, 0, 0, 0, {}, MessageKind::kCall);
}

struct AskedTurn {
  const char* what;
  void (*then)(MadeTalk*);
  End end;
  std::uint32_t seconds;
};

TEST_CASE("replies: how a wait ends") {
  const AskedTurn cases[] = {
      {"an answer", [](MadeTalk* m) { m->Say(kHour, 1); }, End::kAnswered, kHour},
      {"an answer after one more turn of the asker",
       [](MadeTalk* m) { m->Say(kHour, 0).Say(kHour, 1); }, End::kAnswered, 2 * kHour},
      {"too late", [](MadeTalk* m) { m->Say(5 * kHour, 1); }, End::kNoAnswer, 4 * kHour},
      {"the one asked calls", [](MadeTalk* m) { Call(m, kHour, 1); }, End::kAnswered, kHour},
      {"the asker calls", [](MadeTalk* m) { Call(m, kHour, 0), m->Say(kHour, 1); }, End::kCalled,
       kHour},
      {"the asker calls at once", [](MadeTalk* m) { Call(m, kMinute, 0), m->Say(kHour, 1); },
       End::kCalled, 0},
      {"a call after the answer", [](MadeTalk* m) { m->Say(kHour, 1), Call(m, kHour, 0); },
       End::kAnswered, kHour},
      {"the asker calls too late", [](MadeTalk* m) { Call(m, 5 * kHour, 0), m->Say(kHour, 1); },
       End::kNoAnswer, 4 * kHour},
      {"the chat ends", [](MadeTalk* m) { m->Say(kHour, 0); }, End::kUnseen, kHour},
      {"the chat ends later", [](MadeTalk* m) { m->Say(5 * kHour, 0); }, End::kNoAnswer, 4 * kHour},
  };
  for (const AskedTurn& c : cases) {
    INFO(c.what);
    MadeTalk made;
    DailyExchange(&made, 9, kMinute);
    made.SayAt(kMonday + 9 * kDay + 12 * kHour, 0);
    const Position asked = made.last();
    c.then(&made);
    const MeasureInput input = made.Input();
    const std::size_t turn = input.talk.TurnAt(asked);
    const Replies::Wait wait = input.replies.WaitAfter(turn, input.talk.End(turn));
    CHECK(wait.end == c.end);
    CHECK(wait.seconds == c.seconds);
    CHECK((wait.answer == Talk::kNone) == (c.end != End::kAnswered));
    CHECK(input.replies.CalledInstead(turn) == (c.end == End::kCalled));
    CHECK(input.replies.WindowSeen(turn) == (c.end != End::kUnseen));
    if (c.end == End::kAnswered) CHECK(input.replies.AnswerTo(turn) == wait.answer);
  }
}

TEST_CASE("replies: a call that opens the turn came before its words") {
  MadeTalk made;
  DailyExchange(&made, 9, kMinute);
  made.SayAt(kMonday + 9 * kDay + 12 * kHour, 0, 0, 0, 0, {}, MessageKind::kCall);
  const Position called = made.last();
  made.Say(kMinute, 0, kQuestion).Say(kHour, 1);
  const MeasureInput input = made.Input();
  const std::size_t turn = input.talk.TurnAt(called);
  CHECK_FALSE(input.replies.CalledInstead(turn));
  CHECK(input.replies.AnswerTo(turn) == turn + 1);
}

}  // namespace
}  // namespace ebb
