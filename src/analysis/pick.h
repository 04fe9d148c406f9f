// Which flags the document holds, and which messages stand around each.
//
// Pure and deterministic: a cap per partner and category, filled with high confidence first, then
// low, then what was voided (at most a quarter), each spread evenly over time.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/analysis.h"
#include "chat/conversation.h"
#include "lexicon/lexicon.h"
#include "sequence/sequence.h"

namespace ebb {

// Places in time order and back.
class PlaceMap {
 public:
  // `sequence` must outlive this object.
  PlaceMap(const SequenceResult& sequence, std::size_t messages);
  Position PositionOf(MessageIndex message) const {
    return positions_.empty() ? message : positions_[message];
  }
  MessageIndex MessageAt(Position position) const { return sequence_.MessageAt(position); }

 private:
  const SequenceResult& sequence_;
  std::vector<Position> positions_;  // empty if the file is in time order
};

// Positions in SequenceResult::flags, in time order. `partner_of` as PartnerOf gives it.
std::vector<std::uint32_t> PickFlags(const SequenceResult& sequence, const Lexicon& lexicon,
                                     const Conversation& conversation,
                                     const std::vector<int>& partner_of, const PlaceMap& order,
                                     Evidence* evidence);

// Up to two messages on each side of `message` in time order; notices are passed over.
struct Neighbours {
  std::vector<MessageIndex> before, after;  // in time order
};
Neighbours NeighboursOf(const Conversation& conversation, const PlaceMap& order,
                        MessageIndex message);

// `count` of the numbers 0 .. size-1, ascending and evenly spread.
std::vector<std::size_t> Spread(std::size_t size, std::size_t count);

}  // namespace ebb
