#include "readers/table_pairs.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text_util.h"

namespace ebb {
namespace {

// Receivers that are everybody.
bool IsEverybody(std::string_view receiver) {
  static constexpr std::string_view kWords[] = {"all", "everyone", "everybody", "broadcast", "*"};
  const std::string word = LowerAscii(receiver);
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

}  // namespace

PairsOfTable::Person* PairsOfTable::Find(std::string_view name) {
  const auto known = people_.find(name);
  if (known != people_.end()) return &known->second;
  return people_.size() < kMost ? &people_[std::string(name)] : nullptr;
}

void PairsOfTable::Add(const TableRow& row) {
  const std::string_view sender = Trim(row.sender), receiver = Trim(row.receiver);
  if (gave_up_ || sender.empty() || receiver.empty()) return;
  ++rows_;
  const bool list = receiver.find_first_of(",;") != receiver.npos;
  Person* const from = Find(sender);
  Person* const to = Find(receiver);
  gave_up_ =
      list || sender.size() + receiver.size() > kMaxName || !from || !to || pairs_.size() >= kMost;
  if (gave_up_) return;
  from->wrote = true;
  ++to->got;
  const std::string_view chat = ChatOf(row, &scratch_);
  if (pairs_.find(chat) == pairs_.end()) pairs_.emplace(chat);
}

void PairsOfTable::Settle() {
  std::uint64_t by_writers = 0;
  for (const auto& [name, person] : people_) by_writers += person.wrote ? person.got : 0;
  const bool few = people_.size() <= kFewPeople || pairs_.size() * 2 <= rows_;
  holds_ = !gave_up_ && pairs_.size() > 1 && few && by_writers * 2 >= rows_;
}

std::string_view PairsOfTable::ChatOf(const TableRow& row, std::string* scratch) {
  std::string_view one = Trim(row.sender), other = Trim(row.receiver);
  if (other.empty() || IsEverybody(other) || one == other) return other;
  if (other < one) std::swap(one, other);
  scratch->assign(one).append(", ").append(other);
  return *scratch;
}

}  // namespace ebb
