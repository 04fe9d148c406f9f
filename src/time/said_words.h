// The words of a message, as far as a time is said with them (said_time.h), and the small lists
// of words that its parts look them up in.
//
// Runs of letters and runs of digits, in small letters; everything else parts them. Values without
// memory of their own; of a long message the last words are kept, for there it is said.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace ebb {

// The strongest sign between two words.
enum class Stop : std::uint8_t { kNone, kComma, kSentence };

struct SaidWord {
  static constexpr std::size_t kLongest = 12;  // letters that are kept
  std::array<char, kLongest> letters{};
  std::uint8_t size = 0;
  int number = -1;  // of digits, or of a word for a number ("ten", "couple")
  bool digits = false;
  Stop stop = Stop::kNone;  // before it
  bool money = false;       // behind the sign of a currency
  char before = ' ';  // what parts it from the word before: 0 = nothing, ' ' = more than one sign

  std::string_view text() const { return {letters.data(), size}; }
};

class SaidWords {
 public:
  static constexpr std::size_t kMost = 96;

  explicit SaidWords(std::string_view text);

  std::size_t size() const { return size_; }
  const SaidWord& operator[](std::size_t i) const { return words_[i]; }
  std::string_view Text(std::size_t i) const { return i < size_ ? words_[i].text() : ""; }
  // Of the words before `i`: 1 = the one before.
  std::string_view Before(std::size_t i, std::size_t back = 1) const {
    return i >= back ? words_[i - back].text() : "";
  }

 private:
  void Add(std::string_view word, bool digits, std::string_view before);

  std::array<SaidWord, kMost> words_;
  std::size_t size_ = 0;
};

// A word and the number it stands for.
struct NamedNumber {
  std::string_view name;
  int value;
};
template <std::size_t N>
int ValueOf(std::string_view word, const NamedNumber (&names)[N]) {
  for (const NamedNumber& name : names) {
    if (name.name == word) return name.value;
  }
  return -1;
}
template <std::size_t N>
bool IsOneOf(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

}  // namespace ebb
