// Several exports of one chat made into one conversation.
//
// Parts are put one after the other, earliest first; the sequence pass sorts them by time. Messages
// an earlier part already holds are left out (overlap.h). People are matched by key, else by name
// (under any that a part before has for them), else by what they wrote in both parts; who is but
// "Me" or a number is matched by what was written first.
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

// A message or notice that was left out, for an earlier part holds it.
struct Repetition {
  std::size_t input = 0;     // which source
  MessageIndex own = 0;      // its index there
  MessageIndex message = 0;  // in the merged conversation
};

// A person whom two parts call by different names.
struct TwoNames {
  std::string shown, other;
};

struct MergedChat {
  static constexpr std::size_t kMostListed = 10000;

  Conversation conversation;
  std::vector<Part> parts;
  std::uint64_t duplicates = 0;
  std::vector<Repetition> repetitions;  // the first kMostListed
  std::vector<TwoNames> two_names;      // found by their words
  // Seconds between the clocks of two parts that hold the same words at different times; 0 = none.
  std::int64_t clocks_apart = 0;
};

// REQUIRES: `conversations` is not empty; its positions are Part::input. Several have word_hashes.
MergedChat MergeParts(std::vector<Conversation> conversations);

}  // namespace ebb
