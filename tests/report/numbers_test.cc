#include "report/numbers.h"

#include <catch2/catch.hpp>
#include <limits>

#include "report/display_width.h"
#include "report/words.h"

namespace ebb {
namespace {

TEST_CASE("two significant digits") {
  const std::vector<std::pair<double, std::string>> cases = {
      {0, "0"},
      {-1, "0"},
      {0.001, "0"},
      {0.00512, "0.005"},
      {0.0312, "0.031"},
      {0.0994, "0.099"},
      {0.0996, "0.10"},
      {0.531, "0.53"},
      {0.994, "0.99"},
      {0.996, "1.0"},
      {4.13, "4.1"},
      {4.16, "4.2"},
      {9.94, "9.9"},
      {9.96, "10"},
      {12.34, "12"},
      {99.6, "100"},
      {std::numeric_limits<double>::quiet_NaN(), "0"},
  };
  for (const auto& [number, expected] : cases) {
    INFO(number);
    CHECK(TwoDigits(number) == expected);
  }
}

TEST_CASE("grouped counts") {
  CHECK(Grouped(0) == "0");
  CHECK(Grouped(999) == "999");
  CHECK(Grouped(1000) == "1,000");
  CHECK(Grouped(1234567) == "1,234,567");
  CHECK(Counted(1, "week", "weeks") == "1 week");
  CHECK(Counted(0, "week", "weeks") == "0 weeks");
  CHECK(PercentText(0.974) == "97%");
  CHECK(PercentText(1.2) == "100%");
}

TEST_CASE("dates, and what is none") {
  CHECK(DayText("2024-03-02T10:05:00") == "2 March 2024");
  CHECK(ShortDayText("2024-12-30") == "30 Dec 2024");
  CHECK(MomentText("2024-03-02T10:05:59") == "2 March 2024, 10:05");
  CHECK(MomentText("2024-03-02") == "2 March 2024");
  CHECK(MonthText("2024-09-01") == "Sep");
  for (const char* other :
       {"", "undated", "2024-13-01", "2024-00-01", "2024-xx-01", "2024/01/01"}) {
    CHECK(DayText(other) == other);
    CHECK(MonthText(other).empty());
  }
}

TEST_CASE("characters that change direction are shown") {
  CHECK(ShowDirection("a\xE2\x80\xAE"
                      "b",
                      false) == "a[U+202E]b");
  CHECK(ShowDirection("a\xE2\x81\xA9"
                      "b",
                      false) == "a[U+2069]b");
  CHECK(ShowDirection("a\xE2\x80\x8E"
                      "b",
                      false) == "ab");
  CHECK(ShowDirection("a\xE2\x80\x8E"
                      "b",
                      true) == "a[U+200E]b");
  CHECK(ShowDirection("a\xC2\x85\x7F"
                      "b",
                      true) == "ab");
  const std::string plain = "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xF0\x9F\x99\x82 e\xCC\x81\n";
  CHECK(ShowDirection(plain, true) == plain);
}

TEST_CASE("columns of a terminal") {
  CHECK(DisplayWidth("Robin") == 5);
  CHECK(DisplayWidth("e\xCC\x81") == 1);
  CHECK(DisplayWidth("\xE4\xBD\xA0\xE5\xA5\xBD") == 4);
  CHECK(DisplayWidth("\xF0\x9F\x99\x82") == 2);
  CHECK(FitDisplay("Robin", 5) == "Robin");
  CHECK(FitDisplay("Robin", 4) == "Rob\xE2\x80\xA6");
  CHECK(DisplayWidth(FitDisplay("\xE4\xBD\xA0\xE5\xA5\xBD\xE4\xBD\xA0", 4)) <= 4);
  CHECK(PadDisplay("ab", 5) == "ab   ");
  CHECK(PadDisplay("abcdef", 5) == "abc\xE2\x80\xA6 ");
}

TEST_CASE("what counts too little for a rate is said as a count") {
  Analysis a;
  Partner p;
  p.name = "Robin";
  CHECK(PartnerSentence(a, p) == "In this chat, none of Robin's messages held text.");
  p.texts = 40;
  p.distance.flagged = 3;
  p.distance.messages = 40;
  CHECK(PartnerSentence(a, p) ==
        "In this chat, 3 of Robin's 40 messages held words that can signal withdrawal, shutdown or "
        "avoidance; 0 held a repair attempt. There are not enough messages to show a rate.");
  p.distance.shown = p.rates[kRepairRow].shown = true;
  p.distance.per_100 = 7.5;
  p.distance.low = 2.58;
  p.distance.high = 19.9;
  CHECK(PartnerSentence(a, p) ==
        "In this chat, 3 of Robin's 40 messages held words that can signal withdrawal, shutdown or "
        "avoidance (range 2.6 to 20 in 100); 0 held a repair attempt (range 0 to 0 in 100).");
  p.distance.flagged = 30;
  p.distance.messages = 400;
  p.rates[kRepairRow].flagged = 5;
  p.rates[kRepairRow].per_100 = 1.4;
  CHECK(
      PartnerSentence(a, p) ==
      "In this chat, 7.5 in every 100 of Robin's messages held words that can signal withdrawal, "
      "shutdown or avoidance (range 2.6 to 20); 1.4 in 100 held a repair attempt (range 0 to 0).");
}

TEST_CASE("machine words without a sentence are still readable") {
  CHECK(ReasonText("negated") == "the sentence says the opposite");
  CHECK(ReasonText("some_new_reason") == "some new reason");
  CHECK(ReasonText("") == "no reason given");
  CHECK(CategoryTitle("neglect") == "Neglect voiced");
  CHECK(CategoryTitle("other") == "other");
}

}  // namespace
}  // namespace ebb
