// Conversations within the chat: where each begins, by whom, after what (measure M5).
//
// A pure function of a talk; 24 bytes a pause of two hours or more; one pass.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sequence/pair_talk.h"
#include "sequence/waking_clock.h"

namespace ebb {

// A turn that begins a conversation, by at least one of the rules of Initiation.
struct Opening {
  std::uint32_t turn = 0;
  std::int32_t week = 0;        // WeekNumber
  std::uint32_t pause = 0;      // seconds since the turn before; the longest there is for the first
  int side = 0;                 // who begins
  bool restart = false;         // more than 12 waking hours, of the one last written to
  bool after_conflict = false;  // the first since one, by the chat's own rule
  bool greeting_only = false;   // by the chat's own rule: at most a greeting of each
};

// Those after more than the smaller of two hours and the chat's own pause.
// `clocks`: of the two sides.
std::vector<Opening> FindOpenings(const Talk& talk, const std::array<WakingClock, 2>& clocks);

}  // namespace ebb
