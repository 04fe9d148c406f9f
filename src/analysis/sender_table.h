// Who is who in one conversation: from the names and keys of messages to participant indices.
//
// A key (user id, number) identifies a person where the format has one, else the name does. Aliases
// (also those of a file of contacts) merge several names and numbers into one participant. Two
// people alternate in most chats, so the last two senders are compared before anything is hashed.
// Used by one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analysis/analyze.h"
#include "chat/conversation.h"

namespace ebb {

class SenderTable {
 public:
  // `aliases` must outlive this object.
  explicit SenderTable(const std::vector<Alias>& aliases) : aliases_(aliases) {}

  // The index of the sender in `participants`, which grows when somebody new writes. At most 4,095
  // people are told apart; the rest share the last place.
  std::uint16_t Find(std::string_view name, std::string_view key,
                     std::vector<Participant>* participants);

 private:
  struct Recent {
    std::string name, key;
    std::uint16_t index = kNoSender;
  };
  std::uint16_t Look(std::string_view name, std::string_view key,
                     std::vector<Participant>* participants);
  std::uint16_t Add(std::string_view name, std::string_view key,
                    std::vector<Participant>* participants);
  const Alias* FindPerson(std::string_view name, std::string_view key);

  const std::vector<Alias>& aliases_;
  Recent recent_[2];
  int oldest_ = 0;
  std::unordered_map<std::string, std::uint16_t> by_identity_;
  std::unordered_map<std::string, std::uint16_t> met_;  // name and key as they came
  // The number that was taken for one of an alias without a country: no second one is.
  std::unordered_map<const Alias*, std::string> taken_;
};

// The alias that covers `name` or `key`; null if none does, or several could: numbers are compared
// without spaces and signs, and one that does not say its country fits one of any country.
const Alias* FindAlias(const std::vector<Alias>& aliases, std::string_view name,
                       std::string_view key);

}  // namespace ebb
