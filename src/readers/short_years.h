// Dates of three short numbers whose year may stand first: "23/12/31" and "24/1/2" are the last of
// December 2023 and the second of January 2024, if the whole file proves it. Only proof decides,
// for a year in front and against it: "20-12-15" alone may be either.
#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "readers/reader.h"
#include "readers/written_time.h"

namespace ebb {

class ShortYears {
 public:
  // Each time of the file, in order. Dates that may have the year behind and cannot have it in
  // front count against it.
  void Add(const WrittenTime& written) {
    dates_ += written.date != WrittenTime::Date::kNone;
    if (written.date == WrittenTime::Date::kNumeric) AddNumbers(written);
  }

  enum class Answer : std::uint8_t {
    kNo,      // the year stands last
    kDoubt,   // it may stand in front or behind
    kProved,  // the year stands first
  };
  Answer Decide() const;
  // Days of one digit behind, where that may be; `all` is of how many lines the dates are.
  bool HasFalseDays(std::uint64_t all, bool chosen) const {
    if (day_last_ == 0) return false;
    return AreFew(all) || (!chosen && Decide() == Answer::kNo);
  }
  // No times of the file's, but what somebody says, if so few lines of all have dates.
  bool AreFew(std::uint64_t all) const { return dates_ * 2 <= all; }
  // "20-12-15 can be 2020-12-15 or 2015-12-20"; empty without such a date.
  std::string Example() const;
  // Some date can have the year in front, and none that others have it behind was seen.
  bool CanStandFirst() const { return distinct_ > 0 && others_ == 0; }
  bool has_dates() const { return distinct_ > 0; }

 private:
  struct Order {
    std::uint64_t back = 0, on = 0;  // steps in time from one date to the next
    std::uint64_t bits = 0;          // their lengths in days, each as a number of binary digits
    std::int64_t last = 0;           // days since 1970
    bool any = false;
    // A step counts `most` bits at most.
    void Step(std::int64_t to, int most = 64);
    bool OneWay() const { return back == 0 || on == 0; }
  };

  void AddNumbers(const WrittenTime& written);
  void AddOther(const WrittenTime& written);
  void Compare(const WrittenTime& written);
  bool IsProved() const;
  bool MayBe() const;
  bool RunsWithYearLast() const;
  bool IsYearLast() const;

  std::uint64_t dates_ = 0;
  std::uint64_t others_ = 0;  // changes of date among those that count against it
  WrittenTime last_other_;
  std::uint64_t distinct_ = 0, day_last_ = 0;
  std::uint64_t change_first_ = 0, change_third_ = 0;
  Order year_first_, day_first_, month_first_;
  std::uint64_t stays_ = 0;    // steps to the same day and month if the year stood last
  std::uint64_t yearly_ = 0;   // steps to the same day of another year if it stood first
  bool no_day_first_ = false;  // some first number is no day, nor a month
  bool month_may_stand_first_ = true;
  WrittenTime example_;                     // the first that could be either
  int first_ = 0, second_ = 0, third_ = 0;  // of the date seen last
  int least_ = 100, most_ = -1;             // of the first numbers
  std::set<int> days_;                      // the last numbers
  std::set<std::int64_t> one_digit_;        // days written so, since 1970
};

// Puts a year in front into *order if that is proved or chosen. *settled is false where the dates
// are a question of day and month, as others are. Error (kInput) in doubt.
Status SettleShortYears(const ShortYears& years, const ReadOptions& options,
                        const std::string& name, ReadReport* report, DateOrder* order,
                        bool* settled);

// The date of `written` as one with the year in front, if it has short numbers only.
void PutYearFirst(WrittenTime* written);

}  // namespace ebb
