#include "readers/table_pairs.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text_util.h"
#include "readers/phone_number.h"

namespace ebb {
namespace {

// Receivers that are everybody.
bool IsEverybody(std::string_view receiver) {
  static constexpr std::string_view kWords[] = {"all", "everyone", "everybody", "broadcast", "*"};
  const std::string word = LowerAscii(receiver);
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

}  // namespace

std::string_view PairsOfTable::Known(std::string_view name) {
  name = Trim(name);
  if (name.find_first_of("0123456789") > 4) return name;  // asked of each row
  // Digits alone may be any program's number of somebody.
  const bool bare = name.front() != '0' && name.find_first_not_of("0123456789") == name.npos;
  if (bare) return name;
  return PlainNumber(name).empty() ? name : book_.Canonical(name);
}

PairsOfTable::Person* PairsOfTable::Find(std::string_view name) {
  const auto known = people_.find(name);
  if (known != people_.end()) return &known->second;
  return people_.size() < kMost ? &people_[std::string(name)] : nullptr;
}

void PairsOfTable::Add(const TableRow& row) {
  if (gave_up_) return;
  Person* const* const seen = receivers_.Find(row.sender, row.receiver);
  if (seen == nullptr && Trim(row.sender).empty()) return;
  const bool named = seen != nullptr || !Trim(row.receiver).empty();
  ++(named ? rows_ : without_);
  if (!named) return;
  gave_up_ = pairs_.size() >= kMost;
  if (gave_up_) return;
  Person* const to = seen != nullptr ? *seen : Learn(row);
  if (to != nullptr) ++to->got;
}

PairsOfTable::Person* PairsOfTable::Learn(const TableRow& row) {
  const bool list = row.receiver.find_first_of(",;") != row.receiver.npos;
  gave_up_ = list || row.sender.size() + row.receiver.size() > kMaxName;
  if (gave_up_) return nullptr;
  const std::string_view sender = Known(row.sender), receiver = Known(row.receiver);
  Person* const from = Find(sender);
  Person* const to = Find(receiver);
  gave_up_ = !from || !to;
  if (gave_up_) return nullptr;
  from->wrote = true;
  if (to->got_from.empty()) to->got_from = sender;
  to->got_from_several = to->got_from_several || to->got_from != sender;
  const std::string_view chat = ChatOf(sender, receiver);
  if (pairs_.find(chat) == pairs_.end()) pairs_.emplace(chat);
  receivers_.Put(row.sender, row.receiver, to);
  return to;
}

void PairsOfTable::Settle() {
  receivers_.Clear();
  std::uint64_t by_writers = 0;
  for (const auto& [name, person] : people_) by_writers += person.wrote ? person.got : 0;
  const bool few = people_.size() <= kFewPeople || pairs_.size() * 2 <= rows_;
  holds_ = !gave_up_ && pairs_.size() > 1 && few && by_writers * 2 >= rows_ && rows_ >= without_;
  for (const auto& [name, person] : people_) {
    groups_ = groups_ || (!person.wrote && person.got_from_several);
  }
}

// Who only gets messages, and from several, is a group of them.
bool PairsOfTable::IsGroup(std::string_view receiver) const {
  const auto known = people_.find(receiver);
  return known != people_.end() && !known->second.wrote && known->second.got_from_several;
}

std::string_view PairsOfTable::ChatOf(const TableRow& row) {
  if (const std::string* seen = chats_.Find(row.sender, row.receiver)) return *seen;
  const std::string_view chat = ChatOf(Known(row.sender), Known(row.receiver));
  chats_.Put(row.sender, row.receiver, std::string(chat));
  return chat;
}

std::string_view PairsOfTable::ChatOf(std::string_view one, std::string_view other) {
  if (other.empty() || IsEverybody(other) || one == other || (groups_ && IsGroup(other))) {
    return other;
  }
  if (other < one) std::swap(one, other);
  pair_.assign(one).append(", ").append(other);
  return pair_;
}

}  // namespace ebb
