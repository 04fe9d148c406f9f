// Collects what pairs of neighbouring words lead to and weigh, and lays out their table.
//
// Used once per lexicon, by one thread; cannot fail.
#pragma once

#include <cstdint>
#include <map>

#include "match/program.h"

namespace ebb {

class WordPairBuilder {
 public:
  // The last one given for a pair counts.
  void AddEntry(WordId left, WordId right, Step entry) { PairAt(left, right).entry = entry; }
  // `next` = NextWords of the node.
  void AddRule(WordId left, WordId right, Step rule, std::uint32_t next) {
    PairAt(left, right).rule = rule;
    PairAt(left, right).rule_next = next;
  }
  void AddScore(WordId left, WordId right, const WordScore& score) {
    PairAt(left, right).score = score;
  }
  // No weights if the pair has none.
  WordScore ScoreOf(WordId left, WordId right) const;

  // Fills program->{pairs, pair_bits}.
  void Fill(Program* program) const;

 private:
  WordPair& PairAt(WordId left, WordId right) { return pairs_[WordPair::PairOf(left, right)]; }

  std::map<std::uint32_t, WordPair>
      pairs_;  // in order, so that the same lexicon gives the same bytes
};

// Adds weights to a sum.
inline void AddScore(const WordScore& score, ScoreSum* sum) {
  for (std::size_t i = 0; i < kScores; ++i) (*sum)[i] += score.weights[i];
}

}  // namespace ebb
