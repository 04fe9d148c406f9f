#include "match/word_pairs.h"

#include <algorithm>
#include <utility>

namespace ebb {

WordScore WordPairBuilder::ScoreOf(WordId left, WordId right) const {
  const auto found = pairs_.find(WordPair::PairOf(left, right));
  return found == pairs_.end() ? WordScore{} : found->second.score;
}

// Words are numbered by how common they are: the smaller the product of two numbers, the more often
// the pair will be met. Those stand together.
std::map<std::uint32_t, std::uint32_t> WordPairBuilder::PlaceWalks(
    std::vector<PairWalk>* walks) const {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
  for (const auto& [number, pair] : pairs_) {
    if (pair.leads()) order.emplace_back(std::uint64_t{number >> 16} * (number & 0xffff), number);
  }
  std::sort(order.begin(), order.end());
  walks->assign(1, {});
  std::map<std::uint32_t, std::uint32_t> places;
  for (const auto& [rank, number] : order) {
    places[number] = static_cast<std::uint32_t>(walks->size());
    walks->push_back(pairs_.at(number).walk);
  }
  return places;
}

void WordPairBuilder::Fill(Program* program) const {
  const std::map<std::uint32_t, std::uint32_t> places = PlaceWalks(&program->pair_walks.build());
  std::size_t size = 16;
  while (size * PairBucket::kPairs * 3 < pairs_.size() * 4) size *= 2;
  std::vector<PairBucket>& table = program->pairs.build();
  std::vector<std::uint64_t>& bits = program->pair_bits.build();
  table.assign(size, {});
  bits.assign(kPairBits / 64, 0);
  for (const auto& [number, pair] : pairs_) {
    std::size_t at = PairBucket::Home(number, size);
    while (table[at].full()) at = (at + 1) & (size - 1);
    PairBucket& bucket = table[at];
    std::size_t i = 0;
    while (bucket.pairs[i] != 0) ++i;
    bucket.pairs[i] = number;
    bucket.scores[i] = pair.score;
    if (pair.leads()) bucket.walks[i] = places.at(number);
    bits[WordPair::Bit(number) / 64] |= std::uint64_t{1} << (WordPair::Bit(number) % 64);
  }
}

}  // namespace ebb
