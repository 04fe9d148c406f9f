// Who answered what, and how soon on the waking clock (measures.md M2 and M3).
//
// An answer is the next turn of the other side, if it begins within the window. A call is one too
// (measures.md, call rule): called by the one asked it is that one's next turn, called by the one
// who asked it ends the wait. Formats without call records simply have none.
//
// Views a Talk and its clocks, which must outlive it; const after construction; a few bytes in all
// and eight for each call, where there are calls a bit a turn.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sequence/pair_talk.h"
#include "sequence/waking_clock.h"

namespace ebb {

class Replies {
 public:
  Replies(const Talk& talk, const std::array<WakingClock, 2>& clocks);

  // How long `side` may take before silence counts as no answer: ten times its median delay, at
  // least 4 and at most 24 waking hours (the factor is a convention of ours). Seconds.
  std::uint32_t Window(int side) const { return windows_[static_cast<std::size_t>(side)]; }
  // Waking seconds, on the clock of the one who is to answer, from the end of `turn` to the next
  // turn of the other side; kNever if there is none.
  std::uint32_t Delay(std::size_t turn) const;
  // The next turn of the other side if it comes within its window, else Talk::kNone.
  std::size_t AnswerTo(std::size_t turn) const;
  // True if whoever wrote `turn` called within the window, before the other wrote.
  bool CalledInstead(std::size_t turn) const;
  // Did the chat go on until the window of `turn` was over? If not, silence means nothing.
  bool WindowSeen(std::size_t turn) const;

  // All of that at once, for loops that know already when the turn ended.
  struct Wait {
    enum class End : std::uint8_t {
      kAnswered,  // by turn `answer`
      kCalled,    // the one who asked called before
      kNoAnswer,  // none within the window
      kUnseen,    // the chat ends before the window does
    };
    End end = End::kNoAnswer;
    std::uint32_t seconds = 0;  // waking: to the answer, the call, the window's or the chat's end
    std::size_t answer = Talk::kNone;  // only of kAnswered
  };
  Wait WaitAfter(std::size_t turn, std::uint32_t end) const;

  static constexpr std::uint32_t kNever = 0xFFFFFFFF;

 private:
  struct Call {
    Position position = 0;
    std::uint32_t sent = 0;
  };
  void FindCalls();
  // Time of the first call of the asker after the turn began and before `next`; 0 = none.
  std::uint32_t OwnCall(std::size_t turn, std::size_t next) const;
  std::uint32_t MedianDelay(int side) const;
  const Talk* talk_;
  const std::array<WakingClock, 2>* clocks_;
  std::vector<Call> calls_;
  std::vector<bool> called_;  // by turn: one may end its wait; empty without calls
  std::array<std::uint32_t, 2> windows_{};
};

}  // namespace ebb
