#include "sequence/talk_reader.h"

#include <algorithm>
#include <set>
#include <utility>

#include "sequence/score_cursor.h"
#include "sequence/score_feature.h"

namespace ebb {

void JoinTalkSum(const TalkNets& nets, const ScoreSum& read, ScoreSum* sum) {
  for (std::size_t i = 0; i < kScores; ++i) {
    if (i == kAboutPartnerScore) continue;
    const std::int64_t parts =
        std::int64_t{(*sum)[i]} * kLooksPart + std::int64_t{read[i]} * kNetsPart;
    const std::int64_t joined = parts / (kLooksPart + kNetsPart) + nets.bias[i];
    constexpr std::int64_t kMost = kMostJoinedSum;
    (*sum)[i] = static_cast<std::int32_t>(std::clamp(joined, -kMost, kMost));
  }
}

TalkReader::TalkReader(const Timeline& timeline, const TalkNets& nets)
    : timeline_(timeline), all_nets_(nets) {
  const Conversation& conversation = timeline.conversation();
  const bool whole = conversation.net_words.size() == conversation.scores.size();
  if (nets.empty() || conversation.net_words.empty() || !whole) return;
  ScoreCursor scores(timeline, true);
  for (Position p = 0; p < timeline.size(); ++p) {
    const bool scored = scores.position() == p;
    const auto words = scored ? static_cast<std::uint32_t>(scores.index()) : ToldMessage::kNoWords;
    if (!IsNotice(timeline.Facts(p))) talk_.push_back({p, words});
    if (scored) scores.Next();
  }
  std::set<std::uint16_t> people;
  for (std::size_t p = 0; p < talk_.size() && people.size() <= kMostPeople; ++p) {
    people.insert(SenderAt(p));
  }
  if (people.size() > kMostPeople) talk_.clear();
  if (talk_.empty()) return;
  CutBlocks();
}

// Whether one begins somewhere hangs on the pauses near it alone.
void TalkReader::CutBlocks() {
  const std::size_t size = talk_.size();
  std::vector<std::uint32_t> pauses(size, 0);
  for (std::size_t p = 1; p < size; ++p) {
    pauses[p] = SecondsBetween(timeline_.Facts(talk_[p - 1].position).sent,
                               timeline_.Facts(talk_[p].position).sent);
  }
  const auto longest = [&](std::size_t p) {
    const auto begin = pauses.begin(), at = begin + static_cast<std::ptrdiff_t>(p);
    const auto from = begin + static_cast<std::ptrdiff_t>(p - std::min(p, kNear));
    const auto to = begin + static_cast<std::ptrdiff_t>(std::min(p + kNear + 1, size));
    return *at > 0 && *std::max_element(from, at) < *at && *std::max_element(at, to) == *at;
  };
  begins_.push_back(0);
  for (std::size_t p = 1; p < size; ++p) {
    if (p - begins_.back() == kBlock || longest(p)) begins_.push_back(p);
  }
  begins_.push_back(size);
}

TalkReader::Block TalkReader::BlockOf(std::size_t place) const {
  const auto next = std::upper_bound(begins_.begin(), begins_.end(), place);
  Block block;
  block.begin = *(next - 1);
  block.end = *next;
  block.sender = SenderAt(place);
  return block;
}

const ScoreSum& TalkReader::SumOf(std::size_t place) {
  const std::uint16_t sender = SenderAt(place);
  for (const Block& block : blocks_) {
    const bool inside = block.begin <= place && place < block.end;
    if (inside && block.sender == sender) return block.sums[place - block.begin];
  }
  Block& block = blocks_[oldest_];
  oldest_ = (oldest_ + 1) % blocks_.size();
  block = BlockOf(place);
  Read(&block);
  return block.sums[place - block.begin];
}

std::size_t TalkReader::PlaceOf(Position position) const {
  const auto at = std::lower_bound(
      talk_.begin(), talk_.end(), position,
      [](const ToldMessage& told, Position wanted) { return told.position < wanted; });
  return static_cast<std::size_t>(at - talk_.begin());
}

ScoreSum TalkReader::SumWithout(std::size_t place, std::size_t wordless) {
  const std::vector<NetSteps::Path>& paths = PathsOf(place);
  const std::uint32_t words = std::exchange(talk_[wordless].words, ToldMessage::kNoWords);
  ScoreSum sum{};
  for (std::size_t n = 0; n < nets_.size(); ++n) {
    nets_[n].Forget(wordless);
    AddWeights(nets_[n].SumChanged(paths[n], place, wordless), &sum);
    nets_[n].Forget(wordless);
  }
  talk_[wordless].words = words;
  for (std::int32_t& of_score : sum) of_score /= static_cast<std::int32_t>(nets_.size());
  return sum;
}

const std::vector<NetSteps::Path>& TalkReader::PathsOf(std::size_t place) {
  MakeNets();
  const Block block = BlockOf(place);
  Ways& ways = ways_[block.sender];
  if (ways.begin == block.begin) return ways.paths;
  ways.begin = block.begin;
  ways.paths.clear();
  for (NetSteps& net : nets_)
    ways.paths.push_back(net.PathOf(block.begin, block.end, block.sender));
  return ways.paths;
}

void TalkReader::MakeNets() {
  if (!nets_.empty()) return;
  nets_.reserve(all_nets_.nets.size());
  for (const TalkNet& net : all_nets_.nets) nets_.emplace_back(timeline_, net, talk_);
}

void TalkReader::Read(Block* block) {
  MakeNets();
  block->sums.fill({});
  for (NetSteps& net : nets_) net.Read(block->begin, block->end, block->sender, &block->sums);
  const auto nets = static_cast<std::int32_t>(nets_.size());
  for (ScoreSum& sum : block->sums) {
    for (std::int32_t& of_score : sum) of_score /= nets;
  }
}

}  // namespace ebb
