// Promises to come back to a topic, and whether somebody did (measures.md M13).
//
// A promise is a turn with R7, or with a postponement (A1 ...) that names a time by a word for it,
// and does not only refuse one ("not tonight") or tell of one that has been ("up since 5"). It is
// kept by whoever of the two first, and within the window, brings the topic up again (its key, or a
// word of the talk so rare that chance seldom brings it into the window) without putting it off
// once more, calls, opens gently (R9) or apologises (R11). Nobody was away who is back within
// twenty minutes, or within half the time to the one named if that is less.
//
// The window ends 24 hours after the latest time that the turn names ("at eight", "tomorrow", "in
// an hour": time/said_time.h). Of a time that only the two can date ("after work") it is 48 hours,
// of none ("later") 72. Left out are promises whose window the chat does not reach, and those of
// which no turn says what they were about. A return in other words is not seen: these are returns
// found, not returns made.
//
// Pure function of a talk; linear in turns.
#pragma once

#include <cstdint>
#include <vector>

#include "sequence/pair_talk.h"
#include "sequence/topic_key.h"

namespace ebb {

inline constexpr std::uint32_t kPastNamed = 24 * 3600;  // after a time that was read
inline constexpr std::uint32_t kNamedWindow = 48 * 3600, kVagueWindow = 72 * 3600;

enum class ReturnBy : std::uint8_t { kNobody, kPromiser, kOther };

struct PromisedReturn {
  std::size_t turn = 0;
  int side = 0;            // who promised
  bool vague = false;      // no time named
  std::uint32_t when = 0;  // the time named, seconds since 2000; 0 = none that could be read
  ReturnBy kept = ReturnBy::kNobody;
  std::size_t back = 0;  // the turn that came back to it; == turn if nobody did
};
// In the order of turns. A promise renewed by the same side while one is pending is the same one.
std::vector<PromisedReturn> FindPromisedReturns(const Talk& talk, const StemCounts& counts);

}  // namespace ebb
