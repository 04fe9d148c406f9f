// Finds conflict episodes (measures.md M9) from turns handed over in time order.
//
// Points of a turn: its plain strong hits, and one each for negative emotion, shouting and "you
// always", unless the turn also laughs or is warm. An episode is where ten turns hold four points,
// at least one of them from a hit, and either two senders contribute or one chases three times.
// A window does not reach over a pause of four hours.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sequence/sequence.h"
#include "sequence/turns.h"

namespace ebb {

class ConflictFinder {
 public:
  void Add(const Turn& turn) {
    if (sum_ == 0 && turn.heat == 0 && (turn.features & kHot) == 0) {
      ++turn_;  // nothing in the window, and nothing to put there
    } else {
      AddScore(turn);
    }
  }
  std::vector<ConflictEpisode> Take() { return std::move(episodes_); }

 private:
  static constexpr std::uint32_t kWindow = 10;
  struct Entry {
    std::uint16_t score = 0;
    std::uint16_t from_hits = 0;
    std::uint16_t chasers = 0;
    std::uint16_t sender = kNoSender;
    Position first = 0;
    std::uint32_t turn = 0;
  };
  static constexpr std::uint32_t kHot = kNegativeEmotion | kShouting | kYouAlways;
  void AddScore(const Turn& turn);
  bool IsHot() const;
  const Entry& FirstScoring() const;
  void Extend(const Turn& turn);

  std::array<Entry, kWindow> window_{};
  std::uint32_t turn_ = 0;  // turns seen
  std::uint32_t sum_ = 0;   // of the scores in the window
  std::uint32_t last_end_ = 0;
  std::uint32_t hot_turn_ = 0, hot_end_ = 0;  // where the open episode was last hot
  std::vector<ConflictEpisode> episodes_;
};

}  // namespace ebb
