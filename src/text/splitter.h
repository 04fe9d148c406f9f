// Splits text by hand: ASCII, Latin letters, curly quotes, emoji. What it does not know, its caller
// gives to ICU.
//
// The state of one call: views the text and fills the caller's Tokens. No errors.
#pragma once

#include <cstdint>
#include <string_view>

#include "text/byte_kinds.h"
#include "text/tokenizer.h"

namespace ebb {

class Splitter {
 public:
  Splitter(std::string_view text, Tokens* out) : text_(text), out_(out) {}

  // Splits until the end or until something only ICU knows. Returns false in the latter case; then
  // the part [part_begin(), part_end()) has to be added by ICU before Run is called again.
  bool Run();

  std::uint32_t part_begin() const { return part_; }
  std::uint32_t part_end() const;
  // What ICU found there, of the text.
  void AddWord(std::uint32_t begin, std::uint32_t end);
  void AddGap(std::uint32_t begin, std::uint32_t end);
  void ContinueAt(std::uint32_t at) { at_ = at; }
  void Finish();

 private:
  struct Word;
  enum class Step : std::uint8_t { kGoOn, kEnd, kLink, kUnknown };

  // In split_word.cc. They return false if ICU has to look.
  bool ReadWord();
  Step StepHigh(std::uint32_t* i, Word* word) const;
  Step StepMark(std::uint32_t* i, Word* word);
  void EmitWord(const Word& word, std::uint32_t end);
  bool SkipLink(std::uint32_t from);
  void CountLinkWords(std::uint32_t from, std::uint32_t end);

  bool ReadHigh();
  void ReadEmoji(std::uint32_t base_end);
  bool ReadEmoticon();
  void ReadGap();
  void ReadDots();
  void StartPart();
  void DropPart();
  void Emit(std::uint32_t begin, std::uint32_t end, WordKey key, bool ascii, bool capitals);
  void EmitEmoji(std::uint32_t begin, std::uint32_t end, WordKey key);
  bool AtPartStart() const { return at_ == 0 || text_[at_ - 1] == ' ' || text_[at_ - 1] == '\n'; }
  char At(std::uint32_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  // Class of the letter-like thing at i: kLetter, kDigit or kGap; for joining.
  std::uint8_t JoinKindAt(std::uint32_t i) const;

  std::string_view text_;
  Tokens* out_;
  std::uint32_t at_ = 0;
  std::uint8_t pending_ = 0;  // Break bits since the last token
  // Beginning of the current blank-delimited part and the state there.
  std::uint32_t part_ = 0;
  std::size_t part_tokens_ = 0;
  std::uint64_t part_words_ = 0;
  std::uint8_t part_pending_ = 0;
};

}  // namespace ebb
