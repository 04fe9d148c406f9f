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

// The sums of the first look, in steps from "far off" (0) to "surely" (kMostLevel), by category.
using Levels = std::uint32_t;
inline constexpr std::uint32_t kLevelBits = 3, kMostLevel = 5;
Levels LevelsOf(const ScoreSum& sum);

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

// Replaces *out with what the neighbours' levels say; `levels` = by position.
void NearFeatures(const NearMessages& neighbours, const std::vector<Levels>& levels,
                  std::vector<ScoreFeature>* out);
bool IsNearFeature(ScoreFeature feature);

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
  void AddOwn(Position p, std::vector<ScoreFeature>* out) const;
  void AddHits(Position p, std::vector<ScoreFeature>* out) const;
  void AddBefore(Position p, std::vector<ScoreFeature>* out) const;
  void AddAfter(Position p, std::vector<ScoreFeature>* out) const;
  void AddAround(Position p, std::vector<ScoreFeature>* out) const;
  void AddTalk(Position p, std::vector<ScoreFeature>* out) const;

  const Timeline& timeline_;
  const std::vector<Rule>& rules_;
  const std::vector<Flag>& flags_;
  mutable std::uint32_t last_hit_ = 0;    // where HitsOf was
  std::vector<std::uint8_t> categories_;  // by position: bits of the counted categories flagged
};

}  // namespace ebb
