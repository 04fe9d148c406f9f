// A moment as a person or a program wrote it into a table or a transcript.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "chat/message.h"
#include "time/date_order.h"

namespace ebb {

struct WrittenTime {
  enum class Date : std::uint8_t {
    kNone,       // a clock alone
    kYearFirst,  // year, month, day are known
    kNumeric,    // `first` and `second` are day and month in an order the file must decide
    kUnix,       // `unix_seconds`
  };
  Date date = Date::kNone;
  int year = 0, first = 0, second = 0;  // kYearFirst: month and day
  char separator = '-';
  bool zero_padded = false, two_digit_year = false;
  bool day_last = false;  // the last of three short numbers has one digit: no year, but the day
  bool one_digit_first = false;  // so has the first number of a kNumeric date: no year, either
  int hour = 0, minute = 0, second_of_minute = 0;
  std::uint16_t millis = 0;
  bool has_clock = false, has_seconds = false, has_millis = false;
  bool has_day_period = false, upper_case_day_period = false;
  bool has_offset = false;
  std::int32_t offset_seconds = 0;
  std::int64_t unix_seconds = 0;
};

// Reads a time at the beginning of *text and moves past it; nullopt leaves *text as it was.
// Only with `short_days` is "24/1/2", which short_years.h tells of, a date.
std::optional<WrittenTime> ReadWrittenTime(std::string_view* text, bool short_days = false);
// A whole cell: the above, or a number of seconds, milli-, micro- or nanoseconds since 1970.
std::optional<WrittenTime> ParseWrittenTime(std::string_view cell, bool short_days = false);
// The same without copies, for tables of millions of rows. False leaves *out as it may be.
bool ParseWrittenTime(std::string_view cell, WrittenTime* out, bool short_days = false);

// The moment; nullopt if there is no such date. Numeric dates need an order: without one the result
// has no time. A clock without a date counts as an offset into a recording if it has seconds, else
// it says nothing.
std::optional<Timestamp> ToTimestamp(const WrittenTime& written, DateOrder order);

// Gathers the dates of a whole file and decides how they are to be read.
class WrittenDateVote {
 public:
  void Add(const WrittenTime& written);
  bool any_numeric() const { return numeric_ > 0; }
  std::uint64_t dated() const { return dated_; }

  // The order to read with: the user's choice, else what is proved, else (if it makes no
  // difference) the likelier one. Error (kInput) if undecided, unless `tolerate`. `name` is the
  // file's.
  Result<DateOrder> Decide(DateOrder chosen, bool tolerate, std::string_view name,
                           DateOrderResolver::Decision* decision) const;

 private:
  DateOrderResolver resolver_;
  std::uint64_t dated_ = 0, numeric_ = 0;
};

}  // namespace ebb
