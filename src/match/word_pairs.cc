#include "match/word_pairs.h"

namespace ebb {

WordScore WordPairBuilder::ScoreOf(WordId left, WordId right) const {
  const auto found = pairs_.find(WordPair::PairOf(left, right));
  return found == pairs_.end() ? WordScore{} : found->second.score;
}

void WordPairBuilder::Fill(Program* program) const {
  std::size_t size = 64;
  while (size * 3 < pairs_.size() * 4) size *= 2;
  std::vector<WordPair>& table = program->pairs.build();
  std::vector<std::uint64_t>& bits = program->pair_bits.build();
  table.assign(size, {});
  bits.assign(kPairBits / 64, 0);
  for (const auto& [number, pair] : pairs_) {
    std::size_t at = WordPair::Home(number, size);
    while (table[at].pair != 0) at = (at + 1) & (size - 1);
    table[at] = pair;
    table[at].pair = number;
    bits[WordPair::Bit(number) / 64] |= std::uint64_t{1} << (WordPair::Bit(number) % 64);
  }
}

}  // namespace ebb
