// imessage-exporter's two formats: pages and text.
#include <catch2/catch.hpp>

#include "readers/imessage_body.h"
#include "readers/imessage_html.h"
#include "readers/imessage_replies.h"
#include "readers/imessage_txt.h"
#include "readers/read_bytes.h"

namespace ebb {
namespace {

ReadOutcome ReadTxt(const std::string& text, const ReadOptions& options = {}) {
  return ReadChecked(kIMessageTxtReader, text, options);
}

std::string IMessagePage(const std::string& blocks) {
  return "<html>\n<meta charset=\"UTF-8\">\n<style>.message > .sent { }</style>\n" + blocks +
         "</html>";
}

std::string IMessageBlock(const std::string& side, const std::string& time,
                          const std::string& sender, const std::string& parts) {
  return "<div class=\"message\">\n<div class=\"" + side +
         "\">\n<p><span class=\"timestamp\"><a title=\"Reveal in Messages app\" "
         "href=\"sms://open?message-guid=X\">May 17, 2022  " +
         time + "</a> (Read by them after 1 hour, 49 seconds)</span>\n<span class=\"sender\">" +
         sender + "</span></p>\n" + parts + "</div>\n</div>\n";
}

std::string Bubble(const std::string& text) {
  return "<hr>\n<div class=\"message_part\">\n<span class=\"bubble\">" + text + "</span>\n</div>\n";
}

std::string Mine(const std::string& time, const std::string& parts) {
  return IMessageBlock("sent iMessage", time, "Me", parts);
}
std::string Theirs(const std::string& time, const std::string& parts) {
  return IMessageBlock("received", time, "Sam", parts);
}

std::string Replies(const std::string& blocks) {
  return "<div class=\"replies\">\n<div class=\"reply\" id=\"r-1\">\n" + blocks +
         "</div>\n</div>\n";
}
const std::string kIsReply =
    "<span class=\"reply_context\">This message responded to an <a href=\"#1\">earlier</a> "
    "message.</span>\n";

KeptMessage OneIMessage(const std::string& parts) {
  const ReadOutcome outcome =
      ReadChecked(kIMessageHtmlReader, IMessagePage(Theirs("5:29:42 PM", parts)));
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 1);
  return outcome.sink.records[0];
}

TEST_CASE("imessage page: sender, time and place") {
  const std::string html = IMessagePage(
      Mine("5:29:42 PM", Bubble("one\ntwo &amp; three")) +
      "<div class=\"announcement\"><p><span class=\"timestamp\">May 17, 2022  5:30:00 PM</span> "
      "Sam renamed the conversation to <b>Us</b></p></div>\n" +
      Theirs("12:00:01 AM", Bubble("<a href=\"https://a.b\">https://a.b</a> look")));
  const ReadOutcome outcome = ReadChecked(kIMessageHtmlReader, html);
  REQUIRE(outcome.report);
  CHECK(outcome.report->format == "imessage-html");
  CHECK_FALSE(outcome.report->truncated);
  REQUIRE(outcome.sink.records.size() == 3);
  const KeptMessage& first = outcome.sink.records[0];
  CHECK(first.sender == "Me");
  CHECK(first.from_me);
  CHECK(first.text == "one\ntwo & three");
  CHECK(first.sent.basis == Timestamp::Basis::kWall);
  CHECK(first.sent.seconds == 1652808582);
  CHECK(html.substr(first.source.begin, 22) == "<div class=\"message\">\n");
  CHECK(outcome.sink.records[1].kind == MessageKind::kNotice);
  CHECK(outcome.sink.records[1].sent.seconds == 1652808600);
  CHECK(outcome.sink.records[2].sender == "Sam");
  CHECK_FALSE(outcome.sink.records[2].from_me);
  CHECK(outcome.sink.records[2].sent.seconds == 1652745601);
  CHECK(outcome.sink.records[2].text == "https://a.b look");
  CHECK(outcome.sink.conversations.at(0).capabilities.knows_me);
  CheckCuts(kIMessageHtmlReader, html);
}

TEST_CASE("imessage page: parts and what is nobody's words") {
  CHECK(OneIMessage(Bubble("a") + Bubble("b")).text == "a\nb");
  CHECK(OneIMessage("Subject: <span class=\"subject\">Trip</span>\n" + Bubble("a")).text ==
        "Trip\na");
  const std::string tapbacks =
      "<div class=\"tapbacks\"><hr><p>Tapbacks:</p><div class=\"tapback\"><span><b>Loved</b> by "
      "Me</span></div></div><span class=\"expressive\">Sent with Confetti</span>";
  CHECK(OneIMessage(Bubble("a") + tapbacks).text == "a");
  const KeptMessage photo = OneIMessage(
      "<hr><div class=\"message_part\"><img src=\"attachments/1.jpeg\" loading=\"lazy\"></div>" +
      Bubble("the lake"));
  CHECK(photo.kind == MessageKind::kMedia);
  CHECK(photo.text == "the lake");
  CHECK(OneIMessage(
            "<div class=\"message_part\"><a href=\"attachments/1.pdf\">Click to download 1.pdf "
            "(1 KB)</a></div>")
            .kind == MessageKind::kMedia);
  const KeptMessage app = OneIMessage(
      "<div class=\"message_part\"><div class=\"app\"><a href=\"https://a.b\"><div "
      "class=\"app_header\"><img src=\"x\"><div class=\"name\">Site</div></div><div "
      "class=\"app_footer\"><div class=\"caption\"><xmp><b>Title</b></xmp></div></div></a></div>"
      "</div>");
  CHECK(app.kind == MessageKind::kOther);
  CHECK(app.text.empty());
  const KeptMessage unsent = OneIMessage(
      "<div class=\"message_part\"><span class=\"unsent\"><span class=\"unsent\">Sam unsent this "
      "message part 9 seconds after sending!</span></span></div>");
  CHECK(unsent.kind == MessageKind::kDeleted);
  CHECK(unsent.text.empty());
  CHECK(
      OneIMessage("<span class=\"deleted\">This message was deleted from the conversation!</span>" +
                  Bubble("a"))
          .text == "a");
  CHECK(OneIMessage(Bubble("a") +
                    "<div class=\"message_part\"><span class=\"bubble\">bonjour</span><div "
                    "class=\"translated\"><span class=\"bubble\">hello</span></div></div>")
            .text == "a\nhello");
  const KeptMessage edited = OneIMessage(
      "<div class=\"message_part\"><div class=\"edited\"><table><tbody><tr><td></td><td>frist"
      "</td></tr></tbody><tfoot><tr><td><span class=\"timestamp\">Edited 9 seconds later</span>"
      "</td><td>first</td></tr></tfoot></table></div></div>");
  CHECK(edited.text == "first");
  CHECK(edited.edited);
}

TEST_CASE("imessage page: replies stand twice and count once") {
  const std::string copy = Theirs("5:31:00 PM", Bubble("yes"));
  const std::string html = IMessagePage(Mine("5:30:00 PM", Bubble("shall we?") + Replies(copy)) +
                                        Mine("5:30:30 PM", Bubble("hm")) +
                                        Theirs("5:31:00 PM", Bubble("yes") + kIsReply));
  const ReadOutcome outcome = ReadChecked(kIMessageHtmlReader, html);
  REQUIRE(outcome.sink.records.size() == 3);
  CHECK(outcome.sink.records[0].text == "shall we?");
  CHECK(outcome.sink.records[1].text == "hm");
  CHECK(outcome.sink.records[2].text == "yes");
  CHECK(outcome.sink.records[2].has_reply);
  SECTION("a copy without the other is the message") {
    const std::string alone = IMessagePage(Mine("5:30:00 PM", Bubble("shall we?") + Replies(copy)) +
                                           Mine("5:30:30 PM", Bubble("hm")));
    const ReadOutcome only = ReadChecked(kIMessageHtmlReader, alone);
    REQUIRE(only.sink.records.size() == 3);
    CHECK(only.sink.records[1].text == "yes");
    CHECK(only.sink.records[1].has_reply);
    CHECK_FALSE(only.sink.records[2].has_reply);
    CheckCuts(kIMessageHtmlReader, alone);
  }
  SECTION("the message goes on after the copies") {
    const std::string more =
        IMessagePage(Mine("5:30:00 PM",
                          Bubble("shall we?") + Replies(copy + Theirs("5:32:00 PM", Bubble("or"))) +
                              Bubble("or not?") + Replies(Theirs("5:33:00 PM", Bubble("no")))) +
                     Theirs("5:31:00 PM", Bubble("yes") + kIsReply));
    const ReadOutcome outcome_more = ReadChecked(kIMessageHtmlReader, more);
    REQUIRE(outcome_more.sink.records.size() == 4);
    CHECK(outcome_more.sink.records[0].text == "shall we?\nor not?");
    CHECK(outcome_more.sink.records[1].text == "or");
    CHECK(outcome_more.sink.records[2].text == "no");
    CHECK(outcome_more.sink.records[3].text == "yes");
  }
  SECTION("a reply inside a reply goes no deeper") {
    std::string nested = Theirs("5:31:00 PM", Bubble("deep"));
    for (int i = 0; i < 1000; ++i) nested = Theirs("5:31:00 PM", Bubble("x") + Replies(nested));
    CHECK(ReadChecked(kIMessageHtmlReader, IMessagePage(nested)).report);
  }
}

TEST_CASE("imessage page: damage, other pages, probe") {
  const std::string html = IMessagePage(Theirs("5:31:00 PM", Bubble("yes")));
  CHECK(kIMessageHtmlReader.probe(html) == Match::kCertain);
  CHECK(kIMessageHtmlReader.probe("<html><span class=\"timestamp\">") == Match::kNo);
  CHECK(kIMessageHtmlReader.probe("") == Match::kNo);
  CHECK_FALSE(ReadChecked(kIMessageHtmlReader, "<html></html>").report);
  CHECK(ReadChecked(kIMessageHtmlReader, html.substr(0, html.size() - 3)).report->truncated);
  CHECK(ReadChecked(kIMessageHtmlReader,
                    IMessagePage("<div class=\"message\"><p>no sender</p></div>"))
            .sink.skipped.size() == 1);
  const auto source = MemorySource("exports/Sam & co.html", html);
  CollectSink sink;
  REQUIRE(kIMessageHtmlReader.read(*source, {}, sink));
  CHECK(sink.conversations.at(0).id == "Sam & co");
}

const std::string kTextExport =
    "May 17, 2022  5:29:42 PM (Read by you after 1 hour, 49 seconds)\n"
    "Sam\n"
    "one\n\nand two\n"
    "Tapbacks:\nLoved by Me\n    Liked by Sam\n"
    "\n"
    "May 17, 2022  5:30:00 PM Sam renamed the conversation to Us\n\n"
    "May 17, 2022 10:30:10 PM\n"
    "Me\n"
    "three\n"
    "Sent with Confetti\n"
    "\n";

TEST_CASE("imessage text: sender, time and place") {
  const ReadOutcome outcome = ReadTxt(kTextExport);
  REQUIRE(outcome.report);
  CHECK(outcome.report->format == "imessage-txt");
  REQUIRE(outcome.sink.records.size() == 3);
  const KeptMessage& first = outcome.sink.records[0];
  CHECK(first.sender == "Sam");
  CHECK(first.text == "one\n\nand two");
  CHECK(first.sent.basis == Timestamp::Basis::kWall);
  CHECK(first.sent.seconds == 1652808582);
  CHECK(first.line == 1);
  CHECK(outcome.sink.records[1].kind == MessageKind::kNotice);
  CHECK(outcome.sink.records[1].line == 10);
  CHECK(outcome.sink.records[2].sender == "Me");
  CHECK(outcome.sink.records[2].from_me);
  CHECK(outcome.sink.records[2].text == "three");
  CHECK(outcome.sink.records[2].sent.seconds == 1652826610);
  const ByteRange at = outcome.sink.records[2].source;
  CHECK(kTextExport.substr(at.begin, at.size()).starts_with("May 17, 2022 10:30:10 PM\nMe\n"));
  CHECK(outcome.sink.conversations.at(0).capabilities.knows_me);
  std::string crlf = kTextExport;
  for (std::size_t at_lf = 0; (at_lf = crlf.find('\n', at_lf)) != crlf.npos; at_lf += 2) {
    crlf.insert(at_lf, 1, '\r');
  }
  const ReadOutcome windows = ReadTxt(crlf);
  REQUIRE(windows.sink.records.size() == 3);
  CHECK(windows.sink.records[2].text == "three");
  CheckCuts(kIMessageTxtReader, kTextExport);
}

TEST_CASE("imessage text: what is below the sender") {
  struct Case {
    const char* lines;
    const char* text;
    MessageKind kind = MessageKind::kText;
    bool edited = false, reply = false;
  };
  const Case cases[] = {
      {"a\n", "a"},
      {"", "", MessageKind::kOther},
      {"a\nThis message responded to an earlier message.\n\n", "a", MessageKind::kText, false,
       true},
      {"This message responded to an earlier message.\nhe wrote\n",
       "This message responded to an earlier message.\nhe wrote"},
      {"attachments/12/IMG_1.heic\nthe lake\n", "the lake", MessageKind::kMedia},
      {"/Users/x/Library/Messages/Attachments/ab/1.jpg\n", "", MessageKind::kMedia},
      {"IMG_0001.HEIC\n", "", MessageKind::kMedia},
      {"/b/33/33c81da8ae3194fc5a0ea993ef6ffe0b048baedb\n", "", MessageKind::kMedia},
      {"attachments/1.caf\nTranscription: hello\nmine\n", "mine", MessageKind::kMedia},
      {"Audio Message.caf\nTranscription: hello\nmine\n", "mine", MessageKind::kMedia},
      {"my tune.m4a\r\nTranscription: hello\r\n", "", MessageKind::kMedia},
      {"so: a.caf\nTranscription: hello\n", "so: a.caf\nTranscription: hello", MessageKind::kText},
      {"Sticker from Sam: attachments/1.heic (App: Memoji)\n", "", MessageKind::kMedia},
      {"ok.fine\n", "ok.fine"},
      {"...\n", "..."},
      {"...no\n", "...no"},
      {"w/e.\n", "w/e."},
      {"~ and / or\n", "~ and / or"},
      {"This message was deleted from the conversation!\nstill here\n", "still here"},
      {"This message was deleted from the conversation!\n", "", MessageKind::kDeleted},
      {"Sam unsent this message part 9 seconds after sending!\n", "", MessageKind::kDeleted},
      {"You deleted a message.\n", "", MessageKind::kDeleted},
      {"a\nReactions:\nLiked by Sam\nSticker from Sam: attachments/1.heic\nb\n", "a\nb"},
      {"Reactions:\nmixed, mostly\n", "Reactions:\nmixed, mostly"},
      {"Tapbacks:\n    \U0001f389 by Sam\n    Laughed by Me\n", "", MessageKind::kOther},
      {"May 17, 2022  5:29:42 PM frist\nEdited 8 seconds later: first\n", "first",
       MessageKind::kText, true},
      {"May 17, 2022  5:29:42 PM a\nEdited 8 seconds later: b\nEdited 1 minute later: c\nd\n",
       "c\nd", MessageKind::kText, true},
      {"I said\nEdited 8 seconds later: b\n", "I said\nEdited 8 seconds later: b"},
      {"https://a.b/c\nA title\nA summary\n", "https://a.b/c"},
      {"see https://a.b/c\nfor more\n", "see https://a.b/c\nfor more"},
      {"loud\nSent with Loud\n", "loud"},
      {"Sent with love\n", "Sent with love"},
      {"bonjour\nTranslated from:\nhello\n", "hello"},
      {"SharePlay Message\nEnded\n", "", MessageKind::kOther},
      {"Started sharing location!\n", "", MessageKind::kOther},
      {"Check\u00a0In: Timer Started\nExpected at Oct 14, 2023  1:54:29 PM\n", "",
       MessageKind::kOther},
      {"Word Game message:\nYour turn\n", "", MessageKind::kOther},
      {"here is my message:\nno\n", "here is my message:\nno"},
  };
  for (const Case& c : cases) {
    INFO(c.lines);
    IMessageBody body;
    ReadIMessageBody(c.lines, &body);
    CHECK(body.text == c.text);
    CHECK(body.kind == c.kind);
    CHECK(body.edited == c.edited);
    CHECK(body.reply == c.reply);
  }
}

TEST_CASE("imessage text: replies stand twice and count once") {
  const std::string parent =
      "May 17, 2022  5:30:00 PM\nMe\nshall we?\n"
      "    May 17, 2022  5:31:00 PM\n    Sam\n    yes,\nof course\n\n"
      "    May 17, 2022  5:32:00 PM\n    Me\n    good\n\n\n";
  const std::string twin =
      "May 17, 2022  5:31:00 PM\nSam\nyes,\nof course\nThis message responded to an earlier "
      "message.\n\n";
  const std::string other =
      "May 17, 2022  5:32:00 PM\nMe\ngood\nThis message responded to an earlier message.\n\n";
  const ReadOutcome outcome = ReadTxt(parent + twin + other);
  REQUIRE(outcome.sink.records.size() == 3);
  CHECK(outcome.sink.records[0].text == "shall we?");
  CHECK(outcome.sink.records[1].text == "yes,\nof course");
  CHECK(outcome.sink.records[1].has_reply);
  CHECK(outcome.sink.records[2].text == "good");
  CHECK(
      ReadTxt(parent + twin + "Unable to format announcement!\n\n" + other).sink.Notices().size() ==
      1);
  const ReadOutcome more = ReadTxt(
      "May 17, 2022  5:30:00 PM\nMe\nattachments/1.heic\n"
      "    May 17, 2022  5:31:00 PM\n    Sam\n    yes,\nof course\n\nshall we?\n\n");
  REQUIRE(more.sink.records.size() == 2);
  CHECK(more.sink.records[0].text == "shall we?");
  CHECK(more.sink.records[0].kind == MessageKind::kMedia);
  CHECK(more.sink.records[1].text == "yes,\nof course");
  CheckCuts(kIMessageTxtReader, parent);
  const ReadOutcome alone = ReadTxt(parent + other);
  REQUIRE(alone.sink.records.size() == 3);
  CHECK(alone.sink.records[0].text == "shall we?");
  CHECK(alone.sink.records[1].sender == "Sam");
  CHECK(alone.sink.records[1].text == "yes,\nof course");
  CHECK(alone.sink.records[1].has_reply);
}

TEST_CASE("imessage text: dates in bodies") {
  const std::string head = "May 17, 2022  5:30:00 PM\nMe\n";
  // Not after an empty line; after one, but without a name below.
  CHECK(ReadTxt(head + "a\nMay 18, 2022  5:30:00 PM\nb\n\n").sink.records.size() == 1);
  const ReadOutcome typed = ReadTxt(head + "a\n\nMay 18, 2022  5:30:00 PM\n\nb\n\n");
  REQUIRE(typed.sink.records.size() == 1);
  CHECK(typed.sink.records[0].text == "a\n\nMay 18, 2022  5:30:00 PM\n\nb");
  CHECK(ReadTxt(head + "a\n\nMay 38, 2022  5:30:00 PM\nb\n").sink.records.size() == 1);
}

// Lines that belong to no message are listed, not dropped.
TEST_CASE("imessage text: lines outside any message") {
  const ReadOutcome outcome = ReadTxt(
      "a heading\n\nMay 17, 2022  5:29:42 PM\n\nMay 17, 2022  5:30:00 PM\nSam\none\n\n\n"
      "May 17, 2022  5:31:00 PM Sam left\nand more\n\nMay 17, 2022  5:32:00 PM\nSam\ntwo\n");
  REQUIRE(outcome.report);
  CHECK(outcome.sink.Messages().size() == 2);
  CHECK(outcome.sink.Notices().size() == 1);
  std::vector<std::uint64_t> lines;
  for (const KeptSkip& skip : outcome.sink.skipped) lines.push_back(skip.line);
  CHECK(lines == std::vector<std::uint64_t>{1, 3, 11});
}

TEST_CASE("imessage text: probe and other files") {
  CHECK(kIMessageTxtReader.probe(kTextExport) == Match::kCertain);
  CHECK(kIMessageTxtReader.probe(kTextExport.substr(kTextExport.find("May 17, 2022  5:30"))) ==
        Match::kLikely);
  CHECK(kIMessageTxtReader.probe("May 17, 2022  5:30:00 PM\n") == Match::kNo);
  CHECK(kIMessageTxtReader.probe("Ada: hi\nMay 17, 2022  5:30:00 PM\nMe\n") == Match::kNo);
  CHECK(kIMessageTxtReader.probe("") == Match::kNo);
  CHECK_FALSE(ReadTxt("Ada: hi\n").report);
  CHECK_FALSE(ReadTxt("").report);
}

TEST_CASE("imessage: names of files") {
  CHECK(ChatNameOfFile("/a/b/+1555, Sam.txt") == "+1555, Sam");
  CHECK(ChatNameOfFile("x.zip: out/Sam.html") == "Sam");
  CHECK(ChatNameOfFile("standard input") == "");
  for (const std::size_t at : {0, 262130, 262140, 262144, 600000}) {
    const auto source = MemorySource("x", std::string(at, 'x') + "class=\"replies\"!");
    CHECK(SourceHolds(*source, "class=\"replies\"").value());
    CHECK_FALSE(SourceHolds(*source, "class=\"reply\"").value());
  }
}

TEST_CASE("imessage: reactions that came as text are nobody's words") {
  const std::string text =
      "May 17, 2022  5:30:00 PM\nSam\nLoved \u201csee you at six\u201d\n\n"
      "May 17, 2022  5:31:00 PM\nSam\nLoved it all\n\n";
  const auto txt = ReadTxt(text);
  REQUIRE(txt.sink.records.size() == 2);
  CHECK(txt.sink.records[0].kind == MessageKind::kOther);
  CHECK(txt.sink.records[0].text.empty());
  CHECK(txt.sink.records[1].text == "Loved it all");
  const auto block = [](const std::string& words) {
    return "<div class=\"message\"><div class=\"received\"><p><span class=\"timestamp\">May 17, "
           "2022 "
           " 5:30:00 PM</span> <span class=\"sender\">Sam</span></p><div "
           "class=\"message_part\"><span "
           "class=\"bubble\">" +
           words + "</span></div></div></div>";
  };
  const ReadOutcome html =
      ReadGood(kIMessageHtmlReader, "<html><body>" + block("Loved \u201csee you at six\u201d") +
                                        block("Loved it all") + "</body></html>");
  REQUIRE(html.sink.records.size() == 2);
  CHECK(html.sink.records[0].kind == MessageKind::kOther);
  CHECK(html.sink.records[0].text.empty());
  CHECK(html.sink.records[1].text == "Loved it all");
}

// A file is read a second time only once a reply comes, and goes on where it was.
TEST_CASE("imessage text: replies far into a long file") {
  std::string text;
  for (int i = 0; i < 20000; ++i) {
    text += "May 17, 2022  5:30:" + std::to_string(10 + i % 50) + " PM\nSam\nnumber " +
            std::to_string(i) + "\n\n";
  }
  text +=
      "May 18, 2022  5:30:00 PM\nSam\nasked\n    May 18, 2022  5:31:00 PM\n    Me\n    answered\n\n"
      "May 18, 2022  5:31:00 PM\nMe\nanswered\nThis message responded to an earlier message.\n\n"
      "May 18, 2022  5:32:00 PM\nSam\nasked\xff again\n    May 18, 2022  5:33:00 PM\n    Me\n    "
      "nowhere else\n\n";
  auto exports = OpenExport(MemorySource("Sam.txt", text), "imessage-txt");
  REQUIRE(exports);
  CollectSink sink;
  const auto report = ReadExport(exports->front(), {}, sink);
  REQUIRE(report);
  REQUIRE(sink.records.size() == 20004);
  CHECK(sink.records[19999].text == "number 19999");
  CHECK(sink.records[20001].text == "answered");
  CHECK(sink.records[20001].has_reply);
  CHECK(sink.records[20003].text == "nowhere else");
}

}  // namespace
}  // namespace ebb
