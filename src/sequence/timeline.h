// A conversation in time order: its messages, and its hits beside them.
//
// A view: the conversation and the order must outlive it. Const after construction. Costs memory
// only where the file is out of order.
#pragma once

#include <cstdint>
#include <vector>

#include "chat/conversation.h"
#include "sequence/sequence.h"

namespace ebb {

struct TimeOrder {
  std::vector<MessageIndex> order;  // empty if the file is in order
  std::uint64_t jumps = 0;          // records earlier than the one before them
  std::uint16_t senders = 0;        // largest sender plus one
};
// With `strictly` every time counts, small steps back too; records of one second keep the direction
// that most of the file runs in.
TimeOrder OrderByTime(const std::vector<MessageFacts>& facts, bool strictly = false);
// The order that the conversation itself asks for.
TimeOrder OrderOf(const Conversation& conversation);

class Timeline {
 public:
  Timeline(const Conversation& conversation, const std::vector<MessageIndex>& order);

  Position size() const { return size_; }
  MessageIndex Message(Position position) const {
    return order_ == nullptr ? position : order_[position];
  }
  const MessageFacts& Facts(Position position) const { return facts_[Message(position)]; }

  // Hits by place in time order; `HitIndex` is the place in Conversation::hits.
  std::uint32_t hits() const { return hits_; }
  std::uint32_t HitIndex(std::uint32_t k) const { return sorted_.empty() ? k : sorted_[k].index; }
  const Hit& HitAt(std::uint32_t k) const { return conversation_->hits[HitIndex(k)]; }
  Position HitPosition(std::uint32_t k) const {
    return sorted_.empty() ? conversation_->hits[k].message : sorted_[k].position;
  }
  const Conversation& conversation() const { return *conversation_; }
  bool reordered() const { return order_ != nullptr; }

 private:
  struct Placed {
    Position position;
    std::uint32_t index;
  };
  const Conversation* conversation_;
  const MessageFacts* facts_;
  const MessageIndex* order_;  // null if the file is in order
  Position size_;
  std::uint32_t hits_;
  std::vector<Placed> sorted_;  // only where out of order
};

// Walks the hits in time order beside a loop over positions.
class HitCursor {
 public:
  explicit HitCursor(const Timeline& timeline) : timeline_(&timeline) { Settle(); }
  Position position() const { return position_; }  // past the end when there are no more
  std::uint32_t number() const { return number_; }
  const Hit& hit() const { return timeline_->HitAt(number_); }
  bool done() const { return number_ >= timeline_->hits(); }
  void Next() {
    ++number_;
    Settle();
  }

 private:
  void Settle() { position_ = done() ? timeline_->size() : timeline_->HitPosition(number_); }
  const Timeline* timeline_;
  std::uint32_t number_ = 0;
  Position position_ = 0;
};

inline bool IsNotice(const MessageFacts& facts) {
  return facts.kind == static_cast<std::uint16_t>(MessageKind::kNotice) ||
         facts.sender == kNoSender;
}

// Seconds from `before` to `after`; 0 if either has no time or the clock went back.
inline std::uint32_t SecondsBetween(std::uint32_t before, std::uint32_t after) {
  return before == 0 || after <= before ? 0 : after - before;
}

}  // namespace ebb
