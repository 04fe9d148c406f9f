#include "report/sign_course.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "report/figure_text.h"
#include "report/numbers.h"

namespace ebb {
namespace {

// Below these nothing is set against each other: a change of so little is nearly always chance.
constexpr double kMinShown = 10;
constexpr std::size_t kMinWeeksOfAHalf = 8;
constexpr std::size_t kWeeksOfAPoint = 4;

WeekSum SumOf(const std::vector<WeekSum>& weeks) {
  WeekSum sum;
  for (const WeekSum& week : weeks) {
    sum.sum += week.sum;
    sum.count += week.count;
  }
  return sum;
}

double Per100(const WeekSum& sum) { return sum.count == 0 ? 0 : 100 * sum.sum / sum.count; }

std::size_t WeeksWithText(const std::vector<WeekSum>& weeks) {
  return static_cast<std::size_t>(std::count_if(
      weeks.begin(), weeks.end(), [](const WeekSum& week) { return week.count > 0; }));
}

std::optional<WeekContrast> ChangeOf(const SignCourse& course) {
  const double shown = SumOf(course.early).sum + SumOf(course.late).sum;
  if (shown < kMinShown) return std::nullopt;
  if (std::min(WeeksWithText(course.early), WeeksWithText(course.late)) < kMinWeeksOfAHalf) {
    return std::nullopt;
  }
  return NowLessBefore(course.early, course.late, WeekVariance::kAtLeastBinomial);
}

void AddFourWeekly(const std::vector<WeekSum>& weeks, const std::vector<std::string>& starts,
                   SignCourse* course) {
  for (std::size_t begin = 0; begin < weeks.size(); begin += kWeeksOfAPoint) {
    const std::size_t end = std::min(weeks.size(), begin + kWeeksOfAPoint);
    const WeekSum sum = SumOf({weeks.begin() + static_cast<std::ptrdiff_t>(begin),
                               weeks.begin() + static_cast<std::ptrdiff_t>(end)});
    PointRow point;
    point.start = starts[begin];
    point.known = sum.count >= 30;  // as a week's rate (measures.md M1)
    point.value = point.known ? Per100(sum) : 0;
    point.n = static_cast<std::uint64_t>(std::llround(sum.count));
    course->four_weekly.push_back(point);
  }
}

}  // namespace

SignCourse CourseOf(const Analysis& analysis, std::size_t partner, std::size_t sign) {
  SignCourse course;
  std::vector<WeekSum> weeks;
  std::vector<std::string> starts;
  for (const WeekRow& row : analysis.weeks) {
    if (row.start.empty() || partner >= row.partners.size()) continue;
    const WeekPartner& week = row.partners[partner];
    if (sign >= week.signs.size()) continue;
    const std::uint64_t shown = std::min(week.signs[sign], week.texts);
    weeks.push_back({static_cast<double>(shown), static_cast<double>(week.texts)});
    starts.push_back(row.start);
    if (week.signs[sign] == 0) continue;
    if (course.first.empty()) course.first = row.start;
    course.last = row.start;
  }
  course.apart = analysis.rates_apart;
  if (course.apart) return course;
  const auto middle = weeks.begin() + static_cast<std::ptrdiff_t>(weeks.size() / 2);
  course.early.assign(weeks.begin(), middle);
  course.late.assign(middle, weeks.end());
  AddFourWeekly(weeks, starts, &course);
  return course;
}

std::string SignFirstText(const SignCourse& course) {
  return course.first.empty() ? std::string() : ShortDayText(course.first);
}

std::string SignLastText(const SignCourse& course) {
  return course.first == course.last ? std::string() : ShortDayText(course.last);
}

std::string SignHalvesText(const SignCourse& course) {
  if (course.first.empty()) return {};
  if (course.apart) return "not set side by side";
  if (!ChangeOf(course)) return "too few";
  return fmt::format("{} \u2192 {}", TwoDigits(Per100(SumOf(course.early))),
                     TwoDigits(Per100(SumOf(course.late))));
}

std::string SignChangeRange(const SignCourse& course) {
  const std::optional<WeekContrast> change = ChangeOf(course);
  if (!change) return {};
  Figure figure;
  figure.unit = "points";
  figure.has_range = true;
  figure.low = 100 * change->estimate.range.low;
  figure.high = 100 * change->estimate.range.high;
  return FigureRange(figure);
}

}  // namespace ebb
