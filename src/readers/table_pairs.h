// Which two people the rows of a table are between, where it names who got each message.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "readers/table_rows.h"

namespace ebb {

// Views into rows are not kept. Bounded memory. One thread.
class PairsOfTable {
 public:
  void Add(const TableRow& row);
  // What later rows say may change whether each pair is a chat.
  bool wants_more() const { return rows_ > 0 && !gave_up_; }
  // Once all rows were added. Most who got a message write, too, and several pairs do: receivers
  // that are none of the senders are groups, numbers of lines or anything else, and a table of
  // many people in which each pair has a row or two is no collection of chats.
  void Settle();
  bool holds() const { return holds_; }

  // The chat of a row, perhaps in *scratch. Empty if it names no receiver. REQUIRES: holds().
  static std::string_view ChatOf(const TableRow& row, std::string* scratch);

 private:
  struct Person {
    std::uint64_t got = 0;
    bool wrote = false;
  };
  Person* Find(std::string_view name);

  static constexpr std::size_t kMaxName = 200, kMost = 10000, kFewPeople = 10;

  std::map<std::string, Person, std::less<>> people_;
  std::set<std::string, std::less<>> pairs_;
  std::string scratch_;
  std::uint64_t rows_ = 0;
  bool gave_up_ = false, holds_ = false;
};

}  // namespace ebb
