#include "sequence/neighbours.h"

#include <algorithm>

#include "sequence/turns.h"

namespace ebb {
namespace {

constexpr std::uint32_t kOwnGap = 120;
constexpr Position kReach = 12;  // messages looked at on either side
constexpr std::uint32_t kHitReach = 32;

bool IsReturn(const Hit& hit, const RuleTraits& traits) {
  return (traits.roles & kRoleReturn) != 0 && IsPlainlyAsserted(hit, traits);
}

// Do all messages from `from` to `to` come from one sender, within two minutes?
bool OneBreath(const Timeline& timeline, Position from, Position to) {
  if (to - from > kReach) return false;
  const MessageFacts& first = timeline.Facts(from);
  for (Position p = from + 1; p <= to; ++p) {
    const MessageFacts& facts = timeline.Facts(p);
    if (!IsNotice(facts) && facts.sender != first.sender) return false;
  }
  return SecondsBetween(first.sent, timeline.Facts(to).sent) <= kOwnGap;
}

}  // namespace

Neighbours LookAhead(const Timeline& timeline, Position position) {
  Neighbours result;
  const MessageFacts& self = timeline.Facts(position);
  const Position end = std::min(timeline.size() - position, kReach) + position;
  bool own_seen = false;
  for (Position p = position + 1; p < end; ++p) {
    const MessageFacts& facts = timeline.Facts(p);
    if (IsNotice(facts)) continue;
    const std::uint32_t gap = SecondsBetween(self.sent, facts.sent);
    if (gap > kTurnGap) break;
    if (facts.sender != self.sender) {
      result.partner = facts.features;
      result.partner_message = timeline.Message(p);
      break;
    }
    if (!own_seen && gap <= kOwnGap) {
      result.own = facts.features;
      result.own_message = timeline.Message(p);
    }
    own_seen = true;
  }
  return result;
}

MessageIndex ReturnPromise(const Timeline& timeline, const RuleTable& rules, std::uint32_t k) {
  const Position here = timeline.HitPosition(k);
  for (std::uint32_t j = k; j-- > 0 && k - j <= kHitReach;) {
    const Position there = timeline.HitPosition(j);
    if (here - there > kReach) break;
    const Hit& hit = timeline.HitAt(j);
    if (IsReturn(hit, rules[hit.rule]) && OneBreath(timeline, there, here)) return hit.message;
  }
  for (std::uint32_t j = k; j < timeline.hits() && j - k <= kHitReach; ++j) {
    const Position there = timeline.HitPosition(j);
    if (there - here > kReach) break;
    const Hit& hit = timeline.HitAt(j);
    if (IsReturn(hit, rules[hit.rule]) && OneBreath(timeline, here, there)) return hit.message;
  }
  return kNoMessage;
}

}  // namespace ebb
