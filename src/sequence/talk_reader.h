// Reads a talk with the talk nets (lexicon/talk_net.h): what each message says after those before
// it and before those after it, in the mean of the nets (sequence/net_steps.h).
//
// Each message is read from its sender's side: the nets are told which messages are that person's
// own, never who is who, so that they cannot tell one partner from the other but by what they do.
//
// A talk is read in blocks, forward from forty messages before one and backward from forty after:
// what is further away changes nothing. Blocks begin at the longest pause of some fifty messages,
// wherever the chat begins: an older message more moves no block but the first ones. Deterministic:
// whole numbers only. For one thread; the timeline and the nets must outlive it. No errors.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "chat/facts.h"
#include "chat/scores.h"
#include "lexicon/talk_net.h"
#include "sequence/net_steps.h"
#include "sequence/timeline.h"

namespace ebb {

// What the nets made of a message, in seven parts, and the looks before, in three, from the nets'
// start; held within kMostJoinedSum, whatever a file says. (On held-out writers six to eight parts
// in ten are about as good, five less so.)
inline constexpr std::int32_t kMostJoinedSum = 1 << 20;  // 64ths of a logit
inline constexpr std::int32_t kNetsPart = 7, kLooksPart = 3;
void JoinTalkSum(const TalkNets& nets, const ScoreSum& read, ScoreSum* sum);

class TalkReader {
 public:
  TalkReader(const Timeline& timeline, const TalkNets& nets);
  TalkReader(const TalkReader&) = delete;
  TalkReader& operator=(const TalkReader&) = delete;

  // False without nets, where the conversation has no words for them, and in a group: the nets were
  // trained on talks of two (a stray third and fourth name are passed over).
  bool reads() const { return !talk_.empty(); }
  // What the nets make of the message that is the `place`th of the talk, notices left out: the mean
  // of their sums, 64ths of a logit. REQUIRES: reads(). Quick when asked for one after the other.
  const ScoreSum& SumOf(std::size_t place);

  // For explaining. The place of a message that is no notice; and the sum of one, were another (or
  // itself) without words.
  std::size_t PlaceOf(Position position) const;
  std::size_t size() const { return talk_.size(); }
  ScoreSum SumWithout(std::size_t place, std::size_t wordless);

 private:
  // A block begins where the pause is the longest of the messages so near, and ends at the next, or
  // when it is full.
  static constexpr std::size_t kBlock = NetSteps::kBlock, kNear = 24;
  static constexpr std::size_t kMostPeople = 4;
  struct Block {  // as one person's side
    std::size_t begin = SIZE_MAX, end = 0;
    std::uint16_t sender = kNoSender;
    NetSteps::Sums sums;  // those of the person's own messages count
  };

  std::uint16_t SenderAt(std::size_t place) const {
    return timeline_.Facts(talk_[place].position).sender;
  }
  void CutBlocks();
  Block BlockOf(std::size_t place) const;
  void Read(Block* block);
  void MakeNets();
  const std::vector<NetSteps::Path>& PathsOf(std::size_t place);

  const Timeline& timeline_;
  std::vector<ToldMessage> talk_;
  std::vector<std::size_t> begins_;  // where blocks begin, and the end
  const TalkNets& all_nets_;
  std::vector<NetSteps> nets_;  // made when first asked
  // The last ones read: of both sides, and runs of messages end out of order.
  std::array<Block, 2 * kMostPeople> blocks_;
  std::size_t oldest_ = 0;
  // By sender: the block SumWithout was asked for last, and each net's way through it.
  struct Ways {
    std::size_t begin = SIZE_MAX;
    std::vector<NetSteps::Path> paths;
  };
  std::map<std::uint16_t, Ways> ways_;
};

}  // namespace ebb
