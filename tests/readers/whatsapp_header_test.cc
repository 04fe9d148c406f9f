#include "readers/whatsapp_header.h"

#include <catch2/catch.hpp>
#include <string>

#include "time/civil.h"

namespace ebb::whatsapp {
namespace {

struct Good {
  const char* line;
  DateOrder order;
  const char* time;  // what it says, in that order
  const char* rest;
};

constexpr DateOrder kDmy = DateOrder::kDayFirst, kMdy = DateOrder::kMonthFirst,
                    kYmd = DateOrder::kYearFirst;
#define LRM "\u200E"
#define RLM "\u200F"
#define BOM "\uFEFF"
#define NBSP "\u00A0"
#define NNBSP "\u202F"

const Good kGood[] = {
    // Regions, iOS.
    {"[3/18/22, 2:56:01 PM] Ana: hi", kMdy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[3/18/22, 2:56:01" NNBSP "PM] Ana: hi", kMdy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[3/18/22, 14:56:01] Ana: hi", kMdy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[18/03/2022, 14:56:01] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[18/03/22, 2:56:01 PM] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[18.03.22, 14:56:01] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[18/3/22, 14:56:01] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[18/03/22, 2:56:01 p." NBSP "m.] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[18/03/2022 14:56:01] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[18-03-2022 14:56:01] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[18.03.2022 14:56:01] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[18.3.2022 klo 14.56.01] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[2022. 03. 18. 14:56:01] Ana: hi", kYmd, "2022-03-18T14:56:01", "Ana: hi"},
    {"[18. 3. 2022. 14:56:01] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[18/03/22 14.56.01] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[" RLM "18" RLM "/3" RLM "/2022\u060C 14:56:01] Ana: hi", kDmy, "2022-03-18T14:56:01",
     "Ana: hi"},
    {"[2022/03/18 14:56:01] Ana: hi", kYmd, "2022-03-18T14:56:01", "Ana: hi"},
    {"[2022/3/18 \u4E0B\u53482:56:01] Ana: hi", kYmd, "2022-03-18T14:56:01", "Ana: hi"},
    {"[2022. 3. 18. \uC624\uD6C4 2:56:01] Ana: hi", kYmd, "2022-03-18T14:56:01", "Ana: hi"},
    {"[18/3/2565 14:56:01] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[3/18/2565 BE, 14:56:01] Ana: hi", kMdy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[3/18/R4, 14:56:01] Ana: hi", kMdy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[R4/03/18 14:56:01] Ana: hi", kYmd, "2022-03-18T14:56:01", "Ana: hi"},
    {"[\u4EE4\u548C4/3/18 14:56:01] Ana: hi", kYmd, "2022-03-18T14:56:01", "Ana: hi"},
    {"[3/18/H31, 14:56:01] Ana: hi", kMdy, "2019-03-18T14:56:01", "Ana: hi"},
    {"[3/18/4 R, 14:56:01] Ana: hi", kMdy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[14:56:01, 18/3/22] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    // Skype's old text, of a message that was changed.
    {"[3/18/2022 2:56:01 PM | Edited 2:57:10 PM] Ana: hi", kMdy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[18.03.2022 14:56:01 | Bearbeitet 14:57:10] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[18/3/22, 2:56:01 PM]: Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"18/3/2022, 14:56 \u0E19. - Ana: hi", kDmy, "2022-03-18T14:56:00", "Ana: hi"},
    {"18-Mar-2022 14:56 - Ana: hi", kDmy, "2022-03-18T14:56:00", "Ana: hi"},
    {"[2:56:01 CH 18/3/22] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"2:56" NNBSP "CH 18/3/22 - Ana: hi", kDmy, "2022-03-18T14:56:00", "Ana: hi"},
    // Eras: two digits of a Buddhist year, names before and after the year.
    {"18/3/65 14:56 - Ana: hi", kDmy, "2022-03-18T14:56:00", "Ana: hi"},
    {"[18.03.65 BE, 14:56:01] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[18/03/2565 EB, 14:56:01] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[BE 18.03.2565 14:56:01] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[BE2565/03/18 14:56:01] Ana: hi", kYmd, "2022-03-18T14:56:01", "Ana: hi"},
    {"[\u4F5B\u66C62565/3/18 \u4E0B\u53482:56:01] Ana: hi", kYmd, "2022-03-18T14:56:01", "Ana: hi"},
    {"[\u6C11\u570B111/3/18 \u4E0B\u53482:56:01] Ana: hi", kYmd, "2022-03-18T14:56:01", "Ana: hi"},
    {"[3/18/111 Minguo, 2:56:01 PM] Ana: hi", kMdy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[18.03.11 Minguo, 14:56:01] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[18.03.98 ROC, 14:56:01] Ana: hi", kDmy, "2009-03-18T14:56:01", "Ana: hi"},
    {"[18.03.4 Reiwa, 14:56:01] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[AP \u06F1\u06F4\u06F0\u06F0/\u06F1\u06F2/\u06F2\u06F7 "
     "\u06F1\u06F4:\u06F5\u06F6:\u06F0\u06F1] Ana: hi",
     kYmd, "2022-03-18T14:56:01", "Ana: hi"},
    {"[27.12.00 AP, 14:56:01] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[27/12/1400 A. P. 14:56:01] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[2:56:01 CH, 18/3/22] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    // Regions, Android.
    {"3/18/22, 2:56" NNBSP "PM - Ana: hi", kMdy, "2022-03-18T14:56:00", "Ana: hi"},
    {"3/18/22, 2:56 PM - Ana: hi", kMdy, "2022-03-18T14:56:00", "Ana: hi"},
    {"18/03/2022, 14:56 - Ana: hi", kDmy, "2022-03-18T14:56:00", "Ana: hi"},
    {"18/03/22, 2:56 pm - Ana: hi", kDmy, "2022-03-18T14:56:00", "Ana: hi"},
    {"18/03/22, 2:56pm - Ana: hi", kDmy, "2022-03-18T14:56:00", "Ana: hi"},
    {"2022-03-18, 2:56 p.m. - Ana: hi", kYmd, "2022-03-18T14:56:00", "Ana: hi"},
    {"2022/03/18, 14:56 - Ana: hi", kYmd, "2022-03-18T14:56:00", "Ana: hi"},
    {"18.03.22, 14:56 - Ana: hi", kDmy, "2022-03-18T14:56:00", "Ana: hi"},
    {"18.03.22 14:56 - Ana: hi", kDmy, "2022-03-18T14:56:00", "Ana: hi"},
    {"18/3/2022, 2:56 p." NNBSP "m. - Ana: hi", kDmy, "2022-03-18T14:56:00", "Ana: hi"},
    {"18/03/2022 \u00E0 14:56 - Ana: hi", kDmy, "2022-03-18T14:56:00", "Ana: hi"},
    {"2022-03-18 14 h 56 - Ana: hi", kYmd, "2022-03-18T14:56:00", "Ana: hi"},
    {"18-03-2022 14:56 - Ana: hi", kDmy, "2022-03-18T14:56:00", "Ana: hi"},
    {"18/03/22 14.56 - Ana: hi", kDmy, "2022-03-18T14:56:00", "Ana: hi"},
    {"2022/03/18 \u5348\u5F8C2:56 - Ana: hi", kYmd, "2022-03-18T14:56:00", "Ana: hi"},
    {"2022/3/18 \u4E0B\u53482:56 - Ana: hi", kYmd, "2022-03-18T14:56:00", "Ana: hi"},
    {"2022. 3. 18. \uC624\uD6C4 2:56 - Ana: hi", kYmd, "2022-03-18T14:56:00", "Ana: hi"},
    {"14:56, 18/3/22 - Ana: hi", kDmy, "2022-03-18T14:56:00", "Ana: hi"},
    {"18/03/2022, 14:56 \u2013 Ana: hi", kDmy, "2022-03-18T14:56:00", "Ana: hi"},
    {"22:10, 5 Oct 2014 - Ana: hi", kDmy, "2014-10-05T22:10:00", "Ana: hi"},
    {"Oct 5, 2014, 10:10 PM - Ana: hi", kDmy, "2014-10-05T22:10:00", "Ana: hi"},
    {"5. Oktober 2014, 22:10 - Ana: hi", kDmy, "2014-10-05T22:10:00", "Ana: hi"},
    {"5 de out. de 2014 22:10 - Ana: hi", kDmy, "2014-10-05T22:10:00", "Ana: hi"},
    {"18.03.22, 14:56 \u0447. - Ana: hi", kDmy, "2022-03-18T14:56:00", "Ana: hi"},
    {"2015\u5E7412\u67085\u65E5 \u4E0B\u53482:20 - Ana: hi", kYmd, "2015-12-05T14:20:00",
     "Ana: hi"},
    {"2015\u5E7412\u67085\u65E5 14:20 - Ana: hi", kYmd, "2015-12-05T14:20:00", "Ana: hi"},
    {"2016\uB144 5\uC6D4 12\uC77C, \uC624\uD6C4 3:32 - Ana: hi", kYmd, "2016-05-12T15:32:00",
     "Ana: hi"},
    // Days of the week between date and time, with and without a day period.
    {"2022\u5E743\u670818\u65E5\u9031\u4E94 \u4E0B\u53482:56:01 - Ana: hi", kYmd,
     "2022-03-18T14:56:01", "Ana: hi"},
    {"2022\u5E743\u670818\u65E5\u661F\u671F\u4E94\u4E0B\u53482:56 - Ana: hi", kYmd,
     "2022-03-18T14:56:00", "Ana: hi"},
    {"2022\u5E743\u670818\u65E5(\u91D1) \u5348\u5F8C2:56 - Ana: hi", kYmd, "2022-03-18T14:56:00",
     "Ana: hi"},
    {"2022\u5E743\u670818\u65E5\u91D1\u66DC\u65E5 14:56 - Ana: hi", kYmd, "2022-03-18T14:56:00",
     "Ana: hi"},
    {"2022\uB144 3\uC6D4 18\uC77C (\uAE08) \uC624\uD6C4 2:56:01 - Ana: hi", kYmd,
     "2022-03-18T14:56:01", "Ana: hi"},
    {"2022\uB144 3\uC6D4 18\uC77C (\uAE08) PM 2:56:01 - Ana: hi", kYmd, "2022-03-18T14:56:01",
     "Ana: hi"},
    {"2022\uB144 3\uC6D4 18\uC77C \uAE08\uC694\uC77C 14:56 - Ana: hi", kYmd, "2022-03-18T14:56:00",
     "Ana: hi"},
    {"2022/3/18 \u9031\u4E94 \u4E0B\u53482:56 - Ana: hi", kYmd, "2022-03-18T14:56:00", "Ana: hi"},
    {"2022-03-18, pn 2:56:01 - Ana: hi", kYmd, "2022-03-18T02:56:01", "Ana: hi"},
    {"2022-03-18, an 14:56:01 - Ana: hi", kYmd, "2022-03-18T14:56:01", "Ana: hi"},
    {"18 Mar 2022 Cum \u00D6S 2:56:01 - Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"18 \u015Eub 2022 Sal \u00D6S 2:56:01 - Ana: hi", kDmy, "2022-02-18T14:56:01", "Ana: hi"},
    // Both styles at once, as other programs write it.
    {"[18.03.22, 14:56:01] - Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"[18.03.22, 14:56] \u2013 Ana: hi", kDmy, "2022-03-18T14:56:00", "Ana: hi"},
    // iOS before 2016.
    {"13/06/15 10:59:59: Ana: hi", kDmy, "2015-06-13T10:59:59", "Ana: hi"},
    {"13/06/15 10:59:59 PM: Ana: hi", kDmy, "2015-06-13T22:59:59", "Ana: hi"},
    // Digits of other scripts.
    {"[\u0661\u0668/\u0663/\u0662\u0660\u0662\u0662, \u0662:\u0665\u0666:\u0660\u0661" NBSP
     "\u0645] Ana: hi",
     kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"\u06F1\u06F8/\u06F3/\u06F2\u06F0\u06F2\u06F2\u060C \u06F1\u06F4:\u06F5\u06F6 - Ana: hi", kDmy,
     "2022-03-18T14:56:00", "Ana: hi"},
    {"\u0967\u096E/\u0969/\u0968\u0968, \u0968:\u096B\u096C pm - Ana: hi", kDmy,
     "2022-03-18T14:56:00", "Ana: hi"},
    {"\u09E7\u09EE/\u09E9/\u09E8\u09E8, \u09E7\u09EA:\u09EB\u09EC - Ana: hi", kDmy,
     "2022-03-18T14:56:00", "Ana: hi"},
    // The Persian calendar: 27 Esfand 1400 and the last day of the leap year 1403.
    {"1400/12/27, 14:56 - Ana: hi", kYmd, "2022-03-18T14:56:00", "Ana: hi"},
    {"[27/12/1400 AP, 14:56:01] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"1403/12/30, 23:59 - Ana: hi", kYmd, "2025-03-20T23:59:00", "Ana: hi"},
    {"1404/1/1, 0:01 - Ana: hi", kYmd, "2025-03-21T00:01:00", "Ana: hi"},
    // Marks and byte order marks anywhere.
    {LRM "[18.03.22, 14:56:01] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {BOM "[" BOM "18.03.22, 14:56:01] Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {BOM "18.03.22, 14:56 - Ana: hi", kDmy, "2022-03-18T14:56:00", "Ana: hi"},
    {"\u202A18.03.22\u202C, \u206614:56\u2069 - Ana: hi", kDmy, "2022-03-18T14:56:00", "Ana: hi"},
    {"[18.03.22," NBSP "14:56:01]" NBSP "Ana: hi", kDmy, "2022-03-18T14:56:01", "Ana: hi"},
    {"18.03.22,\u200914:56" NBSP "-" NBSP "Ana: hi", kDmy, "2022-03-18T14:56:00", "Ana: hi"},
    {"[18.03.22, 14:56:01] " LRM "Ana: hi", kDmy, "2022-03-18T14:56:01", LRM "Ana: hi"},
    // Hours.
    {"1/29/18, 0:24 PM - A: x", kMdy, "2018-01-29T12:24:00", "A: x"},
    {"18.03.22 \u0433., 14:56 - A: x", kDmy, "2022-03-18T14:56:00", "A: x"},
    {"18.03.2022 \u0433., 14:56 \u0447. - A: x", kDmy, "2022-03-18T14:56:00", "A: x"},
    {"[18.03.22 \u0433., 14:56:01] A: x", kDmy, "2022-03-18T14:56:01", "A: x"},
    {"1/29/18, 00:04 AM - A: x", kMdy, "2018-01-29T00:04:00", "A: x"},
    {"1/29/18, 12:04 AM - A: x", kMdy, "2018-01-29T00:04:00", "A: x"},
    {"1/29/18, 12:04 PM - A: x", kMdy, "2018-01-29T12:04:00", "A: x"},
    {"1/29/18, 23:59 PM - A: x", kMdy, "2018-01-29T23:59:00", "A: x"},
    {"1/29/18, 24:05 - A: x", kMdy, "2018-01-29T00:05:00", "A: x"},
    {"[1/29/18, 23:59:60] A: x", kMdy, "2018-01-29T23:59:59", "A: x"},
    // Nothing after the head.
    {"1/29/18, 10:00 - ", kMdy, "2018-01-29T10:00:00", ""},
    {"1/29/18, 10:00 -", kMdy, "2018-01-29T10:00:00", ""},
    {"[1/29/18, 10:00:00]", kMdy, "2018-01-29T10:00:00", ""},
};

TEST_CASE("heads of all regions, digits and calendars") {
  for (const Good& good : kGood) {
    INFO(good.line);
    Header header;
    REQUIRE(ParseHeader(good.line, &header));
    const auto days = DaysOf(header.date, good.order);
    REQUIRE(days.has_value());
    CHECK(FormatDateTime(*days * 86400 + header.second_of_day) == good.time);
    CHECK(std::string(good.line).substr(header.rest) == good.rest);
    CHECK(header.shape.year_first == (good.order == kYmd));
  }
}

TEST_CASE("dates of two digits that only a year in front makes dates") {
  struct Short {
    const char* line;
    const char* day;
    bool only;
  };
  for (const Short& c :
       std::initializer_list<Short>{{"22/3/05 10:00 - A: x", "2022-03-05", true},
                                    {"18/03/08, 14:56 - Ana: hi", "2018-03-08", true},
                                    {"12/03/08 10:00 - A: x", "2012-03-08", true},
                                    {"31/04/15 10:00 - A: x", "2031-04-15", true},
                                    {"22/3/18 10:00 - A: x", "2022-03-18", false},
                                    {"22. 3. 1. \uC624\uD6C4 2:56 - A: x", "2022-03-01", true},
                                    {"12/3/9, 10:00 - A: x", "2012-03-09", true},
                                    {"09/12/31 10:00 - A: x", "2009-12-31", false}}) {
    INFO(c.line);
    Header header;
    REQUIRE(ParseHeader(c.line, &header));
    const auto days = DaysOf(header.date, kYmd);
    REQUIRE(days.has_value());
    CHECK(FormatDate(*days * 86400) == c.day);
    CHECK(IsOnlyYearFirst(header.date) == c.only);
  }
  for (const char* none : {"8/3/05 10:00 - A: x", "22/13/05 10:00 - A: x", "22/2/00 10:00 - A: x",
                           "22/02/2005 10:00 - A: x"}) {
    INFO(none);
    Header header;
    CHECK_FALSE(ParseHeader(none, &header));
  }
}

const char* const kBad[] = {
    "",
    "hello",
    "[",
    "[3/18/22, 14:56:01 Ana: hi",
    "[3/18/22, 14:56:01 | Edited] Ana: hi",
    "[3/18/22, 14:56:01 | Edited 14:57",
    "[3/18/22, 14:56:01 | see 14:57:01, room 2] Ana: hi",
    "3/18/22: Arrival",
    "3/18/22, 14:56 Ana: hi",
    "2/11/19, 14:48 Ana: hi",
    "18/03/2022 - Ana: hi",
    "18/03.2022, 14:56 - Ana: hi",
    "32/01/2022, 14:56 - Ana: hi",
    "13/14/2022, 14:56 - Ana: hi",
    "30/02/2022, 14:56 - Ana: hi",
    "00/01/2022, 14:56 - Ana: hi",
    "18/03/2022, 25:56 - Ana: hi",
    "18/03/2022, 14:60 - Ana: hi",
    "18/03/2022, 14:5 - Ana: hi",
    "18/03/1969, 14:56 - Ana: hi",
    "18/03/2008, 14:56 - Ana: hi",
    "18/03/2101, 14:56 - Ana: hi",
    "8/03/08, 14:56 - Ana: hi",
    "18/03/222, 14:56 - Ana: hi",
    "18/03/20222, 14:56 - Ana: hi",
    "118/03/2022, 14:56 - Ana: hi",
    "18/03/2022, 14:56 xx - Ana: hi",
    "13/06/15 10:59: Ana: hi",
    "at 18/03/2022, 14:56 - Ana: hi",
    "1400/12/30, 14:56 - Ana: hi",
    "99 bottles of beer - on the wall: yes",
    "12:30 - 14:00: lunch",
    "2022\u5E743\u670818\u65E5 \u75C5\u9662 14:56 - Ana: hi",
};

TEST_CASE("lines that are no heads") {
  for (const char* line : kBad) {
    INFO(line);
    Header header;
    CHECK_FALSE(ParseHeader(line, &header));
  }
}

TEST_CASE("dates of the lunar calendar are heads that cannot be dated") {
  Header header;
  REQUIRE(ParseHeader("15/8/1443, 14:56 - Ana: hi", &header));
  CHECK(header.date.calendar == Calendar::kUnsupported);
  CHECK_FALSE(DaysOf(header.date, kDmy).has_value());
}

struct PeriodCase {
  const char* word;
  int hour_of_3;  // what "3:07" beside it means
  bool before;    // the word stands before the time
};

const PeriodCase kPeriods[] = {
    {"AM", 3, false},
    {"am", 3, false},
    {"a.m.", 3, false},
    {"a. m.", 3, false},
    {"A.M.", 3, false},
    {"PM", 15, false},
    {"p. m.", 15, false},
    {"P.M.", 15, false},
    {"in the morning", 3, false},
    {"in the afternoon", 15, false},
    {"in the evening", 15, false},
    {"at night", 3, false},
    {"vorm.", 3, false},
    {"nachm.", 15, false},
    {"morgens", 3, false},
    {"nachts", 3, false},
    {"mittags", 15, false},
    {"abends", 15, false},
    {"\u0635", 3, false},
    {"\u0645", 15, false},
    {"\u5348\u524D", 3, true},
    {"\u5348\u5F8C", 15, true},
    {"\u4E0A\u5348", 3, true},
    {"\u4E0B\u5348", 15, true},
    {"\u51CC\u6668", 3, true},
    {"\u665A\u4E0A", 15, true},
    {"\uC624\uC804", 3, true},
    {"\uC624\uD6C4", 15, true},
    {"\u092A\u0942\u0930\u094D\u0935\u093E\u0939\u094D\u0928", 3, false},
    {"\u0905\u092A\u0930\u093E\u0939\u094D\u0928", 15, false},
    {"\u00D6\u00D6", 3, false},
    {"\u00D6S", 15, false},
    {"de.", 3, true},
    {"du.", 15, true},
    {"\u03C0\u03BC", 3, false},
    {"\u03BC\u03BC", 15, false},
    {"\u03C0.\u03BC.", 3, false},
    {"\u03BC.\u03BC.", 15, false},
    {"SA", 3, false},
    {"CH", 15, false},
    {"fm", 3, false},
    {"em", 15, false},
    {"PG", 3, false},
    {"PTG", 15, false},
    {"ap.", 3, false},
    {"ip.", 15, false},
    {"\u0434\u043F", 3, false},
    {"\u043F\u043F", 15, false},
    {"dop.", 3, false},
    {"odp.", 15, false},
    {"f.h.", 3, false},
    {"e.h.", 15, false},
    {"yh", 15, false},
    {"matin", 3, false},
    {"soir", 15, false},
    {"\u1325\u12CB\u1275", 3, false},
    {"\u12A8\u1230\u12D3\u1275", 15, false},
    {"\u1014\u1036\u1014\u1000\u103A", 3, true},
    {"\u100A\u1014\u1031", 15, true},
    {"\u0DB4\u0DD9.\u0DC0.", 3, true},
    {"\u0DB4.\u0DC0.", 15, true},
    {"\u04AF.\u0445.", 15, false},
    {"\u0628.\u0646", 3, false},
    {"\u062F.\u0646", 15, false},
};

TEST_CASE("day periods of all languages, with every kind of space") {
  for (const PeriodCase& c : kPeriods) {
    for (const std::string space : {"", " ", NBSP, NNBSP}) {
      if (space.empty() && std::string(c.word).starts_with("in the")) continue;
      const std::string time = c.before ? c.word + space + "3:07" : "3:07" + space + c.word;
      for (const std::string& line :
           {"18/03/2022, " + time + " - Ana: hi", "[18/03/2022, " + time + "] Ana: hi"}) {
        INFO(line);
        Header header;
        REQUIRE(ParseHeader(line, &header));
        CHECK(header.second_of_day == c.hour_of_3 * 3600 + 7 * 60);
        CHECK(line.substr(header.rest) == "Ana: hi");
        CHECK(header.shape.day_period);
      }
    }
  }
}

TEST_CASE("hours beside day periods") {
  CHECK(HourOf(12, DayPeriod::kNight) == 0);
  CHECK(HourOf(9, DayPeriod::kNight) == 21);
  CHECK(HourOf(11, DayPeriod::kNoon) == 11);
  CHECK(HourOf(12, DayPeriod::kNoon) == 12);
  CHECK(HourOf(1, DayPeriod::kNoon) == 13);
  CHECK(HourOf(0, DayPeriod::kNone) == 0);
  CHECK(HourOf(24, DayPeriod::kNone) == 0);
  CHECK(HourOf(24, DayPeriod::kPm) == -1);
}

TEST_CASE("the shape tells pasted heads from the file's own, and nothing more") {
  const auto shape = [](const char* line) {
    Header header;
    REQUIRE(ParseHeader(line, &header));
    return header.shape;
  };
  const HeaderShape own = shape("3/8/22, 2:56 PM - Ana: hi");
  CHECK(own == shape("12/18/22, 11:56 am - Ana: hi"));
  CHECK(own == shape(LRM "03/08/22, 02:56" NNBSP "PM - Ana: hi"));
  for (const char* other :
       {"[3/8/22, 2:56 PM] Ana: hi", "3/8/2022, 2:56 PM - Ana: hi", "3/8/22, 14:56 - Ana: hi",
        "3.8.22, 2:56 PM - Ana: hi", "3/8/22 2:56 PM - Ana: hi", "3/8/22, 2:56:01 PM - Ana: hi",
        "3/8/22, 2.56 PM - Ana: hi", "2:56 PM, 3/8/22 - Ana: hi"}) {
    INFO(other);
    CHECK_FALSE(own == shape(other));
  }
}

TEST_CASE("any cut of a head is refused or read without harm") {
  for (const Good& good : kGood) {
    const std::string line = good.line;
    for (std::size_t n = 0; n <= line.size(); ++n) {
      Header header;
      if (ParseHeader(line.substr(0, n), &header)) CHECK(header.rest <= n);
    }
  }
}

}  // namespace
}  // namespace ebb::whatsapp
