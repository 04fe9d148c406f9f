// Who is who in the rows of a table: whether a column names the other side in all rows, and which
// number or id goes with a name where some rows lack it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "base/text_util.h"
#include "readers/phone_book.h"
#include "readers/phone_number.h"
#include "readers/table_rows.h"

namespace ebb {

// Tells from the first rows whether a column that may name the other side in all rows does so.
class PartnerProof {
 public:
  // A table without a numeric date in its first rows is not searched for one.
  static constexpr std::uint64_t kRowsToSee = 1000;

  void Add(const TableRow& row) {
    const bool only_if = row.partner == Columns::Partner::kOnlyIfMostly;
    if (only_if && !row.mine && !row.unsent) unclear_ = true;
    if (!row.mine || row.partner == Columns::Partner::kNo || row.partner_sure) return;
    any_ = true;
    only_if_ = only_if_ || only_if;
    if (rows_ >= kRowsToSee) return;
    // The number tells who it is where some rows lack the name beside it.
    const bool by_id = row.partner == Columns::Partner::kIfBothWays && !row.partner_id.empty();
    const std::string_view name = Trim(by_id ? row.partner_id : row.sender);
    if (name.size() > kMaxName) return;
    if (*row.mine) ++(name.empty() ? unnamed_ : named_);
    rows_ += named_ + unnamed_ > 0;
    if (!name.empty()) Count(name, *row.mine);
  }
  // Too few rows were seen since the first that was sent, or all must say it.
  bool wants_more() const { return any_ && (rows_ < kRowsToSee || (only_if_ && !unclear_)); }

  // Once all rows were added. The exporter has one name, the others have several; and somebody the
  // rows sent are named after answers.
  void Settle() {
    Ways most;
    std::uint64_t received = 0;
    for (const auto& [name, ways] : ways_) {
      if (ways.sent > most.sent) most = ways;
      received += ways.received;
      if (ways.sent > 0) answered_ += ways.received;
    }
    strangers_ = received - answered_;
    several_ = most.sent * 10 < named_ * 9;
    own_ = named_ >= 2 && !several_ && received > most.received && IsOwn(most, received);
  }
  bool Holds(Columns::Partner partner) const {
    if (partner == Columns::Partner::kIfBothWays) return answered_ > 0 && !own_;
    if (partner == Columns::Partner::kOnlyIfMostly && unclear_) return false;
    if (partner == Columns::Partner::kIfMostly || partner == Columns::Partner::kOnlyIfMostly) {
      // Else a note to oneself.
      return answered_ > 0 && !own_ && answered_ * kSentAReceived >= named_ &&
             (several_ || strangers_ < answered_);
    }
    return partner == Columns::Partner::kYes;
  }
  // Rows sent say to whom, or there are none.
  bool names_partners() const { return !own_ && (named_ > unnamed_ || named_ + unnamed_ == 0); }

 private:
  struct Ways {
    std::uint64_t sent = 0, received = 0;
  };

  // One's own name comes in with no row, but perhaps a slip where somebody else writes as much. Who
  // seldom answers, beside others, is no less the one written to.
  static bool IsOwn(const Ways& most, std::uint64_t received) {
    if (most.received == 0) return true;
    return most.received * kSentAReceived <= most.sent &&
           (received - most.received) * 4 >= most.sent * 3;
  }

  static constexpr std::size_t kMaxName = 200, kMostNames = 10000;
  static constexpr std::uint64_t kSentAReceived = 10;

  void Count(std::string_view name, bool mine) {
    auto known = ways_.find(name);
    if (known == ways_.end()) {
      if (ways_.size() >= kMostNames) return;
      known = ways_.emplace(name, Ways{}).first;
    }
    ++(mine ? known->second.sent : known->second.received);
  }

  std::uint64_t rows_ = 0;                  // since the first that was sent
  std::uint64_t named_ = 0, unnamed_ = 0;   // rows sent
  std::uint64_t answered_ = 0;              // rows received of those who stand in rows sent
  std::uint64_t strangers_ = 0;             // rows received of others
  bool any_ = false, own_ = false;          // rows sent bear the exporter's own name
  bool only_if_ = false, unclear_ = false;  // some row, of those that all must, says no direction
  bool several_ = false;                    // rows sent bear several names
  std::map<std::string, Ways, std::less<>> ways_;
};

// The number or id of each name that has only one.
class IdsOfNames {
 public:
  explicit IdsOfNames(bool numbers) : numbers_(numbers) {}

  // `id` may be empty.
  void Add(std::string_view name, std::string_view id) {
    (id.empty() ? without_ : with_) = true;
    if (id.empty() || name.empty() || name.size() + id.size() > kLongest) return;
    const auto known = ids_.find(name);
    if (known == ids_.end()) {
      if (ids_.size() < kMostNames) ids_.emplace(name, Id{std::string(id)});
    } else if (!known->second.several && !AreSame(known->second.id, id)) {
      known->second.several = true;
    }
  }
  // Some rows have one, others none.
  bool mixed() const { return with_ && without_; }
  // Empty if there is none, or more than one.
  std::string_view Of(std::string_view name) const {
    const auto known = ids_.find(name);
    if (known == ids_.end() || known->second.several) return {};
    return known->second.id;
  }

 private:
  static constexpr std::size_t kMostNames = 10000, kLongest = 400;

  struct Id {
    std::string id;
    bool several = false;
  };
  bool AreSame(std::string_view one, std::string_view other) const {
    if (one == other || !numbers_) return one == other;
    const std::string plain = PlainNumber(one), wanted = PlainNumber(other);
    return !plain.empty() && !wanted.empty() &&
           CompareNumbers(plain, wanted) != NumberMatch::kDifferent;
  }

  bool numbers_, with_ = false, without_ = false;
  std::map<std::string, Id, std::less<>> ids_;
};

// The name of each number, where rows have both: of those received, for rows sent may bear one's
// own.
class NamesOfNumbers {
 public:
  void Add(const TableRow& row) {
    if (!IsNamed(row)) return;
    any_ = true;
    if (row.mine.value_or(true) || row.sender.empty() || row.sender == row.partner_id) return;
    if (!PlainNumber(row.sender).empty()) return;  // before the number had a name
    if (row.sender.size() + row.partner_id.size() > kLongest) return;
    const std::string_view number = book_.Canonical(row.partner_id);
    const auto known = names_.find(number);
    if (known != names_.end()) {
      known->second.several = known->second.several || known->second.name != row.sender;
    } else if (names_.size() < kMost) {
      names_.emplace(number, Name{std::string(row.sender)});
    }
  }
  // Some row bears a name beside a number that both may be somebody else's.
  bool any() const { return any_; }
  static bool IsNamed(const TableRow& row) {
    return row.partner == Columns::Partner::kIfBothWays && row.by_number && !row.partner_id.empty();
  }
  // Empty if there is none, or more than one.
  std::string_view Of(std::string_view number) {
    const auto known = names_.find(book_.Canonical(number));
    if (known == names_.end() || known->second.several) return {};
    return known->second.name;
  }
  // The number is that of a group, or of the phone.
  bool HasSeveral(std::string_view number) {
    const auto known = names_.find(book_.Canonical(number));
    return known == names_.end() ? names_.size() >= kMost : known->second.several;
  }

 private:
  static constexpr std::size_t kMost = 10000, kLongest = 400;

  struct Name {
    std::string name;
    bool several = false;
  };
  PhoneBook book_;
  std::map<std::string, Name, std::less<>> names_;
  bool any_ = false;
};

// All of a table.
struct PeopleOfTable {
  IdsOfNames numbers{true}, keys{false};
  NamesOfNumbers names;

  void Add(const TableRow& row) {
    names.Add(row);
    keys.Add(row.sender, row.key);
    if (row.partner_id.empty()) return;
    if (row.partner_by_name) return numbers.Add(row.sender, {});
    if (row.partner_id != row.sender) numbers.Add(row.sender, row.partner_id);
  }
  bool wants_more() const { return numbers.mixed() || keys.mixed() || names.any(); }
};

}  // namespace ebb
