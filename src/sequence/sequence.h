// The sequence pass: puts messages in time order and reads hits in their conversation.
//
// Never sees text. Linear in messages and hits (a sort only where a file is out of order), the same
// result every time. Keeps nothing per message: only the order where the file is not in order, the
// conflict episodes and one flag per hit. Any number of senders: whoever is not the sender of a
// message is its partner, so in a chat of two these are the two.
//
// `Position` = place in time order; `MessageIndex` = place in the file.
#pragma once

#include <cstdint>
#include <vector>

#include "chat/conversation.h"
#include "lexicon/lexicon.h"
#include "sequence/flag.h"

namespace ebb {

// Stretch of talk in which both sides are in conflict (measures.md M9), from its first heated turn
// to the last turn before it cooled down.
struct ConflictEpisode {
  Position first = 0, last = 0;  // messages, both included
  std::uint32_t turns = 0;
  std::uint16_t peak = 0;  // largest windowed score
};

struct SequenceResult {
  std::vector<MessageIndex> order;  // file places in time order (stable); empty if already in order
  std::vector<ConflictEpisode> conflicts;  // in time order, not overlapping
  // One per hit, and what the decision layer raised; ordered by message, then by begin.
  std::vector<Flag> flags;
  std::uint64_t time_jumps = 0;  // records earlier than the one before them

  MessageIndex MessageAt(Position position) const {
    return order.empty() ? position : order[position];
  }
};

// Time order is a stable sort by `sent`. A record without a time stays behind the one before it,
// and so does one that steps back by at most an hour: a clock set back, or a late delivery, where
// the file knows better than the clock.
// The decision layer speaks last, if the lexicon has one (see decide.h).
SequenceResult ReadSequence(const Conversation& conversation, const Lexicon& lexicon);
// The same, and frees the conversation's hits and scores where they are not needed any more: those
// of a long chat are many megabytes.
SequenceResult ReadSequence(Conversation* conversation, const Lexicon& lexicon);
// By rules and gates alone.
SequenceResult ReadSequence(const Conversation& conversation, const std::vector<Rule>& rules);

// How far the decision layer is trusted with a conversation (see decide.h).
enum class LayerTrust : std::uint8_t {
  kNone,      // there is none, or hardly any talk: fewer than four messages, or one side alone
  kCautious,  // no whole chat: fewer than forty messages, or fewer than eight of the other side
  kWhole,
};
LayerTrust LayerTrustIn(const Conversation& conversation, const Lexicon& lexicon);

}  // namespace ebb
