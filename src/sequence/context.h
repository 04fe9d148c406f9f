// What has been said so far, as far as the gates ask: a few latest events, no list of messages.
//
// Moves forward through a conversation one message at a time; a step costs the same however long
// the chat or a turn is.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sequence/survey.h"
#include "sequence/timeline.h"
#include "sequence/turns.h"

namespace ebb {

// Something that happened in a turn. Turns are numbered from 1; turn 0 = never.
struct Event {
  std::uint32_t turn = 0;
  Position position = 0;
  MessageIndex message = kNoMessage;
  std::uint32_t sent = 0;
  std::uint16_t sender = kNoSender;
};

// The latest event of its kind, and the latest by anyone but that sender.
class LatestEvent {
 public:
  void Note(const Event& event) {
    if (event.sender != last_.sender) before_ = last_;
    last_ = event;
  }
  const Event& ByAnyone() const { return last_; }
  const Event& ByOther(std::uint16_t sender) const {
    return last_.sender != sender ? last_ : before_;
  }

 private:
  Event last_, before_;
};

class TalkContext {
 public:
  TalkContext(const Timeline& timeline, const Survey& survey);

  // Step to a message (not a notice). The getters below then speak of what came before it.
  void Enter(Position position, const MessageFacts& facts);
  // Take in the message itself, after its hits were judged: first its features, then each hit that
  // counts (or, of abuse, is asserted).
  void TakeFeatures(const MessageFacts& facts) {
    if ((facts.features & kNoted) != 0) NoteFeatures(facts);
  }
  void TakeHit(const RuleTraits& traits, About about, Confidence confidence);

  std::uint32_t turn() const { return here_.turn; }
  const Event& here() const { return here_; }
  // Call before asking for conflicts: brings their place up to the message.
  void FindConflict();
  const ConflictEpisode* Conflict() const;  // the episode that holds the message, or null
  // An episode that ended at most `seconds` before the message (undated: never).
  bool ConflictEndedWithin(std::uint32_t seconds) const;

  LatestEvent milestone, proposal, feeling_question, bid, trigger, apology, mending, heat;
  LatestEvent tension;  // sure flags of withdrawal, shutdown, avoidance, neglect, pressure

  // Position of the sender's latest agreement plus one; 0 = none.
  Position AgreedAt(std::uint16_t sender) const { return senders_[sender].agreed; }
  // Own disclosure in an earlier turn, nobody else having written since.
  const Event* OwnUnansweredDisclosure() const;
  // In the twenty turns after abuse, an insult burst or five unanswered chasers by somebody else,
  // or after the sender told of abuse.
  const Event* Danger() const;

 private:
  static constexpr int kBurst = 3;
  static constexpr std::uint32_t kNoted = kMilestone | kPlanProposal | kFeelingQuestion |
                                          kDisclosure | kNegativeEmotion | kShouting | kYouAlways |
                                          kAgreement | kInsult;
  struct Sender {
    Position agreed = 0;
    Event disclosure, told_abuse;
    std::array<std::uint32_t, kBurst> insult_turns{};
    std::uint32_t insults = 0;
  };
  void NoteFeatures(const MessageFacts& facts);
  void TakeInsult();

  const Timeline* timeline_;
  const Survey* survey_;
  std::vector<Sender> senders_;
  Event here_;
  std::uint32_t turn_features_ = 0;  // those of kNoted so far
  std::uint32_t other_turn_ = 0;     // last turn of somebody other than the present sender
  std::uint32_t chasers_ = 0;        // in a row by the present sender
  LatestEvent danger_;
  std::size_t episode_ = 0;  // first one that does not lie wholly before the message
};

inline void TalkContext::Enter(Position position, const MessageFacts& facts) {
  if (!SameTurn(here_.sender, here_.sent, facts)) {
    if (facts.sender != here_.sender) {
      other_turn_ = here_.turn;
      chasers_ = 0;
    }
    ++here_.turn;
    turn_features_ = 0;
    here_.sender = facts.sender;
    here_.sent = 0;
  }
  here_.position = position;
  here_.sent = facts.sent != 0 ? facts.sent : here_.sent;
}

}  // namespace ebb
