#include "analysis/sender_table.h"

#include <algorithm>

#include "readers/phone_number.h"

namespace ebb {
namespace {

constexpr std::size_t kShortestNumber = 7;  // shorter ones are codes of services

bool Covers(const Alias& alias, std::string_view name) {
  if (name.empty()) return false;
  if (alias.name == name) return true;
  for (const std::string& other : alias.others) {
    if (other == name) return true;
  }
  return false;
}

NumberMatch CompareWithAll(const Alias& alias, std::string_view number) {
  NumberMatch best = NumberMatch::kDifferent;
  for (const std::string& other : alias.others) {
    best = std::max(best, CompareNumbers(PlainNumber(other), number));
  }
  return best;
}

}  // namespace

const Alias* FindAlias(const std::vector<Alias>& aliases, std::string_view name,
                       std::string_view key) {
  for (const Alias& alias : aliases) {
    if (Covers(alias, name) || Covers(alias, key)) return &alias;
  }
  std::string number = PlainNumber(key);
  if (number.empty()) number = PlainNumber(name);
  if (number.size() < kShortestNumber) return nullptr;
  const Alias* possible = nullptr;
  for (const Alias& alias : aliases) {
    const NumberMatch match = CompareWithAll(alias, number);
    if (match == NumberMatch::kSame) return &alias;
    if (match == NumberMatch::kDifferent) continue;
    if (possible != nullptr) return nullptr;
    possible = &alias;
  }
  return possible;
}

std::uint16_t SenderTable::Find(std::string_view name, std::string_view key,
                                std::vector<Participant>* participants) {
  for (const Recent& recent : recent_) {
    if (recent.index != kNoSender && recent.name == name && recent.key == key) return recent.index;
  }
  const std::uint16_t index = Look(name, key, participants);
  Recent& slot = recent_[oldest_];
  oldest_ = 1 - oldest_;
  slot.name = name;
  slot.key = key;
  slot.index = index;
  return index;
}

// "07700 900123" in the contacts is one number: of two countries' it can be the first only.
const Alias* SenderTable::FindPerson(std::string_view name, std::string_view key) {
  const Alias* alias = FindAlias(aliases_, name, key);
  if (alias == nullptr || Covers(*alias, name) || Covers(*alias, key)) return alias;
  std::string number = PlainNumber(key);
  if (number.empty()) number = PlainNumber(name);
  if (CompareWithAll(*alias, number) == NumberMatch::kSame) return alias;
  const std::string& taken = taken_.emplace(alias, number).first->second;
  return taken == number ? alias : nullptr;
}

std::uint16_t SenderTable::Look(std::string_view name, std::string_view key,
                                std::vector<Participant>* participants) {
  std::string as_it_came(name);
  as_it_came += '\n';
  as_it_came += key;
  if (const auto met = met_.find(as_it_came); met != met_.end()) return met->second;
  const std::uint16_t index = Add(name, key, participants);
  met_.emplace(std::move(as_it_came), index);
  return index;
}

std::uint16_t SenderTable::Add(std::string_view name, std::string_view key,
                               std::vector<Participant>* participants) {
  const Alias* alias = FindPerson(name, key);
  const std::string_view shown = alias ? std::string_view(alias->name) : name;
  const std::string_view identity = alias ? shown : key.empty() ? name : key;
  std::string lookup(1, alias || key.empty() ? 'n' : 'k');
  lookup += identity;
  if (const auto found = by_identity_.find(lookup); found != by_identity_.end()) {
    return found->second;
  }
  constexpr std::uint16_t kLast = kNoSender - 1;
  const bool full = participants->size() > kLast;
  const std::uint16_t index = full ? kLast : static_cast<std::uint16_t>(participants->size());
  if (!full) {
    Participant participant;
    participant.name = index == kLast ? std::string_view("(other senders)") : shown;
    participant.key = identity;
    participants->push_back(std::move(participant));
  }
  by_identity_.emplace(std::move(lookup), index);
  // A message that names this person without the key means the same person.
  if (!alias && !key.empty()) by_identity_.emplace("n" + std::string(name), index);
  return index;
}

}  // namespace ebb
