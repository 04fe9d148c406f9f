// Which bytes the words of a list begin with: most texts are none of the words, and their first
// byte says so. Made at compile time; holds nothing else.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace ebb {

class FirstBytes {
 public:
  // `word_of(entry)` is the word of an entry; an empty word makes every text worth a look.
  template <typename List, typename WordOf>
  constexpr FirstBytes& Add(const List& list, WordOf word_of) {
    for (const auto& entry : list) {
      const std::string_view word = word_of(entry);
      if (word.empty()) {
        is_first_.fill(true);
      } else {
        is_first_[static_cast<unsigned char>(word.front())] = true;
      }
    }
    return *this;
  }
  // The same for a list of words.
  template <typename List>
  constexpr FirstBytes& Add(const List& list) {
    return Add(list, [](std::string_view word) { return word; });
  }

  // False: `text` begins with none of the words.
  constexpr bool MayBegin(std::string_view text) const {
    return !text.empty() && is_first_[static_cast<unsigned char>(text.front())];
  }

 private:
  std::array<bool, 256> is_first_{};
};

}  // namespace ebb
