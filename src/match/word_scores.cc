#include "match/word_scores.h"

#include <algorithm>
#include <bit>
#include <vector>

#include "chat/facts.h"

namespace ebb {
namespace {

std::int8_t Narrow(int weight) { return static_cast<std::int8_t>(std::clamp(weight, -127, 127)); }

WordScore ScoreOf(const ScoreSum& weights) {
  WordScore score;
  for (std::size_t i = 0; i < kScores; ++i) score.weights[i] = Narrow(weights[i]);
  return score;
}

const PairScore* FindPairScore(const PairScore* slots, std::size_t size, std::uint32_t pair) {
  if (size == 0) return nullptr;
  for (std::size_t at = PairNeeds::Home(pair, size); slots[at].pair != 0;
       at = (at + 1) & (size - 1)) {
    if (slots[at].pair == pair) return &slots[at];
  }
  return nullptr;
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

void FillPairScores(const Scorer& scorer, const std::unordered_map<std::string, WordId>& ids,
                    Program* program) {
  if (scorer.empty()) return;
  program->score_cutoff.build() = {scorer.cutoff};
  const auto add_shape = [&](const std::string& name) {
    const ScoreSum* const row = scorer.FindContext(name);
    program->shape_scores.build().push_back(row == nullptr ? ScoreSum{} : *row);
  };
  for (int b = 0; b < kFeatureBits; ++b) add_shape("own:" + std::string(FeatureBitName(b)));
  for (int l = 0; l < kLengthClasses; ++l) add_shape("words:" + std::string(LengthClassName(l)));
  std::vector<PairScore> pairs;
  for (const ScoreRow& row : scorer.words) {
    const ScoredWords words = ScoredWordsOf(row.name, ids);
    if (words.first == 0 || words.second == 0) continue;
    pairs.push_back({PairNeeds::PairOf(words.first, words.second), ScoreOf(row.weights)});
  }
  std::size_t size = 64;
  while (size * 2 < pairs.size() * 3) size *= 2;
  std::vector<PairScore>& slots = program->pair_scores.build();
  slots.assign(size, {});
  for (const PairScore& pair : pairs) {
    std::size_t at = PairNeeds::Home(pair.pair, size);
    while (slots[at].pair != 0) at = (at + 1) & (size - 1);
    slots[at] = pair;
    const std::uint32_t bit = TriggerHash(pair.pair);
    program->trigger_pairs.build()[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
}

void FillWordScores(const Scorer& scorer, const std::unordered_map<std::string, WordId>& ids,
                    Program* program) {
  program->start_next.build() = {0};
  if (scorer.empty()) return;
  std::vector<WordScore> words(program->words.build().size());
  for (const ScoreRow& row : scorer.words) {
    const ScoredWords scored = ScoredWordsOf(row.name, ids);
    if (scored.first != 0 && row.name.find(' ') == std::string::npos) {
      words[scored.first] = ScoreOf(row.weights);
    }
  }
  const std::vector<PairScore>& pairs = program->pair_scores.build();
  for (const PairScore& pair : pairs) {
    if (pair.pair >> 16 == kStartWord) {
      program->start_next.build()[0] |= std::uint64_t{1} << NextBit(pair.pair & 0xffff);
    }
  }
  // A spelling's own words, and the pairs inside it.
  for (const SpellingInfo& info : program->spelling_info.build()) {
    std::array<int, kScores> sum{};
    const auto add = [&](const WordScore& score) {
      for (std::size_t i = 0; i < kScores; ++i) sum[i] += score.weights[i];
    };
    for (std::uint32_t w = 0; w < info.count; ++w) {
      const WordId word = program->expansions.build()[info.words + w];
      add(words[word]);
      if (w == 0) continue;
      const std::uint32_t pair =
          PairNeeds::PairOf(program->expansions.build()[info.words + w - 1], word);
      if (const PairScore* const found = FindPairScore(pairs.data(), pairs.size(), pair)) {
        add(found->score);
      }
    }
    WordScore score;
    for (std::size_t i = 0; i < kScores; ++i) score.weights[i] = Narrow(sum[i]);
    program->spelling_scores.build().push_back(score);
  }
}

namespace {

void Add(const ScoreSum& from, ScoreSum* to) {
  for (std::size_t i = 0; i < kScores; ++i) (*to)[i] += from[i];
}

}  // namespace

void AddShapeScore(const Program& program, std::uint32_t features, std::uint64_t words,
                   ScoreSum* sum) {
  for (std::uint32_t rest = features; rest != 0; rest &= rest - 1) {
    Add(program.shape_scores[static_cast<std::size_t>(std::countr_zero(rest))], sum);
  }
  const auto length_class = static_cast<std::size_t>(LengthClass(words));
  Add(program.shape_scores[kFeatureBits + length_class], sum);
}

void AddPairScore(const Program& program, std::uint32_t pair, ScoreSum* sum) {
  const PairScore* const found =
      FindPairScore(program.pair_scores.data(), program.pair_scores.size(), pair);
  if (found == nullptr) return;
  for (std::size_t i = 0; i < kScores; ++i) {
    (*sum)[i] = (*sum)[i] + found->score.weights[i];
  }
}

}  // namespace ebb
