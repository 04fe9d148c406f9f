// The circumstances of a message that the decision layer weighs (lexicon/scorer.h): its own shape,
// what its rules' hits came to, the partner's turn before and after, and how the talk has been.
//
// Everything comes from facts and flags, never from text. The same code serves training and use.
// For one thread; the conversation and the flags must outlive it.
#pragma once

#include <cstdint>
#include <vector>

#include "chat/scores.h"
#include "sequence/flag.h"
#include "sequence/near_levels.h"
#include "sequence/score_feature.h"
#include "sequence/third_look.h"
#include "sequence/timeline.h"

namespace ebb {

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
  // What the third look sees around it; of a long run of the sender's own only the nearest nine.
  TalkNumbers TalkNumbersOf(Position p) const;

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
  // The message before, notices left out.
  Position Before(Position p) const {
    while (p > 0) {
      if (!IsNotice(timeline_.Facts(--p))) return p;
    }
    return kNone;
  }
  Position After(Position p) const {
    for (++p; p < timeline_.size(); ++p) {
      if (!IsNotice(timeline_.Facts(p))) return p;
    }
    return kNone;
  }
  bool IsTenseAt(Position p) const;
  std::uint16_t SenderAt(Position p) const { return timeline_.Facts(p).sender; }
  // The sender's own messages right before one, and the message before these.
  struct Run {
    std::uint32_t messages = 0;
    Position before = kNone;
  };
  Run OwnRunBefore(Position p) const;
  void AddPartnerTurn(Position p, TalkNumbers* talk) const;
  void AddBeside(Position p, TalkNumbers* talk) const;
  std::int32_t MinutesToAnswer(Position p) const;
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
  // Bit i = the message i + 1 back from `tense_to_` is tense.
  mutable std::uint32_t tense_ = 0;
  mutable Position tense_to_ = 0;
  mutable Position own_from_ = 0, own_to_ = 0;  // messages with one answer of AfterOwnRun
  mutable std::vector<ScoreFeature> of_hits_;   // working memory
  std::vector<std::uint8_t> categories_;  // by position: bits of the counted categories flagged
};

}  // namespace ebb
