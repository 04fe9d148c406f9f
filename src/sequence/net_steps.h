// One talk net's way through a talk: what it holds in mind after each message, read forward and
// backward, and what it makes of a message from both sides.
//
// Deterministic: whole numbers only. For one thread; the timeline, the net and the list of messages
// must outlive it. No errors.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/dot.h"
#include "chat/facts.h"
#include "chat/scores.h"
#include "lexicon/talk_net.h"
#include "sequence/message_vectors.h"
#include "sequence/state_change.h"
#include "sequence/timeline.h"

namespace ebb {

// What the net takes for the minutes since the message before: eighths of their binary logarithm,
// straight between its whole numbers, 256ths. `minutes` = 0 to 32,767.
std::int16_t MinutesInput(std::int32_t minutes);

// A message of a talk, notices left out.
struct ToldMessage {
  static constexpr std::uint32_t kNoWords = 0xFFFFFFFF;
  Position position = 0;
  std::uint32_t words = kNoWords;  // into Conversation::net_words
};

// A layer's weights as DotPairs takes them, in whole lines of the cache.
class PairWeights {
 public:
  PairWeights() = default;
  explicit PairWeights(const NetLayer& layer);
  const std::int16_t* data() const { return reinterpret_cast<const std::int16_t*>(lines_.data()); }

 private:
  struct alignas(64) Line {
    std::array<std::int16_t, 32> weights{};
  };
  std::vector<Line> lines_;
};

class NetSteps {
 public:
  // Of a talk read from one person's side: messages of the block, and how far around it is read.
  static constexpr std::size_t kBlock = 64, kAround = 40;
  using Sums = std::array<ScoreSum, kBlock>;

  // `talk` may be changed in its words; see Forget.
  NetSteps(const Timeline& timeline, const TalkNet& net, const std::vector<ToldMessage>& talk);

  // Adds what the net makes of the messages of `sender` from `begin` to `end`, of which there are
  // at most kBlock: 64ths of a logit, the first one's at sums[0].
  void Read(std::size_t begin, std::size_t end, std::uint16_t sender, Sums* sums);

  // The states that Read goes through, to go on from with one message changed. Counted from the
  // first place read: forward to the block's end, backward from what is read after it to its
  // begin (before that, zeros).
  struct Path {
    std::size_t from = 0;
    std::vector<NetState> forward, backward;  // after the message of that place
  };
  Path PathOf(std::size_t begin, std::size_t end, std::uint16_t sender);
  // What Read makes of the message at `place`, were `changed` as the talk has it by now. REQUIRES:
  // `path` is that of a block with `place` in it, as the talk was then, and its person's side;
  // `changed` was forgotten.
  ScoreSum SumChanged(const Path& path, std::size_t place, std::size_t changed);
  // What was remembered of the message of that place is not used again.
  void Forget(std::size_t place) { inputs_[place % inputs_.size()].place = SIZE_MAX; }

 private:
  using State = NetState;
  using Gates = NetGateSums;
  // What a message says to the gates, forward and backward, whoever reads it.
  struct Inputs {
    std::size_t place = SIZE_MAX;
    std::array<std::int16_t, PaddedForDots(kTalkInputs)> numbers{};  // its vector stands first
    std::array<std::array<Gates, 2>, 2> gates;  // of another's message, and of an own one
  };

  const MessageFacts& FactsAt(std::size_t place) const {
    return timeline_.Facts(talk_[place].position);
  }
  const Inputs& InputsAt(std::size_t place);
  void TakeVector(std::size_t place, Inputs* inputs);
  // Takes the message in, from the side of `sender`: how `state` changes.
  void Step(std::size_t direction, std::uint16_t sender, std::size_t place, State* state);
  ScoreSum Out(std::size_t place, const State& forward, const State& backward);

  const Timeline& timeline_;
  const TalkNet& net_;
  const std::vector<ToldMessage>& talk_;
  MessageVectors vectors_;
  // By direction: weights as DotPairs takes them, and what an own message adds.
  std::array<PairWeights, 2> in_pairs_, state_pairs_;
  std::array<Gates, 2> own_{};
  std::vector<Inputs> inputs_;  // by place, the last ones
};

}  // namespace ebb
