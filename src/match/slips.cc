#include "match/slips.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ebb {
namespace {

constexpr std::size_t kMostLetters = 24;
using LetterArray = std::array<char, kMostLetters + 1>;

// A folded word of letters a to z alone, of the right length.
class Letters {
 public:
  explicit Letters(std::string_view word) {
    if (word.size() + 1 < kLeastSlipLetters || word.size() > kMostLetters) return;
    for (const char c : word) {
      const char folded = static_cast<char>(c | 0x20);
      if (folded < 'a' || folded > 'z') return;
      letters_[size_++] = folded;
    }
    sound_ = true;
  }
  bool sound() const { return sound_; }
  std::size_t size() const { return size_; }
  const LetterArray& all() const { return letters_; }

 private:
  LetterArray letters_{};
  std::size_t size_ = 0;
  bool sound_ = false;
};

std::string_view ViewOf(const LetterArray& letters, std::size_t size) {
  return {letters.data(), size};
}

// These call `take(word)` for what a word may have been, or may become.
template <typename Take>
void EachExchange(const Letters& word, Take take) {
  LetterArray all = word.all();
  for (std::size_t i = 1; i + 1 < word.size(); ++i) {
    if (all[i] == all[i + 1]) continue;
    std::swap(all[i], all[i + 1]);
    take(ViewOf(all, word.size()));
    std::swap(all[i], all[i + 1]);
  }
}
// A double written once.
template <typename Take>
void EachSingle(const Letters& word, Take take) {
  const LetterArray& all = word.all();
  for (std::size_t i = 0; i + 1 < word.size(); ++i) {
    if (all[i] != all[i + 1]) continue;
    LetterArray shorter = all;
    std::copy(all.begin() + static_cast<std::ptrdiff_t>(i) + 1, all.end(),
              shorter.begin() + static_cast<std::ptrdiff_t>(i));
    take(ViewOf(shorter, word.size() - 1));
  }
}
// A letter doubled.
template <typename Take>
void EachDouble(const Letters& word, Take take) {
  if (word.size() == kMostLetters) return;
  const LetterArray& all = word.all();
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (i > 0 && all[i] == all[i - 1]) continue;
    LetterArray longer = all;
    std::copy(all.begin() + static_cast<std::ptrdiff_t>(i), all.end() - 1,
              longer.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    take(ViewOf(longer, word.size() + 1));
  }
}
// Each is undone by one of them.
template <typename Take>
void EachSlip(const Letters& word, Take take) {
  EachExchange(word, take);
  EachSingle(word, take);
  EachDouble(word, take);
}

std::size_t SlipBit(WordKey key) { return (key * 0x9e3779b97f4a7c15ull >> 40) % kSlipBits; }

}  // namespace

void AddSlipBits(std::string_view spelling, std::vector<std::uint64_t>* bits) {
  const Letters letters(spelling);
  if (!letters.sound() || letters.size() < kLeastSlipLetters) return;
  EachSlip(letters, [bits](std::string_view slip) {
    const std::size_t bit = SlipBit(KeyOfFolded(slip, true));
    (*bits)[bit / 64] |= std::uint64_t{1} << (bit % 64);
  });
}

std::uint32_t SlippedSpelling(const Program& program, std::string_view word, WordKey key) {
  if (word.size() + 1 < kLeastSlipLetters || !BitSet(program.slip_bits, SlipBit(key))) return 0;
  const Letters letters(word);
  if (!letters.sound()) return 0;
  std::uint32_t found = 0;
  bool several = false;
  EachSlip(letters, [&](std::string_view candidate) {
    if (candidate.size() < kLeastSlipLetters) return;
    const std::uint32_t spelling = program.SpellingOf(KeyOfFolded(candidate, true));
    if (spelling == 0 || spelling == found) return;
    several = found != 0;
    found = spelling;
  });
  return several ? 0 : found;
}

}  // namespace ebb
