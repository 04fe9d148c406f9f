// Collects what pairs of neighbouring words lead to and weigh, and lays out their table.
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
  // `next` = NextWords of the node. The last one given for a pair counts.
  void AddClassNode(WordId left, WordId right, std::uint32_t node, std::uint32_t next) {
    PairAt(left, right).walk.class_node = node;
    PairAt(left, right).walk.class_next = next;
  }
  void AddRuleNode(WordId left, WordId right, std::uint32_t node, std::uint32_t next) {
    PairAt(left, right).walk.rule_node = node;
    PairAt(left, right).walk.rule_next = next;
  }
  void AddScore(WordId left, WordId right, const WordScore& score) {
    PairAt(left, right).score = score;
  }
  // No weights if the pair has none.
  WordScore ScoreOf(WordId left, WordId right) const;

  // Fills program->{pairs, pair_walks, pair_bits}.
  void Fill(Program* program) const;

 private:
  struct Pair {
    PairWalk walk;
    WordScore score;
    bool leads() const { return (walk.class_node | walk.rule_node) != 0; }
  };
  Pair& PairAt(WordId left, WordId right) { return pairs_[WordPair::PairOf(left, right)]; }
  std::map<std::uint32_t, std::uint32_t> PlaceWalks(std::vector<PairWalk>* walks) const;

  // In order, so that the same lexicon gives the same bytes.
  std::map<std::uint32_t, Pair> pairs_;
};

// Adds weights to a sum.
inline void AddScore(const WordScore& score, ScoreSum* sum) {
  for (std::size_t i = 0; i < kScores; ++i) (*sum)[i] += score.weights[i];
}

}  // namespace ebb
