// The quick way for plain ASCII text: where its words are, from byte masks, 64 bytes at a time.
//
// Most messages are plain. What needs more than a look at neighbouring bytes (other scripts, links,
// emoticons, words joined by full stops, numbers with separators) is refused and left to the
// tokenizer's general way; a test proves that both give the same words.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/buffer.h"
#include "base/byte_range.h"
#include "text/byte_masks.h"
#include "text/word_key.h"

namespace ebb {

// Break bits of the gap [begin, end) of plain ASCII.
std::uint8_t PlainGapBits(const char* text, std::uint32_t begin, std::uint32_t end);
// At least two letters, all of them capitals; only ASCII ones are judged.
bool AllCapitals(std::string_view word);

// Working memory of one thread.
class PlainWords {
 public:
  // Bytes that are looked at behind a text, whatever they are.
  static constexpr std::size_t kBehind = 72;

  // Finds the words of `text`. False if it is not plain; then nothing else may be asked.
  bool Read(std::string_view text);
  // The same without a copy. REQUIRES: `text` outlives this use; a byte before it and kBehind after
  // it can be read.
  bool ReadInPlace(std::string_view text);

  std::uint32_t count() const { return static_cast<std::uint32_t>(words_.size()); }
  const TextRange& operator[](std::uint32_t i) const { return words_[i]; }
  const char* bytes() const { return bytes_; }
  std::uint32_t size() const { return size_; }
  // Key of word i, apostrophe dropped; *apostrophe = one was inside.
  WordKey KeyOf(std::uint32_t i, bool* apostrophe) const {
    const TextRange& word = words_[i];
    const unsigned length = static_cast<unsigned>(word.size());
    std::uint64_t packed = 0;
    std::memcpy(&packed, bytes() + word.begin, sizeof packed);
    *apostrophe = apostrophes_ && HasApostrophe(packed & LowBytes(length));
    if (length > 8 || *apostrophe) return LongKey(word, apostrophe);
    return (packed | kFoldBits) & LowBytes(length);
  }
  // The same of a word without one.
  WordKey KeyOf(std::uint32_t i) const {
    const TextRange& word = words_[i];
    const std::size_t length = word.size();
    if (length > 8) return HashKey(bytes() + word.begin, length, kFoldBits);
    std::uint64_t packed = 0;
    std::memcpy(&packed, bytes() + word.begin, sizeof packed);
    return (packed | kFoldBits) & LowBytes(static_cast<unsigned>(length));
  }
  // Break bits between word i - 1 and word i; i may be count().
  std::uint8_t BreakBefore(std::uint32_t i) const {
    const std::uint32_t begin = i == 0 ? 0 : words_[i - 1].end;
    const std::uint32_t end = i == count() ? size_ : words_[i].begin;
    if (end - begin == 1 && bytes()[begin] == ' ') return 0;
    return PlainGapBits(bytes(), begin, end);
  }

  bool question() const { return question_; }            // holds a question mark
  bool mark_run() const { return mark_run_; }            // holds !! or ??
  bool inner_capital() const { return inner_capital_; }  // a capital that begins no word
  bool apostrophes() const { return apostrophes_; }      // one is inside a word
  bool letter_run() const { return letter_run_; }        // three of one letter or digit in a row
  bool digits() const { return digits_; }

 private:
  static constexpr std::size_t kBefore = 8;  // readable bytes before the text
  struct Block {
    std::uint64_t word, apostrophe, point, mark;
  };
  // Among eight bytes, one of which is an apostrophe (Mycroft's test for a zero byte).
  static bool HasApostrophe(std::uint64_t bytes) {
    const std::uint64_t zero = bytes ^ 0x2727272727272727ull;
    return ((zero - 0x0101010101010101ull) & ~zero & 0x8080808080808080ull) != 0;
  }
  bool ReadBlocks();
  bool JoinApostrophes(std::size_t block, std::uint64_t join);
  bool FindWords();
  WordKey LongKey(const TextRange& word, bool* apostrophe) const;

  bool MarkIsPlain(std::size_t at) const;

  Buffer<char> padded_;
  const char* bytes_ = nullptr;
  Buffer<Block> blocks_;
  std::array<ByteMasks, 16> masks_;  // of the blocks at hand
  Buffer<TextRange> words_;
  std::uint32_t size_ = 0;
  bool apostrophes_ = false, question_ = false, mark_run_ = false;
  bool inner_capital_ = false, letter_run_ = false, digits_ = false;
};

}  // namespace ebb
