// Bids: turns that ask something of the partner, and how they were met (measures.md M3).
//
// Pure function of a talk; twelve bytes a bid; linear.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "measure/replies.h"
#include "measure/talk.h"

namespace ebb {

enum class BidType : std::uint8_t {
  kNeutral,    // a question or something shared, of daily life
  kEmotional,  // affection, a feeling or event disclosed, a check-in (R1), neglect, a gentle start
  kPlan,       // an invitation or proposal
  kHot,        // a milestone topic, pressure, or within a conflict: stands above the others
};
inline constexpr int kBidTypes = 4;

enum class BidAnswer : std::uint8_t {
  kToward,   // on topic, a question back, affection, acceptance, media, voice, call
  kMinimal,  // at most two words, no warmth
  kAway,     // no reply within the window, or one that ignores the bid
  kAgainst,  // dismissing or punishing (D3, D6), blame (P3), an insult
};

struct Bid {
  std::uint32_t turn = 0;    // in the talk; its side made the bid
  std::uint32_t answer = 0;  // turn of the other side; == turn if none came within the window
  BidType type = BidType::kNeutral;
  BidAnswer met = BidAnswer::kAway;
  bool late = false;  // answered, but after the window
};

// In the order of turns. A turn is one bid at most.
std::vector<Bid> FindBids(const Talk& talk, const Replies& replies);

}  // namespace ebb
