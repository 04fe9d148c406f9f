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
// message that is not a notice. The sums of the turn at hand live in registers: this runs over
// every message of a chat.
template <typename Each, typename Sink>
void ForEachTurn(const Timeline& timeline, const RuleTable& rules, Each each, Sink sink) {
  Turn turn;
  std::uint32_t features = 0, words = 0, end = 0;
  std::uint16_t sender = kNoSender;
  Position last = 0;
  const auto finish = [&] {
    turn.features = features;
    turn.words = words;
    turn.end = end;
    turn.last = last;
    turn.sender = sender;
    if (sender != kNoSender) sink(turn);
  };
  HitCursor hits(timeline);
  const Position size = timeline.size();
  for (Position p = 0; p < size; ++p) {
    const MessageFacts& facts = timeline.Facts(p);
    if (!IsNotice(facts)) {
      each(facts);
      if (!SameTurn(sender, end, facts)) {
        finish();
        turn = Turn{};
        turn.first = p;
        turn.begin = facts.sent;
        sender = facts.sender;
        features = words = end = 0;
      }
      last = p;
      end = facts.sent != 0 ? facts.sent : end;
      features |= facts.features;
      words += facts.words;
    }
    for (; hits.position() == p; hits.Next()) AddHit(hits.hit(), rules[hits.hit().rule], &turn);
  }
  finish();
}

}  // namespace ebb
