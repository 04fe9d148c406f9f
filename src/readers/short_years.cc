#include "readers/short_years.h"

#include <algorithm>
#include <bit>
#include <cstdlib>

#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::uint64_t kFewestDates = 10;
constexpr std::uint64_t kFewestOneDigit = 2;  // days of one digit, which no year has
constexpr std::uint64_t kMoreChange = 3;      // of days than of years
constexpr std::uint64_t kDatesAnOther = 8;    // what was pasted into a message
constexpr std::uint64_t kFewestInOrder = 8;   // dates that chance does not put into their order
// A table sorted by its days, written as text, looks as one with years in front: its first numbers
// begin with the first of the month or go on to the last, its last ones are few.
constexpr int kFirstShortYear = 5, kMostShortYears = 20;
constexpr std::size_t kFewestDays = 7;
// No chat goes on from 2004 to 2027: such numbers are days.
constexpr int kLeastYear = 4, kLastYear = 27;

// By so many bits must the steps be shorter with the year behind: chance makes them so in one file
// of a thousand. The same day of another year is no chance: some write on that day only, but not
// for ten years.
constexpr std::uint64_t kProvedBits = 10;
constexpr int kYearlyBits = 1;

bool IsShort(const WrittenTime& written) { return written.two_digit_year || written.day_last; }

int ShortYear(int number) { return number + (number < 70 ? 2000 : 1900); }

bool CanHaveYearLast(const WrittenTime& written) {
  return !written.day_last && (IsValidDate(written.year, written.second, written.first) ||
                               IsValidDate(written.year, written.first, written.second));
}

std::string Digits(int number, bool pad) {
  return (pad && number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

void ShortYears::Order::Step(std::int64_t to, int most) {
  if (any) {
    back += to < last;
    on += to > last;
    const auto days = static_cast<std::uint64_t>(std::abs(to - last));
    bits += static_cast<std::uint64_t>(std::min(static_cast<int>(std::bit_width(days)), most));
  }
  any = true;
  last = to;
}

void ShortYears::AddNumbers(const WrittenTime& written) {
  const int third = written.year % 100;
  if (!IsShort(written) || written.one_digit_first ||
      !IsValidDate(ShortYear(written.first), written.second, third)) {
    return AddOther(written);
  }
  if (distinct_ > 0 && written.first == first_ && written.second == second_ && third == third_) {
    return;
  }
  if (distinct_ == 0 || (example_.day_last && !written.day_last)) example_ = written;
  Compare(written);
}

void ShortYears::AddOther(const WrittenTime& written) {
  const bool same = written.first == last_other_.first && written.second == last_other_.second &&
                    written.year == last_other_.year;
  others_ += !same && CanHaveYearLast(written);
  last_other_ = written;
}

void ShortYears::Compare(const WrittenTime& written) {
  const int first = written.first, second = written.second, third = written.year % 100;
  const bool yearly = distinct_ > 0 && second == second_ && third == third_;
  yearly_ += yearly;
  if (!written.day_last) {
    year_first_.Step(DaysFromCivil(ShortYear(first), second, third), yearly ? kYearlyBits : 64);
    day_first_.Step(DaysFromCivil(2000 + third, second, first));
    month_first_.Step(DaysFromCivil(2000 + third, first, second));
  }
  if (distinct_ > 0) {
    change_first_ += static_cast<std::uint64_t>(std::abs(first - first_));
    change_third_ += static_cast<std::uint64_t>(std::abs(third - third_));
    stays_ += second == second_ && first == first_;
  }
  month_may_stand_first_ = month_may_stand_first_ && first <= 12;
  least_ = std::min(least_, first);
  most_ = std::max(most_, first);
  days_.insert(third);
  day_last_ += written.day_last;
  if (written.day_last) one_digit_.insert(DaysFromCivil(ShortYear(first), second, third));
  no_day_first_ = no_day_first_ || first > 31;
  ++distinct_;
  first_ = first;
  second_ = second;
  third_ = third;
}

ShortYears::Answer ShortYears::Decide() const {
  if (distinct_ == 0 || others_ * kDatesAnOther > distinct_ + others_) return Answer::kNo;
  if (no_day_first_ && others_ == 0) return Answer::kProved;
  const bool last_changes_more = change_third_ > change_first_;
  if (last_changes_more && IsProved()) return Answer::kProved;
  if (last_changes_more && MayBe()) return Answer::kDoubt;
  return IsYearLast() ? Answer::kNo : Answer::kDoubt;
}

// Whoever writes at all writes again soon: in the true order the steps are short. Or many dates run
// on in that order and in no other.
bool ShortYears::IsYearLast() const {
  if (day_last_ * 2 >= distinct_) return false;
  const bool runs = year_first_.OneWay();
  // Always on the same day of a month may be a habit.
  if (runs && days_.size() == 1) return distinct_ >= kFewestDates && yearly_ + 1 == distinct_;
  if (!runs && RunsWithYearLast() && distinct_ >= kFewestInOrder) return true;
  const std::uint64_t month_first = month_may_stand_first_ ? month_first_.bits : day_first_.bits;
  return std::min(day_first_.bits, month_first) + kProvedBits <= year_first_.bits;
}

// In time one way only, which no other reading is: the newest may stand first. And the last numbers
// are no years: tables that are not in the order of time may look as if they were.
bool ShortYears::IsProved() const {
  if (others_ > 0 || !year_first_.OneWay() || RunsWithYearLast()) return false;
  if (least_ < kFirstShortYear || most_ - least_ > kMostShortYears) return false;
  if (one_digit_.size() >= kFewestOneDigit) return true;
  return distinct_ >= kFewestDates && days_.size() >= kFewestDays && *days_.begin() <= kLeastYear &&
         *days_.rbegin() >= kLastYear && change_third_ >= kMoreChange * change_first_;
}

bool ShortYears::RunsWithYearLast() const {
  if (day_last_ > 0) return false;
  return day_first_.OneWay() || (month_may_stand_first_ && month_first_.OneWay());
}

// Whose days and months never change writes once a year, or the year stands in front.
bool ShortYears::MayBe() const {
  if (day_last_ > 0 || stays_ + 1 == distinct_) return true;
  if (RunsWithYearLast()) return false;
  const bool newest_first = year_first_.back > year_first_.on;
  const auto wrong = [newest_first](const Order& order) {
    return newest_first ? order.on : order.back;
  };
  return wrong(day_first_) > wrong(year_first_);
}

std::string ShortYears::Example() const {
  if (distinct_ == 0) return {};
  const int first = example_.first, second = example_.second, third = example_.year % 100;
  std::string text = Digits(first, true) + example_.separator +
                     Digits(second, example_.zero_padded) + example_.separator +
                     Digits(third, !example_.day_last) + " can be ";
  text += FormatDate(DaysFromCivil(ShortYear(first), second, third) * 86400);
  const auto or_else = [&](int month, int day) {
    if (example_.day_last || !IsValidDate(2000 + third, month, day)) return;
    text += " or " + FormatDate(DaysFromCivil(2000 + third, month, day) * 86400);
  };
  or_else(second, first);
  if (first != second) or_else(first, second);
  return text;
}

Status SettleShortYears(const ShortYears& years, const ReadOptions& options,
                        const std::string& name, ReadReport* report, DateOrder* order,
                        bool* settled) {
  const ShortYears::Answer answer = years.Decide();
  const bool chosen = options.date_order == DateOrder::kYearFirst;
  const bool other = !chosen && options.date_order != DateOrder::kUndecided;
  *settled = !other && (answer != ShortYears::Answer::kNo || (chosen && years.has_dates()));
  if (!*settled) return Done{};
  report->has_date_order = true;
  DateOrderResolver::Decision& decision = report->date_order;
  if (chosen || answer == ShortYears::Answer::kProved) {
    *order = decision.order = decision.suggestion = DateOrder::kYearFirst;
    decision.how = chosen ? "the user's choice" : "only with the year in front do the dates run on";
    return Done{};
  }
  decision.suggestion = DateOrder::kDayFirst;
  decision.how = "the year may stand first or last";
  if (options.tolerate_undecided_dates) return Done{};
  return Error{
      ErrorKind::kInput,
      name + ": cannot tell day from year: " + years.Example() +
          "; choose with --date-order ymd if the year stands first, else with --date-order dmy or "
          "--date-order mdy"};
}

void PutYearFirst(WrittenTime* written) {
  if (written->date != WrittenTime::Date::kNumeric || !IsShort(*written)) return;
  const int day = written->year % 100;
  written->year = ShortYear(written->first);
  written->first = written->second;
  written->second = day;
  written->day_last = written->two_digit_year = false;
  written->date = WrittenTime::Date::kYearFirst;
}

}  // namespace ebb
