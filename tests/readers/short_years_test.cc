// "23/12/31": the year stands first where the order of time proves it, and is asked about where it
// may.
#include "readers/short_years.h"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdint>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "readers/delimited.h"
#include "readers/read_bytes.h"
#include "readers/transcript.h"
#include "time/civil.h"

namespace ebb {
namespace {

using YearAnswer = ShortYears::Answer;

YearAnswer AnswerForYears(const std::vector<std::string>& dates) {
  ShortYears years;
  for (const std::string& date : dates) {
    const auto written = ParseWrittenTime(date, /*short_days=*/true);
    REQUIRE(written);
    years.Add(*written);
  }
  return years.Decide();
}

// Days from the 28th of December 2023 on, each `step` days after the one before.
std::vector<std::string> ShortDays(int count, int step, const char* format, bool year_first) {
  std::vector<std::string> dates;
  for (int i = 0; i < count; ++i) {
    const CivilTime day =
        CivilFromSeconds((DaysFromCivil(2023, 12, 28) + std::int64_t{i} * step) * 86400);
    char text[32];
    const int year = day.year % 100;
    std::snprintf(text, sizeof text, format, year_first ? year : day.day, day.month,
                  year_first ? day.day : year);
    dates.push_back(text);
  }
  return dates;
}

std::string ShortTranscript(const std::vector<std::string>& dates) {
  std::string text;
  for (std::size_t i = 0; i < dates.size(); ++i) {
    text += dates[i] + " 10:02 " + (i % 2 ? "Ben" : "Ada") + ": words\n";
  }
  return text;
}

TEST_CASE("short years: proved by the order of time") {
  CHECK(AnswerForYears(ShortDays(20, 1, "%02d/%02d/%02d", true)) == YearAnswer::kProved);
  CHECK(AnswerForYears(ShortDays(60, 3, "%02d.%02d.%02d", true)) == YearAnswer::kProved);
  CHECK(AnswerForYears(ShortDays(60, 9, "%02d-%02d-%02d", true)) == YearAnswer::kProved);
  // The newest first.
  std::vector<std::string> down = ShortDays(60, 3, "%02d/%02d/%02d", true);
  std::reverse(down.begin(), down.end());
  CHECK(AnswerForYears(down) == YearAnswer::kProved);
  // Days of one digit, which no year has.
  CHECK(AnswerForYears(ShortDays(8, 1, "%d/%d/%d", true)) == YearAnswer::kProved);
}

TEST_CASE("short years: days in front stay there") {
  for (const int step : {1, 3, 9, 30, 31, 100, 365}) {
    INFO(step);
    std::vector<std::string> dates = ShortDays(60, step, "%02d.%02d.%02d", false);
    CHECK(AnswerForYears(dates) == YearAnswer::kNo);
    std::reverse(dates.begin(), dates.end());
    CHECK(AnswerForYears(dates) == YearAnswer::kNo);
    // A table sorted by dates as text.
    std::sort(dates.begin(), dates.end());
    CHECK(AnswerForYears(dates) != YearAnswer::kProved);
  }
  CHECK(AnswerForYears({"3/14/24", "3/15/24", "4/2/24"}) == YearAnswer::kNo);
  CHECK(AnswerForYears({"31.12.23", "01.01.24"}) == YearAnswer::kNo);
  CHECK(AnswerForYears({"28.11.23", "29.11.23", "02.12.23"}) == YearAnswer::kNo);
  CHECK(AnswerForYears({"15.11.23", "29.11.23", "14.12.23", "02.01.24"}) == YearAnswer::kNo);
  CHECK(AnswerForYears({"15/11/2023", "15/02/2024"}) == YearAnswer::kNo);
}

// Whose order is not that of time, and whose years could be days.
TEST_CASE("short years: tables that only look so prove nothing") {
  std::vector<std::string> joined, birthdays;
  for (int year = 14; year < 24; ++year) {
    joined.push_back("24.12." + std::to_string(year));
    joined.push_back("31.12." + std::to_string(year));
  }
  std::rotate(joined.begin(), joined.begin() + 6, joined.end());
  CHECK(AnswerForYears(joined) != YearAnswer::kProved);
  for (const char* day : {"12/03/", "14/08/", "20/11/"}) {
    for (int year = 15; year < 23; ++year) birthdays.push_back(day + std::to_string(year));
  }
  CHECK(AnswerForYears(birthdays) != YearAnswer::kProved);
}

TEST_CASE("short years: few dates that may be either are asked about") {
  CHECK(AnswerForYears({"20-12-15"}) == YearAnswer::kDoubt);
  CHECK(AnswerForYears({"24.12.23"}) == YearAnswer::kDoubt);
  CHECK(AnswerForYears({"24/1/2"}) == YearAnswer::kDoubt);
  CHECK(AnswerForYears({"20-12-15", "21-11-16"}) == YearAnswer::kDoubt);
  CHECK(AnswerForYears({"15.11.23", "15.02.24"}) == YearAnswer::kDoubt);
  CHECK(AnswerForYears({"24.12.15", "23.12.18"}) == YearAnswer::kDoubt);
  CHECK(AnswerForYears({"15.07.19", "15.01.20", "15.07.20", "15.01.21"}) == YearAnswer::kDoubt);
  // The same day of some years, or days of one month one after the other; the latter, if many.
  std::vector<std::string> yearly;
  for (int i = 10; i < 24; ++i) {
    yearly.push_back(std::to_string(i) + "-12-15");
    CHECK(AnswerForYears(yearly) == (i < 19 ? YearAnswer::kDoubt : YearAnswer::kNo));
  }
  // These have no year in front at all.
  CHECK(AnswerForYears({"05/23/24"}) == YearAnswer::kNo);
  CHECK(AnswerForYears({"24.12.2023"}) == YearAnswer::kNo);
}

TEST_CASE("short years: what is no year, or no day") {
  // One digit in front is no year, however few the dates.
  CHECK(AnswerForYears({"7.12.24", "8.12.24", "14.12.24"}) == YearAnswer::kNo);
  CHECK(AnswerForYears({"9.9.24"}) == YearAnswer::kNo);
  // 98 is no day.
  CHECK(AnswerForYears({"98-11-20"}) == YearAnswer::kProved);
  CHECK(AnswerForYears({"99-12-31", "00-01-02"}) == YearAnswer::kProved);
  // Days of one digit behind a year on most dates: not that they have none.
  CHECK(AnswerForYears({"24/1/5", "24/2/5", "24/3/5", "24/4/5", "24/5/5"}) == YearAnswer::kDoubt);
  CHECK(AnswerForYears({"13/1/10", "14/1/9", "15/1/10", "16/1/9"}) == YearAnswer::kDoubt);
  // A date that is none, or has four digits, tells nothing; some pasted ones are not enough.
  CHECK(AnswerForYears({"24-12-30", "24-13-05", "24-12-31"}) == YearAnswer::kDoubt);
  CHECK(AnswerForYears({"24-01-01", "2024-01-13", "24-01-25"}) == YearAnswer::kDoubt);
  std::vector<std::string> pasted = ShortDays(40, 1, "%02d/%02d/%02d", true);
  pasted[5] = "05/23/24";
  CHECK(AnswerForYears(pasted) == YearAnswer::kDoubt);
}

TEST_CASE("short years: many dates run on with the days in front and in no other order") {
  std::vector<std::string> monthly, camps;
  for (int month = 0; month < 36; ++month) {
    monthly.push_back("15." + std::to_string(10 + month % 3) + "." +
                      std::to_string(21 + month / 3));
  }
  for (int day = 0; day < 9; ++day) {
    camps.push_back(std::to_string(17 + day % 3) + ".08." + std::to_string(22 + day / 3));
  }
  CHECK(AnswerForYears(monthly) == YearAnswer::kNo);
  CHECK(AnswerForYears(camps) == YearAnswer::kNo);
  // The 15th of each month, or the first twelve days of some.
  std::vector<std::string> either;
  for (int month = 1; month <= 12; ++month) {
    either.push_back("10/" + std::string(month < 10 ? "0" : "") + std::to_string(month) + "/15");
  }
  CHECK(AnswerForYears(either) == YearAnswer::kDoubt);
}

TEST_CASE("short years: the question shows what a date can be") {
  const auto example = [](const char* date) {
    ShortYears years;
    years.Add(*ParseWrittenTime(date, /*short_days=*/true));
    return years.Example();
  };
  CHECK(example("24-12-15") == "24-12-15 can be 2024-12-15 or 2015-12-24");
  CHECK(example("03/02/24") == "03/02/24 can be 2003-02-24 or 2024-02-03 or 2024-03-02");
  CHECK(example("10/10/24") == "10/10/24 can be 2010-10-24 or 2024-10-10");
  CHECK(example("30.02.15") == "30.02.15 can be 2030-02-15");
  CHECK(example("24/1/2") == "24/1/2 can be 2024-01-02");
  CHECK(example("2024-01-02").empty());
}

// Files of a few days to some months, as people write: none with the year in front may be taken for
// one with the year behind.
TEST_CASE("short years: no made file with the year in front is read otherwise in silence") {
  int proved = 0, silent_behind = 0;
  constexpr int kFiles = 10000;
  for (std::uint32_t file = 0; file < kFiles; ++file) {
    std::mt19937 random(file);
    std::int64_t day = DaysFromCivil(2005, 1, 1) + static_cast<std::int64_t>(random() % 8000);
    const std::uint32_t pace = std::array{2U, 3U, 10U, 40U}[random() % 4];
    std::vector<std::string> in_front, behind;
    for (std::uint32_t i = 0, count = 1 + random() % 40; i < count; ++i, day += random() % pace) {
      const CivilTime at = CivilFromSeconds(day * 86400);
      char text[32];
      std::snprintf(text, sizeof text, "%02d/%02d/%02d", at.year % 100, at.month, at.day);
      in_front.emplace_back(text);
      std::snprintf(text, sizeof text, "%02d/%02d/%02d", at.day, at.month, at.year % 100);
      behind.emplace_back(text);
    }
    INFO(file << ": " << in_front.front() << " to " << in_front.back());
    const YearAnswer front = AnswerForYears(in_front), back = AnswerForYears(behind);
    REQUIRE(front != YearAnswer::kNo);
    REQUIRE(back != YearAnswer::kProved);
    proved += front == YearAnswer::kProved;
    silent_behind += back == YearAnswer::kNo;
  }
  CHECK(proved > kFiles / 10);
  CHECK(silent_behind > kFiles / 2);
}

TEST_CASE("transcript: lines of numbers in a text without dates are no dates") {
  std::string text;
  for (int i = 0; i < 15; ++i) {
    text += "Ada: words\nBen: words\n";
    if (i == 3 || i == 8) text += "12.1." + std::to_string(i) + " 10:20 Room: four\n";
  }
  const ReadOutcome outcome = ReadGood(kTranscriptReader, text);
  CHECK(outcome.sink.records.size() == 30);
  CHECK_FALSE(outcome.report->has_date_order);

  ReadOptions options;
  options.date_order = DateOrder::kDayFirst;
  const ReadOutcome days = ReadChecked(
      kTranscriptReader, ShortTranscript({"24/1/1", "24/12/30", "24/12/31", "24/12/31"}), options);
  for (const auto& record : days.sink.records) CHECK(record.sent.seconds > 1800000000);
}

TEST_CASE("transcript: the dates of a few lines are not asked about") {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "Ada: words\nBen: words\n";
  const ReadOutcome outcome =
      ReadGood(kTranscriptReader, text + "20.12.15 10:20 Ben: the party\n" + text);
  CHECK(outcome.sink.records.size() == 81);
  CHECK_FALSE(ReadChecked(kTranscriptReader, ShortTranscript({"20.12.15", "20.12.15"})).report);
}

TEST_CASE("short years: the user's year in front stands against other dates") {
  ReadOptions options;
  options.date_order = DateOrder::kYearFirst;
  const std::vector<std::string> dates = {"24-01-01", "2024-01-13", "24-02-30", "24-01-25"};
  const ReadOutcome outcome = ReadChecked(kTranscriptReader, ShortTranscript(dates), options);
  REQUIRE(outcome.sink.records.size() == 3);
  REQUIRE(outcome.sink.skipped.size() == 1);
  CHECK(outcome.sink.records[0].sent.seconds == DaysFromCivil(2024, 1, 1) * 86400 + 36120);
  CHECK(outcome.sink.records[2].sent.seconds == DaysFromCivil(2024, 1, 25) * 86400 + 36120);
}

TEST_CASE("short years: in doubt days of one digit are messages without a time") {
  ReadOptions options;
  options.tolerate_undecided_dates = true;
  const std::string lines = ShortTranscript({"24/1/5", "24/1/5", "24/2/5", "24/2/5"});
  const ReadOutcome text = ReadGood(kTranscriptReader, lines, options);
  REQUIRE(text.sink.records.size() == 4);
  CHECK(text.sink.records[0].sent.basis == Timestamp::Basis::kNone);
  const ReadOutcome table =
      ReadGood(kCsvReader, "time,sender,text\n24/1/5 10:02,Ada,a\n24/2/5 10:02,Ben,b\n", options);
  REQUIRE(table.sink.records.size() == 2);
  CHECK(table.sink.records[0].sent.basis == Timestamp::Basis::kNone);
}

TEST_CASE("csv: dates of numbers far behind other ones do not lose their times in silence") {
  std::string text = "time,sender,text\n";
  for (int i = 0; i < 3000; ++i) text += "2024-01-01 10:00,Ada,words\n";
  text += "09.12.2024 10:00,Ben,late\n";
  const ReadOutcome outcome = ReadChecked(kCsvReader, text);
  CHECK(outcome.sink.records.size() == 3000);
  REQUIRE(outcome.sink.skipped.size() == 1);
  CHECK(outcome.sink.skipped[0].reason.find("--date-order") != std::string::npos);
  ReadOptions options;
  options.date_order = DateOrder::kDayFirst;
  const ReadOutcome chosen = ReadGood(kCsvReader, text, options);
  REQUIRE(chosen.sink.records.size() == 3001);
  CHECK(chosen.sink.records[3000].sent.seconds == DaysFromCivil(2024, 12, 9) * 86400 + 36000);
}

TEST_CASE("transcript: a line of numbers does not turn gaps behind names into words") {
  const std::string talk = "10:02  Ada  so: yes\n10:03  Ben  no\n10:04  Ada  oh\n";
  const ReadOutcome outcome =
      ReadGood(kTranscriptReader, talk + "24.1.2 10:20 Room: four\n" + talk);
  REQUIRE(outcome.sink.records.size() == 6);
  CHECK(outcome.sink.records[0].sender == "Ada");
  CHECK(outcome.sink.records[2].text == "oh\n24.1.2 10:20 Room: four");
}

TEST_CASE("short years: in doubt it is asked") {
  CHECK(AnswerForYears({"23/12/30", "23/12/31"}) == YearAnswer::kDoubt);
  CHECK(AnswerForYears({"23/12/30", "23/12/31", "24/01/02"}) == YearAnswer::kDoubt);
  std::vector<std::string> dates = ShortDays(40, 1, "%02d/%02d/%02d", true);
  std::swap(dates[10], dates[11]);
  CHECK(AnswerForYears(dates) == YearAnswer::kDoubt);
}

TEST_CASE("transcript: a short year in front") {
  const ReadOutcome outcome =
      ReadGood(kTranscriptReader, ShortTranscript(ShortDays(20, 1, "%d/%d/%d", true)));
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 20);
  CHECK(outcome.report->date_order.order == DateOrder::kYearFirst);
  CHECK(records[0].sent.seconds == DaysFromCivil(2023, 12, 28) * 86400 + 36120);
  CHECK(records[19].sent.seconds == DaysFromCivil(2024, 1, 16) * 86400 + 36120);

  const std::string doubtful = ShortTranscript({"23/12/30", "23/12/30", "23/12/31", "23/12/31"});
  const ReadOutcome asked = ReadChecked(kTranscriptReader, doubtful);
  REQUIRE_FALSE(asked.report);
  CHECK(asked.report.error().message.find("--date-order ymd") != std::string::npos);
  ReadOptions options;
  options.date_order = DateOrder::kYearFirst;
  const ReadOutcome chosen = ReadGood(kTranscriptReader, doubtful, options);
  CHECK(chosen.sink.records[3].sent.seconds == DaysFromCivil(2023, 12, 31) * 86400 + 36120);
  options.date_order = DateOrder::kDayFirst;
  const ReadOutcome other = ReadGood(kTranscriptReader, doubtful, options);
  CHECK(other.sink.records[3].sent.seconds == DaysFromCivil(2031, 12, 23) * 86400 + 36120);
  options.date_order = {};
  options.tolerate_undecided_dates = true;
  CHECK(ReadGood(kTranscriptReader, doubtful, options).report->date_order.order ==
        DateOrder::kUndecided);
}

TEST_CASE("transcript: a last number of one digit is no date where days stand in front") {
  std::vector<std::string> dates = ShortDays(20, 1, "%02d.%02d.%02d", false);
  const std::string text =
      ShortTranscript(dates) + "24.1.2 10:00 pressure high\n" + ShortTranscript(dates);
  const ReadOutcome outcome = ReadGood(kTranscriptReader, text);
  REQUIRE(outcome.sink.records.size() == 40);
  CHECK(outcome.sink.records[19].text == "words\n24.1.2 10:00 pressure high");
}

TEST_CASE("csv: a short year in front") {
  std::string text = "time,sender,text\n";
  for (const std::string& date : ShortDays(20, 1, "%d/%d/%d", true))
    text += date + " 10:02,Ada,words\n";
  const ReadOutcome outcome = ReadGood(kCsvReader, text);
  REQUIRE(outcome.sink.records.size() == 20);
  CHECK(outcome.sink.records[19].sent.seconds == DaysFromCivil(2024, 1, 16) * 86400 + 36120);
  // In other tables such a cell is none that can be read, as before.
  const ReadOutcome days = ReadGood(kCsvReader,
                                    "time,sender,text\n27.01.24 10:02,Ada,a\n30.01.24 10:02,Ben,b\n"
                                    "02.02.24 10:02,Ada,c\n24.1.2 10:02,Ben,d\n");
  CHECK(days.sink.records.size() == 3);
  REQUIRE(days.sink.skipped.size() == 1);
  CHECK(days.sink.skipped[0].reason == "its time cannot be read");
}

}  // namespace
}  // namespace ebb
