// Whether 03/04 is the third of April or the fourth of March, decided over a whole file.
//
// Only proof decides (decisions.md 6): a year-first form; a number above 12; or the
// change-frequency test. That test takes the part that changes more over consecutive distinct dates
// for the day, and counts only with a clear margin: at least ten distinct dates, three times as
// much change, and at least two more steps backwards in time under the other reading. The last
// condition is what keeps a chat that meets once a month, always on the same day, from being read
// as a daily one. Habit and typography choose only what the question suggests.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace ebb {

enum class DateOrder : std::uint8_t { kUndecided, kDayFirst, kMonthFirst, kYearFirst };
std::string_view DateOrderName(DateOrder order);  // "dmy", "mdy", "ymd", "undecided"
// From "dmy", "mdy", "ymd".
Result<DateOrder> ParseDateOrder(std::string_view text);

class DateOrderResolver {
 public:
  // How the stamps of the file are written; used for the suggestion alone.
  struct Typography {
    char separator = '/';
    bool zero_padded = false;
    bool two_digit_year = false;
    bool lower_case_day_period = false;
    bool upper_case_day_period = false;
  };

  // Feeds the first two numbers and the year of one stamp, in file order.
  void Add(int first, int second, int year);
  void AddYearFirst();
  void SetTypography(const Typography& typography) { typography_ = typography; }

  // The same typography, no dates yet.
  DateOrderResolver WithoutDates() const {
    DateOrderResolver empty;
    empty.typography_ = typography_;
    return empty;
  }

  struct Decision {
    DateOrder order = DateOrder::kUndecided;
    // Both a first and a second number above 12. `order` is still given where one side is so rare
    // (one in ten or fewer) that it is text pasted into a message.
    bool contradiction = false;
    DateOrder suggestion = DateOrder::kUndecided;
    std::string how;  // what decided, or what speaks for the suggestion: "a day above 12 in ..."
    // All dates read the same both ways (04/04). Two different readings of one date are at least
    // four weeks apart, so "in the same weeks" says no more than this.
    bool same_either_way = false;
  };
  Decision Decide() const;
  // True once a number above 12 or a year-first form was seen: only a contradiction can follow.
  bool Proven() const { return first_above_ > 0 || second_above_ > 0 || year_first_; }

 private:
  Decision FromProof() const;
  Decision FromFrequency() const;
  bool Clear(std::uint64_t more, std::uint64_t less) const;
  DateOrder Suggest(std::string* why) const;

  Typography typography_;
  std::uint64_t first_above_ = 0, second_above_ = 0;  // stamps with that number above 12
  bool year_first_ = false;
  bool readings_differ_ = false;
  int last_first_ = 0, last_second_ = 0, last_year_ = 0;
  std::uint64_t distinct_ = 0;                               // changes of date, plus one
  std::uint64_t change_first_ = 0, change_second_ = 0;       // sums of absolute differences
  std::uint64_t back_day_first_ = 0, back_month_first_ = 0;  // steps backwards under each reading
};

}  // namespace ebb
