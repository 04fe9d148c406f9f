// Looks the words of a message up: what word lists alone can tell, and what the words may trigger.
//
// Every message passes here, so the loop over plain words does without branches where it can: a
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
  // Fills view->{spellings, features, words, written_words, triggered} and facts->stems from a
  // plain text. Canonical words are not written yet.
  void ReadPlain(const Program& program, const PlainWords& words, MessageView* view,
                 MessageFacts* facts);
  // The same from view->tokens; writes the canonical words too.
  void ReadTokens(const Program& program, MessageView* view, MessageFacts* facts);

 private:
  Buffer<std::uint64_t> met_;  // spellings and pairs that may be triggers
};

// Writes the canonical words of a plain text.
void WriteCanon(const Program& program, const PlainWords& words, MessageView* view);

}  // namespace ebb
