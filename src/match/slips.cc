#include "match/slips.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ebb {
namespace {

constexpr std::size_t kMostLetters = 24;

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
  std::array<char, kMostLetters + 1>& all() { return letters_; }

  // Which letters there are, and the first: no slip changes these.
  std::size_t Bit() const {
    std::uint32_t set = 0;
    for (std::size_t i = 0; i < size_; ++i) set |= 1u << (letters_[i] - 'a');
    const std::uint32_t key = (set ^ static_cast<std::uint32_t>(letters_[0]) << 26) * 0x9e3779b1u;
    return (key ^ key >> 15) % kSlipBits;
  }

 private:
  std::array<char, kMostLetters + 1> letters_{};
  std::size_t size_ = 0;
  bool sound_ = false;
};

// Collects what candidates are found: one spelling, or too many.
class Finder {
 public:
  explicit Finder(const Program& program) : program_(program) {}

  void Try(const std::array<char, kMostLetters + 1>& letters, std::size_t size) {
    if (size < kLeastSlipLetters) return;
    const std::uint32_t spelling = program_.SpellingOf(KeyOfFolded({letters.data(), size}, true));
    if (spelling == 0 || spelling == found_) return;
    several_ = found_ != 0;
    found_ = spelling;
  }
  std::uint32_t found() const { return several_ ? 0 : found_; }

 private:
  const Program& program_;
  std::uint32_t found_ = 0;
  bool several_ = false;
};

void TryExchanged(Letters word, Finder* finder) {
  auto& all = word.all();
  for (std::size_t i = 1; i + 1 < word.size(); ++i) {
    if (all[i] == all[i + 1]) continue;
    std::swap(all[i], all[i + 1]);
    finder->Try(all, word.size());
    std::swap(all[i], all[i + 1]);
  }
}

// A letter too much: one of a double.
void TrySingle(Letters word, Finder* finder) {
  const auto all = word.all();
  for (std::size_t i = 0; i + 1 < word.size(); ++i) {
    if (all[i] != all[i + 1]) continue;
    auto shorter = all;
    std::copy(all.begin() + static_cast<std::ptrdiff_t>(i) + 1, all.end(),
              shorter.begin() + static_cast<std::ptrdiff_t>(i));
    finder->Try(shorter, word.size() - 1);
  }
}

// A letter too few: a double written once.
void TryDoubled(Letters word, Finder* finder) {
  if (word.size() == kMostLetters) return;
  const auto all = word.all();
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (i > 0 && all[i] == all[i - 1]) continue;
    auto longer = all;
    std::copy(all.begin() + static_cast<std::ptrdiff_t>(i), all.end() - 1,
              longer.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    finder->Try(longer, word.size() + 1);
  }
}

}  // namespace

void AddSlipBit(std::string_view spelling, std::vector<std::uint64_t>* bits) {
  const Letters letters(spelling);
  if (!letters.sound() || letters.size() < kLeastSlipLetters) return;
  const std::size_t bit = letters.Bit();
  (*bits)[bit / 64] |= std::uint64_t{1} << (bit % 64);
}

std::uint32_t SlippedSpelling(const Program& program, std::string_view word) {
  const Letters letters(word);
  if (!letters.sound() || !BitSet(program.slip_bits, letters.Bit())) return 0;
  Finder finder(program);
  TryExchanged(letters, &finder);
  TrySingle(letters, &finder);
  TryDoubled(letters, &finder);
  return finder.found();
}

}  // namespace ebb
