// Several exports of one chat made into one conversation.
//
// Parts are put one after the other, earliest first; the sequence pass sorts them by time. Messages
// an earlier part already holds are left out, but only where a run of them recurs exactly (same
// time, sender, words and features), so that a lone "ok" in the same minute is never lost. Undated
// parts are never compared. People are matched by key, else by name.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "chat/conversation.h"

namespace ebb {

// Where the messages of one part stand in the merged conversation: `begin` onwards, `kept` of them.
struct Part {
  std::size_t input = 0;                // which source
  std::string conversation_id;          // in that source
  std::vector<Checkpoint> checkpoints;  // in the part's own counting
  MessageIndex begin = 0;
  MessageIndex count = 0;          // messages and notices kept
  std::vector<MessageIndex> kept;  // their own indices, ascending; empty = all
  MessageIndex Own(MessageIndex merged) const {
    return kept.empty() ? merged - begin : kept[merged - begin];
  }
};

struct MergedChat {
  Conversation conversation;
  std::vector<Part> parts;
  std::uint64_t duplicates = 0;
};

// REQUIRES: `conversations` is not empty; its positions are Part::input.
MergedChat MergeParts(std::vector<Conversation> conversations);

}  // namespace ebb
