#include "measure/unmet_examples.h"

#include <algorithm>
#include <array>
#include <optional>

#include "measure/bid_weeks.h"
#include "sequence/conflict_spans.h"
#include "time/civil.h"

namespace ebb {
namespace {

enum Topic : std::size_t { kEverydayTopic, kHardTopic, kTopics };
constexpr std::array<const char*, kTopics> kTags = {
    "everyday, counted as not really answered",
    "hard topic or feelings, counted as not really answered"};

// Plans are in neither: M17 reads everyday and hard messages.
std::optional<Topic> TopicOf(BidType type) {
  if (type == BidType::kNeutral) return kEverydayTopic;
  if (type == BidType::kEmotional || type == BidType::kHot) return kHardTopic;
  return std::nullopt;
}

// A turn may begin in one week and end in the next.
bool IsInDanger(const MeasureInput& input, std::size_t turn) {
  if (input.danger_weeks.empty()) return false;
  const TalkTurn told = input.talk.At(turn);
  const auto holds = [&](std::uint32_t time) {
    return std::binary_search(input.danger_weeks.begin(), input.danger_weeks.end(),
                              WeekNumber(time));
  };
  return holds(told.begin) || holds(told.end);
}

Episode ExampleOf(const Talk& talk, const Bid& bid, Topic topic) {
  const TalkTurn asked = talk.At(bid.turn);
  Episode episode;
  episode.kind = EpisodeKind::kExchange;
  episode.first = asked.first;
  episode.last = asked.last;
  episode.begin = asked.begin;
  episode.end = asked.end;
  episode.turns = 1;
  episode.side = asked.side;
  episode.tag = kTags[topic];
  episode.shown = {MessageToQuote(talk, asked)};
  if (!bid.answered()) return episode;
  const TalkTurn reply = talk.At(bid.answer());
  episode.last = reply.last;
  episode.end = std::max(episode.end, reply.end);
  episode.turns = 2;
  episode.shown.push_back(MessageToQuote(talk, reply));
  return episode;
}

}  // namespace

std::vector<Episode> UnmetExamples(const MeasureInput& input) {
  const Talk& talk = input.talk;
  std::array<std::array<std::vector<const Bid*>, kTopics>, 2> unmet;
  for (const Bid& bid : input.bids) {
    const std::optional<Topic> topic = TopicOf(bid.type);
    if (!topic || !IsUnmet(talk, bid)) continue;
    if (IsInDanger(input, bid.turn) || IsInDanger(input, bid.answer())) continue;
    unmet[static_cast<std::size_t>(talk.Side(bid.turn))][*topic].push_back(&bid);
  }
  std::vector<Episode> examples;
  for (const auto& side : unmet) {
    for (const Topic topic : {kEverydayTopic, kHardTopic}) {
      const std::vector<const Bid*>& bids = side[topic];
      const std::size_t wanted = std::min(kUnmetExamplesEach, bids.size());
      for (std::size_t i = 0; i < wanted; ++i) {
        const Bid& bid = *bids[(2 * i + 1) * bids.size() / (2 * wanted)];
        examples.push_back(ExampleOf(talk, bid, topic));
      }
    }
  }
  std::sort(examples.begin(), examples.end(),
            [](const Episode& a, const Episode& b) { return a.first < b.first; });
  return examples;
}

}  // namespace ebb
