// Words the vocabulary does not know as they are written: laughter, stretched letters, slips of the
// keyboard.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "match/program.h"
#include "match/slips.h"

namespace ebb {

// The spelling that an unknown word, as written, stands for; 0 = none. `key` = its key; `may_run` =
// a letter may stand three times in a row in it. Pure.
std::uint32_t OddSpelling(const Program& program, std::string_view word, WordKey key, bool may_run);

// Does it begin like written laughter: haha, jaja, bahah, hehe, ahah, lolol, lmao, mwahah?
bool MayBeLaughter(std::string_view word);

// Remembers what was found lately: a chat's own words (names, places) come up again and again. For
// one thread and one program; room of constant size.
class OddSpellings {
 public:
  // As OddSpelling, of a word of ASCII without an apostrophe whose key is `key`.
  std::uint32_t Find(const Program& program, WordKey key, std::string_view word, bool may_run) {
    if (MaySkip(word, may_run)) return 0;
    Entry& entry = entries_[(key * 0x9e3779b97f4a7c15ull) >> (64 - kBits)];
    if (entry.key != key) entry = {key, OddSpelling(program, word, key, may_run)};
    return entry.spelling;
  }
  // Forgets all: the next program is another one.
  void Clear() { entries_.fill({}); }

 private:
  // Too short for a slip, no letter three times in a row, and no laughter.
  static bool MaySkip(std::string_view word, bool may_run) {
    return !may_run && word.size() + 1 < kLeastSlipLetters && !MayBeLaughter(word);
  }
  static constexpr unsigned kBits = 11;
  struct Entry {
    WordKey key = 0;  // 0 = none
    std::uint32_t spelling = 0;
  };
  std::array<Entry, std::size_t{1} << kBits> entries_{};
};

}  // namespace ebb
