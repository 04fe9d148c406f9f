// Topics that the user says are settled: from message ids, as reports give them, to places (M13).
//
// Pure function; safe in any thread. No errors: a mark that fits nothing is counted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "chat/conversation.h"
#include "measure/measures.h"

namespace ebb {

class PlaceMap;

// As the user gave it.
struct SolvedMark {
  std::string message;     // its id
  std::uint32_t when = 0;  // seconds since 2000, chat's clock; 0 = when the topic was last named
};

struct SolvedTopics {
  std::vector<SolvedTopic> found;
  std::size_t unknown = 0;  // marks that name no message which a topic shows
};

// `results`: taken without marks. Ids may be the real ones or those under pseudonyms;
// `partner_of` as PartnerOf gives it.
SolvedTopics FindSolved(const std::vector<SolvedMark>& marks,
                        const std::vector<MeasureResult>& results, const PlaceMap& order,
                        const Conversation& conversation, const std::vector<int>& partner_of);

}  // namespace ebb
