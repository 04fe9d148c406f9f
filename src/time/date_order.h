// Whether 03/04 is the third of April or the fourth of March, decided over a whole file.
//
// Only proof decides (decisions.md 6): a year-first form; a number above 12; or the change-frequency
// test (over consecutive distinct dates the part that changes more is the day) over at least ten
// distinct dates with a clear margin. Habit and typography choose only what the question suggests.
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

  struct Decision {
    DateOrder order = DateOrder::kUndecided;
    bool contradiction = false;   // both a first and a second number above 12
    DateOrder suggestion = DateOrder::kUndecided;
    std::string how;              // "a day above 12 in first place", "the user's choice", ...
    bool same_either_way = false;  // all dates read the same both ways, or fall in the same weeks
  };
  Decision Decide() const;
  // True once a number above 12 or a year-first form was seen: no later line can add proof.
  bool Proven() const { return first_above_ || second_above_ || year_first_; }

 private:
  Typography typography_;
  bool first_above_ = false, second_above_ = false, year_first_ = false;
  bool weeks_differ_ = false;
  int last_first_ = 0, last_second_ = 0, last_year_ = 0;
  std::uint64_t distinct_ = 0;
  std::uint64_t change_first_ = 0, change_second_ = 0;
};

}  // namespace ebb
