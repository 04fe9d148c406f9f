// Who answered what, and how soon on the waking clock (measures.md M2 and M3).
//
// Views a Talk and its clocks, which must outlive it; const after construction; a few bytes in all.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "measure/talk.h"
#include "measure/waking_clock.h"

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
  static constexpr std::uint32_t kNever = 0xFFFFFFFF;

 private:
  std::uint32_t MedianDelay(int side) const;
  const Talk* talk_;
  const std::array<WakingClock, 2>* clocks_;
  std::array<std::uint32_t, 2> windows_{};
};

}  // namespace ebb
