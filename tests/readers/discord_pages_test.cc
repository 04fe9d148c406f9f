#include <catch2/catch.hpp>

#include "readers/discord_html.h"
#include "readers/discord_txt.h"
#include "readers/read_bytes.h"
#include "readers/region_stamp.h"
#include "readers/when.h"

namespace ebb {
namespace {

const std::string kDiscordRule(62, '=');

std::string Txt(const std::string& messages) {
  return kDiscordRule +
         "\nGuild: Direct Messages\nChannel: Private / Bo\nAfter: 1/1/2019 12:00 AM\n" +
         kDiscordRule + "\n\n" + messages + "\n" + kDiscordRule + "\nExported 4 message(s)\n" +
         kDiscordRule + "\n";
}

const std::string kMessages =
    "[1/14/2019 5:52 PM] ada#0000\nfirst line\n\n[x] y\n\n"
    "[1/4/2019 5:53 PM] bo#1234 (pinned)\nlook\n\n{Attachments}\nhttps://a/b.png\n\n"
    "{Reactions}\nthumbsup (2) \n\n"
    "[1/4/2019 5:54 PM] bo#1234\n\n{Forwarded Message}\ntheir words\n\nOriginally sent: "
    "1/1/2019\n\n"
    "[1/4/2019 5:55 PM] bo#1234\nStarted a call that lasted 5 minutes.\n\n"
    "[1/4/2019 5:56 PM] ada#0000\n> quoted\nanswer\n\n{Embed}\ntheir title\n\n{Embed}\nmore\n";

TEST_CASE("discord txt") {
  const std::string text = Txt(kMessages);
  const ReadOutcome outcome = ReadGood(kDiscordTxtReader, text);
  CHECK_FALSE(outcome.report->truncated);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 4);
  CHECK(outcome.sink.Notices().size() == 1);
  CHECK(outcome.sink.skipped.empty());
  CHECK(m[0].sender == "ada");
  CHECK(m[0].text == "first line\n\n[x] y");
  CHECK(When(m[0].sent) == "2019-01-14T17:52:00");
  CHECK(m[1].sender == "bo#1234");
  CHECK(m[1].text == "look");
  CHECK(m[1].kind == MessageKind::kMedia);
  CHECK(m[2].kind == MessageKind::kForwarded);
  CHECK(m[2].text.empty());
  CHECK(m[3].text == "answer");
  CHECK(When(m[3].sent) == "2019-01-04T17:56:00");
  CHECK(outcome.sink.conversations[0].name == "Private / Bo");
  CHECK_FALSE(outcome.sink.conversations[0].capabilities.instants);
  CHECK(outcome.report->date_order.order == DateOrder::kMonthFirst);
}

TEST_CASE("discord txt: forwarded words are nobody's own, with or without an empty line before") {
  const ReadOutcome outcome =
      ReadBytes(kDiscordTxtReader,
                Txt("[1/14/2019 5:52 PM] ada\n{Forwarded Message}\ntheir words\nOriginally sent: "
                    "1/1/2019 5:00 PM\n\n[1/14/2019 5:53 PM] bo\nso\n{Forwarded Message}\n"));
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 2);
  CHECK(m[0].kind == MessageKind::kForwarded);
  CHECK(m[0].text.empty());
  CHECK(m[1].text == "so\n{Forwarded Message}");
}

TEST_CASE("discord txt: a rule that somebody typed is not the end") {
  const ReadOutcome outcome =
      ReadBytes(kDiscordTxtReader, Txt("[1/14/2019 5:52 PM] ada\nlook\n\n" + kDiscordRule +
                                       "\nso\n\n[1/14/2019 5:53 PM] bo\nyes\n"));
  REQUIRE(outcome.sink.records.size() == 2);
  CHECK(outcome.sink.records[0].text == "look\n\n" + kDiscordRule + "\nso");
  CHECK_FALSE(outcome.report->truncated);
}

TEST_CASE("discord txt: cut, undecided, recognised") {
  CheckCuts(kDiscordTxtReader, Txt(kMessages));
  CHECK(kDiscordTxtReader.probe(Txt(kMessages)) == Match::kCertain);
  CHECK(kDiscordTxtReader.probe(kDiscordRule + "\nGuild: x\n") == Match::kLikely);
  CHECK(kDiscordTxtReader.probe(kDiscordRule + "\nTalk\n") == Match::kNo);
  const ReadOutcome open =
      ReadBytes(kDiscordTxtReader, Txt("[1/4/2019 5:52 PM] a\nx\n\n[2/4/2019 5:52 PM] b\ny\n"));
  REQUIRE_FALSE(open.report);
  CHECK(open.report.error().message.find("--date-order") != std::string::npos);
}

TEST_CASE("dates of any region") {
  const std::pair<const char*, const char*> cases[] = {
      {"1/4/2019 5:52 PM", "2019-04-01T17:52:00"},
      {"04.01.2019 17:52", "2019-01-04T17:52:00"},
      {"4. 1. 2019 17:52", "2019-01-04T17:52:00"},
      {"4.1.2019 17.52", "2019-01-04T17:52:00"},
      {"2019-01-04 17:52", "2019-01-04T17:52:00"},
      {"2019/01/04 下午 5:52", "2019-01-04T17:52:00"},
      {"2019. 1. 4. 오후 5:52", "2019-01-04T17:52:00"},
      {"4/1/2562 17:52", "2019-01-04T17:52:00"},
      {"04-01-19 17:52", "2019-01-04T17:52:00"},
      {"04/01/2019, 17:52:03", "2019-01-04T17:52:03"},
      {"04/01/2019", "none"},
      {"x", "none"},
      {"1/2/3/4 17:52", "none"},
      {"04/01/2019 25:52", "none"},
  };
  for (const auto& [written, time] : cases) {
    INFO(written);
    const auto stamp = ParseRegionStamp(written);
    CHECK(stamp.has_value() == (std::string(time) != "none"));
    if (!stamp) continue;
    const auto sent = ToTimestamp(*stamp, DateOrder::kDayFirst);
    REQUIRE(sent);
    CHECK(When(*sent) == time);
  }
}

std::string DiscordPage(const std::string& groups) {
  return "<!DOCTYPE html><html lang=\"en\"><head><title>x</title><style>.chatlog__message { }"
         "</style></head><body><div class=\"preamble\"><div class=preamble__entries-container>"
         "<div class=\"preamble__entry\">Direct Messages</div>"
         "<div class=\"preamble__entry\">Private / Bo</div></div></div><div class=\"chatlog\">" +
         groups + "</div></body></html>";
}

const std::string kFirst =
    "<div id=\"chatlog__message-container-1091000000000000000\" "
    "class=\"chatlog__message-container chatlog__message-container--pinned\" "
    "data-message-id=\"1091000000000000000\"><div class=chatlog__message>"
    "<div class=chatlog__message-aside><img class=chatlog__avatar src=a alt=Avatar></div>"
    "<div class=chatlog__message-primary>"
    "<div class=chatlog__reply><div class=chatlog__reply-author title=bo>Bo</div>"
    "<div class=chatlog__reply-content><span class=chatlog__reply-link>their "
    "words</span></div></div>"
    "<div class=chatlog__header><span class=chatlog__author title=\"ada\" data-user-id=9>Ada &amp; "
    "Co</span><span class=chatlog__author-tag>BOT</span>"
    "<span class=chatlog__timestamp title=\"Saturday, 4 April 2020\">"
    "<a href=\"#x\">4/4/2020</a></span></div>"
    "<div class=\"chatlog__content chatlog__markdown\"><span class=chatlog__markdown-preserve>yes "
    "&lt;3 <img class=chatlog__emoji alt=\"\U0001f600\" src=x> <img class=chatlog__emoji alt=dance>"
    "<br>and <div class=chatlog__markdown-quote><div class=chatlog__markdown-quote-content>quoted"
    "</div></div><strong>so</strong> <code>x</code></span> "
    "<span class=chatlog__edited-timestamp title=y>(edited)</span></div>"
    "<div class=chatlog__embed>their title</div>"
    "<div class=chatlog__reactions>2</div></div></div></div>";

const std::string kSecond =
    "<div class=chatlog__message-container data-message-id=1091000000004194304>"
    "<div class=chatlog__message><div class=chatlog__message-aside>"
    "<div class=chatlog__short-timestamp title=\"x\">10:00</div></div>"
    "<div class=chatlog__message-primary><div class=\"chatlog__content chatlog__markdown\">"
    "<span class=chatlog__markdown-preserve>again</span></div>"
    "<div class=chatlog__attachment>a.png</div></div></div></div>";

const std::string kSystem =
    "<div class=chatlog__message-group><div class=chatlog__message-container "
    "data-message-id=1091000000008388608><div class=chatlog__message>"
    "<div class=chatlog__message-primary><span class=chatlog__system-notification-author "
    "title=bo>Bo</span> <span class=chatlog__system-notification-content>pinned a message</span>"
    "</div></div></div></div>";

TEST_CASE("discord html") {
  const std::string page = DiscordPage("<div class=chatlog__message-group>" + kFirst + kSecond +
                                       kSecond + "</div>" + kSystem);
  const ReadOutcome outcome = ReadGood(kDiscordHtmlReader, page);
  CHECK_FALSE(outcome.report->truncated);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 2);
  CHECK(outcome.sink.Notices().size() == 1);
  REQUIRE(outcome.sink.skipped.size() == 1);  // the same number twice
  CHECK(m[0].sender == "Ada & Co");
  CHECK(m[0].sender_key == "9");
  CHECK(m[0].text == "yes <3 \U0001f600 :dance:\nand \nso x");
  CHECK(m[0].edited);
  CHECK(m[0].has_reply);
  CHECK(m[0].sent.basis == Timestamp::Basis::kInstant);
  CHECK(m[0].sent.seconds == ((1091000000000000000 >> 22) + 1420070400000) / 1000);
  CHECK(m[1].sender == "Ada & Co");
  CHECK(m[1].text == "again");
  CHECK(m[1].kind == MessageKind::kMedia);
  CHECK(m[1].sent.millis == (m[0].sent.millis + 1) % 1000);
  CHECK(outcome.sink.conversations[0].name == "Private / Bo");
}

TEST_CASE("discord html: older pages, cut pages, recognition") {
  const std::string old = DiscordPage(
      "<div class=chatlog__message-group><div class=chatlog__messages>"
      "<span class=chatlog__author-name title=\"bo#1\" data-user-id=8>Bo</span>"
      "<span class=chatlog__timestamp>4-Apr</span>"
      "<div class=chatlog__message data-message-id=1091000000000000000 id=m>"
      "<div class=chatlog__content><div class=markdown><span class=preserve-whitespace>one\ntwo"
      "</span></div></div></div><div class=chatlog__message data-message-id=7>"
      "<div class=chatlog__content><div class=markdown>three</div></div></div></div></div>");
  const ReadOutcome outcome = ReadBytes(kDiscordHtmlReader, old);
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 2);
  CHECK(outcome.sink.records[0].sender == "Bo");
  CHECK(outcome.sink.records[0].text == "one\ntwo");
  CHECK(outcome.sink.records[1].sender == "Bo");
  CHECK(When(outcome.sink.records[1].sent) == "none");

  const std::string page =
      DiscordPage("<div class=chatlog__message-group>" + kFirst + kSecond + "</div>" + kSystem);
  CheckCuts(kDiscordHtmlReader, page);
  CHECK(kDiscordHtmlReader.probe(page) == Match::kCertain);
  CHECK(kDiscordHtmlReader.probe("<html><p>chat</p></html>") == Match::kNo);
  CHECK_FALSE(ReadBytes(kDiscordHtmlReader, "<html></html>").report);
  // The end of a message is missing: the next one is still its own.
  std::string open = kFirst;
  open.resize(open.size() - std::string("</div></div></div>").size());
  const ReadOutcome lost = ReadBytes(
      kDiscordHtmlReader, DiscordPage("<div class=chatlog__message-group>" + open + kSecond));
  CHECK(lost.sink.Messages().size() == 2);
}

TEST_CASE("discord html: the first pages, whose messages have no number") {
  const auto group = [](const std::string& name, const std::string& time, const std::string& said) {
    return "<div class=\"chatlog__message-group\"><div class=\"chatlog__messages\">\n"
           "<span class=\"chatlog__author-name\" title=\"x#1\">" +
           name + "</span>\n<span class=\"chatlog__timestamp\">" + time + "</span>\n" + said +
           "</div></div>\n";
  };
  const auto said = [](const std::string& text) {
    return "<div class=\"chatlog__content\">\n   " + text + "\n </div>\n";
  };
  const std::string file = "<div class=\"chatlog__attachment\"><a href=x>a.zip</a></div>\n";
  const std::string edited = "<span class=\"chatlog__edited-timestamp\" title=y>(edited)</span>";
  const std::string groups = group("Ada", "03-Feb-18 09:15 AM",
                                   said("good <em>morning</em>") + said("up<br />yet?" + edited)) +
                             group("Bo", "03-Feb-18 09:16 AM",
                                   said("<div class=quote>good</div>hardly") + file +
                                       "<div class=\"chatlog__embed\">not his</div>") +
                             group("Ada", "04-Feb-18 06:00 PM", file) +
                             group("Bo", "04-Feb-18 06:01 PM", said("ta"));
  const std::string page =
      "<!DOCTYPE html><html><head><style>.chatlog__message-group{}</style></head><body>"
      "<div class=\"info\"><div class=\"info__guild-name\">Direct Messages</div>"
      "<div class=\"info__channel-name\">Bo</div></div><div class=\"chatlog\">" +
      groups + "</div></body></html>";
  const ReadOutcome outcome = ReadGood(kDiscordHtmlReader, page);
  CHECK(outcome.sink.skipped.empty());
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 5);
  CHECK(m[0].sender == "Ada");
  CHECK(m[0].text == "good morning");
  CHECK(When(m[0].sent) == "2018-02-03T09:15:00");
  CHECK(m[1].text == "up\nyet?");
  CHECK(m[1].edited);
  CHECK(m[2].sender == "Bo");
  CHECK(m[2].kind == MessageKind::kMedia);
  CHECK(m[2].text == "hardly");
  CHECK(m[3].sender == "Ada");
  CHECK(m[3].kind == MessageKind::kMedia);
  CHECK(When(m[4].sent) == "2018-02-04T18:01:00");
  CHECK(outcome.sink.conversations[0].name == "Bo");
  CHECK_FALSE(outcome.sink.conversations[0].capabilities.instants);
  CheckCuts(kDiscordHtmlReader, page);

  // The same with an element around each message, which still has no number.
  std::string around = page;
  for (std::size_t at = 0;
       (at = around.find("<div class=\"chatlog__content", at)) != around.npos;) {
    around.insert(at, "<div class=\"chatlog__message\" id=m>");
    at = around.find("\n </div>", at);
    around.insert(at, "</div>");
    at += 8;
  }
  CHECK(ReadGood(kDiscordHtmlReader, around).sink.Messages().size() == 5);
}

TEST_CASE("discord html: what Discord says in a group is nobody's words") {
  const ReadOutcome outcome = ReadGood(
      kDiscordHtmlReader,
      DiscordPage("<div class=chatlog__message-group><div class=chatlog__messages>"
                  "<span class=chatlog__author-name>Ada</span>"
                  "<span class=chatlog__timestamp>14-Jan-19 05:52 PM</span>"
                  "<div class=chatlog__content>Pinned a message.</div>"
                  "<div class=chatlog__content>Started a call that lasted 20 minutes.</div>"
                  "<div class=chatlog__content>I started a call</div></div></div>"));
  CHECK(outcome.sink.Notices().size() == 2);
  REQUIRE(outcome.sink.Messages().size() == 1);
  CHECK(outcome.sink.Messages()[0].text == "I started a call");
}

TEST_CASE("discord html: groups without a message that is understood are told of") {
  const ReadOutcome outcome = ReadGood(
      kDiscordHtmlReader, DiscordPage("<div class=chatlog__message-group><p>words</p></div>"));
  CHECK(outcome.sink.records.empty());
  REQUIRE(outcome.report->warnings.size() == 1);
  CHECK(Says(outcome.report->warnings[0], "groups of messages"));
}

}  // namespace
}  // namespace ebb
