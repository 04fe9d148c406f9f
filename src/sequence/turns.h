// Turns, made on the fly: runs of messages of one sender with gaps of at most ten minutes
// (measures.md M0). Nothing is stored, so a chat of millions of messages costs no memory here.
#pragma once

#include <algorithm>
#include <cstdint>

#include "sequence/rule_table.h"
#include "sequence/timeline.h"

namespace ebb {

inline constexpr std::uint32_t kTurnGap = 600;  // seconds

inline bool SameTurn(std::uint16_t sender_before, std::uint32_t sent_before,
                     const MessageFacts& next) {
  return sender_before == next.sender && SecondsBetween(sent_before, next.sent) <= kTurnGap;
}

struct Turn {
  Position first = 0, last = 0;  // messages, both included; notices may lie between
  std::uint16_t sender = kNoSender;
  std::uint32_t begin = 0, end = 0;  // seconds since 2000; 0 = undated
  std::uint32_t features = 0;        // of all its messages
  std::uint32_t words = 0;           // capped counts summed
  std::uint32_t shorts = 0;          // messages of at most three tokens
  std::uint32_t periods = 0;         // of these, ending in a full stop
  std::uint16_t roles = 0;           // of its asserted hits
  std::uint16_t heat = 0;            // points of its asserted hits (M9)
  std::uint16_t chasers = 0;         // asserted P2 hits
};

// A hit that says something about the talk before any gate is asked.
inline bool IsPlainlyAsserted(const Hit& hit, const RuleTraits& traits) {
  return hit.modality == Modality::kAsserted &&
         ((traits.gates & kGateWhole) == 0 || hit.whole_message);
}

inline void AddHit(const Hit& hit, const RuleTraits& traits, Turn* turn) {
  if (!IsPlainlyAsserted(hit, traits)) return;
  turn->roles |= traits.roles;
  turn->heat = static_cast<std::uint16_t>(std::min(1000, turn->heat + traits.heat));
  if (traits.roles & kRoleChaser) ++turn->chasers;
}

// First message at or after `p` that is no notice; the size if there is none.
inline Position SkipNotices(const Timeline& timeline, Position p) {
  while (p < timeline.size() && IsNotice(timeline.Facts(p))) ++p;
  return p;
}

// Calls `sink(const Turn&)` for every turn in time order. The sums of the turn at hand live in
// registers and are made without branches: this runs over every message of a chat.
template <typename Sink>
void ForEachTurn(const Timeline& timeline, const RuleTable& rules, Sink sink) {
  HitCursor hits(timeline);
  const Position size = timeline.size();
  Position p = SkipNotices(timeline, 0);
  while (p < size) {
    Turn turn;
    turn.first = p;
    turn.sender = timeline.Facts(p).sender;
    turn.begin = timeline.Facts(p).sent;
    std::uint32_t features = 0, words = 0, end = 0, shorts = 0, periods = 0;
    Position next = p;
    do {
      p = next;
      const MessageFacts& facts = timeline.Facts(p);
      end = facts.sent != 0 ? facts.sent : end;
      features |= facts.features;
      words += facts.words;
      const std::uint32_t is_short = ((facts.features & kMinimal) != 0) & (facts.words != 0);
      shorts += is_short;
      periods += is_short & ((facts.features & kFinalPeriod) != 0);
      for (; hits.position() <= p && !hits.done(); hits.Next()) {
        if (hits.position() == p) AddHit(hits.hit(), rules[hits.hit().rule], &turn);
      }
      next = SkipNotices(timeline, p + 1);
    } while (next < size && SameTurn(turn.sender, end, timeline.Facts(next)));
    turn.last = p;
    turn.end = end;
    turn.features = features;
    turn.words = words;
    turn.shorts = shorts;
    turn.periods = periods;
    sink(turn);
    p = next;
  }
}

}  // namespace ebb
