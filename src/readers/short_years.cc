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
constexpr std::uint64_t kDatesAnOther = 20;   // what was pasted into a message
// A table sorted by its days, written as text, looks as one with years in front: its first numbers
// begin with the first of the month or go on to the last, its last ones are few.
constexpr int kFirstShortYear = 5, kMostShortYears = 20;
constexpr std::size_t kFewestDays = 7;
// No chat goes on from 2004 to 2027: such numbers are days.
constexpr int kLeastYear = 4, kLastYear = 27;

// By so many bits must the steps be shorter with the year behind: chance makes them so in one file
// of a thousand. The same day of the next year is no chance: some write on that day only, but not
// for ten years.
constexpr std::uint64_t kProvedBits = 10;
constexpr int kYearlyBits = 1;
constexpr std::uint64_t kLongYearlyBits = 4;

bool IsShort(const WrittenTime& written) { return written.two_digit_year || written.day_last; }

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
  if (!IsShort(written) || !IsValidDate(2000 + written.first, written.second, third)) {
    ++others_;
    return;
  }
  if (distinct_ > 0 && written.first == first_ && written.second == second_ && third == third_) {
    return;
  }
  if (distinct_ == 0 || (example_.day_last && !written.day_last)) example_ = written;
  Compare(written);
}

void ShortYears::Compare(const WrittenTime& written) {
  const int first = written.first, second = written.second, third = written.year % 100;
  const bool yearly = second == second_ && third == third_ && std::abs(first - first_) == 1;
  year_first_.Step(DaysFromCivil(2000 + first, second, third), yearly ? kYearlyBits : 64);
  yearly_ += yearly;
  if (!written.day_last) {
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
  if (written.day_last) one_digit_.insert(year_first_.last);
  ++distinct_;
  first_ = first;
  second_ = second;
  third_ = third;
}

ShortYears::Answer ShortYears::Decide() const {
  if (distinct_ == 0 || others_ * kDatesAnOther > dates_) return Answer::kNo;
  const bool last_changes_more = change_third_ > change_first_;
  if (last_changes_more && IsProved()) return Answer::kProved;
  if (last_changes_more && MayBe()) return Answer::kDoubt;
  return IsYearLast() ? Answer::kNo : Answer::kDoubt;
}

// Whoever writes at all writes again soon: in the true order the steps are short.
bool ShortYears::IsYearLast() const {
  const std::uint64_t month_first = month_may_stand_first_ ? month_first_.bits : day_first_.bits;
  const std::uint64_t yearly =
      distinct_ < kFewestDates ? 0 : yearly_ * (kLongYearlyBits - kYearlyBits);
  return std::min(day_first_.bits, month_first) + kProvedBits <= year_first_.bits + yearly;
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
  const bool pad = !example_.day_last;
  std::string text = Digits(first, pad) + example_.separator + Digits(second, pad) +
                     example_.separator + Digits(third, pad) + " can be " +
                     FormatDate(DaysFromCivil(2000 + first, second, third) * 86400);
  if (example_.day_last || !IsValidDate(2000 + third, second, first)) return text;
  return text + " or " + FormatDate(DaysFromCivil(2000 + third, second, first) * 86400);
}

Status SettleShortYears(const ShortYears& years, const ReadOptions& options,
                        const std::string& name, ReadReport* report, DateOrder* order,
                        bool* settled) {
  const ShortYears::Answer answer = years.Decide();
  const bool chosen = options.date_order == DateOrder::kYearFirst;
  const bool other = !chosen && options.date_order != DateOrder::kUndecided;
  *settled = !other && (answer != ShortYears::Answer::kNo || (chosen && years.CanStandFirst()));
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
  written->year = 2000 + written->first;
  written->first = written->second;
  written->second = day;
  written->day_last = written->two_digit_year = false;
  written->date = WrittenTime::Date::kYearFirst;
}

}  // namespace ebb
