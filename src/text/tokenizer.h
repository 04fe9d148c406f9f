// Splits a message into tokens and counts its words.
//
// Common text (ASCII, Latin letters, curly quotes, emoji) is split by hand; any blank-delimited
// part that holds something else goes to ICU's word break iterator, and a text made mostly of such
// parts goes there whole. A test proves the counts equal ICU's.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "base/buffer.h"
#include "text/plain_words.h"
#include "text/token.h"

namespace ebb {

class IcuWords;
class Splitter;

struct Tokens {
  Buffer<Token> list;
  std::uint64_t words = 0;          // ICU's count
  std::uint32_t emoji = 0;          // tokens that are emoji
  std::uint64_t foreign_words = 0;  // of them, in scripts other than Latin
  std::uint8_t after = 0;           // Break bits after the last token
  bool final_period = false;        // the text ends in one full stop (not an ellipsis)
  bool link = false;                // holds a web address
};

// The tokens of a plain text whose words were found already. Replaces *out.
void TokensOf(const PlainWords& words, Tokens* out);
// Does the text end in one full stop, blanks aside?
bool EndsInPeriod(std::string_view text);

// One per thread: holds an ICU iterator, created on first need.
class Tokenizer {
 public:
  Tokenizer();
  ~Tokenizer();
  Tokenizer(Tokenizer&&) noexcept;

  // Replaces *out. `text` is well-formed UTF-8 and shorter than 4 GiB.
  void Split(std::string_view text, Tokens* out);

  // The way that takes any text.
  void SplitAny(std::string_view text, Tokens* out);

  // The same by ICU alone: the oracle of the tests.
  std::uint64_t CountWordsByIcu(std::string_view text);

 private:
  friend void SplitGeneral(Tokenizer& tokenizer, std::string_view text, Tokens* out);
  static void AddQuestionMarks(std::string_view text, Tokens* out);
  void SplitPart(std::string_view text, std::uint32_t begin, std::uint32_t end, Splitter* splitter);

  std::unique_ptr<IcuWords> icu_;
  PlainWords plain_;
};

}  // namespace ebb
