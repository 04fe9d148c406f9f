// Collects what pairs of neighbouring words lead to and weigh, and lays out their tables.
//
// Used once per lexicon, by one thread; cannot fail.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "match/program.h"

namespace ebb {

class WordPairBuilder {
 public:
  // The last one given for a pair counts. `next` = NextWords of the node.
  void AddEntry(WordId left, WordId right, Step entry, std::uint32_t next);
  void AddRule(WordId left, WordId right, Step rule, std::uint32_t next);
  void AddScore(WordId left, WordId right, const WordScore& score) {
    PairAt(left, right).score = score;
  }
  // No weights if the pair has none.
  WordScore ScoreOf(WordId left, WordId right) const;

  // Fills the program's tables of pairs. `shares` = how common each word is.
  void Fill(const std::vector<double>& shares, Program* program) const;

 private:
  struct Built {
    PairLead lead;
    WordScore score;
  };
  Built& PairAt(WordId left, WordId right) { return pairs_[WordPair::PairOf(left, right)]; }

  std::map<std::uint32_t, Built> pairs_;  // in order, so that the same lexicon gives the same bytes
};

// Adds weights to a sum.
inline void AddScore(const WordScore& score, ScoreSum* sum) {
  for (std::size_t i = 0; i < kScores; ++i) (*sum)[i] += score.weights[i];
}

}  // namespace ebb
