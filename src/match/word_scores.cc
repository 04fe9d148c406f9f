#include "match/word_scores.h"

#include <algorithm>
#include <bit>
#include <vector>

#include "chat/facts.h"

namespace ebb {
namespace {

std::int8_t Narrow(int weight) { return static_cast<std::int8_t>(std::clamp(weight, -127, 127)); }

WordScore Narrowed(const ScoreSum& weights) {
  WordScore score;
  for (std::size_t i = 0; i < kScores; ++i) score.weights[i] = Narrow(weights[i]);
  return score;
}

WordId IdOf(std::string_view word, const std::unordered_map<std::string, WordId>& ids) {
  if (word == "^") return kStartWord;
  if (word == "$") return kEndWord;
  const auto found = ids.find(std::string(word));
  return found == ids.end() ? 0 : found->second;
}

}  // namespace

ScoredWords ScoredWordsOf(const std::string& name,
                          const std::unordered_map<std::string, WordId>& ids) {
  const std::size_t blank = name.find(' ');
  if (blank == std::string::npos) return {IdOf(name, ids), 0};
  return {IdOf(std::string_view(name).substr(0, blank), ids),
          IdOf(std::string_view(name).substr(blank + 1), ids)};
}

namespace {

void FillShapeScores(const Scorer& scorer, Program* program) {
  program->score_cutoff.build() = {scorer.cutoff};
  const auto add = [&](const std::string& name) {
    const ScoreSum* const row = scorer.FindContext(name);
    program->shape_scores.build().push_back(row == nullptr ? ScoreSum{} : *row);
  };
  for (int b = 0; b < kFeatureBits; ++b) add("own:" + std::string(FeatureBitName(b)));
  for (int l = 0; l < kLengthClasses; ++l) add("words:" + std::string(LengthClassName(l)));
}

// The scores of a spelling's own words, and of the pairs inside it.
WordScore ScoreOfSpelling(const SpellingInfo& info, const std::vector<WordScore>& words,
                          const WordPairBuilder& pairs, const std::vector<WordId>& expansions) {
  ScoreSum sum{};
  for (std::uint32_t w = info.words; w < info.words + info.count; ++w) {
    AddScore(words[expansions[w]], &sum);
    if (w > info.words) AddScore(pairs.ScoreOf(expansions[w - 1], expansions[w]), &sum);
  }
  return Narrowed(sum);
}

// By word.
std::vector<std::int32_t> LeadsOf(const Scorer& scorer,
                                  const std::unordered_map<std::string, WordId>& ids,
                                  std::size_t words) {
  std::vector<std::int32_t> leads(words, 0);
  for (const LeadRow& row : scorer.leads) leads[IdOf(row.word, ids)] = row.weight;
  leads[0] = 0;  // of words that are not known
  return leads;
}

std::int8_t LeadOfSpelling(const SpellingInfo& info, const std::vector<std::int32_t>& leads,
                           const std::vector<WordId>& expansions) {
  std::int32_t sum = 0;
  for (std::uint32_t w = info.words; w < info.words + info.count; ++w) sum += leads[expansions[w]];
  return Narrow(sum);
}

void Add(const ScoreSum& from, ScoreSum* to) {
  for (std::size_t i = 0; i < kScores; ++i) (*to)[i] += from[i];
}

}  // namespace

void FillScores(const Scorer& scorer, const std::unordered_map<std::string, WordId>& ids,
                WordPairBuilder* pairs, Program* program) {
  if (scorer.empty()) return;
  FillShapeScores(scorer, program);
  std::vector<WordScore> words(program->words.build().size());
  for (const ScoreRow& row : scorer.words) {
    const ScoredWords scored = ScoredWordsOf(row.name, ids);
    const bool one = row.name.find(' ') == std::string::npos;
    if (one && scored.first != 0) words[scored.first] = Narrowed(row.weights);
    if (scored.first != 0 && scored.second != 0) {
      pairs->AddScore(scored.first, scored.second, Narrowed(row.weights));
    }
  }
  const std::vector<std::int32_t> leads = LeadsOf(scorer, ids, words.size());
  const std::vector<WordId>& expansions = program->expansions.build();
  for (std::size_t s = 0; s < program->spellings.build().size(); ++s) {
    const SpellingInfo& info = program->spelling_info.build()[s];
    Spelling& spelling = program->spellings.build()[s];
    spelling.score = ScoreOfSpelling(info, words, *pairs, expansions);
    spelling.lead = LeadOfSpelling(info, leads, expansions);
  }
}

void AddShapeScore(const Program& program, std::uint32_t features, std::uint64_t words,
                   ScoreSum* sum) {
  const ScoreSum* const scores = program.shape_scores.data();
  ScoreSum all = *sum;  // of its own, so that the compiler can keep it in registers
  Add(scores[kFeatureBits + static_cast<std::size_t>(LengthClass(words))], &all);
  for (std::uint32_t rest = features; rest != 0; rest &= rest - 1) {
    Add(scores[static_cast<std::size_t>(std::countr_zero(rest))], &all);
  }
  *sum = all;
}

}  // namespace ebb
