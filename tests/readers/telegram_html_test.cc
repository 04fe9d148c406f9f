#include "readers/telegram_html.h"

#include <catch2/catch.hpp>

#include "readers/read_bytes.h"

namespace ebb {
namespace {

std::string TelegramPage(const std::string& blocks, const std::string& name = "Noor &amp; co") {
  return "<!DOCTYPE html>\n<html>\n\n <head>\n\n  <meta charset=\"utf-8\"/>\n"
         "<title>Exported Data</title>\n  <script src=\"js/script.js\" "
         "type=\"text/javascript\">\n\n"
         "  </script>\n\n </head>\n\n <body onload=\"CheckLocation();\">\n\n"
         "  <div class=\"page_wrap\">\n\n   <div class=\"page_header\">\n\n    <div "
         "class=\"content\">\n\n"
         "     <div class=\"text bold\">\n" +
         name +
         "\n     </div>\n\n    </div>\n\n   </div>\n\n   <div class=\"page_body chat_page\">\n\n"
         "    <div class=\"history\">\n\n     <a class=\"pagination block_link\" "
         "href=\"messages.html\">\nPrevious messages\n     </a>\n\n" +
         blocks + "    </div>\n\n   </div>\n\n  </div>\n\n </body>\n\n</html>\n";
}

// A block with a sender and whatever comes after the name.
std::string TelegramBlock(const std::string& name, const std::string& inner,
                          const std::string& title = "01.06.2023 12:00:05 UTC+02:00") {
  return "     <div class=\"message default clearfix\" id=\"message10\">\n\n      <div "
         "class=\"pull_left userpic_wrap\">\n\n       <div class=\"userpic userpic3\">\n\n        "
         "<div "
         "class=\"initials\">\nN\n        </div>\n\n       </div>\n\n      </div>\n\n      <div "
         "class=\"body\">\n\n       <div class=\"pull_right date details\" title=\"" +
         title + "\">\n12:00\n       </div>\n\n       <div class=\"from_name\">\n" + name +
         " \n       </div>\n\n" + inner + "      </div>\n\n     </div>\n\n";
}

std::string Joined(const std::string& inner) {
  return "     <div class=\"message default clearfix joined\" id=\"message11\">\n\n      <div "
         "class=\"body\">\n\n       <div class=\"pull_right date details\" title=\"01.06.2023 "
         "12:00:09 UTC+02:00\">\n12:00\n       </div>\n\n" +
         inner + "      </div>\n\n     </div>\n\n";
}

std::string TelegramText(const std::string& html) {
  return "       <div class=\"text\">\n" + html + "\n       </div>\n\n";
}

std::string Media(const std::string& kind) {
  return "       <div class=\"media_wrap clearfix\">\n\n        <div class=\"media clearfix "
         "pull_left "
         "media_" +
         kind +
         "\">\n\n         <div class=\"fill pull_left\">\n\n         </div>\n\n         <div "
         "class=\"body\">\n\n          <div class=\"title bold\">\nNoor\n          </div>\n\n      "
         "    "
         "<div class=\"status details\">\nOutgoing (35 seconds)\n          </div>\n\n         "
         "</div>\n\n        </div>\n\n       </div>\n\n";
}

std::string Service(const std::string& id, const std::string& text) {
  return "     <div class=\"message service\" id=\"message" + id +
         "\">\n\n      <div class=\"body details\">\n" + text + "\n      </div>\n\n     </div>\n\n";
}

KeptMessage OneBlock(const std::string& block) {
  const ReadOutcome outcome = ReadChecked(kTelegramHtmlReader, TelegramPage(block));
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 1);
  return outcome.sink.records[0];
}

const std::string kTelegramHtml = TelegramPage(
    Service("-1", "1 June 2023") + TelegramBlock("Noor", TelegramText("one<br>two &lt;3")) +
    Joined(TelegramText("three")) + Service("12", "Noor pinned a message") +
    TelegramBlock("Ivo",
                  "       <div class=\"reply_to details\">\nIn reply to <a "
                  "href=\"#go_to_message10\" onclick=\"return GoToMessage(10)\">this message</a>\n"
                  "       </div>\n\n" +
                      TelegramText("<strong>four</strong>")));

TEST_CASE("telegram page: sender, time, place and chat") {
  const ReadOutcome outcome = ReadChecked(kTelegramHtmlReader, kTelegramHtml);
  REQUIRE(outcome.report);
  CHECK(outcome.report->format == "telegram-html");
  CHECK_FALSE(outcome.report->truncated);
  REQUIRE(outcome.sink.records.size() == 4);
  const KeptMessage& first = outcome.sink.records[0];
  CHECK(first.sender == "Noor");
  CHECK(first.text == "one\ntwo <3");
  CHECK(first.sent.basis == Timestamp::Basis::kInstant);
  CHECK(first.sent.seconds == 1685613605);
  CHECK(first.sent.offset_seconds == 7200);
  const std::string place = kTelegramHtml.substr(first.source.begin, first.source.size());
  CHECK(place.starts_with("<div class=\"message default"));
  CHECK(place.ends_with("</div>"));
  CHECK(outcome.sink.records[1].sender == "Noor");
  CHECK(outcome.sink.records[1].text == "three");
  CHECK(outcome.sink.records[2].kind == MessageKind::kNotice);
  CHECK(outcome.sink.records[3].sender == "Ivo");
  CHECK(outcome.sink.records[3].has_reply);
  CHECK(outcome.sink.records[3].text == "four");
  REQUIRE(outcome.sink.conversations.size() == 1);
  CHECK(outcome.sink.conversations[0].name == "Noor & co");
  CHECK(outcome.sink.conversations[0].capabilities.instants);
  CHECK(outcome.sink.skipped.empty());
}

TEST_CASE("telegram page: times") {
  struct Case {
    const char* title;
    Timestamp::Basis basis;
    std::int64_t seconds;
  };
  const Case cases[] = {
      {"01.06.2023 12:00:05 UTC+02:00", Timestamp::Basis::kInstant, 1685613605},
      {"01.06.2023 12:00:05 UTC-03:30", Timestamp::Basis::kInstant, 1685633405},
      {"01.06.2023 12:00:05 UTC", Timestamp::Basis::kInstant, 1685620805},
      {"01.06.2023 12:00:05", Timestamp::Basis::kWall, 1685620805},
      {"1 June 2023, 12:00:05", Timestamp::Basis::kWall, 1685620805},
      {"01.06.2023 12:00", Timestamp::Basis::kWall, 1685620800},
      {"31.02.2023 12:00:05", Timestamp::Basis::kNone, 0},
      {"12:00", Timestamp::Basis::kNone, 0},
      {"1 Juni", Timestamp::Basis::kNone, 0},
      {"", Timestamp::Basis::kNone, 0},
  };
  for (const Case& c : cases) {
    INFO(c.title);
    CHECK(TelegramHtmlTime(c.title).basis == c.basis);
    CHECK(TelegramHtmlTime(c.title).seconds == c.seconds);
  }
}

TEST_CASE("telegram page: words that are not the sender's") {
  SECTION("forwarded") {
    const KeptMessage m = OneBlock(TelegramBlock(
        "Noor",
        "<div class=\"pull_left forwarded userpic_wrap\"><div class=\"initials\">\nZ\n</div></div>"
        "<div class=\"forwarded body\">\n<div class=\"from_name\">\nZed <span class=\"date "
        "details\" "
        "title=\"01.01.2020 01:01:01\"> 01.01.2020 01:01:01</span>\n</div>\n" +
            TelegramText("theirs") + "</div>"));
    CHECK(m.kind == MessageKind::kForwarded);
    CHECK(m.text.empty());
    CHECK(m.sender == "Noor");
    CHECK(m.sent.seconds == 1685613605);
  }
  SECTION("quotes, code, reactions, signatures") {
    CHECK(
        OneBlock(TelegramBlock("Noor", TelegramText("<blockquote>yours</blockquote>mine"))).text ==
        "mine");
    CHECK(OneBlock(TelegramBlock("Noor", TelegramText("see<pre>x = 1</pre>there"))).text ==
          "see\nthere");
    CHECK(OneBlock(
              TelegramBlock(
                  "Noor", TelegramText("a <span class=\"spoiler hidden\"><span>b</span></span> <a "
                                       "href=\"x\">c</a>") +
                              "<div class=\"signature details\">\nEd\n</div><span "
                              "class=\"reactions\"><span class=\"reaction\"><span "
                              "class=\"emoji\">\nx\n</span></span></span>"))
              .text == "a b c");
    CHECK(OneBlock(TelegramBlock("Noor", TelegramText("<blockquote>yours</blockquote>"))).kind ==
          MessageKind::kOther);
  }
  SECTION("made by a bot, also in the block that joins it") {
    const ReadOutcome outcome = ReadChecked(
        kTelegramHtmlReader, TelegramPage(TelegramBlock("Noor via @gif", TelegramText("made")) +
                                          Joined(TelegramText("made too")) +
                                          TelegramBlock("Noor", TelegramText("typed"))));
    REQUIRE(outcome.sink.records.size() == 3);
    CHECK(outcome.sink.records[0].sender == "Noor");
    CHECK(outcome.sink.records[0].kind == MessageKind::kOther);
    CHECK(outcome.sink.records[0].text.empty());
    CHECK(outcome.sink.records[1].text.empty());
    CHECK(outcome.sink.records[2].text == "typed");
  }
}

TEST_CASE("telegram page: kinds") {
  const std::pair<const char*, MessageKind> kinds[] = {
      {"photo", MessageKind::kMedia},         {"voice_message", MessageKind::kMedia},
      {"call success", MessageKind::kCall},   {"contact", MessageKind::kContact},
      {"location", MessageKind::kLocation},   {"live_location", MessageKind::kLocation},
      {"venue", MessageKind::kLocation},      {"poll", MessageKind::kPoll},
      {"game", MessageKind::kOther},          {"invoice", MessageKind::kOther},
      {"something_new", MessageKind::kMedia},
  };
  for (const auto& [kind, expected] : kinds) {
    INFO(kind);
    const KeptMessage m = OneBlock(TelegramBlock("Noor", Media(kind)));
    CHECK(m.kind == expected);
    CHECK(m.text.empty());
  }
  const KeptMessage captioned =
      OneBlock(TelegramBlock("Noor", Media("photo") + TelegramText("the lake")));
  CHECK(captioned.kind == MessageKind::kMedia);
  CHECK(captioned.text == "the lake");
}

TEST_CASE("telegram page: senders") {
  CHECK(OneBlock(TelegramBlock("", TelegramText("x"))).sender == "Deleted Account");
  const ReadOutcome lonely = ReadChecked(
      kTelegramHtmlReader,
      TelegramPage(Joined(TelegramText("whose?")) + TelegramBlock("Noor", TelegramText("mine"))));
  CHECK(lonely.sink.records.size() == 1);
  CHECK(lonely.sink.skipped.size() == 1);
  // Pages put end to end: the second starts afresh.
  const ReadOutcome two =
      ReadChecked(kTelegramHtmlReader,
                  TelegramPage(TelegramBlock("Noor", TelegramText("a"))) +
                      TelegramPage(Joined(TelegramText("whose?")) + TelegramBlock("Ivo", "")));
  CHECK(two.sink.records.size() == 2);
  CHECK(two.sink.skipped.size() == 1);
  CHECK(two.sink.conversations.size() == 1);
}

TEST_CASE("telegram page: damage") {
  SECTION("a block whose end is missing ends where the next begins") {
    std::string open = TelegramBlock("Noor", TelegramText("a"));
    open.erase(open.rfind("</div>"));
    const ReadOutcome outcome = ReadChecked(
        kTelegramHtmlReader, TelegramPage(open + TelegramBlock("Ivo", TelegramText("b"))));
    REQUIRE(outcome.sink.records.size() == 2);
    CHECK(outcome.sink.records[0].text == "a");
    CHECK(outcome.sink.records[1].sender == "Ivo");
  }
  SECTION("other pages") {
    CHECK_FALSE(
        ReadChecked(kTelegramHtmlReader, "<html><title>Exported Data</title></html>").report);
    CHECK_FALSE(ReadChecked(kTelegramHtmlReader, "").report);
  }
  SECTION("cut anywhere") {
    CheckCuts(kTelegramHtmlReader, kTelegramHtml);
    CHECK(ReadChecked(kTelegramHtmlReader, kTelegramHtml.substr(0, kTelegramHtml.size() - 30))
              .report->truncated);
  }
}

TEST_CASE("telegram page: one conversation only, and probe") {
  ReadOptions options;
  options.only = "somebody else";
  CHECK(ReadChecked(kTelegramHtmlReader, kTelegramHtml, options).sink.records.empty());
  CHECK(kTelegramHtmlReader.probe(kTelegramHtml) == Match::kCertain);
  CHECK(kTelegramHtmlReader.probe("<html><title>Exported Data</title>") == Match::kNo);
  CHECK(kTelegramHtmlReader.probe("<html><body><div class=\"message default clearfix\">"
                                  "<div class=\"from_name\">Ada</div>") == Match::kLikely);
  CHECK(kTelegramHtmlReader.probe("<html><div class=\"message\">") == Match::kNo);
  CHECK(kTelegramHtmlReader.probe("Ada: <div class=\"history\">") == Match::kNo);
}

}  // namespace
}  // namespace ebb
