// Web pages of Signal's chats: signal-export's (two forms) and signalbackup-tools'.
#include <catch2/catch.hpp>

#include "readers/read_bytes.h"
#include "readers/signal.h"
#include "readers/when.h"

namespace ebb {
namespace {

// ---- signal-export ----

std::string SignalHtml(const std::string& content) {
  return "<!DOCTYPE html>\n<html lang=\"en\">\n    <head>\n        <title>\n            Noor &amp; "
         "Co\n"
         "        </title>\n        <link href=\"../style.css\" rel=\"stylesheet\"/>\n    </head>\n"
         "    <body>\n        <div class=\"first\">\n            <a href=\"#pg0\">\n"
         "                FIRST\n            </a>\n        </div>\n" +
         content + "    </body>\n</html>\n";
}

// As older versions write it, indented.
std::string OldBubble(const std::string& sender, const std::string& body,
                      const std::string& quote = "", const std::string& reaction = "") {
  return "        <div class=\"" + std::string(sender == "Me" ? "msg me" : "msg") +
         "\">\n            <span class=\"date\">\n                2024-03-01\n            </span>\n"
         "            <span class=\"time\">\n                18:05:00\n            </span>\n"
         "            <span class=\"sender\">\n                " +
         sender + "\n            </span>\n" + quote +
         "            <p class=\"body\">\n                <p>\n                    " + body +
         "\n                </p>\n            </p>\n            <p class=\"reaction\">\n" +
         reaction + "            </p>\n        </div>\n";
}

TEST_CASE("signal-export html: older pages") {
  const std::string page = SignalHtml(
      OldBubble("Noor", "are you\ncoming?", "", "(- Me: yes -)") +
      OldBubble("Me", "in a <strong>\n minute\n </strong>\n &lt;3",
                "<p class=\"quote\">\n are you coming? \n</p>\n") +
      OldBubble("Noor",
                "look <figure> <img src=\"x.jpg\"> <div class=\"modal\">no</div> </figure>") +
      OldBubble("Noor", "(( \U0001F44D ))") + OldBubble("Me", "Missed video call") +
      OldBubble("Noor", "") + OldBubble("No-Sender", ""));
  CHECK(NameOf(page) == "signal-export-html");
  const ReadOutcome outcome = ReadGood(kSignalExportHtmlReader, page);
  REQUIRE(outcome.sink.conversations.size() == 1);
  CHECK(outcome.sink.conversations[0].name == "Noor & Co");
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 7);
  CHECK(records[0].text == "are you\ncoming?");
  CHECK(records[0].sender == "Noor");
  CHECK(When(records[0].sent) == "2024-03-01T18:05:00");
  CHECK(records[1].text == "in a minute <3");
  CHECK(records[1].from_me);
  CHECK(records[1].has_reply);
  CHECK(records[2].kind == MessageKind::kMedia);
  CHECK(records[2].text == "look");
  CHECK(records[3].kind == MessageKind::kMedia);
  CHECK(records[3].text.empty());
  CHECK(records[4].kind == MessageKind::kCall);
  CHECK(records[5].kind == MessageKind::kOther);
  CHECK(records[6].kind == MessageKind::kNotice);
}

std::string NewPage() {
  return SignalHtml(
      "<header class=\"topbar\"> <h1 class=\"chat-title\"> Noor </h1> </header> <main>"
      "<div class=\"page\" id=\"pg0\"><div class=\"day\"> 2024-03-01 </div>"
      "<div class=\"msg\"><div class=\"meta\"><span class=\"sender\"> Noor </span> <time "
      "class=\"time\" datetime=\"2024-03-01T18:05:00.120000\" title=\"x\"> 18:05:00 </time></div>"
      "<div class=\"body\"><p> one </p><p> two </p></div><div class=\"reactions\"> <span "
      "class=\"reaction\"> + <span class=\"who\"> Me </span></span></div></div>"
      "<div class=\"msg cont\"><div class=\"quote\"> theirs </div><div class=\"body\"> <ul> <li> "
      "three </li> <li> four </li> </ul> </div></div>"
      "<div class=\"call missed\"> <span> Missed call </span> <time "
      "datetime=\"2024-03-01T18:07:00\"> 18:07 </time></div>"
      "<div class=\"msg me deleted\"><div class=\"meta\"><span class=\"sender\">Me</span><time "
      "datetime=\"2024-03-01T18:08:00\"></time></div><div class=\"body\"> This message was deleted "
      "</div></div>"
      "<div class=\"msg me\"><div class=\"meta\"><span class=\"sender\">Me</span><time "
      "datetime=\"2024-03-01T18:09:00\"></time></div><div class=\"body\"> see <div> \U0001F5BC "
      "Image not exported </div></div></div></div></main>");
}

TEST_CASE("signal-export html: newer pages") {
  CHECK(NameOf(NewPage()) == "signal-export-html");
  const ReadOutcome outcome = ReadGood(kSignalExportHtmlReader, NewPage());
  CHECK(outcome.sink.conversations[0].name == "Noor");
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 5);
  CHECK(records[0].text == "one\ntwo");
  CHECK(records[0].sent.millis == 120);
  // Of messages in a row the first names sender and time.
  CHECK(records[1].sender == "Noor");
  CHECK(records[1].sent.seconds == records[0].sent.seconds);
  CHECK(records[1].text == "three\nfour");
  CHECK(records[1].has_reply);
  CHECK(records[2].kind == MessageKind::kNotice);
  CHECK(When(records[2].sent) == "2024-03-01T18:07:00");
  CHECK(records[3].kind == MessageKind::kDeleted);
  CHECK(records[3].text.empty());
  CHECK(records[4].kind == MessageKind::kMedia);
  CHECK(records[4].text == "see");
}

std::string Stamped(const std::string& kind, const std::string& clock) {
  return "<time class=\"" + kind + "\" datetime=\"2024-03-01T" + clock + "\"> " + clock +
         " </time>";
}

// What a message said before, each time with a time of its own.
std::string Edits(const std::string& clock, const std::string& words) {
  return "<details class=\"edits\"><summary> Edited </summary><div class=\"revision\">" +
         Stamped("revision-time", clock) + "<div class=\"revision-body\"><p> " + words +
         " </p></div></div></details>";
}

TEST_CASE("signal-export html: earlier versions of a message give it neither time nor words") {
  const std::string page =
      SignalHtml("<div class=\"msg\"><div class=\"meta\"><span class=\"sender\"> Noor </span>" +
                 Stamped("time", "18:05:00") + "</div><div class=\"body\"><p> at seven </p></div>" +
                 Edits("16:30:00", "at six") + "</div>" +
                 "<div class=\"msg cont\"><div class=\"body\"><p> or later </p></div>" +
                 Edits("17:00:00", "or earlier") + "</div>" +
                 "<div class=\"msg cont\"><div class=\"body\"><p> we see </p></div></div>");
  const ReadOutcome outcome = ReadGood(kSignalExportHtmlReader, page);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 3);
  for (const KeptMessage& record : records) CHECK(When(record.sent) == "2024-03-01T18:05:00");
  CHECK(records[0].text == "at seven");
  CHECK(records[0].edited);
  CHECK(records[1].text == "or later");
  CHECK(records[1].edited);
  CHECK(records[2].text == "we see");
  CHECK_FALSE(records[2].edited);
  CheckCuts(kSignalExportHtmlReader, page);
}

TEST_CASE("signal-export html: any kind of file that was not exported") {
  const ReadOutcome outcome =
      ReadGood(kSignalExportHtmlReader, SignalHtml(OldBubble("Noor",
                                                             "the door\n <div> Media not exported "
                                                             "</div>")));
  CHECK(outcome.sink.records[0].kind == MessageKind::kMedia);
  CHECK(outcome.sink.records[0].text == "the door");
}

TEST_CASE("signal-export html: what is no page of it") {
  const ReadOutcome none = ReadChecked(kSignalExportHtmlReader, SignalHtml("<p>x</p>"));
  REQUIRE_FALSE(none.report);
  CHECK(none.report.error().message == "sample: not a page of signal-export (no message in it)");
  // Words that only look like the note on a file stay words.
  const ReadOutcome words = ReadGood(kSignalExportHtmlReader,
                                     SignalHtml(OldBubble("Noor", "it said Image not exported")));
  CHECK(words.sink.records[0].text == "it said Image not exported");
  CHECK(words.sink.records[0].kind == MessageKind::kText);
}

TEST_CASE("signal-export html: cut anywhere") { CheckCuts(kSignalExportHtmlReader, NewPage()); }

// ---- signalbackup-tools ----

std::string BackupHtml(const std::string& content) {
  return "<!DOCTYPE html>\n<html>\n<head><style>.msg-incoming { a: b } .msg-status { } "
         ".conversation-box { }</style></head><body><div id=\"message-header\"><div "
         "id=\"thread-title\"><pre class=\"threadtitle\">Noor<span "
         "class=\"threadtitle-info\">1w</span></pre></div></div>\n<div "
         "class=\"conversation-box\">\n<div class=\"msg msg-date-change\"><p>Mar 1, "
         "2024</p></div>" +
         content + "</div></body></html>";
}

std::string BackupBubble(const std::string& classes, const std::string& content,
                         const std::string& footer = "") {
  return "          <!-- Message: _id:7,type:10485780 -->\n          <div class=\"msg " + classes +
         "\">\n" + content + "            <div class=\"footer\">\n" + footer +
         "              <span class=\"msg-data\">Mar 01, 2024 18:05:09</span>\n"
         "            </div>\n          </div>\n";
}

std::string Pre(const std::string& words) {
  return "            <div>\n              <pre>" + words + "</pre>\n            </div>\n";
}

std::string BackupPageOfAll() {
  return BackupHtml(
      BackupBubble("msg-incoming msg-with-reaction",
                   Pre("what a day<br>&lt;3 <span class=\"msg-emoji\">\U0001F600</span>") +
                       "<div class=\"msg-reactions\"><span class=\"msg-reaction\"><pre>x</pre>"
                       "</span></div>") +
      BackupBubble("msg-outgoing msg-sender-1",
                   "<div class=\"msg-quote\"><div class=\"msg-quote-message\"><span "
                   "class=\"msg-name\">Noor</span><pre>what a day</pre></div></div>" +
                       Pre("it was"),
                   "<div class=\"edited\"><span>edited</span><div class=\"edited-info\"><pre>it "
                   "is</pre><span class=\"msg-data\">Mar 01, 2023 18:05:00</span></div></div>") +
      BackupBubble("msg-incoming",
                   "<div class=\"attachment\"><div class=\"msg-img-container\"><img src=\"a\"><pre>"
                   "<span class=\"caption\">c</span></pre></div></div>") +
      BackupBubble("msg-status", Pre("<span class=\"msg-call-missed\"></span>Missed call")) +
      BackupBubble("msg-incoming deleted-msg", Pre("This message was deleted.")) +
      BackupBubble("msg-incoming msg-viewonce",
                   "<div class=\"viewonce\"><pre>View-once media</pre></div>") +
      BackupBubble("msg-outgoing",
                   "<div class=\"poll\"><div class=\"poll-title\">where?</div>"
                   "<pre>p</pre></div>") +
      BackupBubble("msg-incoming", "<div class=\"linkpreview\"><pre>theirs</pre></div>" +
                                       Pre("<a href=\"http://a.example\">http://a.example</a>")) +
      BackupBubble("msg-incoming",
                   "<span class=\"msg-name\">Reacted to your story</span>" + Pre("\U0001F600")));
}

TEST_CASE("signalbackup html: kinds of records") {
  CHECK(NameOf(BackupPageOfAll()) == "signalbackup-html");
  const ReadOutcome outcome = ReadGood(kSignalBackupHtmlReader, BackupPageOfAll());
  CHECK(outcome.sink.conversations[0].name == "Noor");
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 9);
  CHECK(records[0].sender == "Noor");
  CHECK(records[0].text == "what a day\n<3 \U0001F600");
  CHECK(When(records[0].sent) == "2024-03-01T18:05:09");
  CHECK(records[1].sender == "Me");
  CHECK(records[1].from_me);
  CHECK(records[1].text == "it was");
  CHECK(records[1].has_reply);
  CHECK(records[1].edited);
  CHECK(When(records[1].sent) == "2024-03-01T18:05:09");
  CHECK(records[2].kind == MessageKind::kMedia);
  CHECK(records[2].text.empty());
  CHECK(records[3].kind == MessageKind::kNotice);
  CHECK(records[4].kind == MessageKind::kDeleted);
  CHECK(records[4].text.empty());
  CHECK(records[5].kind == MessageKind::kOther);
  CHECK(records[6].kind == MessageKind::kPoll);
  CHECK(records[6].text.empty());
  CHECK(records[7].text == "http://a.example");
  CHECK(records[8].sender == "Noor");
  CHECK(records[8].has_reply);
}

TEST_CASE("signalbackup html: groups name who writes") {
  const ReadOutcome outcome = ReadGood(
      kSignalBackupHtmlReader,
      BackupHtml("<div class=\"incoming-group-msg\"><div class=\"avatar\"><span>S</span></div>" +
                 BackupBubble("msg-incoming",
                              "<span class=\"msg-name msg-name-4\">Sami</span>" + Pre("hello")) +
                 "</div>"));
  REQUIRE(outcome.sink.records.size() == 1);
  CHECK(outcome.sink.records[0].sender == "Sami");
  CHECK(outcome.sink.records[0].text == "hello");
}

TEST_CASE("signalbackup html: pages of one chat") {
  REQUIRE(kSignalBackupHtmlReader.group != nullptr);
  const auto group = kSignalBackupHtmlReader.group;
  CHECK(group("Noor.html") == "Noor");
  CHECK(group("Noor_1.html") == "Noor");
  CHECK(group("Noor_1a.html") == "Noor_1a");
  CHECK(group("_1.html") == "_1");
  CHECK(group("Noor.txt").empty());
}

TEST_CASE("signalbackup html: no message, no page") {
  const ReadOutcome none = ReadChecked(kSignalBackupHtmlReader, BackupHtml(""));
  REQUIRE_FALSE(none.report);
  CHECK(none.report.error().message ==
        "sample: not a page of signalbackup-tools (no message in it)");
  // Nobody is named, and the page has no title.
  const ReadOutcome nameless = ReadChecked(
      kSignalBackupHtmlReader, "<html>" + BackupBubble("msg-incoming", Pre("x")) + "</html>");
  REQUIRE(nameless.report);
  REQUIRE(nameless.sink.skipped.size() == 1);
  CHECK(nameless.sink.skipped[0].reason == "no sender");
}

TEST_CASE("signalbackup html: cut anywhere") {
  CheckCuts(kSignalBackupHtmlReader, BackupPageOfAll());
}

}  // namespace
}  // namespace ebb
