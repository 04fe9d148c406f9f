// The sequence pass: puts messages in time order and reads hits in their conversation.
//
// Never sees text. Linear in messages and hits. Deterministic. A dyad is two participants of the
// conversation; messages of others are context only.
#pragma once

#include <cstdint>
#include <vector>

#include "chat/conversation.h"
#include "lexicon/lexicon.h"
#include "sequence/flag.h"

namespace ebb {

// Run of messages of one sender with gaps of at most ten minutes (measures.md M0).
struct Turn {
  MessageIndex first = 0, last = 0;  // positions in the ordered conversation, notices in between allowed
  std::uint16_t sender = 0;
  std::uint32_t begin = 0, end = 0;  // seconds since 2000
};

// Stretch of talk in which both sides are in conflict (measures.md M9).
struct ConflictEpisode {
  std::uint32_t first_turn = 0, last_turn = 0;
  std::uint16_t peak = 0;  // largest windowed score
};

struct SequenceResult {
  std::vector<MessageIndex> order;  // file positions in time order (stable); empty if already in order
  std::vector<Turn> turns;
  std::vector<std::uint32_t> turn_of;  // turn of each message, by file position; ~0 for notices
  std::vector<ConflictEpisode> conflicts;
  std::vector<Flag> flags;  // one per hit, same order as Conversation::hits
  std::uint64_t time_jumps = 0;  // records earlier than the one before them
};

SequenceResult ReadSequence(const Conversation& conversation, const Lexicon& lexicon);

}  // namespace ebb
