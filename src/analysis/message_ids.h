// Stable ids of messages: 16 hex digits made from the conversation, the time, the sender and which
// of several alike it is. They do not depend on what else was asked for.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "chat/conversation.h"

namespace ebb {

// What goes into the hash: the real keys, or made-up ones under pseudonyms.
struct IdKeys {
  std::string conversation;
  std::vector<std::string> senders;  // by participant
};
IdKeys RealIdKeys(const Conversation& conversation);
// `partner_of` as PartnerOf gives it.
IdKeys PseudonymIdKeys(const std::vector<int>& partner_of);
// The name shown instead of one: "Partner A", or "Somebody" for -1.
std::string PseudonymOf(int partner);

// The ids of the messages in `wanted`. `conversation_key` and `sender_keys` (by participant) are
// what goes into the hash: the real ones, or made-up ones under pseudonyms.
std::unordered_map<MessageIndex, std::string> MessageIds(
    const Conversation& conversation, const std::vector<MessageIndex>& wanted,
    const std::string& conversation_key, const std::vector<std::string>& sender_keys);

}  // namespace ebb
