#include "match/odd_spelling.h"

#include <string>

#include "text/fold.h"

namespace ebb {
namespace {

char LowerOf(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Cheap test before the costly foldings: could the word be stretched, or written laughter?
bool HasRun(std::string_view word) {
  for (std::size_t i = 2; i < word.size(); ++i) {
    const char c = LowerOf(word[i]);
    if (c == LowerOf(word[i - 1]) && c == LowerOf(word[i - 2])) return true;
  }
  return false;
}

std::uint32_t StretchedSpelling(const Program& program, const std::string& folded) {
  for (const std::string& shorter : Unstretched(folded)) {
    const std::uint32_t spelling = program.SpellingOf(KeyOfFolded(shorter));
    if (spelling != 0) return spelling;
  }
  return 0;
}

}  // namespace

bool MayBeLaughter(std::string_view word) {
  if (word.size() < 3) return false;
  const char a = LowerOf(word[0]), b = LowerOf(word[1]), c = LowerOf(word[2]);
  const bool repeats = c == a || c == b;
  if (b == 'a') return ((a == 'h' || a == 'j') && repeats) || (a == 'b' && c == 'h');
  if (a == 'h') return b == 'e' && repeats;
  if (a == 'a') return b == 'h' && repeats;
  if (a == 'l') return b == 'm' || (b == 'o' && repeats);
  return a == 'm' && b == 'w';
}

std::uint32_t OddSpelling(const Program& program, std::string_view word, WordKey key,
                          bool may_run) {
  const bool run = may_run && HasRun(word);
  if (run || MayBeLaughter(word)) {
    const std::string folded = FoldWord(word);
    const std::string_view laughter = CanonicalLaughter(folded);
    if (!laughter.empty()) return program.SpellingOf(KeyOfFolded(laughter));
    if (run) return StretchedSpelling(program, folded);
  }
  return SlippedSpelling(program, word, key);
}

}  // namespace ebb
