#include "readers/element_html.h"

#include <catch2/catch.hpp>

#include "readers/element_json.h"
#include "readers/read_bytes.h"
#include "readers/when.h"

namespace ebb {
namespace {

std::string Room(const std::string& content) {
  return "<!DOCTYPE html><html lang=\"en\"><head><title>Exported Data</title></head><body><section "
         "id=\"matrixchat\"><main class=\"mx_RoomView\"><div class=\"mx_RoomHeader_name\"><div "
         "class=\"mx_RoomHeader_nametext\" title=\"Kitchen\"> Kitchen </div></div><ol "
         "class=\"mx_RoomView_MessageList\"><div class=\"mx_NewRoomIntro\"><h2> Kitchen </h2>"
         "</div>" +
         content + "</ol></main></section></body></html>";
}

std::string Day(const std::string& date) {
  return "<li><div class=\"_x mx_DateSeparator\" role=\"separator\" aria-label=\"" + date +
         "\"><hr/><h2>" + date + "</h2><hr/></div></li>";
}

std::string Profile(const std::string& name, const std::string& id = "") {
  return "<div class=\"mx_DisambiguatedProfile\"><span class=\"mx_Username_color4 "
         "mx_DisambiguatedProfile_displayName\" dir=\"auto\">" +
         name + "</span>" +
         (id.empty() ? "" : "<span class=\"mx_DisambiguatedProfile_mxid\">" + id + "</span>") +
         "</div>";
}

int next_event = 0;

std::string Tile(const std::string& content, const std::string& classes = "mx_EventTile",
                 bool own = false) {
  const std::string id = "$e" + std::to_string(++next_event);
  return "<div class=\"mx_Export_EventWrapper\" id=\"" + id + "\"><li class=\"" + classes +
         "\" data-self=\"" + (own ? "true" : "false") +
         "\"><div class=\"mx_EventTile_line\"><a class=\"mx_MessageTimestamp\">18:05</a>" +
         content + "</div></li></div>";
}

std::string Words(const std::string& html, const std::string& kind = "mx_MTextBody") {
  return "<div class=\"" + kind +
         " mx_EventTile_content\"><div class=\"mx_EventTile_body translate\" dir=\"auto\">" + html +
         "</div></div>";
}

std::string WholeRoom() {
  return Room(
      Day("Fri, Mar 1, 2024") +
      Tile("<div class=\"mx_TextualEvent\">Ada joined the room</div>",
           "mx_EventTile mx_EventTile_info") +
      Tile(Profile("Ada", "@ada:example.org") + Words("are you coming?<br/>tonight &amp; all")) +
      Tile(Words("<p>one</p><p>two</p><pre>code</pre>"), "mx_EventTile mx_EventTile_continuation") +
      Tile("<div class=\"mx_ReplyChain_wrapper\"><blockquote class=\"mx_ReplyChain\">" +
               Profile("Ada") + Words("are you coming?") + "</blockquote></div>" + Profile("Ben") +
               Words("<blockquote>theirs</blockquote>yes <img alt=\"\U0001F600\">") +
               "<span class=\"mx_EventTile_edited\">(edited)</span>",
           "mx_EventTile", true) +
      Day("Sat, Mar 2, 2024") +
      Tile(Profile("Ada") + "<span class=\"mx_MImageBody\"><img alt=\"x.jpg\"></span>") +
      Tile(Profile("Ada") + Words("<em>Media omitted</em>")) +
      Tile(Profile("Ada") + "<span class=\"mx_RedactedBody\">Message deleted</span>") +
      Tile(Profile("Bot") + Words("reminder", "mx_MNoticeBody")) +
      Tile(Profile("Ada") + "<div class=\"mx_DecryptionFailureBody\">Unable to decrypt</div>") +
      Tile(Profile("Ada") + "<div class=\"mx_MPollBody\"><h2>where?</h2></div>") +
      Tile(
          Profile("Ada") +
          "<div class=\"mx_MEmoteBody mx_EventTile_content\">* <span "
          "class=\"mx_MEmoteBody_sender\">Ada</span> <span class=\"mx_EventTile_body\">waves</span>"
          "</div>"));
}

TEST_CASE("element html: a room") {
  CHECK(NameOf(WholeRoom()) == "element-html");
  const ReadOutcome outcome = ReadGood(kElementHtmlReader, WholeRoom());
  CHECK(outcome.sink.conversations[0].name == "Kitchen");
  CHECK(outcome.report->warnings.empty());
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 11);
  CHECK(records[0].kind == MessageKind::kNotice);
  CHECK(records[1].sender == "Ada");
  CHECK(records[1].sender_key == "@ada:example.org");
  CHECK(records[1].text == "are you coming?\ntonight & all");
  CHECK(When(records[1].sent) == "2024-03-01T18:05:00");
  CHECK_FALSE(records[1].from_me);
  CHECK(records[2].sender == "Ada");
  CHECK(records[2].text == "one\ntwo");
  CHECK(records[3].sender == "Ben");
  CHECK(records[3].from_me);
  CHECK(records[3].text == "yes \U0001F600");
  CHECK(records[3].has_reply);
  CHECK(records[3].edited);
  CHECK(records[4].kind == MessageKind::kMedia);
  CHECK(records[4].text.empty());
  CHECK(When(records[4].sent) == "2024-03-02T18:05:00");
  CHECK(records[5].kind == MessageKind::kMedia);
  CHECK(records[5].text.empty());
  CHECK(records[6].kind == MessageKind::kDeleted);
  CHECK(records[7].kind == MessageKind::kOther);
  CHECK(records[7].text.empty());
  CHECK(records[8].kind == MessageKind::kOther);
  CHECK(records[9].kind == MessageKind::kPoll);
  CHECK(records[10].text == "waves");
}

TEST_CASE("element html: dates of other versions and languages") {
  const auto when_of = [](const std::string& separator) {
    const ReadOutcome outcome =
        ReadGood(kElementHtmlReader, Room(separator + Tile(Profile("Ada") + Words("hi"))));
    REQUIRE(outcome.sink.records.size() == 1);
    const std::string when = When(outcome.sink.records[0].sent);
    CHECK(outcome.report->warnings.size() == (when == "none" ? 1 : 0));
    return when;
  };
  CHECK(when_of("<li><div class=\"mx_DateSeparator\"><hr><div>Fri, Mar 1 2024</div></div></li>") ==
        "2024-03-01T18:05:00");
  CHECK(when_of(Day("Fr., 1. M\u00e4rz 2024")) == "2024-03-01T18:05:00");
  CHECK(when_of(Day("somewhen")) == "none");
  CHECK(when_of("") == "none");
}

TEST_CASE("element html: a message that stands twice counts once") {
  const std::string tile = Tile(Profile("Ada") + Words("hi"));
  const ReadOutcome outcome =
      ReadGood(kElementHtmlReader, Room(Day("Fri, Mar 1, 2024") + tile + tile));
  CHECK(outcome.sink.records.size() == 1);
  REQUIRE(outcome.sink.skipped.size() == 1);
  CHECK(outcome.sink.skipped[0].reason == "the same message again");
}

TEST_CASE("element html: pages of one room, and what is none") {
  CHECK(kElementHtmlReader.group("messages.html") == "messages");
  CHECK(kElementHtmlReader.group("messages12.html") == "messages");
  CHECK(kElementHtmlReader.group("messages_old.html").empty());
  const ReadOutcome none = ReadChecked(kElementHtmlReader, Room(""));
  REQUIRE_FALSE(none.report);
  CHECK(none.report.error().message == "sample: not a page of Element (no message in it)");
}

TEST_CASE("element html: cut anywhere") { CheckCuts(kElementHtmlReader, WholeRoom()); }

std::string ElementText() {
  return "1/25/2024, 10:02:03\u202fAM - Ada created and configured the room.\n"
         "1/25/2024, 10:02:04\u202fAM - Ben Li joined the room\n"
         "1/25/2024, 10:02:05\u202fAM - Ada: are you: coming?\nor not\n"
         "1/25/2024, 10:02:06\u202fAM - Ben Li: <Ada \"are you: coming?\"> in a minute\n"
         "1/25/2024, 10:02:07\u202fPM - Ben Li sent an image. (Media omitted)\n"
         "1/25/2024, 10:02:08\u202fPM - Ada: notes.pdf (Media omitted - file size limit exceeded)\n"
         "1/25/2024, 10:02:09\u202fPM - * Ben Li waves\n"
         "1/25/2024, 10:02:10\u202fPM - Ada: Message deleted\n"
         "1/25/2024, 10:02:11\u202fPM - Ada: <Ben Li> yes <3\n"
         "1/25/2024, 10:02:12\u202fPM - Ada removed Ben Li: too late\n"
         "1/25/2024, 10:02:13\u202fPM - Ada: a \"quoted\" <word> stays\n";
}

TEST_CASE("element text: replies, files, what happened in the room") {
  CHECK(NameOf(ElementText()) == "element-txt");
  const ReadOutcome outcome = ReadGood(kElementTextReader, ElementText());
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 8);
  CHECK(outcome.sink.Notices().size() == 3);
  CHECK(outcome.sink.skipped.empty());
  CHECK(m[0].text == "are you: coming?\nor not");
  CHECK(When(m[0].sent) == "2024-01-25T10:02:05");
  CHECK(m[1].text == "in a minute");
  CHECK(m[1].has_reply);
  CHECK(m[2].sender == "Ben Li");
  CHECK(m[2].kind == MessageKind::kMedia);
  CHECK(When(m[2].sent) == "2024-01-25T22:02:07");
  CHECK(m[3].kind == MessageKind::kMedia);
  CHECK(m[3].text.empty());
  CHECK(m[4].sender == "Ben Li");
  CHECK(m[4].text == "waves");
  CHECK(m[5].kind == MessageKind::kDeleted);
  CHECK(m[6].text == "yes <3");
  CHECK(m[6].has_reply);
  CHECK(m[7].text == "a \"quoted\" <word> stays");
  CHECK_FALSE(m[7].has_reply);
  CHECK(outcome.sink.conversations[0].capabilities.replies);
  CHECK_FALSE(outcome.sink.conversations[0].capabilities.knows_me);
  // Other languages write the date in their way; nothing of this is WhatsApp's.
  std::string german = ElementText();
  for (std::size_t at = 0; (at = german.find("1/25/2024, 10:02:", at)) != german.npos;) {
    german.replace(at, 17, "25.1.2024, 10:02:");
  }
  for (const char* half : {"\u202fAM", "\u202fPM"}) {
    for (std::size_t at = 0; (at = german.find(half)) != german.npos;) german.erase(at, 5);
  }
  CHECK(NameOf(german) == "element-txt");
  CHECK(ReadGood(kElementTextReader, german).sink.Messages().size() == 8);
  // WhatsApp's own stay WhatsApp's.
  CHECK(NameOf("25/01/2024, 10:02 - Ada: hi\n25/01/2024, 10:03 - Ben: he joined the room\n") ==
        "whatsapp");
}

TEST_CASE("element text: what the app says may hold a colon") {
  const std::string text =
      "1/25/2024, 10:02:03\u202fAM - Ada joined the room\n"
      "1/25/2024, 10:02:04\u202fAM - Ada changed the topic to \"House: who cooks\".\n"
      "1/25/2024, 10:02:05\u202fAM - Ada changed the room name from Us: two to Us.\n"
      "1/25/2024, 10:02:06\u202fAM - Ben changed their display name to Ben: the second\n"
      "1/25/2024, 10:02:07\u202fAM - Ben rejected the invitation: busy\n"
      "1/25/2024, 10:02:08\u202fAM - Ada banned Ben: for: ever\n"
      "1/25/2024, 10:02:09\u202fAM - Ada: Ben changed the topic to \"x: y\"\n";
  const ReadOutcome outcome = ReadGood(kElementTextReader, text);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 1);
  CHECK(m[0].sender == "Ada");
  CHECK(m[0].text == "Ben changed the topic to \"x: y\"");
  CHECK(outcome.sink.Notices().size() == 6);
}

TEST_CASE("element text: the room's name stands in that of the file") {
  auto exports =
      OpenExport(MemorySource("Element - Our - place - Chat Export - 2024-01-26T08-00-00.000Z.txt",
                              ElementText()),
                 "");
  REQUIRE(exports);
  CollectSink sink;
  REQUIRE(ReadExport(exports->front(), {}, sink));
  REQUIRE(sink.conversations.size() == 1);
  CHECK(sink.conversations[0].name == "Our - place");
  ReadOptions options;
  options.only = "Our - place";
  CollectSink only;
  REQUIRE(ReadExport(exports->front(), options, only));
  CHECK(only.records.size() == 11);
}

TEST_CASE("element text: dates spelled out, since 2023") {
  for (const auto& shape : {std::pair<std::string, std::string>{"Thu, Jan 25, 2024, ", ""},
                            {"Thu, 25 Jan 2024, ", ""},
                            {"Do., 25. Jan. 2024, ", ""},
                            {"jeu. 25 janv. 2024, ", ""},
                            {"Thu, Jan 25, 2024, ", "\u202fPM"}}) {
    const std::string &day = shape.first, &half = shape.second;
    INFO(day);
    const std::string late = half.empty() ? "22" : "10";
    const auto line = [&](const std::string& second, const std::string& rest) {
      return day + late + ":02:" + second + half + " - " + rest + "\n";
    };
    const std::string text =
        line("03", "Ben Li joined the room") + line("04", "@ada:x.example: are you: coming?") +
        "or not\n" + line("05", "Ben Li: <@ada:x.example \"are you: coming?\"> nearly") +
        line("06", "Ben Li sent an image. (Media omitted)") + line("07", "* Ben Li waves");
    CHECK(NameOf(text) == "element-txt");
    const ReadOutcome outcome = ReadGood(kElementTextReader, text);
    const auto m = outcome.sink.Messages();
    REQUIRE(m.size() == 4);
    CHECK(outcome.sink.Notices().size() == 1);
    CHECK(m[0].sender == "@ada:x.example");
    CHECK(m[0].text == "are you: coming?\nor not");
    CHECK(When(m[0].sent) == "2024-01-25T22:02:04");
    CHECK(m[1].text == "nearly");
    CHECK(m[1].has_reply);
    CHECK(m[2].kind == MessageKind::kMedia);
    CHECK(m[3].sender == "Ben Li");
    CHECK(m[3].text == "waves");
    CheckCuts(kElementTextReader, text);
  }
}

TEST_CASE("element text: a spelled month that is hard to read") {
  const auto read = [](const std::string& text) {
    return ReadGood(kElementTextReader, text).sink.Messages();
  };
  const auto polish = read(
      "pt., 16 kwi 2021, 17:20:00 - Ada: hej\n\u015br., 10 lis 2021, 17:20:00 - Ben: no\n"
      "czw., 15 lip 2021, 17:21:00 - Ada: trzecia\n");
  REQUIRE(polish.size() == 3);
  CHECK(polish[1].sender == "Ben");
  CHECK(When(polish[1].sent) == "2021-11-10T17:20:00");
  const auto tuesday =
      read("Fri, 16 Apr 2021, 17:20:00 - Ada: hi\nmar 16 mar 2021, 17:20:00 - Ben: hm\n");
  REQUIRE(tuesday.size() == 2);
  CHECK(tuesday[1].sender == "Ben");
  CHECK(When(tuesday[1].sent) == "2021-03-16T17:20:00");
  CHECK(NameOf("Fri, 16 Apr 2021, 17:20:00 - Ada: hi\nmar 16 mar 2021, 17:20:00 - Ben: hm\n") ==
        "element-txt");
  const auto unknown = read(
      "Fri, 16 Apr 2021, 17:20:00 - Ada: hi\nXyz, 17 Qrs 2021, 17:20:00 - Ben: hm\n"
      "On 17 Qrs 2021 17:20:00 - see\n");
  REQUIRE(unknown.size() == 2);
  CHECK(unknown[1].sender == "Ben");
  CHECK(unknown[1].text == "hm\nOn 17 Qrs 2021 17:20:00 - see");
  CHECK(unknown[1].sent.basis == Timestamp::Basis::kNone);
}

TEST_CASE("element text: dates as browsers write them in many languages") {
  for (const char* stamp :
       {"p\u00e1 16. 4. 2021 22:02:03", "fre 16 apr. 2021 22:02:03", "fre 16 apr. 2021 10:02:03 em",
        "fre. 16. apr. 2021, 22:02:03", "fre. 16. apr. 2021, 22.02.03",
        "fre. 16. apr. 2021, 10.02.03 PM", "pe 16.4.2021 klo 10.02.03 ip.",
        "\u043f\u0442, 16 \u043a\u0432\u0456\u0442. 2021 \u0440., 22:02:03",
        "2021. \u00e1pr. 16., P du. 10:02:03", "2021. \u00e1pr. 16., P 22:02:03",
        "piektd., 2021. g. 16. apr. 22:02:03", "2021-04-16, pn 22:02:03",
        "\u05d9\u05d5\u05dd \u05d5\u05f3, 16 \u05d1\u05d0\u05e4\u05e8\u05f3 2021, 22:02:03",
        "dv., 16 d\u2019abr. 2021, 10:02:03 p.\u00a0m.", "Jum, 16 Apr 2021, 22.02.03",
        "16 Nis 2021 Cum \u00d6S 10:02:03", "2021\ub144 4\uc6d4 16\uc77c (\uae08) 22:02:03",
        "2021\u5e744\u670816\u65e5\u9031\u4e94 \u4e0b\u534810:02:03"}) {
    INFO(stamp);
    const std::string text = std::string(stamp) + " - Ada: one\n" + stamp + " - Ben: two\n";
    CHECK(NameOf(text) == "element-txt");
    const auto m = ReadGood(kElementTextReader, text).sink.Messages();
    REQUIRE(m.size() == 2);
    CHECK(m[1].sender == "Ben");
    CHECK(When(m[1].sent) == "2021-04-16T22:02:03");
  }
}

TEST_CASE("element text: undated messages are counted, two meanings told by the day of the week") {
  const ReadOutcome czech = ReadGood(kElementTextReader,
                                     "so 16. 1. 2021 22:02:03 - Ada: one\n"
                                     "\u00fat 16. 2. 2021 22:02:03 - Ben: two\n"
                                     "\u010dt 16. 12. 2021 9:02:03 - Ada: three\n");
  const auto m = czech.sink.Messages();
  REQUIRE(m.size() == 3);
  CHECK(When(m[1].sent) == "2021-02-16T22:02:03");
  CHECK(When(m[2].sent) == "2021-12-16T09:02:03");
  CHECK(czech.report->warnings.empty());
  const ReadOutcome odd = ReadGood(kElementTextReader,
                                   "Fri, Apr 16, 2021, 10:02:03 AM - Ada: one\n"
                                   "Fri, Qrs 16, 2021, 10:02:03 AM - Ben: two\n");
  REQUIRE(odd.report->warnings.size() == 1);
  CHECK(odd.report->warnings[0].starts_with("1 messages have a date"));
  for (const auto& [stamp, when] :
       {std::pair<std::string, std::string>{"pt., 5 lis 2021, 10:02:03", "2021-11-05T10:02:03"},
        {"pt., 16 lip 2021, 10:02:03", "2021-07-16T10:02:03"},
        {"pet, 15. lis 2021. 10:02:03", "2021-10-15T10:02:03"}}) {
    INFO(stamp);
    const std::string text = stamp + " - Ada: one\n" + stamp + " - Ben: two\n";
    CHECK(NameOf(text) == "element-txt");
    const auto told = ReadGood(kElementTextReader, text).sink.Messages();
    REQUIRE(told.size() == 2);
    CHECK(When(told[0].sent) == when);
  }
}

TEST_CASE("element text: names and words that look like a log's") {
  const auto line = [](const std::string& minute, const std::string& rest) {
    return "Fri, Apr 16, 2021, 10:" + minute + ":03 AM - " + rest + "\n";
  };
  const std::string ada = line("01", "Ada: see this"), ben = line("09", "Ben: fine");
  for (const std::string& between :
       {line("02", "Ada changed the topic to \"Trip - more: https://x.example\"."),
        line("02", "Ben (Ox) - he/him: hi"), line("02", "* Ben nods - and says: hi"),
        std::string("Thu, 15 Apr 2021 08:00:00 - ERROR: disk full\n")}) {
    INFO(between);
    CHECK(NameOf(ada + between + ben + line("10", "Ada: good")) == "element-txt");
  }
  // What is pasted has its date in another form.
  const auto m =
      ReadGood(kElementTextReader, ada + "Thu, 15 Apr 2021 08:00:00 - ERROR: disk full\n" + ben)
          .sink.Messages();
  REQUIRE(m.size() == 2);
  CHECK(m[0].text == "see this\nThu, 15 Apr 2021 08:00:00 - ERROR: disk full");
}

TEST_CASE("element text: days of more languages, one who speaks alone, settings with a colon") {
  for (const char* text :
       {"Fri 16 Apr 2021, 10:02:03 - Ada: a\nFri 16 Apr 2021, 10:02:04 - Ben: b\n",
        "ve, 16 apr 2021, 22:02:03 - Ada: a\nve, 16 apr 2021, 22:02:04 - Ben: b\n",
        "Fr., 16. Apr. 2021, 10:02:03 - Ada: a\nSa., 17. Apr. 2021, 10:02:03 - "
        "Ada: b\n",
        "Fri, Apr 16, 2021, 10:02:03 AM - Ada changed the topic to \"Trip: on\".\n"
        "Fri, Apr 16, 2021, 10:02:04 AM - Ben: b\n"}) {
    INFO(text);
    CHECK(NameOf(text) == "element-txt");
    CHECK(ReadGood(kElementTextReader, text).sink.records.size() == 2);
  }
}

TEST_CASE("element text: the half of the day in words that are known, and that are not") {
  const auto read = [](const std::string& day, const std::string& morning,
                       const std::string& late) {
    const std::string text = day + morning + " - Ada: one\n" + day + late + " - Ben: two\n";
    const auto m = ReadGood(kElementTextReader, text).sink.Messages();
    REQUIRE(m.size() == 2);
    CHECK(m[1].sender == "Ben");
    return m[1].sent;
  };
  CHECK(When(read("sob., 16. jan. 2021, ", "9:02:03 dop.", "2:02:03 pop.")) ==
        "2021-01-16T14:02:03");
  CHECK(When(read("16 Nis 2021 Cum ", "\u00d6\u00d6 9:02:03", "\u00d6S 0:30:00")) ==
        "2021-04-16T12:30:00");
  CHECK(When(read("ma, 17 a\u016dg 2021, ", "9:02:03 atm", "2:02:03 ptm")) ==
        "2021-08-17T14:02:03");
  for (const char* late : {"2:02:03 qrs.", "0:02:03 qrs."}) {
    CHECK(read("sob., 16. jan. 2021, ", "9:02:03 dop.", late).basis == Timestamp::Basis::kNone);
  }
}

TEST_CASE("element text: a pasted line whose date has no day of the week") {
  const std::string ada = "Fri, Apr 16, 2021, 10:02:03 AM - Ada: see\n",
                    ben = "Sat, Apr 17, 2021, 10:03:03 AM - Ben: fine\n",
                    pasted = "April 15, 2021, 10:00:00 AM - Cy: gone";
  CHECK(NameOf(ada + pasted + "\n" + ben) == "element-txt");
  const auto m = ReadGood(kElementTextReader, ada + pasted + "\n" + ben).sink.Messages();
  REQUIRE(m.size() == 2);
  CHECK(m[0].text == "see\n" + pasted);
  const auto starred =
      ReadGood(kElementTextReader, "Fri, Apr 16, 2021, 10:02:03 AM - * Ada *: hi\n" + ben)
          .sink.Messages();
  REQUIRE(starred.size() == 2);
  CHECK(starred[0].sender == "* Ada *");
  CHECK(starred[0].text == "hi");
}

TEST_CASE("element text: short rooms, odd names, another word before the clock") {
  const auto line = [](const std::string& rest) {
    return "Fri, Apr 16, 2021, 10:02:03 AM - " + rest + "\n";
  };
  for (const std::string& text :
       {line("Ada: hello"), line("* Ben waves"), line("su: a") + line("Ada: b") + line("su: c"),
        line("Info: a") + line("Info: b") + line("Ada: c"),
        line("Ada: a") + line("Ben: b") + line("Cy: c"),
        std::string("Fr., 16. Apr. 2021, 10:02:03 - Ada: a\n"
                    "Fr., 16. Apr. 2021, 10:02:04 - Ben hat den Raum betreten.\n"),
        std::string(
            "Fri, 16 Apr 2021 at 10:02:03 - Ada: a\nFri, 16 Apr 2021 at 10:02:04 - Ben: b\n"),
        std::string("Fri, Apr 16, 2021 at 10:02:03 AM - Ada: a\n"
                    "Fri, Apr 16, 2021 at 10:02:04 AM - Ben: b\n")}) {
    INFO(text);
    CHECK(NameOf(text) == "element-txt");
  }
  const std::string at = "Fri, Apr 16, 2021 at 10:02:03 PM - Ada: a\n";
  CHECK(When(ReadGood(kElementTextReader, at).sink.Messages().at(0).sent) == "2021-04-16T22:02:03");
  const auto starred = ReadGood(kElementTextReader, line("* Ada: hi") + line("* Ben nods: hi"));
  REQUIRE(starred.sink.Messages().size() == 1);
  CHECK(starred.sink.Messages()[0].text == "hi");
}

TEST_CASE("element text: logs and notes are none") {
  for (const char* text :
       {"Fri Apr 16 2021 17:20:00 - kernel: up\nFri Apr 16 2021 17:20:01 - cron[12]: up\n",
        "Fri, Apr 16, 2021, 17:20:00 - sshd[7]: up\nFri, Apr 16, 2021, 17:20:01 - cron[12]: up\n",
        "fre 16 apr. 2021 17:20:00 - [INFO] db: up\nfre 16 apr. 2021 17:20:01 - [warn] web: x\n",
        "Fri, 16 Apr 2021 17:20:00 - Copy begun: /x\nFri, 16 Apr 2021 17:20:01 - Copy done: 3\n",
        "Monday, 1 March 2021, 09:00:00 - Hall: a\nMonday, 1 March 2021, 10:00:00 - Attic: b\n",
        "Fri, April 16, 2021, 10:02:03 AM - Mood: a\nSat, April 17, 2021, 10:02:03 AM - Food: b\n",
        "Fri, Apr 16, 2021, 10:02:03 AM - Re: a\nSat, Apr 17, 2021, 10:02:03 AM - Re: b\n",
        "Fr 16 Apr 2021 22:02:03 - kernel: a\nFr 16 Apr 2021 22:02:05 - cron: b\n",
        "Mon, Mar 1, 2021, 9:00:00 AM - Dentist: a\nMon, Mar 8, 2021, 1:00:00 PM - Lunch: b\n"
        "Tue, Mar 9, 2021, 8:00:00 AM - Gym: c\n",
        "Apr 16, 2021 17:20:00 - INFO: started\nApr 16, 2021 17:20:01 - WARN: memory\n",
        "Apr 16, 2021 5:20:00 PM - com.x.Main: started\nApr 16, 2021 5:20:01 PM - com.x.Db: low\n",
        "2021\u5e744\u670816\u65e5 17:20:00 - root - INFO: x\n",
        "Fri, 16 Apr 2021 17:20:00 - root - INFO: x\nFri, 16 Apr 2021 17:20:01 - root - INFO: y\n",
        "16 Apr 2021 17:20:00 - the pump failed and we left\nNothing else happened.\n",
        "Fri, 16 Apr 2021 17:20:00 - the pump failed and we left\nNothing else happened.\n"}) {
    INFO(text);
    CHECK(kElementTextReader.probe(text) == Match::kNo);
  }
  CHECK(kElementTextReader.probe("16 Apr 2021 17:20:00 - Ada joined the room\n") != Match::kNo);
}

TEST_CASE("element json: other logs of events are none") {
  const auto list = [](const std::string& sender, const std::string& type) {
    return R"([{"event_id": "a", "origin_server_ts": 1600000001000, "sender": ")" + sender +
           R"(", "type": ")" + type + R"(", "content": {"x": 1}}])";
  };
  CHECK(kElementJsonReader.probe(list("shop-1", "order.paid")) == Match::kNo);
  CHECK(kElementJsonReader.probe(list("@ada:x.example", "org.x.widget")) == Match::kCertain);
  CHECK(kElementJsonReader.probe(list("bridge", "m.room.create")) == Match::kCertain);
}

TEST_CASE("element json: a second list in one file is not read") {
  const std::string list =
      R"([{"event_id": "$2", "origin_server_ts": 1600000001000, "sender": "@b:x",)"
      R"( "type": "m.room.message", "content": {"msgtype": "m.text", "body": "later"}}])";
  const std::string file =
      R"({"room_name": "x", "room_creator": "y", "exported_by": "@a:x", "messages": )" + list +
      R"(, "chunk": )" + list + "}";
  CHECK(ReadGood(kElementJsonReader, file).sink.records.size() == 1);
}

}  // namespace
}  // namespace ebb
