#include "sequence/timeline.h"

#include <algorithm>
#include <numeric>

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

// True if more records are earlier than the one before them than later.
bool RunsBackwards(const std::vector<MessageFacts>& facts) {
  std::int64_t balance = 0;
  std::uint32_t last = 0;
  for (const MessageFacts& f : facts) {
    if (f.sent == 0) continue;
    if (last != 0 && f.sent != last) balance += f.sent < last ? -1 : 1;
    last = f.sent;
  }
  return balance < 0;
}

// Undated records stay beside the one before them, whichever way the file runs.
std::vector<MessageIndex> StrictlySorted(const std::vector<MessageFacts>& facts) {
  const auto size = static_cast<MessageIndex>(facts.size());
  const bool backwards = RunsBackwards(facts);
  std::vector<std::uint64_t> keys(size);
  std::uint32_t previous = 0;
  for (MessageIndex i = 0; i < size; ++i) {
    if (facts[i].sent != 0) previous = facts[i].sent;
    keys[i] = (std::uint64_t{previous} << 32) | (backwards ? size - 1 - i : i);
  }
  std::sort(keys.begin(), keys.end());
  std::vector<MessageIndex> order(size);
  for (MessageIndex i = 0; i < size; ++i) {
    const auto low = static_cast<MessageIndex>(keys[i]);
    order[i] = backwards ? size - 1 - low : low;
  }
  return order;
}

std::uint16_t CountSenders(const std::vector<MessageFacts>& facts) {
  std::uint16_t senders = 0;
  for (const MessageFacts& f : facts) {
    if (f.sender != kNoSender && f.sender >= senders) {
      senders = static_cast<std::uint16_t>(f.sender + 1);
    }
  }
  return senders;
}

TimeOrder OrderStrictly(const std::vector<MessageFacts>& facts) {
  TimeOrder result;
  result.senders = CountSenders(facts);
  result.order = StrictlySorted(facts);
  if (std::is_sorted(result.order.begin(), result.order.end())) result.order.clear();
  return result;
}

TimeOrder OrderByOffset(const Conversation& conversation) {
  TimeOrder result;
  result.senders = CountSenders(conversation.facts);
  const std::vector<std::uint32_t>& offsets = conversation.offsets;
  if (std::is_sorted(offsets.begin(), offsets.end())) return result;
  result.order.resize(offsets.size());
  std::iota(result.order.begin(), result.order.end(), MessageIndex{0});
  std::stable_sort(result.order.begin(), result.order.end(),
                   [&](MessageIndex a, MessageIndex b) { return offsets[a] < offsets[b]; });
  return result;
}

}  // namespace

TimeOrder OrderOf(const Conversation& conversation) {
  const bool recording =
      !conversation.offsets.empty() && conversation.offsets.size() == conversation.facts.size();
  if (recording) return OrderByOffset(conversation);
  return OrderByTime(conversation.facts, conversation.sort_by_time);
}

TimeOrder OrderByTime(const std::vector<MessageFacts>& facts, bool strictly) {
  if (strictly) return OrderStrictly(facts);
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
      size_(static_cast<Position>(conversation.facts.size())),
      hits_(static_cast<std::uint32_t>(conversation.hits.size())) {
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
