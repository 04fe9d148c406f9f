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
#include "match/odd_spelling.h"
#include "match/program.h"
#include "text/plain_words.h"

namespace ebb {

// Working memory of one thread.
class WordReader {
 public:
  explicit WordReader(OddSpellings* odd_spellings) : odd_spellings_(odd_spellings) {}

  // Fills the view but for `starts`, and facts->stems, from a plain text of one word or more. What
  // stands before its words is left open.
  void ReadPlain(const Program& program, const PlainWords& words, MessageView* view,
                 MessageFacts* facts);
  // The same from view->tokens, with what stands before the words.
  void ReadTokens(const Program& program, MessageView* view, MessageFacts* facts);
  // After one of the two, and then ReadPairs, which adds the scores of pairs and fills `starts`. By
  // the time of each the processor has fetched what it asks for, if something else was done in
  // between.
  void FetchPairs(const Program& program);
  void ReadPairs(const Program& program, MessageView* view);

 private:
  // A word that may be a pair with the one before it, or after which rows may go on anyhow.
  struct Noted {
    std::uint32_t right = 0;  // the number of words for the message's end
    std::uint32_t pair = 0;   // WordPair::PairOf
  };
  // One that may begin a walk.
  struct Leading {
    std::uint32_t right = 0, left_word = 0;
    std::uint32_t lead = 0;  // of the pair
  };
  // A word of a plain text that the vocabulary may have otherwise than it is written.
  struct Unsure {
    std::uint32_t word = 0;
    bool apostrophe = false;  // one is inside
  };
  template <bool kApostrophes>
  void LookUp(const Program& program, const PlainWords& words);
  std::uint32_t OtherSpelling(const Program& program, const PlainWords& words, Unsure unsure);
  template <bool kDigits>
  std::uint8_t Collect(const Program& program, const PlainWords& words, MessageView* view,
                       MessageFacts* facts);
  void FindPairs(const Program& program, std::uint8_t flags, const MessageView& view);
  template <bool kOdd>
  void NotePairs(const Program& program, const MessageView& view);
  void ReadStart(const Program& program, const Leading& leading, MessageView* view);

  OddSpellings* odd_spellings_;  // of the thread
  Buffer<WordKey> keys_;         // by word of a plain text
  Buffer<std::uint32_t> spellings_;
  Buffer<Unsure> unsure_;
  Buffer<Noted> noted_;
  Buffer<std::uint32_t> pairs_;  // by noted word: Program::PairSlotOf, then the pair's number
  Buffer<Leading> leading_;
  unsigned starts_ = 0;  // StartFlag bits that make a row go on in the message
  bool odd_ = false;     // there are emoji, which walks pass over, or numbers
  bool many_ = false;    // a written word stands for several
};

// Writes what stands before the words of a plain text.
void WriteBreaks(const PlainWords& words, MessageView* view);

}  // namespace ebb
