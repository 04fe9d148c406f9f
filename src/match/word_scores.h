// Puts the weights of words and pairs into the program's tables.
#pragma once

#include <string>
#include <unordered_map>

#include "lexicon/scorer.h"
#include "match/program.h"
#include "match/vocabulary.h"

namespace ebb {

// The words of a row of weights: one or two, by id; 0 = unknown.
struct ScoredWords {
  WordId first = 0, second = 0;
};
ScoredWords ScoredWordsOf(const std::string& name,
                          const std::unordered_map<std::string, WordId>& ids);

// Fills program->{pair_scores, score_cutoff} and marks the pairs in trigger_pairs. REQUIRES: the
// trigger tables are filled; called before the vocabulary is built.
void FillPairScores(const Scorer& scorer, const std::unordered_map<std::string, WordId>& ids,
                    Program* program);
// Fills program->{spelling_scores, start_next}. Called after the vocabulary is built.
void FillWordScores(const Scorer& scorer, const std::unordered_map<std::string, WordId>& ids,
                    Program* program);

}  // namespace ebb
