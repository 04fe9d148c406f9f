// The circumstances of a message that the decision layer weighs (lexicon/scorer.h): its own shape,
// what its rules' hits came to, the partner's turn before and after, and how the talk has been.
//
// Everything comes from facts and flags, never from text. The same code serves training and use.
//
// In a second look at a message its neighbours' sums of the first count too (NearFeatures): a curt
// word after a curt word, a dodge of what sounds like a plea. They are kept as levels, six small
// numbers in one word.
// For one thread; the conversation and the flags must outlive it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "chat/scores.h"
#include "sequence/flag.h"
#include "sequence/timeline.h"

namespace ebb {

using ScoreFeature = std::uint16_t;

// How many there are, and their names as in scorer.tsv ("partner_before:question").
std::size_t ScoreFeatureCount();
std::string ScoreFeatureName(ScoreFeature feature);

inline void AddWeights(const ScoreSum& from, ScoreSum* to) {
  ScoreSum sum = *to;  // of its own, so that the compiler knows that the two do not overlap
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += from[i];
  *to = sum;
}

// The sums of the first look, in steps from "far off" (0) to "surely" (kMostLevel), by category.
using Levels = std::uint32_t;
inline constexpr std::uint32_t kLevelBits = 3, kMostLevel = 5;
Levels LevelsOf(const ScoreSum& sum);
inline std::uint32_t LevelOf(Levels levels, std::uint32_t category) {
  return levels >> (category * kLevelBits) & ((1u << kLevelBits) - 1);
}
// The higher of two levels, category by category.
Levels Higher(Levels a, Levels b);
// Is any of the first five categories at least as likely as not?
bool IsTense(Levels levels);

// The messages around one, by position; kNone where there is none.
struct NearMessages {
  static constexpr Position kNone = 0xFFFFFFFF;
  static constexpr std::size_t kBefore = 6, kAfter = 4, kTalk = 10;
  std::array<Position, kBefore> partner_before;  // the partner's last turn, latest first
  std::array<Position, kAfter> partner_after;    // the partner's answer
  std::array<Position, kTalk> talk;              // the messages before, whoever wrote them
  Position own_before = kNone;                   // the sender's own last message
  Position own_after = kNone;                    // the next message, if it is the sender's own
};

// What the first look made of the messages around one; 0 where there is none.
struct NearLevels {
  Levels partner_before = 0, partner_after = 0;  // the highest of each category
  Levels own_before = 0, own_after = 0;
  std::uint32_t tense = 0;  // how many of NearMessages::talk are
};
// Replaces *out with what they say.
void NearFeatures(const NearLevels& near, std::vector<ScoreFeature>* out);
// The same; `levels` = by position.
void NearFeatures(const NearMessages& neighbours, const std::vector<Levels>& levels,
                  std::vector<ScoreFeature>* out);
bool IsNearFeature(ScoreFeature feature);

// The weights of what NearFeatures lists, summed level by level. Const after it was made.
class NearWeights {
 public:
  // `weights` = by feature.
  explicit NearWeights(const std::vector<ScoreSum>& weights);

  // Adds those of the messages before, of the tension there, and of the second look itself.
  void AddBefore(const NearLevels& near, ScoreSum* sum) const;
  // Adds those of the messages after.
  void AddAfter(const NearLevels& near, ScoreSum* sum) const;
  // The most that AddAfter can add.
  ScoreSum MostAfter() const;

 private:
  static constexpr std::size_t kNeighbours = 4;
  void AddLevels(std::size_t group, Levels levels, ScoreSum* sum) const;
  // By group as in NearLevels, category and level.
  std::array<std::array<std::array<ScoreSum, kMostLevel + 1>, kCountedCategories>, kNeighbours>
      levels_{};
  std::array<ScoreSum, 6> tense_{};  // with what the second look adds to every message
};

class ScoreFeatures {
 public:
  // `flags` = one per hit, as the rules and gates judged them. The conversation's hits are not
  // asked for any more.
  ScoreFeatures(const Timeline& timeline, const std::vector<Rule>& rules,
                const std::vector<Flag>& flags);

  // Replaces *out with those of the message at `p`, which is no notice.
  void Collect(Position p, std::vector<ScoreFeature>* out) const;
  // The same without its own shape, which the text pass has weighed already.
  void CollectAround(Position p, std::vector<ScoreFeature>* out) const;
  // The sum of their weights; `weights` = by feature.
  ScoreSum SumAround(Position p, const std::vector<ScoreSum>& weights) const;

  NearMessages NearMessagesOf(Position p) const;

  // Of the ten messages before `p`, how many are flagged with tension (the first five categories).
  std::uint32_t TenseOfTen(Position p) const;

  // The flags of the message at `p`: places in `flags` as the timeline's hits are numbered.
  struct Hits {
    std::uint32_t begin = 0, end = 0;  // Timeline::HitAt
  };
  Hits HitsOf(Position p) const;

 private:
  static constexpr Position kNone = 0xFFFFFFFF;
  Position HitPosition(std::uint32_t k) const {
    return timeline_.reordered() ? timeline_.HitPosition(k) : flags_[k].hit.message;
  }
  Position Before(Position p) const;  // the message before, notices left out
  Position After(Position p) const;
  std::uint16_t SenderAt(Position p) const { return timeline_.Facts(p).sender; }
  // The sender's own messages right before one, and the message before these.
  struct Run {
    std::uint32_t messages = 0;
    Position before = kNone;
  };
  Run OwnRunBefore(Position p) const;
  Position AfterOwnRun(Position p) const;  // the first after `p` that is not of its sender
  template <typename Sink>
  void AddOwn(Position p, Sink* out) const;
  template <typename Sink>
  void AddHits(Position p, Sink* out) const;
  template <typename Sink>
  void AddBefore(Position p, Sink* out) const;
  template <typename Sink>
  void AddAfter(Position p, Sink* out) const;
  template <typename Sink>
  void AddAround(Position p, Sink* out) const;
  template <typename Sink>
  void AddTalk(Position p, Sink* out) const;

  const Timeline& timeline_;
  const std::vector<Rule>& rules_;
  const std::vector<Flag>& flags_;
  // Where the questions before this one led: messages are asked for one after the other.
  mutable std::uint32_t last_hit_ = 0;
  mutable Position last_run_at_ = kNone;
  mutable Run last_run_;
  mutable Position own_from_ = 0, own_to_ = 0;  // messages with one answer of AfterOwnRun
  mutable std::vector<ScoreFeature> of_hits_;   // working memory
  std::vector<std::uint8_t> categories_;  // by position: bits of the counted categories flagged
};

}  // namespace ebb
