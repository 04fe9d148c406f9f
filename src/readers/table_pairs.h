// Which two people the rows of a table are between, where it names who got each message.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "readers/phone_book.h"
#include "readers/table_pair_cache.h"
#include "readers/table_rows.h"

namespace ebb {

// A number is the same however it is written. Views into rows are not kept. Bounded memory. One
// thread.
class PairsOfTable {
 public:
  void Add(const TableRow& row);
  // What later rows say may change whether each pair is a chat.
  bool wants_more() const { return rows_ > 0 && !gave_up_; }
  // Once all rows were added. Most rows name who got them, most of those write, too, and several
  // pairs do: receivers that are none of the senders are groups, numbers of lines or anything else,
  // and a table of many people in which each pair has a row or two is no collection of chats.
  void Settle();
  bool holds() const { return holds_; }

  // The chat of a row, until the next call. Empty if it names no receiver. REQUIRES: holds().
  std::string_view ChatOf(const TableRow& row);

 private:
  struct Person {
    std::uint64_t got = 0;
    bool wrote = false;
    std::string got_from;  // the first who wrote to them
    bool got_from_several = false;
  };
  // Lives as long as the book, or the row.
  std::string_view Known(std::string_view name);
  Person* Learn(const TableRow& row);  // who got it, of two that were not seen before
  std::string_view ChatOf(std::string_view one, std::string_view other);  // the latter got it
  Person* Find(std::string_view name);
  bool IsGroup(std::string_view receiver) const;

  static constexpr std::size_t kMaxName = 200, kMost = 10000, kFewPeople = 10;

  PhoneBook book_;
  std::map<std::string, Person, std::less<>> people_;
  std::set<std::string, std::less<>> pairs_;
  std::string pair_;
  TablePairCache<Person*> receivers_;  // while rows are added
  TablePairCache<std::string> chats_;
  std::uint64_t rows_ = 0, without_ = 0;  // which name a receiver, or none
  bool gave_up_ = false, holds_ = false, groups_ = false;
};

}  // namespace ebb
