#include "sequence/timeline.h"

#include <algorithm>

namespace ebb {
namespace {

constexpr std::uint32_t kSmallStepBack = 3600;

// The time a record sorts by: see ReadSequence on missing times and small steps back.
std::uint32_t EffectiveTime(std::uint32_t sent, std::uint32_t previous) {
  if (sent == 0) return previous;
  return sent < previous && previous - sent <= kSmallStepBack ? previous : sent;
}

std::vector<MessageIndex> Sorted(const std::vector<MessageFacts>& facts) {
  std::vector<std::uint64_t> keys(facts.size());
  std::uint32_t previous = 0;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    previous = EffectiveTime(facts[i].sent, previous);
    keys[i] = (std::uint64_t{previous} << 32) | i;
  }
  std::sort(keys.begin(), keys.end());  // the file place in the low half makes it stable
  std::vector<MessageIndex> order(facts.size());
  for (std::size_t i = 0; i < keys.size(); ++i) order[i] = static_cast<MessageIndex>(keys[i]);
  return order;
}

}  // namespace

TimeOrder OrderByTime(const std::vector<MessageFacts>& facts) {
  TimeOrder result;
  std::uint32_t last = 0, effective = 0;
  bool sorted = true;
  for (const MessageFacts& f : facts) {
    if (f.sender != kNoSender && f.sender >= result.senders) {
      result.senders = static_cast<std::uint16_t>(f.sender + 1);
    }
    if (f.sent == 0) continue;
    if (f.sent < last) ++result.jumps;
    last = f.sent;
    const std::uint32_t now = EffectiveTime(f.sent, effective);
    sorted = sorted && now >= effective;
    effective = now;
  }
  if (!sorted) result.order = Sorted(facts);
  return result;
}

Timeline::Timeline(const Conversation& conversation, const std::vector<MessageIndex>& order)
    : conversation_(&conversation),
      facts_(conversation.facts.data()),
      order_(order.empty() ? nullptr : order.data()),
      size_(static_cast<Position>(conversation.facts.size())) {
  if (order.empty() || conversation.hits.empty()) return;
  std::vector<Position> position_of(order.size());
  for (Position p = 0; p < order.size(); ++p) position_of[order[p]] = p;
  sorted_.reserve(conversation.hits.size());
  for (std::uint32_t k = 0; k < conversation.hits.size(); ++k) {
    sorted_.push_back({position_of[conversation.hits[k].message], k});
  }
  std::sort(sorted_.begin(), sorted_.end(), [](const Placed& a, const Placed& b) {
    return a.position != b.position ? a.position < b.position : a.index < b.index;
  });
}

}  // namespace ebb
