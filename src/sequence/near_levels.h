// What the first look of the decision layer made of the messages around one, for the second look: a
// curt word after a curt word, a dodge of what sounds like a plea. Kept as levels, six small
// numbers in one word, and of the messages right beside it as sums in eighths of a logit.
//
// Values and pure functions; NearWeights is const after it was made. No errors.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "chat/scores.h"
#include "sequence/score_feature.h"
#include "sequence/timeline.h"

namespace ebb {

// The sums of the first look, in steps from "far off" (0) to "surely" (kMostLevel), by category.
using Levels = std::uint32_t;
Levels LevelsOf(const ScoreSum& sum);
inline std::uint32_t LevelOf(Levels levels, std::uint32_t category) {
  return levels >> (category * kLevelBits) & ((1u << kLevelBits) - 1);
}
// The higher of two levels, category by category.
Levels Higher(Levels a, Levels b);
// Is any of the first five categories at least as likely as not?
bool IsTense(Levels levels);

// The six sums and that of distance, for the third look.
inline constexpr std::size_t kLookSums = kCountedCategories + 1;
// Which score a place among them stands for.
inline constexpr std::size_t ScoreOfLookSum(std::size_t place) {
  return place < kCountedCategories ? place : std::size_t{kDistanceScore};
}
// The sums of the first look in eighths of a logit, rounded down and held within a byte; of a
// message that is not looked at, or does not exist, kFarOff.
struct RoughSums {
  static constexpr std::int8_t kFarOff = -127;
  std::array<std::int8_t, kLookSums> eighths;
  RoughSums() { eighths.fill(kFarOff); }
  explicit RoughSums(const ScoreSum& sum);
};
// So many messages before and after one are looked at singly, whoever wrote them.
inline constexpr std::size_t kLastBeside = 3, kNextBeside = 2, kBeside = kLastBeside + kNextBeside;

// The messages around one, by position; kNone where there is none.
struct NearMessages {
  static constexpr Position kNone = 0xFFFFFFFF;
  static constexpr std::size_t kBefore = 6, kAfter = 4, kTalk = 10;
  std::array<Position, kBefore> partner_before;  // the partner's last turn, latest first
  std::array<Position, kAfter> partner_after;    // the partner's answer
  std::array<Position, kTalk> talk;              // the messages before, whoever wrote them
  Position own_before = kNone;                   // the sender's own last message
  Position own_after = kNone;                    // the next message, if it is the sender's own
  std::array<Position, kNextBeside> next;        // the messages after, whoever wrote them
};

// What the first look made of the messages around one; 0 where there is none.
struct NearLevels {
  Levels partner_before = 0, partner_after = 0;  // the highest of each category
  Levels own_before = 0, own_after = 0;
  std::uint32_t tense = 0;  // how many of NearMessages::talk are
  std::int32_t lead = 0;    // MessageFacts::lead of the partner's last two messages, added up
  std::array<RoughSums, kLastBeside> last;  // nearest first
  std::array<RoughSums, kNextBeside> next;
};
inline constexpr std::size_t kLeadMessages = 2;
// That sum; `lead_of(position)`.
template <typename LeadOf>
std::int32_t LeadBefore(const NearMessages& neighbours, LeadOf lead_of) {
  std::int32_t lead = 0;
  for (std::size_t i = 0; i < kLeadMessages; ++i) {
    const Position p = neighbours.partner_before[i];
    if (p != NearMessages::kNone) lead += lead_of(p);
  }
  return lead;
}
// All but the lead and the single messages; `levels` = by position.
NearLevels NearLevelsOf(const NearMessages& neighbours, const std::vector<Levels>& levels);
// Fills in the single messages; `sums` = by position.
void SetBeside(const NearMessages& neighbours, const std::vector<RoughSums>& sums,
               NearLevels* near);
// Replaces *out with what they say, but for the lead, which is weighed as a number.
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

  // Adds those of the messages before, of the tension there, of the partner's words, and of the
  // second look itself.
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
  ScoreSum lead_{};                  // of each quarter of a logit
};

}  // namespace ebb
