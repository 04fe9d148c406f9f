// Looks the words of a message up: what word lists alone can tell, and where rows may begin.
//
// Every message passes here, so the loops over plain words do without branches where they can: a
// word costs one look-up and one bit for the pair it makes with the word before.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/buffer.h"
#include "chat/facts.h"
#include "match/message_view.h"
#include "match/program.h"
#include "text/plain_words.h"

namespace ebb {

// Working memory of one thread.
class WordReader {
 public:
  // Fills the view but for `starts`, and facts->stems, from a plain text of one word or more. What
  // stands before its words is left open.
  void ReadPlain(const Program& program, const PlainWords& words, MessageView* view,
                 MessageFacts* facts);
  // The same from view->tokens, with what stands before the words.
  void ReadTokens(const Program& program, MessageView* view, MessageFacts* facts);
  // After one of the two: adds the scores of pairs and fills `starts`. By then the processor has
  // fetched what the pairs need, if something else was done in between.
  void ReadPairs(const Program& program, MessageView* view);

 private:
  struct Found {
    WordKey key;
    std::uint32_t spelling;
    bool apostrophe;
  };
  void LookUp(const Program& program, const PlainWords& words);
  std::uint32_t OtherSpelling(const Program& program, const PlainWords& words,
                              std::uint32_t i) const;
  void FindPairs(const Program& program, std::uint8_t flags, bool odd, const MessageView& view);
  void NotePairs(const Program& program, const MessageView& view);
  void NoteOddPairs(const Program& program, const MessageView& view);
  void ReadPair(const Program& program, std::uint32_t right, MessageView* view);

  Buffer<Found> found_;          // by word
  Buffer<std::uint32_t> noted_;  // words that make a pair with the one before; in the end the count
  unsigned starts_ = 0;          // StartFlag bits that make a row go on in the message
};

// Writes what stands before the words of a plain text.
void WriteBreaks(const PlainWords& words, MessageView* view);

}  // namespace ebb
