// What two exports of one chat, of the same format or of different ones, have in common: messages
// of the same time, sender and words, and people who stand under different names.
//
// The exports must overlap for sure: three messages that follow one another recur (of a part with
// fewer all, if both have seconds). Then a message is a repetition if the other export has one of
// the same time, sender and words (of the same kind first) that is not taken yet; else nothing is,
// so that a lone "ok" of the minute in which one export ends and the other begins is never lost.
// Where one export has times to the minute, minutes are compared. Undated messages never are. Words
// are compared without white space and marks of direction. Used by one thread; a few bytes a
// message while it lives.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "chat/conversation.h"

namespace ebb {

inline constexpr MessageIndex kNotRepeated = UINT32_MAX;

// What of a message's words is compared; 0 where there are none.
std::uint32_t HashWords(std::string_view text);

// Both REQUIRE word_hashes.
class Overlap {
 public:
  Overlap(const Conversation& before, const Conversation& part) : before_(before), part_(part) {}

  // By participant of `part`: who of `before` wrote the same words at the same times, in ten
  // messages and in nine of ten; kNoSender where nobody can be told.
  std::vector<std::uint16_t> SamePeople() const;
  // By message of `part`: which one of `before` it repeats, or kNotRepeated. REQUIRES: the senders
  // of `part` are numbered as those of `before`.
  std::vector<MessageIndex> Repeated() const;
  // By how many seconds the clock of `part` is ahead of that of `before`, all the time or for a
  // part of it (summer time), if words that stand once in each do so at times that are a multiple
  // of a quarter of an hour apart.
  std::optional<std::int64_t> Shift() const;

 private:
  const Conversation& before_;
  const Conversation& part_;
};

}  // namespace ebb
