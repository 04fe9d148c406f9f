#include "analysis/message_ids.h"

#include <bitset>
#include <cstdint>
#include <memory>

#include "analysis/names.h"
#include "base/hash.h"

namespace ebb {
namespace {

std::uint64_t Stamp(const MessageFacts& facts) {
  return (std::uint64_t{facts.sent} << 16) | facts.sender;
}

// Lets almost all messages that share no stamp with a wanted one pass without a look-up.
class Sieve {
 public:
  void Add(std::uint64_t stamp) { bits_->set(Slot(stamp)); }
  bool MayHold(std::uint64_t stamp) const { return bits_->test(Slot(stamp)); }

 private:
  static constexpr int kBits = 18;
  static std::size_t Slot(std::uint64_t stamp) {
    return static_cast<std::size_t>((stamp * 0x9E3779B97F4A7C15u) >> (64 - kBits));
  }
  std::unique_ptr<std::bitset<std::size_t{1} << kBits>> bits_ =
      std::make_unique<std::bitset<std::size_t{1} << kBits>>();
};

}  // namespace

IdKeys RealIdKeys(const Conversation& conversation) {
  IdKeys keys;
  keys.conversation = conversation.id;
  for (const Participant& person : conversation.participants) keys.senders.push_back(person.key);
  return keys;
}

IdKeys PseudonymIdKeys(const std::vector<int>& partner_of) {
  IdKeys keys;
  keys.conversation = "chat";
  for (const int partner : partner_of) keys.senders.push_back(PseudonymOf(partner));
  return keys;
}

std::string PseudonymOf(int partner) {
  return partner < 0 ? "Somebody" : "Partner " + LetterId(static_cast<std::size_t>(partner));
}

std::unordered_map<MessageIndex, std::string> MessageIds(
    const Conversation& conversation, const std::vector<MessageIndex>& wanted,
    const std::string& conversation_key, const std::vector<std::string>& sender_keys) {
  std::unordered_map<MessageIndex, std::string> ids;
  ids.reserve(wanted.size());
  std::unordered_map<std::uint64_t, std::uint32_t> seen;
  Sieve sieve;
  for (const MessageIndex message : wanted) {
    ids.emplace(message, std::string());
    seen.emplace(Stamp(conversation.facts[message]), 0);
    sieve.Add(Stamp(conversation.facts[message]));
  }
  for (MessageIndex i = 0; i < conversation.facts.size(); ++i) {
    const MessageFacts& facts = conversation.facts[i];
    if (!sieve.MayHold(Stamp(facts))) continue;
    const auto alike = seen.find(Stamp(facts));
    if (alike == seen.end()) continue;
    const std::uint32_t occurrence = alike->second++;
    const auto id = ids.find(i);
    if (id == ids.end()) continue;
    std::string key = conversation_key;
    key += '\0';
    key += std::to_string(facts.sent);
    key += '\0';
    if (facts.sender < sender_keys.size()) key += sender_keys[facts.sender];
    key += '\0';
    key += std::to_string(occurrence);
    id->second = Hex(Hash64(key));
  }
  return ids;
}

}  // namespace ebb
