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

// Calls `sink(const Turn&)` for every turn in time order, and `each(const MessageFacts&)` for every
// message that is not a notice.
template <typename Each, typename Sink>
void ForEachTurn(const Timeline& timeline, const RuleTable& rules, Each each, Sink sink) {
  Turn turn;
  std::uint32_t next_hit = 0;
  const std::uint32_t hits = timeline.hits();
  Position hit_at = hits > 0 ? timeline.HitPosition(0) : timeline.size();
  for (Position p = 0; p < timeline.size(); ++p) {
    const MessageFacts& facts = timeline.Facts(p);
    if (!IsNotice(facts)) {
      each(facts);
      if (!SameTurn(turn.sender, turn.end, facts)) {
        if (turn.sender != kNoSender) sink(turn);
        turn = Turn{};
        turn.first = p;
        turn.sender = facts.sender;
        turn.begin = facts.sent;
      }
      turn.last = p;
      if (facts.sent != 0) turn.end = facts.sent;
      turn.features |= facts.features;
      turn.words += facts.words;
    }
    while (hit_at == p) {
      const Hit& hit = timeline.HitAt(next_hit);
      AddHit(hit, rules[hit.rule], &turn);
      ++next_hit;
      hit_at = next_hit < hits ? timeline.HitPosition(next_hit) : timeline.size();
    }
  }
  if (turn.sender != kNoSender) sink(turn);
}

}  // namespace ebb
