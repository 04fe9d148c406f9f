#include "report/sign_course.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "base/random.h"
#include "report/report.h"
#include "report/sample_analysis.h"
#include "time/civil.h"

namespace ebb {
namespace {

using Catch::Matchers::Contains;

// Weeks of one partner with these many messages with the sign, of `texts` each.
Analysis WeeksWith(const std::vector<std::uint64_t>& shown, std::uint64_t texts = 50) {
  Analysis a;
  a.partners.resize(1);
  for (std::size_t i = 0; i < shown.size(); ++i) {
    WeekRow row;
    row.start = WeekStartDate(1253 + static_cast<std::int32_t>(i));
    row.partners.resize(1);
    row.partners[0].texts = texts;
    row.partners[0].signs = {shown[i], 0, 0, 0, 0, 0};
    a.weeks.push_back(row);
  }
  return a;
}

TEST_CASE("course of a sign: first and last week, halves and their change") {
  std::vector<std::uint64_t> shown(24, 0);
  for (std::size_t i = 12; i < 23; ++i) shown[i] = 2 + i % 3;
  const Analysis a = WeeksWith(shown);
  const SignCourse course = CourseOf(a, 0, 0);
  CHECK(course.first == a.weeks[12].start);
  CHECK(course.last == a.weeks[22].start);
  CHECK(SignFirstText(course) != SignLastText(course));
  CHECK(SignHalvesText(course) == "0 \u2192 5.3");
  CHECK(SignChangeRange(course).substr(0, 1) == "+");
  REQUIRE(course.four_weekly.size() == 6);
  CHECK(course.four_weekly[0].value == 0);
  CHECK(course.four_weekly[3].n == 200);
  CHECK(course.four_weekly[3].value == Approx(6).margin(0.6));
}

TEST_CASE("course of a sign: too little is said, not compared") {
  const SignCourse never = CourseOf(WeeksWith(std::vector<std::uint64_t>(20, 0)), 0, 0);
  CHECK(SignFirstText(never).empty());
  CHECK(SignLastText(never).empty());
  CHECK(SignHalvesText(never).empty());
  std::vector<std::uint64_t> few(30, 0);
  few[3] = 2;
  few[20] = 4;
  CHECK(SignHalvesText(CourseOf(WeeksWith(few), 0, 0)) == "too few");
  CHECK(SignChangeRange(CourseOf(WeeksWith(few), 0, 0)).empty());
  const std::vector<std::uint64_t> brief(10, 3);  // five weeks a half
  CHECK(SignHalvesText(CourseOf(WeeksWith(brief), 0, 0)) == "too few");
  // Documents of before, senders and signs that are not there.
  Analysis old = WeeksWith(brief);
  for (WeekRow& week : old.weeks) week.partners[0].signs.clear();
  CHECK(CourseOf(old, 0, 0).first.empty());
  CHECK(CourseOf(WeeksWith(brief), 3, 0).first.empty());
  CHECK(CourseOf(WeeksWith(brief), 0, 9).first.empty());
  // More flagged than written, from a document somebody changed: every message, and no change.
  const SignCourse full = CourseOf(WeeksWith(std::vector<std::uint64_t>(20, 99), 30), 0, 0);
  CHECK(full.four_weekly[0].value == 100);
  CHECK(SignHalvesText(full) == "too few");
}

// Weeks with moods that last, and no change: how often does the range leave out zero?
TEST_CASE("course of a sign: false alarms") {
  Random random(5);
  int compared = 0, apart = 0;
  for (int run = 0; run < 400; ++run) {
    std::vector<std::uint64_t> shown;
    double mood = 0;
    for (int week = 0; week < 40; ++week) {
      mood = 0.4 * mood + 1.2 * (random.Unit() - 0.5);
      const double chance = 0.02 * std::exp(mood);
      std::uint64_t count = 0;
      for (int i = 0; i < 50; ++i) count += random.Unit() < chance ? 1 : 0;
      shown.push_back(count);
    }
    const std::string range = SignChangeRange(CourseOf(WeeksWith(shown), 0, 0));
    if (range.empty()) continue;
    ++compared;
    // "+0.1 to +2.3 points": both ends on one side.
    const std::size_t to = range.find(" to ");
    const bool low_up = range[0] == '+', high_up = range[to + 4] == '+';
    apart += low_up == high_up && range[0] != '0' && range[to + 4] != '0' ? 1 : 0;
  }
  INFO(apart << " of " << compared);
  CHECK(compared >= 300);
  CHECK(apart <= 0.08 * compared);  // 5 %, and the error of so few
}

TEST_CASE("signs on the pages: since when, halves, and a row for each partner") {
  const Analysis a = SampleAnalysis();
  const std::string html = WriteHtml(a), markdown = WriteMarkdown(a);
  CHECK_THAT(html, Contains("In 100: first half \u2192 second half"));
  CHECK_THAT(html, Contains("Reported of the other"));
  CHECK_THAT(html, Contains("messages that show it, in 100, by four weeks"));
  CHECK_THAT(markdown, Contains("| Sign | By | Shown, in 100 (range) |"));
}

}  // namespace
}  // namespace ebb
