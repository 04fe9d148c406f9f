// Walks a conversation's scored messages in time order, beside a loop over positions.
//
// The timeline must outlive it. Costs memory only where the file is out of order.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "chat/scores.h"
#include "sequence/timeline.h"

namespace ebb {

class ScoreCursor {
 public:
  ScoreCursor(const Timeline& timeline, bool used)
      : scores_(timeline.conversation().scores), size_(used ? scores_.size() : 0) {
    if (!used || !timeline.reordered()) return;
    std::vector<Position> position_of(timeline.size());
    for (Position p = 0; p < timeline.size(); ++p) position_of[timeline.Message(p)] = p;
    places_.reserve(size_);
    for (std::uint32_t i = 0; i < size_; ++i) {
      places_.emplace_back(position_of[scores_[i].message], i);
    }
    std::sort(places_.begin(), places_.end());
  }
  std::size_t size() const { return size_; }
  bool done() const { return at_ >= size_; }
  Position position() const {  // past the end when there are no more
    if (done()) return ~Position{0};
    return places_.empty() ? scores_[at_].message : places_[at_].first;
  }
  std::size_t index() const { return places_.empty() ? at_ : places_[at_].second; }
  const MessageScore& score() const { return scores_[index()]; }
  void Next() { ++at_; }

 private:
  const std::vector<MessageScore>& scores_;
  std::size_t size_;
  std::vector<std::pair<Position, std::uint32_t>> places_;  // only where out of order
  std::size_t at_ = 0;
};

}  // namespace ebb
