// Puts the weights of words and pairs into the program's tables.
#pragma once

#include <string>
#include <unordered_map>

#include "lexicon/scorer.h"
#include "match/program.h"
#include "match/word_pairs.h"

namespace ebb {

// The words of a row of weights: one or two, by id; 0 = unknown.
struct ScoredWords {
  WordId first = 0, second = 0;
};
ScoredWords ScoredWordsOf(const std::string& name,
                          const std::unordered_map<std::string, WordId>& ids);

// Fills program->{score_cutoff, shape_scores} and the scores of spellings, and gives the scores of
// pairs to `pairs`. REQUIRES: the vocabulary is built.
void FillScores(const Scorer& scorer, const std::unordered_map<std::string, WordId>& ids,
                WordPairBuilder* pairs, Program* program);

}  // namespace ebb
