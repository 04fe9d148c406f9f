#include "readers/short_years.h"

#include <algorithm>
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

bool IsShort(const WrittenTime& written) { return written.two_digit_year || written.day_last; }

}  // namespace

void ShortYears::Order::Step(std::int64_t to) {
  back += to < last;
  on += to > last;
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
  Compare(written);
}

void ShortYears::Compare(const WrittenTime& written) {
  const int first = written.first, second = written.second, third = written.year % 100;
  const auto step = [this](Order* order, std::int64_t day) {
    if (distinct_ == 0) order->last = day;
    order->Step(day);
  };
  step(&year_first_, (first * 100 + second) * 100 + third);
  step(&day_first_, (third * 100 + second) * 100 + first);
  step(&month_first_, (third * 100 + first) * 100 + second);
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
  if (distinct_ < 2 || others_ * kDatesAnOther > dates_ || change_third_ <= change_first_) {
    return Answer::kNo;
  }
  if (IsProved()) return Answer::kProved;
  return MayBe() ? Answer::kDoubt : Answer::kNo;
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
  decision.how = "some dates read as if the year stood first";
  if (options.tolerate_undecided_dates) return Done{};
  return Error{
      ErrorKind::kInput,
      name +
          ": its dates may have the year in front, but nothing proves it; say how they are "
          "written with --date-order ymd, --date-order dmy or --date-order mdy"};
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
