// The rows of a LINE export: TIME TAB sender TAB text, or the same with single spaces, where the
// sender's name has to be learnt from the whole file first. Some files went through a program that
// made runs of blanks of the tabs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "readers/day_clock.h"
#include "readers/line_scan.h"

namespace ebb {

struct LineAppRow {
  DayClock clock;
  std::string_view sender;  // empty for notices
  std::string_view text;
  bool wide = false;  // runs of blanks stand where LINE writes tabs
};

// Names before the text, where nothing but a space parts them. Filled once, then only asked.
class LineAppNames {
 public:
  // `rest` is what follows the time.
  void Count(std::string_view rest);
  // The one partner of a chat, in which nobody is invited to a group.
  void Know(std::string_view name) {
    known_.emplace_back(name);
    one_to_one_ = true;
  }
  // The same of one that may come in many rows.
  void KnowOnce(std::string_view name);
  void Settle();
  // The sender at the beginning of `rest`; empty if it is a notice.
  std::string_view SenderOf(std::string_view rest) const;

 private:
  std::string LongestName(std::string name, std::uint64_t count) const;

  std::map<std::string, std::uint64_t, std::less<>> beginnings_;  // one to four words
  std::set<std::string, std::less<>> once_;
  std::vector<std::string> known_;  // longest first once settled
  bool one_to_one_ = false;
};

// False if `scan` (a whole line) is no row. `names` is null for rows with tabs only.
bool ParseLineAppRow(LineScan* scan, const LineAppNames* names, LineAppRow* row);

}  // namespace ebb
