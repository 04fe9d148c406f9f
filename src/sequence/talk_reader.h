// Reads a talk with the talk net (lexicon/talk_net.h): what each message says after those before it
// and before those after it.
//
// Each message is read from its sender's side: the net is told which messages are that person's
// own, never who is who, so that it cannot tell one partner from the other but by what they do.
//
// A talk is read in blocks, forward from forty messages before one and backward from forty after:
// what is further away changes nothing. Blocks begin at the longest pause of some fifty messages,
// wherever the chat begins: an older message more moves no block but the first ones. Deterministic:
// whole numbers only. For one thread; the timeline and the net must outlive it. No errors.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/dot.h"
#include "chat/facts.h"
#include "chat/scores.h"
#include "lexicon/talk_net.h"
#include "sequence/timeline.h"

namespace ebb {

// What the net takes for the minutes since the message before: eighths of their binary logarithm,
// straight between its whole numbers, 256ths. `minutes` = 0 to 32,767.
std::int16_t MinutesInput(std::int32_t minutes);

// The mean of what the looks before and the net made of a message, from the net's start.
void JoinTalkSum(const TalkNet& net, const ScoreSum& read, ScoreSum* sum);

class TalkReader {
 public:
  TalkReader(const Timeline& timeline, const TalkNet& net);

  // False without a net, where the conversation has no vectors for it, and in a group: the net was
  // trained on talks of two (a stray third and fourth name are passed over).
  bool reads() const { return !talk_.empty(); }
  // What the net makes of the message that is the `place`th of the talk, notices left out: sums as
  // they are, 64ths of a logit. REQUIRES: reads(). Quick when asked for one after the other.
  const ScoreSum& SumOf(std::size_t place);

  // For explaining. The place of a message that is no notice; and the sum of one, were another (or
  // itself) without words.
  std::size_t PlaceOf(Position position) const;
  std::size_t size() const { return talk_.size(); }
  ScoreSum SumWithout(std::size_t place, std::size_t wordless);

 private:
  // A block begins where the pause is the longest of the messages so near, and ends at the next, or
  // when it is full.
  static constexpr std::size_t kBlock = 64, kNear = 24, kAround = 40;
  static constexpr std::size_t kMostPeople = 4;
  static constexpr std::uint32_t kNoVector = 0xFFFFFFFF;
  using State = std::array<std::int16_t, PaddedForDots(kStateNumbers)>;
  using Gates = std::array<std::int32_t, kNetGates * kStateNumbers>;
  struct Told {
    Position position = 0;
    std::uint32_t vector = kNoVector;  // into Conversation::vectors
  };
  // What a message says to the gates, forward and backward, whoever reads it.
  struct Inputs {
    std::size_t place = SIZE_MAX;
    std::array<std::array<Gates, 2>, 2> gates;  // of another's message, and of an own one
  };
  struct Block {  // as one person's side
    std::size_t begin = SIZE_MAX, end = 0;
    std::uint16_t sender = kNoSender;
    std::array<ScoreSum, kBlock> sums;  // those of the person's own messages count
  };

  std::uint16_t SenderAt(std::size_t place) const {
    return timeline_.Facts(talk_[place].position).sender;
  }
  void CutBlocks();
  Block BlockOf(std::size_t place) const;
  void TurnWeights();
  void Read(Block* block);
  const Inputs& InputsAt(std::size_t place);
  // Takes the message in, from the side of `sender`: how `state` changes.
  void Step(std::size_t direction, std::uint16_t sender, std::size_t place, State* state);
  ScoreSum Out(std::size_t place, const State& forward, const State& backward) const;
  MessageVector VectorAt(std::size_t place) const;

  const Timeline& timeline_;
  const TalkNet& net_;
  std::vector<Told> talk_;
  std::vector<std::size_t> begins_;  // where blocks begin, and the end
  // By direction: weights as DotPairs takes them, and what an own message adds.
  std::array<std::vector<std::int16_t>, 2> in_pairs_, state_pairs_;
  std::array<Gates, 2> own_{};
  std::vector<Inputs> inputs_;  // by place, the last ones
  // The last ones read: of both sides, and runs of messages end out of order.
  std::array<Block, 2 * kMostPeople> blocks_;
  std::size_t oldest_ = 0;
};

}  // namespace ebb
