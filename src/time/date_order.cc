#include "time/date_order.h"

#include <cstdlib>
#include <tuple>

namespace ebb {
namespace {

constexpr std::uint64_t kMinDistinct = 10;
constexpr std::uint64_t kChangeRatio = 3;
constexpr std::uint64_t kBackMargin = 2;
// How often one side must be contradicted less than it is confirmed to win all the same.
constexpr std::uint64_t kProofRatio = 10;

}  // namespace

std::string_view DateOrderName(DateOrder order) {
  switch (order) {
    case DateOrder::kDayFirst:
      return "dmy";
    case DateOrder::kMonthFirst:
      return "mdy";
    case DateOrder::kYearFirst:
      return "ymd";
    case DateOrder::kUndecided:
      break;
  }
  return "undecided";
}

Result<DateOrder> ParseDateOrder(std::string_view text) {
  for (DateOrder order : {DateOrder::kDayFirst, DateOrder::kMonthFirst, DateOrder::kYearFirst}) {
    if (text == DateOrderName(order)) return order;
  }
  return Error{ErrorKind::kUsage, "unknown date order; choose dmy, mdy or ymd"};
}

void DateOrderResolver::AddYearFirst() { year_first_ = true; }

void DateOrderResolver::Add(int first, int second, int year) {
  if (first > 12 && second > 12) return;  // no date in either reading
  if (first > 12) ++first_above_;
  if (second > 12) ++second_above_;
  if (first != second) readings_differ_ = true;
  if (first == last_first_ && second == last_second_ && year == last_year_) return;
  if (distinct_ > 0) {
    change_first_ += static_cast<std::uint64_t>(std::abs(first - last_first_));
    change_second_ += static_cast<std::uint64_t>(std::abs(second - last_second_));
    const auto day_first = std::tuple(year, second, first);
    const auto month_first = std::tuple(year, first, second);
    if (day_first < std::tuple(last_year_, last_second_, last_first_)) ++back_day_first_;
    if (month_first < std::tuple(last_year_, last_first_, last_second_)) ++back_month_first_;
  }
  ++distinct_;
  std::tie(last_first_, last_second_, last_year_) = std::tuple(first, second, year);
}

DateOrderResolver::Decision DateOrderResolver::Decide() const {
  if (year_first_) {
    Decision decision;
    decision.order = decision.suggestion = DateOrder::kYearFirst;
    decision.how = "the year stands first";
    return decision;
  }
  return first_above_ + second_above_ > 0 ? FromProof() : FromFrequency();
}

DateOrderResolver::Decision DateOrderResolver::FromProof() const {
  Decision decision;
  decision.contradiction = first_above_ > 0 && second_above_ > 0;
  const bool day_first = first_above_ > second_above_;
  decision.suggestion = day_first ? DateOrder::kDayFirst : DateOrder::kMonthFirst;
  const std::uint64_t more = day_first ? first_above_ : second_above_;
  const std::uint64_t less = day_first ? second_above_ : first_above_;
  decision.how =
      day_first ? "a number above 12 in first place" : "a number above 12 in second place";
  if (more >= kProofRatio * less) decision.order = decision.suggestion;
  return decision;
}

bool DateOrderResolver::Clear(std::uint64_t more, std::uint64_t less) const {
  return distinct_ >= kMinDistinct && more >= kChangeRatio * less;
}

DateOrderResolver::Decision DateOrderResolver::FromFrequency() const {
  Decision decision;
  if (Clear(change_first_, change_second_) && back_month_first_ >= back_day_first_ + kBackMargin) {
    decision.order = DateOrder::kDayFirst;
  } else if (Clear(change_second_, change_first_) &&
             back_day_first_ >= back_month_first_ + kBackMargin) {
    decision.order = DateOrder::kMonthFirst;
  }
  if (decision.order != DateOrder::kUndecided) {
    decision.suggestion = decision.order;
    decision.how = decision.order == DateOrder::kDayFirst
                       ? "the first number changes far more often than the second"
                       : "the second number changes far more often than the first";
    return decision;
  }
  decision.same_either_way = !readings_differ_;
  decision.suggestion = Suggest(&decision.how);
  return decision;
}

// Measured on some four hundred real exports (formats-messengers.md 1.3): each habit holds for
// nearly all of them, and none for all.
DateOrder DateOrderResolver::Suggest(std::string* why) const {
  if (typography_.separator == '/' && typography_.lower_case_day_period) {
    *why = "lower-case am and pm";
    return DateOrder::kDayFirst;
  }
  if (typography_.separator == '/' && !typography_.zero_padded &&
      (typography_.upper_case_day_period || typography_.two_digit_year)) {
    *why = "slashes, no leading zeros";
    return DateOrder::kMonthFirst;
  }
  *why = typography_.separator == '/' ? "the way the numbers are written"
                                      : "dots or dashes between the numbers";
  return DateOrder::kDayFirst;
}

}  // namespace ebb
