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
  // Fills the view and facts->stems from a plain text of one word or more. Canonical words are not
  // written yet.
  void ReadPlain(const Program& program, const PlainWords& words, MessageView* view,
                 MessageFacts* facts);
  // The same from view->tokens; writes the canonical words too.
  void ReadTokens(const Program& program, MessageView* view, MessageFacts* facts);

 private:
  struct Found {
    WordKey key;
    std::uint32_t spelling;
    bool apostrophe;
  };
  void LookUp(const Program& program, const PlainWords& words);
  std::uint32_t OtherSpelling(const Program& program, const PlainWords& words,
                              std::uint32_t i) const;
  void NotePairs(const Program& program, std::uint32_t count);
  void ReadPairs(const Program& program, std::uint32_t count, MessageView* view);

  Buffer<Found> found_;          // by word
  Buffer<std::uint32_t> noted_;  // words that make a pair with the one before; in the end the count
};

// Writes the canonical words of a plain text.
void WriteCanon(const Program& program, const PlainWords& words, MessageView* view);

}  // namespace ebb
