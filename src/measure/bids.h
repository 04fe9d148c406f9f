// Bids: turns that ask something of the partner, and how they were met (measures.md M3).
//
// Pure function of a talk; eight bytes a bid; linear.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "measure/replies.h"
#include "sequence/pair_talk.h"

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
  static constexpr std::uint32_t kMostTurns = (1u << 27) - 1;
  std::uint32_t turn = 0;  // in the talk; its side made the bid
  // So many turns later the other side answers (more than kMostTurns, which nobody writes in a
  // day, are told as so many); 0 if no answer came within the window (a bid met by a call alone has
  // none either, and is kToward).
  std::uint32_t turns_to_answer : 27 = 0;
  BidType type : 2 = BidType::kNeutral;
  BidAnswer met : 2 = BidAnswer::kAway;
  bool late : 1 = false;  // answered, but after the window: see below

  bool answered() const { return turns_to_answer != 0; }
  // The turn that answers, or the bid's own.
  std::uint32_t answer() const { return turn + turns_to_answer; }
};
static_assert(sizeof(Bid) == 8);

// In the order of turns. A turn is one bid at most, however much it asks. Left out are those after
// which the chat ends before the window does.
//
// Warmth alone makes a bid only where it opens a session ("thinking of you"): under a good night or
// within an exchange it asks for nothing, nor where every fourth turn of the side has it. Pressure
// counts as a bid, blame and guilt alone do not.
//
// A reply of two words is kMinimal unless it asks, names a time or, after a question, a thing ("at
// the station"); a curt word (D4) or other words of distance always are.
//
// A reply in time ignores the bid if it shares no stem with it, holds nothing that answers
// (question, answer word, agreement, warmth, laughter, time, decision, reason, media) and either
// comes in a later session or leaves the other to bring the matter up again. Stems alone do not
// tell: a good answer seldom repeats the words of its question.
//
// After the window the next turn of the other is a late answer only if it shares a stem with the
// bid, quotes a message, or holds an answer word, agreement, a decision, a reason, acceptance or an
// apology: most often it is of something else.
std::vector<Bid> FindBids(const Talk& talk, const Replies& replies);

// Words of distance (withdrawal, shutdown, avoidance of one's own) in a reply that holds nothing
// else to go by: no question, time, plan, answer word, agreement, reason, warmth or laughter.
// Whether a gate held is not asked: gates ask for a hard topic before, so that what they let count
// comes after hard topics by definition, and a comparison of hard and everyday talk would find
// itself. Without them "dunno, pasta?" is worded like a dodge; hence the rest.
inline bool TurnsAway(const TalkTurn& reply) {
  return reply.Has(kDistanceWorded) &&
         !reply.Shows(kQuestion | kTimeWord | kPlanProposal | kWarmth | kLaughter | kAgreement |
                      kDecisionWord | kPracticalReason | kAnswerWord);
}

// The share of a side's turns with warmth from which on warmth alone makes no bid.
inline constexpr double kHabitualWarmth = 0.25;

}  // namespace ebb
