#include "analysis/solved_topics.h"

#include <algorithm>
#include <unordered_map>

#include "analysis/message_ids.h"
#include "analysis/pick.h"

namespace ebb {
namespace {

// Every message that an episode of a topic shows.
std::vector<Position> ShownOfTopics(const std::vector<MeasureResult>& results) {
  std::vector<Position> shown;
  for (const MeasureResult& result : results) {
    for (const Episode& episode : result.episodes) {
      if (episode.kind != EpisodeKind::kTopic) continue;
      shown.insert(shown.end(), episode.shown.begin(), episode.shown.end());
    }
  }
  return shown;
}

}  // namespace

SolvedTopics FindSolved(const std::vector<SolvedMark>& marks,
                        const std::vector<MeasureResult>& results, const PlaceMap& order,
                        const Conversation& conversation, const std::vector<int>& partner_of) {
  std::unordered_map<MessageIndex, Position> places;
  std::vector<MessageIndex> messages;
  for (const Position place : ShownOfTopics(results)) {
    places.emplace(order.MessageAt(place), place);
    messages.push_back(order.MessageAt(place));
  }
  std::sort(messages.begin(), messages.end());
  messages.erase(std::unique(messages.begin(), messages.end()), messages.end());
  std::unordered_map<std::string, Position> by_id;
  for (const IdKeys& keys : {RealIdKeys(conversation), PseudonymIdKeys(partner_of)}) {
    for (const auto& [message, id] :
         MessageIds(conversation, messages, keys.conversation, keys.senders)) {
      by_id.emplace(id, places.at(message));
    }
  }
  SolvedTopics solved;
  for (const SolvedMark& mark : marks) {
    const auto place = by_id.find(mark.message);
    if (place == by_id.end()) {
      ++solved.unknown;
    } else {
      solved.found.push_back({place->second, mark.when});
    }
  }
  return solved;
}

}  // namespace ebb
