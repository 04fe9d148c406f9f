#include "trainer/talk_look.h"

#include <algorithm>
#include <cstdio>
#include <set>
#include <utility>

#include "sequence/talk_reader.h"
#include "trainer/talk_export.h"
#include "trainer/talk_training.h"
#include "trainer/talk_words.h"
#include "trainer/thresholds.h"

namespace ebb::trainer {
namespace {

// How much a detail its coders gave (trainer/details.h) counts beside a score.
constexpr float kDetailWeight = 0.5f;

// How many nets are asked. A third adds less than a second, and each takes its time.
constexpr std::size_t kTalkNets = 2;

// A talk, read from the side of one of its people: of their messages something is to be said.
struct Side {
  std::size_t first = 0;  // place of its first message among the examples
  std::uint16_t sender = 0;
  int fold = 0;
  Talk talk;
};

void AddDetails(const Example& e, TalkMessage* message) {
  const float weight = kDetailWeight * static_cast<float>(e.weight);
  for (std::size_t d = 0; d < kDetails; ++d) {
    const bool contested = (e.left_out >> CategoryOfDetail(d) & 1) != 0;
    message->weight[kScores + d] = contested ? 0 : weight;
  }
  for (const std::size_t detail : e.details) message->target[kScores + detail] = 1;
}

TalkMessage MessageOf(const Example& e, const Example* last, const TalkWords& words,
                      std::uint16_t sender) {
  TalkMessage message;
  for (const std::string& word : e.read) {
    if (message.words.size() < kMostNetWords) message.words.push_back(words.Of(word));
  }
  message.bits = e.talk.bits;
  message.length_class = LengthClass(static_cast<std::uint64_t>(e.talk.words));
  message.own = e.sender == sender;
  message.minutes = last == nullptr ? 0 : e.talk.minutes_before;
  message.new_turn = last != nullptr && last->sender != e.sender;
  for (int c = 0; message.own && c < kScores; ++c) {
    if (TargetOf(e, c) < 0) continue;
    message.target[static_cast<std::size_t>(c)] = ShareOf(e, c);
    message.weight[static_cast<std::size_t>(c)] = static_cast<float>(e.weight);
  }
  if (message.own && Told(e) && e.has_details) AddDetails(e, &message);
  return message;
}

std::vector<Side> SidesOf(const std::vector<Example>& examples, const TalkWords& words) {
  std::vector<Side> sides;
  for (std::size_t begin = 0, end = 0; begin < examples.size(); begin = end) {
    std::set<std::uint16_t> senders;
    for (end = begin; end < examples.size() && (end == begin || !examples[end].begins); ++end) {
      senders.insert(examples[end].sender);
    }
    for (const std::uint16_t sender : senders) {
      Side& side = sides.emplace_back(Side{begin, sender, examples[begin].fold, {}});
      for (std::size_t i = begin; i < end; ++i) {
        const Example* const last = i == begin ? nullptr : &examples[i - 1];
        side.talk.push_back(MessageOf(examples[i], last, words, sender));
      }
    }
  }
  return sides;
}

std::vector<TalkModel> TrainWithout(const std::vector<Side>& sides, const WordParts& parts,
                                    int held_out) {
  std::vector<const Talk*> talks;
  for (const Side& side : sides) {
    if (side.fold != held_out) talks.push_back(&side.talk);
  }
  std::vector<TalkModel> models;
  for (std::size_t n = 0; n < kTalkNets; ++n) {
    TalkTrainingOptions options;
    options.seed += n;
    models.push_back(TrainTalkModel(talks, parts, options));
  }
  return models;
}

// Adds a share of what one of the nets makes of the side's own messages.
void AddSums(const TalkModel& model, const std::vector<Example>& examples, const Side& side,
             Sums* sums) {
  const auto read = ReadTalk(model, side.talk);
  for (std::size_t i = 0; i < read.size(); ++i) {
    if (examples[side.first + i].sender != side.sender) continue;
    for (std::size_t c = 0; c < kScores; ++c) {
      (*sums)[c][side.first + i] += static_cast<double>(read[i][c]) / kTalkNets;
    }
  }
}

// By example: the mean of the nets' sums, for the writers that thresholds come from, held out.
Sums HeldOutSums(const std::vector<Example>& examples, const std::vector<Side>& sides,
                 const WordParts& parts) {
  Sums sums;
  for (std::vector<double>& of_score : sums) of_score.resize(examples.size(), 0);
  std::set<int> folds;
  for (const Side& side : sides) {
    if (side.fold >= kThresholdFolds) folds.insert(side.fold);
  }
  for (const int fold : folds) {
    const std::vector<TalkModel> models = TrainWithout(sides, parts, fold);
    for (const Side& side : sides) {
      if (side.fold != fold) continue;
      for (const TalkModel& model : models) AddSums(model, examples, side, &sums);
    }
  }
  return sums;
}

}  // namespace

TalkNets TrainTalkNets(const std::vector<Source>& sources, const std::vector<Example>& examples,
                       const Sums& third, const Senses& senses) {
  const TalkWords words(examples, senses);
  const std::vector<Side> sides = SidesOf(examples, words);
  Sums mean = HeldOutSums(examples, sides, words.parts());
  for (std::size_t c = 0; c < kScores; ++c) {
    if (c == kAbout) continue;
    for (std::size_t i = 0; i < examples.size(); ++i) {
      mean[c][i] = (kNetsPart * mean[c][i] + kLooksPart * third[c][i]) / (kNetsPart + kLooksPart);
    }
  }
  Scorer found;
  std::printf("with the talk nets:\n");
  const auto thresholds = FindThresholds(sources, examples, &mean, kMostSureWithNet, &found);
  TalkNets nets = ToTalkNets(TrainWithout(sides, words.parts(), kNoFold), words.names());
  for (std::size_t c = 0; c < kScores; ++c) {
    if (c != kAbout) nets.bias[c] = -Rounded(thresholds[c]);
  }
  nets.sure = found.sure;
  std::printf("%zu words of the talk nets\n", nets.words.size());
  return nets;
}

}  // namespace ebb::trainer
