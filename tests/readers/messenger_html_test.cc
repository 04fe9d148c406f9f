#include "readers/messenger_html.h"

#include <catch2/catch.hpp>

#include "readers/messenger_old_html.h"
#include "readers/read_bytes.h"
#include "readers/when.h"
#include "time/civil.h"

namespace ebb {
namespace {

std::string Box(const std::string& sender, const std::string& body, const std::string& time) {
  return R"(<div class="_3-95 _a6-g"><h2 class="_3-95 _2pim _a6-h _a6-i">)" + sender +
         R"(</h2><div class="_3-95 _a6-p"><div>)" + body +
         R"(</div></div><div class="_3-94 _a6-o"><div class="_a72d">)" + time +
         "</div></div></div>";
}

std::string MessengerWords(const std::string& words) {
  return "<div></div><div>" + words + "</div><div></div><div></div>";
}

std::string MessengerPage(const std::string& boxes, const std::string& title = "Ada Bell") {
  return "<!DOCTYPE html><html><head><title>" + title +
         "</title><style>._a6-h {}</style></head><body class=\"_5vb_\"><div>Participants: Ada Bell "
         "and Ben Cole</div><div class=\"_a706\">" +
         boxes + "</div></body></html>";
}

std::string PageTime(std::string_view line) {
  const Timestamp stamp = MessengerPageTime(line);
  return stamp.basis == Timestamp::Basis::kWall ? FormatDateTime(stamp.seconds) : "";
}

TEST_CASE("messenger page: dates") {
  CHECK(PageTime("Feb 5, 2021, 12:26 PM") == "2021-02-05T12:26:00");
  CHECK(PageTime("Jun 30, 2018 at 4:11 PM") == "2018-06-30T16:11:00");
  CHECK(PageTime("30 Jun 2018, 16:11") == "2018-06-30T16:11:00");
  CHECK(PageTime("Aug 9, 2016 6:33 am") == "2016-08-09T06:33:00");
  CHECK(PageTime("Aug 9, 2016, 6:33:05\u202fAM") == "2016-08-09T06:33:05");
  CHECK(PageTime("Aug 9, 2016 12:00\u00a0am") == "2016-08-09T00:00:00");
  CHECK(PageTime("13. M\u00e4rz 2021 um 09:05") == "2021-03-13T09:05:00");
  CHECK(PageTime("3 f\u00e9vr. 2022, 18:00") == "2022-02-03T18:00:00");
  CHECK(PageTime("4 juil. 2022 \u00e0 18:00") == "2022-07-04T18:00:00");
  CHECK(PageTime("9 de dez de 2019 07:08") == "2019-12-09T07:08:00");
  CHECK(PageTime("22 Eyl 2017 18:33") == "2017-09-22T18:33:00");  // Turkish
  CHECK(PageTime("22 \u0441\u0435\u043d\u0442. 2017 \u0433., 18:33") == "2017-09-22T18:33:00");
  CHECK(PageTime("22 thg 9, 2017 18:33") == "2017-09-22T18:33:00");             // Vietnamese
  CHECK(PageTime("2017\u5e749\u670822\u65e5 18:33") == "2017-09-22T18:33:00");  // Japanese
  CHECK(PageTime("2017\u5e749\u670822\u65e5 \u4e0b\u53486:33") == "2017-09-22T18:33:00");
  CHECK(PageTime("2017. 9. 22. \uc624\ud6c4 6:33") == "2017-09-22T18:33:00");  // Korean
  CHECK(PageTime("2017\ub144 9\uc6d4 22\uc77c \uc624\ud6c4 6:33") == "2017-09-22T18:33:00");
  CHECK(PageTime("2017-09-22 18:33") == "2017-09-22T18:33:00");
  CHECK(PageTime("22. lipnja 2017. 18:33") == "2017-06-22T18:33:00");  // Croatian, not July
  for (const char* other : {"", "05/02/2021, 12:26", "May 4", "May 40, 2020, 1:00 PM", "12:26 PM",
                            "see you on May 4, 2020 at 5:00 PM ok", "2020", "Mays, 4"}) {
    INFO(other);
    CHECK(PageTime(other).empty());
  }
}

TEST_CASE("messenger page: a month of two meanings is told by the other months of the page") {
  struct Told {
    const char* other;     // a date beside it
    const char* listopad;  // "2021-10-08" or "2021-11-08", or none
    const char* written;
  };
  const Told kTold[] = {
      {"3. lipnja 2021. 18:33", "2021-10-08", "8. listopada 2021. 09:05"},
      {"3 stycznia 2021 18:33", "2021-11-08", "8 listopada 2021 09:05"},
      {"3 maj 2021, 18:33", "2021-11-08", "8 lis 2021, 09:05"},
      {"3. kol 2021. 18:33", "2021-10-08", "8. lis 2021. 09:05"},
      {"3. \u010dervna 2021 18:33", "2021-11-08", "8. lis 2021 09:05"},
      {"3. pro 2021 18:33", "", "8. lis 2021 09:05"},  // Croatian and Czech call December so
      {"8. listopada 2021. 10:00", "", "8. listopada 2021. 09:05"},
      {"May 4, 2021 5:00 PM", "", "8 listopada 2021 09:05"},
  };
  for (const Told& c : kTold) {
    INFO(c.other << " / " << c.written);
    const auto source =
        MemorySource("page", MessengerPage(Box("Ben Cole", MessengerWords("one"), c.written) +
                                           Box("Ada Bell", MessengerWords("srp lip"), c.other)));
    CollectSink sink;
    const Result<ReadReport> report = kMessengerHtmlReader.read(*source, {}, sink);
    REQUIRE(report);
    REQUIRE(sink.records.size() == 2);
    const Timestamp& sent = sink.records[0].sent;
    CHECK((sent.basis == Timestamp::Basis::kNone ? "" : FormatDate(sent.seconds)) == c.listopad);
    CHECK(report->warnings.empty() == (*c.listopad != '\0'));
  }
}

TEST_CASE("months of two meanings are found wherever a window ends") {
  for (const std::size_t before : {std::size_t{0}, std::size_t{7}, std::size_t{256 * 1024 - 3},
                                   std::size_t{256 * 1024 - 1}, std::size_t{256 * 1024}}) {
    INFO(before);
    for (const char* word : {"Lis 3", "listopad", "srp.", "LIP "}) {
      INFO(word);
      CHECK(*MayNameContestedMonths(*MemorySource("", std::string(before, '.') + word)));
    }
    for (const char* word : {"list!", "lipstick", "alis 3", "lis\u00e9", "sr"}) {
      INFO(word);
      const bool is_list = std::string_view(word).starts_with("list");
      CHECK(*MayNameContestedMonths(*MemorySource("", std::string(before, '.') + word)) == is_list);
    }
  }
}

TEST_CASE("messenger page: boxes") {
  const CollectSink sink =
      ReadGood(
          kMessengerHtmlReader,
          MessengerPage(
              Box("Ben Cole", MessengerWords("line &amp; <br>more"), "Feb 5, 2021, 12:28 PM") +
              Box("Ada Bell",
                  MessengerWords("") +
                      "<div><div><a href=\"photos/1.jpg\"><img src=\"photos/1.jpg\">"
                      "</a><div>a caption by the app</div></div></div>",
                  "Feb 5, 2021, 12:27 PM") +
              Box("Ada Bell",
                  MessengerWords("M\u00fcll?") +
                      "<div><div>title of what was shared</div><div><a "
                      "href=\"https://x.example\">https://x.example</a></div></div>"
                      "<ul class=\"_a6-q\"><li>\u2764Ben Cole</li></ul>",
                  "Feb 5, 2021, 12:26 PM") +
              Box("Ada Bell", MessengerWords("Ada called you."), "Sep 12, 2020, 12:26 PM") +
              Box("Ada Bell", MessengerWords("Ada unsent a message"), "Sep 12, 2020, 12:26 PM")))
          .sink;
  REQUIRE(sink.conversations.size() == 1);
  CHECK(sink.conversations[0].name == "Ada Bell");
  CHECK(sink.conversations[0].sort_by_time);
  CHECK(sink.conversations[0].capabilities.knows_me);
  CHECK_FALSE(sink.conversations[0].capabilities.seconds);
  REQUIRE(sink.records.size() == 5);
  CHECK(sink.records[0].text == "line & \nmore");
  CHECK(sink.records[0].from_me);
  CHECK(sink.records[0].sent.basis == Timestamp::Basis::kWall);
  CHECK(sink.records[1].kind == MessageKind::kMedia);
  CHECK(sink.records[1].text.empty());
  CHECK(sink.records[2].text == "M\u00fcll?");
  CHECK(sink.records[2].kind == MessageKind::kText);
  CHECK(sink.records[3].kind == MessageKind::kNotice);
  CHECK(sink.records[4].kind == MessageKind::kDeleted);
}

TEST_CASE("messenger page: the layout before 2021") {
  const CollectSink sink =
      ReadGood(kMessengerHtmlReader,
               "<html><head><title>Ada Bell</title></head><body><div class=\"pam _3-95 _2pi0 _2lej "
               "uiBoxWhite "
               "noborder\"><div class=\"_3-96 _2pio _2lek _2lel\">Ada Bell</div><div class=\"_3-96 "
               "_2let\">"
               "<div><div></div><div>old words</div><div></div></div></div><div class=\"_3-94 "
               "_2lem\">Sep "
               "22, "
               "2017, 6:33 AM</div></div></body></html>")
          .sink;
  REQUIRE(sink.records.size() == 1);
  CHECK(sink.records[0].text == "old words");
  CHECK(sink.records[0].sent.basis == Timestamp::Basis::kWall);
}

TEST_CASE("messenger page: without known classes") {
  const CollectSink sink =
      ReadGood(
          kMessengerHtmlReader,
          "<html><body><div>Participants: Ada Bell, Ben Cole and Cy</div><div><p>Cy</p><p>one</p>"
          "<p>Ada Bell</p><p>30 Jun 2018, 16:11</p></div><div><p>Ada Bell</p><p>30 Jun 2018, "
          "16:18</p>"
          "</div><div><p>nobody</p><p>said</p><p>30 Jun 2018, 16:19</p></div></body></html>")
          .sink;
  REQUIRE(sink.records.size() == 2);
  CHECK(sink.records[0].sender == "Cy");
  CHECK(sink.records[0].text == "one\nAda Bell");
  CHECK(sink.records[1].text.empty());
  CHECK(sink.records[1].kind == MessageKind::kOther);
}

TEST_CASE("messenger page: a box that names the people, days with dots") {
  const std::string bytes = MessengerPage(
      "<div class=\"_a6-g\"><div class=\"_a6-h\">Participants: Ada Bell and Ben Cole</div></div>" +
      Box("Ada Bell", MessengerWords("hi"), "18.10.2019, 14:36") +
      Box("Ben Cole", MessengerWords("yo"), "5. 2. 2021 9:05:07") +
      Box("Ben Cole", MessengerWords("so"), "5.13.2021 9:05"));
  const ReadOutcome outcome = ReadBytes(kMessengerHtmlReader, bytes);
  REQUIRE(outcome.report);
  CHECK(outcome.sink.skipped.empty());
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 3);
  CHECK(When(m[0].sent) == "2019-10-18T14:36:00");
  CHECK(When(m[1].sent) == "2021-02-05T09:05:07");
  CHECK(m[2].sent.basis == Timestamp::Basis::kNone);
}

TEST_CASE("messenger page: a sender without a time is counted, a heading of any language is not") {
  const std::string whole = Box("Ada Bell", MessengerWords("hi"), "18.10.2019, 14:36");
  const auto skipped = [&whole](const std::string& boxes) {
    const ReadOutcome outcome = ReadBytes(kMessengerHtmlReader, MessengerPage(boxes + whole));
    CHECK(outcome.sink.Messages().size() == 1);
    return outcome.sink.skipped.size();
  };
  const std::string one = "<div class=\"_a6-g\"><h2 class=\"_a6-h\">Ben Cole</h2></div>";
  CHECK(skipped(one) == 1);
  CHECK(skipped(one + one) == 2);
  CHECK(skipped("<div class=\"_a6-h\">Personer: Ada Bell og Ben Cole</div>") == 0);
  CHECK(skipped("<div class=\"_a6-h\">Personer: Ada Bell og Ben Cole</div>" + one) == 1);
}

TEST_CASE("messenger page: unknown dates and missing parts are told") {
  const std::string bytes =
      MessengerPage(Box("Ada Bell", MessengerWords("hi"), "05/02/2021") +
                    Box("", MessengerWords("hi"), "Feb 5, 2021, 12:26 PM") +
                    "<div class=\"_a6-h\">Ada Bell</div><div class=\"_a6-p\">x</div>" +
                    Box("Ada Bell", MessengerWords("yo"), "Feb 5, 2021, 12:26 PM"));
  const ReadOutcome outcome = ReadBytes(kMessengerHtmlReader, bytes);
  REQUIRE(outcome.report);
  CHECK(outcome.report->warnings.size() == 1);
  CHECK(outcome.sink.records.size() == 2);
  REQUIRE(outcome.sink.skipped.size() == 2);
  CHECK(outcome.sink.skipped[0].reason == "no sender");
  CHECK(outcome.sink.skipped[1].reason == "no time");
}

TEST_CASE("messenger page: recognised by content, and cut anywhere") {
  const std::string sample =
      MessengerPage(Box("Ben Cole", MessengerWords("one"), "Feb 5, 2021, 12:28 PM") +
                    Box("Ada Bell", MessengerWords("two"), "Feb 5, 2021, 12:27 PM"));
  CHECK(kMessengerHtmlReader.probe(sample) == Match::kCertain);
  CHECK(kMessengerHtmlReader.probe("<html><body>words") == Match::kNo);
  CHECK(kMessengerHtmlReader.probe("Participants: a, b") == Match::kNo);
  CheckCuts(kMessengerHtmlReader, sample);
}

const std::string kOldThread =
    R"(<html><head><title>Ada Bell - Messages</title></head><body><div class="nav">)"
    R"(<a href="x">Profile</a></div><div class="contents"><h1>Ada Bell</h1><div>)"
    R"(<div class="thread">Ben Cole, Ada Bell<div class="message"><div class="message_header">)"
    R"(<span class="user">Ben Cole</span><span class="meta">Sunday, 10 July 2016 at 20:05 UTC+02)"
    R"(</span></div></div><p>a quarter past &amp; no later</p><div class="message">)"
    R"(<div class="message_header"><span class="user">Ada Bell</span><span class="meta">)"
    R"(Sunday, July 10, 2016 at 2:04pm EDT</span></div></div><p>when<br>then</p></div>)"
    R"(<div class="thread">Cy Dunn<div class="message"><div class="message_header">)"
    R"(<span class="user">Cy Dunn</span><span class="meta">Friday, 1 January 2016 at 00:30)"
    R"(</span></div></div><p></p><p><img src="photos/1.jpg" /></p></div></div></div>)"
    R"(<div class="footer">Downloaded by Ada Bell</div></body></html>)";

TEST_CASE("messenger page: the layout of before 2018") {
  CHECK(kMessengerHtmlReader.probe(kOldThread) == Match::kCertain);
  const ReadOutcome outcome = ReadGood(kMessengerHtmlReader, kOldThread);
  const CollectSink& sink = outcome.sink;
  REQUIRE(sink.conversations.size() == 2);
  CHECK(sink.conversations[0].name == "Ben Cole, Ada Bell");
  CHECK(sink.conversations[0].sort_by_time);
  CHECK(sink.conversations[1].id == "Cy Dunn");
  REQUIRE(sink.records.size() == 3);
  CHECK(sink.records[0].sender == "Ben Cole");
  CHECK(sink.records[0].text == "a quarter past & no later");
  CHECK(FormatDateTime(sink.records[0].sent.seconds) == "2016-07-10T18:05:00");
  CHECK(sink.records[0].sent.offset_seconds == 7200);
  CHECK(sink.records[1].text == "when\nthen");
  CHECK(FormatDateTime(sink.records[1].sent.seconds) == "2016-07-10T18:04:00");
  CHECK(sink.records[1].from_me);
  CHECK(sink.records[2].kind == MessageKind::kMedia);
  CHECK(sink.records[2].sent.basis == Timestamp::Basis::kWall);
  CheckCuts(kMessengerHtmlReader, kOldThread);
}

// The clock of the time as it was written, a blank, and its offset or "wall".
std::string OldTime(const std::string& text) {
  const Timestamp time = OldMessengerTime(text);
  if (time.basis == Timestamp::Basis::kNone) return "none";
  const std::string clock = FormatDateTime(time.seconds + time.offset_seconds);
  return clock + " " +
         (time.basis == Timestamp::Basis::kWall ? "wall" : std::to_string(time.offset_seconds));
}

TEST_CASE("messenger page: dates of before 2018 in other languages") {
  const std::string on = "2016-07-31T21:05:00 7200";
  for (const char* text :
       {"31. heinäkuuta 2016 kello 21:05 UTC+02",
        "sunnuntai 31. heinäkuuta 2016 kello 21:05 UTC+02",
        "domenica 31 luglio 2016 alle ore 21:05 UTC+02", "31. julij 2016 ob 21:05 UTC+02",
        "31. јул 2016. у 21:05 UTC+02", "Κυριακή, 31 Ιουλίου 2016 στις 9:05 μ.μ. UTC+02",
        "31 กรกฎาคม 2016 เวลา 21:05 น. UTC+02",
        "\u200f31 ביולי 2016\u200f בשעה \u200f21:05 UTC+02"}) {
    INFO(text);
    CHECK(OldTime(text) == on);
  }
  CHECK(OldTime("31 luglio 2016 alle ore 9:05 UTC+02") == "2016-07-31T09:05:00 7200");
  CHECK(OldTime("31 กรกฎาคม 2016 เวลา 9:05 น. UTC+02") == "2016-07-31T09:05:00 7200");
  CHECK(OldTime("31 July 2016 whatever 21:05 UTC+02") == on);
  CHECK(OldTime("31 July 2016 at 9:05 qq UTC+02") == "none");  // perhaps a half of the day
  CHECK(OldTime("31/07/2016 kello 21:05 UTC+02") == "none");
}

TEST_CASE("messenger page: zones of before 2018") {
  CHECK(OldTime("Sunday, July 31, 2016 at 9:05pm Asia/Kuala_Lumpur") ==
        "2016-07-31T21:05:00 28800");
  CHECK(OldTime("Sunday, July 31, 2016 at 9:05am America/Argentina/Buenos_Aires") ==
        "2016-07-31T09:05:00 -10800");
  CHECK(OldTime("31 January 2016 at 9:05 Europe/Rome") == "2016-01-31T09:05:00 3600");
  CHECK(OldTime("31 January 2016 at 21:05 Nowhere/Town") == "2016-01-31T21:05:00 wall");
  for (const char* zone : {"CET", "CEST", "IST", "SGT", "AEDT", "MSK", "BRST", "WIB", "XYZ"}) {
    INFO(zone);
    CHECK(OldTime(std::string("Sunday, 31 July 2016 at 9:05 ") + zone) ==
          "2016-07-31T09:05:00 wall");
    CHECK(OldTime(std::string("Sunday, July 31, 2016 at 9:05pm ") + zone) ==
          "2016-07-31T21:05:00 wall");
  }
  CHECK(OldTime("Sunday, 31 July 2016 at 9:05 XY") == "none");
  CHECK(OldTime("31 Julai 2016 9:05 PTG") == "2016-07-31T21:05:00 wall");  // a half in Malay
}

TEST_CASE("messenger page: a forum with classes of the same names is none") {
  const auto post = [](const std::string& head, const std::string& time) {
    return "<html>" + head +
           R"(<div class="message"><div class="message_header"><span class="user">bob)"
           R"(</span><span class="meta">)" +
           time + "</span></div><p>a post</p></div></body></html>";
  };
  const auto page = [&](const std::string& time) {
    return post(R"(<head><title>Garden - Board</title></head><body><div class="thread">)", time);
  };
  CHECK(kMessengerHtmlReader.probe(page("posted yesterday")) == Match::kNo);
  CHECK(kMessengerHtmlReader.probe(page("3/4/2016")) == Match::kNo);
  const std::string time = "Sunday, 10 July 2016 at 20:05 UTC+02";
  CHECK(kMessengerHtmlReader.probe(page(time)) == Match::kCertain);
  CHECK(kMessengerHtmlReader.probe(post("<body>", time)) == Match::kNo);
  CHECK(kMessengerHtmlReader.probe(page("10/07/2016 20:05 UTC+02")) == Match::kCertain);
  // Words that may be in any language are for pages that are known.
  CHECK(kMessengerHtmlReader.probe(page("10 July 2016 whenever 20:05")) == Match::kNo);
  // Names in front of the messages are as Facebook had them.
  CHECK(kMessengerHtmlReader.probe(
            post(R"(<title>Gesprek</title><div class="thread">Ada Bell, Ben Cole)", "someday")) ==
        Match::kCertain);
  // Where the date is not known the title may be.
  for (const char* title : {"Ada Bell - Berichten", "Conversation with Ben Cole"}) {
    INFO(title);
    const std::string head = std::string("<head><title>") + title +
                             R"(</title></head><body><h1>Ada Bell</h1><div class="thread">)";
    CHECK(kMessengerHtmlReader.probe(post(head, "someday")) == Match::kCertain);
  }
}

TEST_CASE("messenger page: what was sent stands behind the sentence for it") {
  const CollectSink sink =
      ReadGood(kMessengerHtmlReader,
               MessengerPage(Box("Ada Bell",
                                 "<div></div><div>Ada Bell sent an attachment.Ten ways to fold a "
                                 "map</div><div><a href=\"https://x.example/1\">x</a></div>",
                                 "Feb 5, 2021, 12:26 PM")))
          .sink;
  REQUIRE(sink.records.size() == 1);
  CHECK(sink.records[0].kind == MessageKind::kMedia);
  CHECK(sink.records[0].text.empty());
}

}  // namespace
}  // namespace ebb
