#include "readers/signal.h"

#include "readers/read_bytes.h"
#include "readers/when.h"
#include "temp_folder.h"

namespace ebb {
namespace {

// Cuts may fall inside a character, which only the decoder before a reader sees to.
std::string Ascii(std::string text) {
  for (char& c : text) c = static_cast<unsigned char>(c) < 0x80 ? c : '~';
  return text;
}

// ---- signal-export, chat.md ----

const std::string kMarkdown =
    "[2024-03-01 18:05:00] Noor: home at seven  \n"
    "\n"
    "[2024-03-01 18:06:10] Me: \n"
    "\n"
    "> home at seven\n"
    "> or eight\n"
    "\n"
    "seven is good\n"
    "\n"
    "and bring bread  \n"
    "\n"
    "[2024-03-01 18:07:00] Noor: look  \n"
    "(- Me: \u2764\uFE0F, Noor: \U0001F44D -)![the new (red) door.jpg](./media/"
    "the%20new%20(red)%20door.jpg)  \n"
    "\n"
    "[2024-03-01 18:08:00] Me: (This message was deleted)\n"
    "\n"
    "[2024-03-01 18:09:00] Noor: Incoming voice call (accepted, 3m 2s)  \n"
    "\n"
    "[2024-03-01 18:20:00] Me: Missed video call is the name of a band  \n"
    "[2019-01-01 09:00:00] Someone: pasted\n"
    "\n"
    "[2024-03-01 18:21:00] Noor:   \n"
    "(( \U0001F60A ))\n"
    "\n"
    "[2024-03-01 18:22:00] No-Sender:   \n"
    "\n"
    "[2024-03-01 18:23:00] Noor: > my own arrow: yes  \n"
    "\n";

TEST_CASE("signal-export: heads, quotes, reactions, attachments, calls") {
  const ReadOutcome outcome = ReadChecked(kSignalExportReader, kMarkdown);
  REQUIRE(outcome.report);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 9);
  CHECK(outcome.sink.skipped.empty());
  CHECK(records[0].sender == "Noor");
  CHECK(records[0].text == "home at seven");
  CHECK(When(records[0].sent) == "2024-03-01T18:05:00");
  CHECK_FALSE(records[0].from_me);
  CHECK(records[1].text == "seven is good\n\nand bring bread");
  CHECK(records[1].from_me);
  CHECK(records[1].has_reply);
  CHECK(records[2].text == "look");
  CHECK(records[2].kind == MessageKind::kMedia);
  CHECK_FALSE(records[2].has_reply);
  CHECK(records[3].kind == MessageKind::kDeleted);
  CHECK(records[3].text.empty());
  CHECK(records[4].kind == MessageKind::kCall);
  CHECK(records[4].text.empty());
  // Blank lines come before every head, so a line of that shape inside a body stays there.
  CHECK(records[5].text ==
        "Missed video call is the name of a band  \n[2019-01-01 09:00:00] Someone: pasted");
  CHECK(records[6].kind == MessageKind::kMedia);
  CHECK(records[6].text.empty());
  CHECK(records[7].kind == MessageKind::kNotice);
  CHECK(records[8].text == "> my own arrow: yes");
  CHECK_FALSE(records[8].has_reply);
  CHECK(NameOf(kMarkdown) == "signal-export");
}

TEST_CASE("signal-export: the folder it writes, a chat in each folder, three files in some") {
  const std::string text = "[2024-03-01, 10:00:00] Me: hi  \n\n[2024-03-01, 10:00:05] Noor: yo  \n";
  const std::string data =
      R"({"date": "2024-03-01T10:00:00", "sender": "Me", "body": "hi", "quote": "", "sticker": "",)"
      R"( "reactions": [], "attachments": []})"
      "\n";
  const TempFolder folder;
  folder.Put("Noor/chat.md", text);
  folder.Put("Noor/data.json", data);
  folder.Put("Noor/media/a.jpg", "x");
  folder.Put("Ben/chat.md", text);
  folder.Put("style.css", "x");
  auto exports = OpenExport(folder.path(), "");
  REQUIRE(exports);
  REQUIRE(exports->size() == 2);
  std::vector<std::string> names;
  for (OpenedExport& one : *exports) {
    CollectSink sink;
    REQUIRE(ReadExport(one, {}, sink));
    names.push_back(sink.conversations.at(0).name + " " + std::string(one.reader->name) + " " +
                    std::to_string(sink.records.size()));
  }
  CHECK(names == std::vector<std::string>{"Ben signal-export 2", "Noor signal-export-json 1"});
  const auto one = OpenExport(folder / "Noor", "");
  REQUIRE(one);
  REQUIRE(one->size() == 1);
  CHECK(one->front().reader->name == "signal-export-json");
}

TEST_CASE("signal-export: the older heads without seconds") {
  const std::string old =
      "[2020-02-28, 23:59] Jo: late\n"
      "[2020-02-29, 00:01] Max: still up?\nme too\n"
      "[2020-02-29, 00:02] Jo: yes: very\n";
  const ReadOutcome outcome = ReadChecked(kSignalExportReader, old);
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 3);
  CHECK(outcome.sink.records[1].text == "still up?\nme too");
  CHECK(outcome.sink.records[2].text == "yes: very");
  CHECK_FALSE(outcome.sink.conversations[0].capabilities.seconds);
  CHECK(NameOf(old) == "signal-export");
}

// Before 2024: no blank lines, a quote between two bare marks.
const std::string kOldMarkdown =
    "[2022-03-01 18:05] Noor: \n"
    ">\n"
    "> is the door\n"
    "still red?\n"
    ">\n"
    "it is  \n"
    "[2022-03-01 18:06] Noor: you saw it\n"
    "(- Ben: \U0001F44D -)\n"
    "[2022-03-01 18:07] Me: I did  \n";

TEST_CASE("signal-export: quotes and reactions of before 2024") {
  CHECK(NameOf(kOldMarkdown) == "signal-export");
  const ReadOutcome outcome = ReadGood(kSignalExportReader, kOldMarkdown);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 3);
  CHECK(records[0].text == "it is");
  CHECK(records[0].has_reply);
  CHECK(records[1].text == "you saw it");
  CHECK(records[2].text == "I did");
  CHECK(records[2].from_me);
  CheckCuts(kSignalExportReader, Ascii(kOldMarkdown));
}

TEST_CASE("signal-export: one sign of before 2024 is enough") {
  const std::string plain = "[2022-03-01 18:05] Noor: one\n[2022-03-01 18:06] Ben: two\n";
  CHECK(NameOf(plain) != "signal-export");
  CHECK(NameOf(plain + "(- Noor: \U0001F44D -)\n") == "signal-export");
  CHECK(NameOf(plain + "[2022-03-01 18:07] Noor: \n>\n> two\n>\nthree\n") == "signal-export");
  CHECK(NameOf("[2022-03-01 18:05] Noor: one\nand more  \n"
               "[2022-03-01 18:06] Ben: two\n") == "signal-export");
  CHECK(NameOf("[2022-03-01 18:05] Noor: one\r\n(- Ben: \U0001F44D -)\r\n") == "signal-export");
  // With seconds they are an iPhone's.
  CHECK(NameOf("[2022-03-01 18:05:00] Noor: one\nand more  \n"
               "[2022-03-01 18:06:00] Ben: \n>\n> two\n>\nthree  \n"
               "(- Noor: \U0001F44D -)\n") == "whatsapp");
}

TEST_CASE("signal-export: the folder of before 2024 names the chat") {
  const TempFolder folder;
  folder.Put("Noor/index.md", kOldMarkdown);
  folder.Put("Ben/index.md", kOldMarkdown);
  auto exports = OpenExport(folder.path(), "");
  REQUIRE(exports);
  REQUIRE(exports->size() == 2);
  for (OpenedExport& one : *exports) {
    CollectSink sink;
    REQUIRE(ReadExport(one, {}, sink));
    CHECK(sink.conversations.at(0).name == (&one == &exports->front() ? "Ben" : "Noor"));
  }
}

TEST_CASE("signal-export: WhatsApp's and other files are left alone") {
  // CRLF and the direction mark are WhatsApp's.
  CHECK(NameOf("[2024-03-01, 10:00:01] Ada: hi\r\n[2024-03-01, 10:00:05] Ben: yes\r\n") ==
        "whatsapp");
  CHECK(NameOf("[2024-03-01, 10:00:01] Ada: \u200Eimage omitted\n"
               "[2024-03-01, 10:00:05] Ben: yes\n") == "whatsapp");
  CHECK(NameOf("[2024-03-01 10:00:01] Ada: hi\n[2024-03-01 10:00:05] Ben: yes\n") == "whatsapp");
}

TEST_CASE("signal-export: written on Windows") {
  std::string windows;
  for (const char c : kMarkdown) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  CHECK(NameOf(windows) == "signal-export");
  const ReadOutcome there = ReadChecked(kSignalExportReader, windows);
  const ReadOutcome here = ReadChecked(kSignalExportReader, kMarkdown);
  REQUIRE(there.report);
  REQUIRE(there.sink.records.size() == here.sink.records.size());
  for (std::size_t i = 0; i < here.sink.records.size(); ++i) {
    CHECK(there.sink.records[i].text == here.sink.records[i].text);
    CHECK(there.sink.records[i].kind == here.sink.records[i].kind);
  }
}

TEST_CASE("signal-export: a trap in every body") {
  struct Case {
    std::string body;
    std::string text;
    MessageKind kind = MessageKind::kText;
    bool reply = false;
  };
  const Case cases[] = {
      {"plain  ", "plain"},
      {"Missed call  ", "", MessageKind::kCall},
      {"Outgoing call (declined by recipient)  ", "", MessageKind::kCall},
      {"Outgoing video call (unanswered)  ", "", MessageKind::kCall},
      {"Outgoing call (accepted, 40s)  ", "", MessageKind::kCall},
      {"Missed call from you (twice)  ", "Missed call from you (twice)"},
      {"Incoming call (it was Ben)  ", "Incoming call (it was Ben)"},
      {"(attachment not exported)", "", MessageKind::kMedia},
      {"(media not exported)", "", MessageKind::kMedia},
      {"the door  (media not exported)  ", "the door", MessageKind::kMedia},
      {"is (media not exported) a note?  ", "is (media not exported) a note?"},
      {"![a].jpg](./media/a].jpg)  ", "", MessageKind::kMedia},
      {"two ![a.jpg](./media/a.jpg)  [b.pdf](./media/b.pdf)  ", "two", MessageKind::kMedia},
      {"  [x](../exported_stickers/p/1.webp)  ", "", MessageKind::kMedia},
      {"see [this](https://a.example/b)  ", "see [this](https://a.example/b)"},
      {"fine  \n(- Me: \U0001F44D -)", "fine"},
      {"(- no names -)", "(- no names -)"},
      {"", "", MessageKind::kOther},
      {"\n\n> theirs\n\nmine  ", "mine", MessageKind::kText, true},
      {"\n\n> theirs\n> \n> more\n\n  ", "", MessageKind::kOther, true},
      {"\n> theirs\nmine", "mine", MessageKind::kText, true},
      {"> typed\nby me  ", "> typed\nby me"},
      {"\n>\n> theirs\nand more\n\nof it\n>\n> mine  ", "> mine", MessageKind::kText, true},
      {"\n>\n> theirs\nand more\n>\n  ", "", MessageKind::kOther, true},
      {"\n>\n> \n>\nmine  ", "mine", MessageKind::kText, true},
      {"\n>\n> theirs\n>\n> more\n>\nmine  ", "mine", MessageKind::kText, true},
      {"\n>\n> theirs\nmine  ", "mine", MessageKind::kText, true},
      {"yes (This message was deleted)", "yes (This message was deleted)"},
  };
  for (const Case& c : cases) {
    INFO(c.body);
    const ReadOutcome outcome =
        ReadChecked(kSignalExportReader, "[2024-03-01 18:05:00] Noor: " + c.body + "\n\n");
    REQUIRE(outcome.report);
    REQUIRE(outcome.sink.records.size() == 1);
    CHECK(outcome.sink.records[0].text == c.text);
    CHECK(outcome.sink.records[0].kind == c.kind);
    CHECK(outcome.sink.records[0].has_reply == c.reply);
  }
}

TEST_CASE("signal-export: cut anywhere") { CheckCuts(kSignalExportReader, Ascii(kMarkdown)); }

// ---- signal-export, data.json ----

std::string Exported(const std::string& date, const std::string& sender, const std::string& body,
                     const std::string& more = "") {
  return R"({"date": ")" + date + R"(", "sender": ")" + sender + R"(", "body": ")" + body +
         R"(  ", "quote": "", "sticker": "", "reactions": [], "attachments": [], )" +
         R"("deleted": false, "call": false, "missed": false)" + more + "}\n";
}

TEST_CASE("signal-export json: fields") {
  const std::string json =
      Exported("2024-03-01T18:05:00.120000", "Noor", "one\\ntwo") +
      R"({"date": "2024-03-01T18:06:00", "sender": "Me", "body": "mine  ",)"
      R"( "quote": "\n\n> theirs\n\n", "sticker": "", "reactions": [["Noor", "x"]],)"
      R"( "attachments": [{"name": "a.jpg", "path": "media/a.jpg"}]})"
      "\n"
      R"({"date": "2024-03-01T18:07:00", "sender": "Noor", "body": "gone", "quote": "",)"
      R"( "sticker": "", "reactions": [], "attachments": [], "deleted": true})"
      "\n"
      R"({"date": "2024-03-01T18:08:00", "sender": "Me", "body": "Outgoing voice call  ",)"
      R"( "quote": "", "sticker": "", "reactions": [], "attachments": [], "call": true})"
      "\n"
      R"({"date": "2024-03-01T18:09:00", "sender": "No-Sender", "body": "  ", "quote": "",)"
      R"( "sticker": "", "reactions": [], "attachments": []})"
      "\n"
      "not json\n";
  const ReadOutcome outcome = ReadChecked(kSignalExportJsonReader, json);
  REQUIRE(outcome.report);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 5);
  CHECK(records[0].text == "one\ntwo");
  CHECK(records[0].sent.basis == Timestamp::Basis::kWall);
  CHECK(When(records[0].sent) == "2024-03-01T18:05:00");
  CHECK(records[1].has_reply);
  CHECK(records[1].from_me);
  CHECK(records[1].kind == MessageKind::kMedia);
  CHECK(records[1].text == "mine");
  CHECK(records[2].kind == MessageKind::kDeleted);
  CHECK(records[2].text.empty());
  CHECK(records[3].kind == MessageKind::kCall);
  CHECK(records[3].text.empty());
  CHECK(records[4].kind == MessageKind::kNotice);
  REQUIRE(outcome.sink.skipped.size() == 1);
  CHECK(outcome.sink.skipped[0].line == 6);
  CHECK(NameOf(json) == "signal-export-json");
}

TEST_CASE("signal-export json: an export that was appended to an older one counts once") {
  const std::string first = Exported("2024-03-01T10:00:00", "Noor", "ok") +
                            Exported("2024-03-01T10:00:00", "Noor", "ok") +
                            Exported("2024-03-01T10:01:00", "Me", "ok");
  // Said twice in one second is said twice.
  CHECK(ReadChecked(kSignalExportJsonReader, first).sink.records.size() == 3);
  const ReadOutcome outcome = ReadChecked(
      kSignalExportJsonReader, first + first + Exported("2024-03-02T09:00:00", "Noor", "new"));
  REQUIRE(outcome.report);
  CHECK(outcome.sink.records.size() == 4);
  CHECK(outcome.sink.records[3].text == "new");
  CHECK(outcome.sink.skipped.size() == 3);
  CHECK(outcome.report->warnings.size() == 1);
}

TEST_CASE("signal-export json: cut anywhere") {
  CheckCuts(kSignalExportJsonReader, Exported("2024-03-01T10:00:00", "Noor", "one \\u00e9") +
                                         Exported("2024-03-01T10:01:00", "Me", "two"));
}

// ---- sigtop, text ----

const std::string kSigtop =
    "Conversation: Noor (+15550001)\n"
    "\n"
    "From: You\n"
    "Type: outgoing\n"
    "Sent: Fri, 1 Mar 2024 18:05:00 +0100\n"
    "\n"
    "home at seven\n"
    "\n"
    "From: nobody, these are words\n"
    "and these\n"
    "\n"
    "From: Noor (+15550001)\n"
    "Type: incoming\n"
    "Sent: Fri, 1 Mar 2024 18:06:00 +0100\n"
    "Received: Fri, 1 Mar 2024 18:06:02 +0100\n"
    "Reaction: \u2764 from You\n"
    "\n"
    "> From: You\n"
    "> Sent: Fri, 1 Mar 2024 18:05:00 +0100\n"
    ">\n"
    "> home at seven\n"
    "\n"
    "good\n"
    "\n"
    "From: Noor (+15550001)\n"
    "Type: incoming\n"
    "Sent: Fri, 1 Mar 2024 18:07:00 +0100\n"
    "Received: unknown\n"
    "Attachment: a.jpg (image/jpeg, 20 bytes)\n"
    "Edited: 2 versions\n"
    "\n"
    "| Version: 2\n"
    "| Sent: Fri, 1 Mar 2024 18:08:00 +0100\n"
    "|\n"
    "| > From: You\n"
    "| > Sent: Fri, 1 Mar 2024 18:05:00 +0100\n"
    "| >\n"
    "| > home at seven\n"
    "|\n"
    "| the door\n"
    "| \n"
    "| is red\n"
    "|\n"
    "| Version: 1\n"
    "| Sent: Fri, 1 Mar 2024 18:07:00 +0100\n"
    "|\n"
    "| the door is rde\n"
    "\n"
    "Type: call-history\n"
    "Sent: Fri, 1 Mar 2024 18:09:00 +0100\n"
    "Received: Fri, 1 Mar 2024 18:09:00 +0100\n"
    "\n"
    "From: Noor (+15550001)\n"
    "Type: keychange\n"
    "Sent: Fri, 1 Mar 2024 18:10:00 -0230\n"
    "Received: unknown\n"
    "\n"
    "From: You\n"
    "Type: outgoing\n"
    "Sent: Fri, 1 Mar 2024 18:11:00 +0100\n"
    "\n";

TEST_CASE("sigtop text: fields, quotes, edits, events") {
  const ReadOutcome outcome = ReadChecked(kSigtopTextReader, kSigtop);
  REQUIRE(outcome.report);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 6);
  CHECK(outcome.sink.skipped.empty());
  CHECK(outcome.sink.conversations[0].name == "Noor");
  CHECK(records[0].text == "home at seven\n\nFrom: nobody, these are words\nand these");
  CHECK(records[0].from_me);
  CHECK(When(records[0].sent) == "2024-03-01T17:05:00Z");
  CHECK(records[0].sent.offset_seconds == 3600);
  CHECK(records[1].sender == "Noor");
  CHECK(records[1].text == "good");
  CHECK(records[1].has_reply);
  CHECK(records[2].text == "the door\n\nis red");
  CHECK(records[2].edited);
  CHECK(records[2].has_reply);
  CHECK(records[2].kind == MessageKind::kMedia);
  CHECK(records[3].kind == MessageKind::kNotice);
  CHECK(records[4].kind == MessageKind::kNotice);
  CHECK(When(records[4].sent) == "2024-03-01T20:40:00Z");
  CHECK(records[5].kind == MessageKind::kOther);
  CHECK(NameOf(kSigtop) == "sigtop-text");
}

TEST_CASE("sigtop text: an edit that took all words away") {
  const std::string text =
      "Conversation: Noor (+1)\n\nFrom: You\nType: outgoing\n"
      "Sent: Fri, 1 Mar 2024 18:05:00 +0000\nEdited: 2 versions\n\n"
      "| Version: 2\n| Sent: Fri, 1 Mar 2024 18:06:00 +0000\n|\n"
      "| Version: 1\n| Sent: Fri, 1 Mar 2024 18:05:00 +0000\n|\n| old words\n\n";
  const ReadOutcome outcome = ReadChecked(kSigtopTextReader, text);
  REQUIRE(outcome.sink.records.size() == 1);
  CHECK(outcome.sink.records[0].text.empty());
  CHECK(outcome.sink.records[0].edited);
}

// A history line whose blank is missing loses none of its first character.
TEST_CASE("sigtop text: a history without blanks") {
  const ReadOutcome outcome = ReadGood(
      kSigtopTextReader,
      "Conversation: Noor (+1)\n\nFrom: You\nType: outgoing\nSent: Fri, 1 Mar 2024 18:05:00 +0100\n"
      "Edited: 2 versions\n\n| Version: 2\n|\n|\u00e9t\u00e9\n|\n| Version: 1\n|\n| old\n\n");
  REQUIRE(outcome.sink.records.size() == 1);
  CHECK(outcome.sink.records[0].text == "\u00e9t\u00e9");
}

TEST_CASE("sigtop text: cut anywhere") { CheckCuts(kSigtopTextReader, Ascii(kSigtop)); }

const std::string kShortSigtop =
    "2024-03-01 18:05 Noor: home at seven\n"
    "2024-03-01 18:06 You: [reply to Noor on 2024-03-01 18:05, edited, 2 attachments] good: yes\n"
    "and more\n"
    "2024-03-01 18:07 Noor: [1 attachment]\n"
    "2024-03-01 18:08 Noor: [call-history message]\n"
    "2024-03-01 18:09 You: [sic] is what I wrote\n"
    "2024-03-01 18:10 Noor: [edited] better\n"
    "2024-03-01 18:11 Noor:\n";

TEST_CASE("sigtop short text") {
  const ReadOutcome outcome = ReadChecked(kSigtopTextReader, kShortSigtop);
  REQUIRE(outcome.report);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 7);
  CHECK(records[0].text == "home at seven");
  CHECK(records[1].text == "good: yes\nand more");
  CHECK(records[1].from_me);
  CHECK(records[1].has_reply);
  CHECK(records[1].edited);
  CHECK(records[1].kind == MessageKind::kMedia);
  CHECK(records[2].kind == MessageKind::kMedia);
  CHECK(records[2].text.empty());
  CHECK(records[3].kind == MessageKind::kNotice);
  CHECK(records[4].text == "[sic] is what I wrote");
  CHECK(records[5].text == "better");
  CHECK(records[5].edited);
  CHECK(records[6].kind == MessageKind::kOther);
  CHECK(NameOf(kShortSigtop) == "sigtop-text");
  CheckCuts(kSigtopTextReader, kShortSigtop);
}

TEST_CASE("sigtop short text: messages without a time") {
  const std::string text =
      "unknown Noor: the first\n"
      "2024-03-01 18:05 Noor: home at seven\n"
      "unknown to me: that you cook\n"
      "2024-03-01 18:06 You: [edited] good\n"
      "unknown You: [reply to Noor on 2024-03-01 18:05] and bread\n"
      "unknown roads\n"
      "unknown Noor:\n";
  const ReadOutcome outcome = ReadChecked(kSigtopTextReader, text);
  REQUIRE(outcome.report);
  CHECK(outcome.sink.skipped.empty());
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 5);
  CHECK(records[0].text == "the first");
  CHECK(records[0].sender == "Noor");
  CHECK(records[0].sent.basis == Timestamp::Basis::kNone);
  CHECK(records[1].text == "home at seven\nunknown to me: that you cook");
  CHECK(records[1].sent.basis == Timestamp::Basis::kWall);
  CHECK(records[3].text == "and bread\nunknown roads");
  CHECK(records[3].from_me);
  CHECK(records[3].has_reply);
  CHECK(records[3].sent.basis == Timestamp::Basis::kNone);
  CHECK(records[4].kind == MessageKind::kOther);
  CHECK(NameOf(text) == "sigtop-text");
  CheckCuts(kSigtopTextReader, text);
}

// ---- sigtop, JSON ----

const std::string kSigtopRows =
    "[\n"
    R"({"id": "1", "conversationId": "c1", "type": "incoming", "source": "+15550001",)"
    R"( "sourceServiceId": "AB-1", "sent_at": 1709316300123, "received_at": 7,)"
    R"( "body": "home \ufffcat seven", "attachments": [], "quote": null, "reactions": []})"
    ",\n"
    R"({"id": "2", "conversationId": "c1", "type": "outgoing", "sent_at": 1709316360000,)"
    R"( "body": "good", "quote": {"id": null, "text": "home at seven"}, "attachments": []})"
    ",\n"
    R"({"id": "3", "conversationId": "c1", "type": "incoming", "sourceUuid": "ab-1",)"
    R"( "timestamp": 1709316420000, "body": "new", "editHistory": [{"body": "new"},)"
    R"( {"body": "old"}]})"
    ",\n"
    R"({"id": "4", "conversationId": "c1", "type": "incoming", "source": "+15550001",)"
    R"( "sent_at": 1709316480000, "body": "", "deletedForEveryone": true})"
    ",\n"
    R"({"id": "5", "conversationId": "c1", "type": "incoming", "source": "+15550001",)"
    R"( "sent_at": 1709316540000, "body": "look", "attachments": [{"fileName": "a.jpg"}]})"
    ",\n"
    R"({"id": "6", "conversationId": "c1", "type": "call-history", "sent_at": 1709316600000})"
    ",\n"
    R"({"id": "7", "conversationId": "c1", "type": "story", "source": "+15550001", "sent_at": 1})"
    ",\n"
    R"({"id": "8", "conversationId": "c1", "type": "incoming", "sent_at": 1709316600000,)"
    R"( "body": "nobody"})"
    ",\n"
    R"({"id": "9", "conversationId": "c1", "type": "outgoing", "sent_at": 1709316660000,)"
    R"( "body": "x", "isViewOnce": 1})"
    ",\n17\n]\n";

TEST_CASE("sigtop json: rows") {
  const auto source = MemorySource("out/Noor (+15550001).json", kSigtopRows);
  CollectSink sink;
  const auto report = kSigtopJsonReader.read(*source, {}, sink);
  REQUIRE(report);
  REQUIRE(sink.records.size() == 7);
  CHECK(sink.conversations[0].id == "c1");
  CHECK(sink.conversations[0].name == "Noor");
  CHECK(sink.records[0].sender == "Noor");
  CHECK(sink.records[0].text == "home at seven");
  CHECK(sink.records[0].sent.millis == 123);
  CHECK(When(sink.records[0].sent) == "2024-03-01T18:05:00Z");
  CHECK(sink.records[1].sender == "You");
  CHECK(sink.records[1].from_me);
  CHECK(sink.records[1].has_reply);
  CHECK(sink.records[2].edited);
  CHECK(sink.records[2].text == "new");
  // The same person, once by number and once by id.
  CHECK(sink.records[2].sender_key == sink.records[0].sender_key);
  CHECK(sink.records[3].kind == MessageKind::kDeleted);
  CHECK(sink.records[4].kind == MessageKind::kMedia);
  CHECK(sink.records[5].kind == MessageKind::kNotice);
  CHECK(sink.records[6].kind == MessageKind::kOther);
  CHECK(sink.records[6].text.empty());
  CHECK(sink.skipped.size() == 3);
  CHECK(NameOf(kSigtopRows) == "sigtop-json");
}

TEST_CASE("sigtop json: cut anywhere") { CheckCuts(kSigtopJsonReader, kSigtopRows); }

// ---- signalbackup-tools ----

const std::string kBackup =
    "[Mar 01, 2024 18:05:00] <Noor> home at seven (Ben: \U0001F44D; Ada: \u2764\uFE0F)\n"
    "[Mar 01, 2024 18:06:00] *** <Ben> sent file \"a.jpg\"\n"
    "[Mar 01, 2024 18:06:00] *** <Ben> sent file of type image/png\n"
    "[Mar 01, 2024 18:06:00] <Ben> the door\nis red (I think: really)\n"
    "[Mar 01, 2024 18:07:00] *** Noor changed the group name\n"
    "[Mar 01, 2024 18:08:00] <Noor> Poll: where?\n"
    "                                     [2] here\n"
    "                                     [0] there\n"
    "[Mar 01, 2024 18:09:00] *** <Noor> sent file\n"
    "[Mar 01, 2024 18:10:00] <Noor> Poll: is a word\n";

TEST_CASE("signalbackup-tools text") {
  const ReadOutcome outcome = ReadChecked(kSignalBackupTextReader, kBackup);
  REQUIRE(outcome.report);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 6);
  CHECK(records[0].text == "home at seven");
  CHECK(When(records[0].sent) == "2024-03-01T18:05:00");
  CHECK(records[1].kind == MessageKind::kMedia);
  CHECK(records[1].sender == "Ben");
  CHECK(records[1].text == "the door\nis red (I think: really)");
  CHECK(records[2].kind == MessageKind::kNotice);
  CHECK(records[3].kind == MessageKind::kPoll);
  CHECK(records[3].text.empty());
  CHECK(records[4].kind == MessageKind::kMedia);
  CHECK(records[4].text.empty());
  CHECK(records[5].kind == MessageKind::kText);
  CHECK(outcome.report->warnings.empty());
  CHECK(NameOf(kBackup) == "signalbackup-text");
  CheckCuts(kSignalBackupTextReader, Ascii(kBackup));
}

TEST_CASE("signalbackup-tools text: one name on all lines is pointed out") {
  const ReadOutcome outcome = ReadChecked(kSignalBackupTextReader,
                                          "[Mar 01, 2024 18:05:00] <Noor> one\n"
                                          "[Mar 01, 2024 18:06:00] <Noor> two\n");
  REQUIRE(outcome.report);
  CHECK(outcome.report->warnings.size() == 1);
}

// ---- signal-cli ----

std::string Envelope(const std::string& inside, const std::string& time = "1709316300000") {
  return R"({"envelope": {"source": "+15550001", "sourceNumber": "+15550001", )"
         R"("sourceUuid": "ab-1", "sourceName": "Noor", "sourceDevice": 1, "timestamp": )" +
         time + ", " + inside + R"(}, "account": "+15550002"})" + "\n";
}

std::string Data(const std::string& time, const std::string& inside) {
  return R"("dataMessage": {"timestamp": )" + time + ", " + inside + "}";
}

TEST_CASE("signal-cli: messages, edits, deletions, and what is none") {
  const std::string log =
      Envelope(Data("1709316300000", R"("message": "home at seven", "quote": {"text": "when?"})")) +
      Envelope(R"("receiptMessage": {"when": 1})") + Envelope(R"("typingMessage": {})") +
      Envelope(Data("1709316310000", R"("message": null, "reaction": {"emoji": "x"})")) +
      R"({"jsonrpc": "2.0", "method": "receive", "params": )" +
      R"({"envelope": {"source": "+15550002", "sourceUuid": "cd-2", "timestamp": 1709316320000, )" +
      R"("syncMessage": {"sentMessage": {"destination": "+15550001", "destinationUuid": "ab-1", )" +
      R"("timestamp": 1709316320000, "message": "good"}}}, "account": "+15550002"}})" + "\n" +
      Envelope(Data("1709316330000", R"("message": "rde door")")) +
      Envelope(R"("editMessage": {"targetSentTimestamp": 1709316330000, )" +
                   Data("1709316340000", R"("message": "rod door")") + "}",
               "1709316340000") +
      Envelope(R"("editMessage": {"targetSentTimestamp": 1709316340000, )" +
                   Data("1709316341000", R"("message": "red door")") + "}",
               "1709316341000") +
      Envelope(Data("1709316350000", R"("message": "sorry")")) +
      Envelope(Data("1709316360000", R"("remoteDelete": {"timestamp": 1709316350000})")) +
      Envelope(Data("1709316370000", R"("message": "to \uFFFC all", )"
                                     R"("groupInfo": {"groupId": "g=", "type": "DELIVER"})")) +
      Envelope(Data("1709316380000", R"("message": null, )"
                                     R"("groupInfo": {"groupId": "g=", "type": "UPDATE"})")) +
      Envelope(R"("editMessage": {"targetSentTimestamp": 5, )" +
                   Data("1709316390000", R"("message": "of an unseen one")") + "}",
               "1709316390000") +
      Envelope(Data("1709316400000", R"("remoteDelete": {"timestamp": 6})")) +
      Envelope(Data("1709316410000", R"("message": "look", "attachments": [{"id": "a"}])"));
  const ReadOutcome outcome = ReadChecked(kSignalCliReader, log);
  REQUIRE(outcome.report);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 9);
  CHECK(outcome.sink.skipped.empty());
  CHECK(records[0].sender == "Noor");
  CHECK(records[0].sender_key == "ab-1");
  CHECK(records[0].has_reply);
  CHECK(records[0].conversation == "ab-1");
  CHECK(records[1].text == "good");
  CHECK(records[1].from_me);
  CHECK(records[1].conversation == "ab-1");
  CHECK(records[2].text == "red door");
  CHECK(records[2].edited);
  CHECK(When(records[2].sent) == "2024-03-01T18:05:30Z");
  CHECK(records[3].kind == MessageKind::kDeleted);
  CHECK(records[3].text.empty());
  CHECK(records[4].text == "to  all");
  CHECK(records[4].conversation == "g=");
  CHECK(records[5].kind == MessageKind::kNotice);
  CHECK(records[6].text == "of an unseen one");
  CHECK(records[6].edited);
  CHECK(records[7].kind == MessageKind::kDeleted);
  CHECK(records[8].kind == MessageKind::kMedia);
  REQUIRE(outcome.report->warnings.size() == 1);
  CHECK(outcome.report->warnings[0].starts_with("6 lines "));
  CHECK(NameOf(log) == "signal-cli");
}

TEST_CASE("signal-cli: a number is the person whose id it is in other lines") {
  const auto line = [](const std::string& who, const std::string& rest) {
    return R"({"envelope":{)" + who + R"("timestamp":1709316300000,)" + rest +
           R"(},"account":"+15550002"})" + "\n";
  };
  const std::string said = R"("dataMessage":{"timestamp":1709316300000,"message":"x"})";
  const std::string both =
      R"("source":"+15550001","sourceNumber":"+15550001","sourceUuid":"ab-1",)";
  const std::string log =
      line(R"("source":"+15550001","sourceNumber":"+15550001",)", said) + line(both, said) +
      line(R"("source":"+15550002","sourceNumber":"+15550002","sourceUuid":"cd-2",)",
           R"("syncMessage":{"sentMessage":{"destination":"+15550001","timestamp":1709316310000,)"
           R"("message":"y"}})");
  const ReadOutcome outcome = ReadChecked(kSignalCliReader, log);
  REQUIRE(outcome.sink.records.size() == 3);
  CHECK(outcome.sink.records[0].sender_key == "ab-1");
  CHECK(outcome.sink.records[1].sender_key == "ab-1");
  for (const KeptMessage& record : outcome.sink.records) CHECK(record.conversation == "ab-1");
}

TEST_CASE("signal-cli: cut anywhere") {
  CheckCuts(kSignalCliReader, Envelope(Data("1709316300000", R"("message": "home \u00e9")")) +
                                  Envelope(R"("receiptMessage": {"when": 1})") +
                                  Envelope(Data("1709316330000", R"("message": "yes")")));
}

// As signal-cli-rest-api answers.
std::string Answer(const std::string& lines) {
  std::string array = "[\n ";
  for (const char c : lines.substr(0, lines.size() - 1)) {
    array += c == '\n' ? std::string(",\n ") : std::string(1, c);
  }
  return array + "\n]\n";
}

TEST_CASE("signal-cli: arrays of records, one after the other") {
  const std::string sent =
      R"({"envelope": {"source": "+15550002", "timestamp": 1709316320000, "syncMessage": )"
      R"({"sentMessage": {"destination": "+15550001", "timestamp": 1709316320000, )"
      R"("message": "good"}}}, "account": "+15550002"})"
      "\n";
  const std::string answers =
      "[]\n" +
      Answer(Envelope(Data("1709316300000", R"("message": "home at sevne")")) + "7\n" + sent) +
      "[]" + Answer(Envelope(R"("receiptMessage": {"when": 1})")) +
      Answer(Envelope(R"("editMessage": {"targetSentTimestamp": 1709316300000, )" +
                          Data("1709316340000", R"("message": "home at seven")") + "}",
                      "1709316340000") +
             R"({"error": "none"})" + "\n" +
             Envelope(Data("1709316350000", R"("message": "yes [no] {")")));
  CHECK(NameOf(answers) == "signal-cli");
  const ReadOutcome outcome = ReadGood(kSignalCliReader, answers);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 3);
  CHECK(records[0].text == "home at seven");
  CHECK(records[0].edited);
  CHECK(records[0].line == 1);
  CHECK(When(records[0].sent) == "2024-03-01T18:05:00Z");
  CHECK(records[1].text == "good");
  CHECK(records[1].from_me);
  CHECK(records[1].line == 3);
  // The number alone is known to be the person whose id it is.
  CHECK(records[1].conversation == "ab-1");
  CHECK(records[2].text == "yes [no] {");
  REQUIRE(outcome.sink.skipped.size() == 2);
  CHECK(outcome.sink.skipped[0].reason == "not a JSON object");
  CHECK(outcome.sink.skipped[1].reason == "not a record of signal-cli");
  REQUIRE(outcome.report->warnings.size() == 1);
  CHECK(outcome.report->warnings[0].starts_with("2 records are "));
  CHECK_FALSE(outcome.report->truncated);
}

TEST_CASE("signal-cli: arrays that are cut, damaged or another program's") {
  const std::string answer = Answer(Envelope(Data("1709316300000", R"("message": "one")")) +
                                    Envelope(Data("1709316330000", R"("message": "two")")));
  CheckCuts(kSignalCliReader, answer);
  const ReadOutcome cut = ReadGood(kSignalCliReader, answer.substr(0, answer.size() - 20));
  CHECK(cut.report->truncated);
  CHECK(cut.sink.records.size() == 1);
  REQUIRE(cut.sink.skipped.size() == 1);
  CHECK(cut.sink.skipped[0].reason == "the file ends inside this record");
  const ReadOutcome damaged = ReadGood(kSignalCliReader, answer + "oops");
  CHECK(damaged.report->truncated);
  CHECK(damaged.sink.records.size() == 2);
  REQUIRE(damaged.report->warnings.size() == 1);
  CHECK(damaged.report->warnings[0] ==
        "the JSON is damaged after record 2; nothing after it was read");
  const ReadOutcome other = ReadChecked(kSignalCliReader, R"([{"message": "x"}])");
  REQUIRE_FALSE(other.report);
  CHECK(other.report.error().message ==
        "sample: not signal-cli's log: no JSON object with an envelope in it");
  CHECK(NameOf(R"([{"timestamp": 1709316300000, "message": "x"}])") != "signal-cli");
}

TEST_CASE("signal-cli: answers that are no list stand between those that are") {
  const std::string one = Answer(Envelope(Data("1709316300000", R"("message": "one")")));
  const std::string two = Answer(Envelope(Data("1709316330000", R"("message": "two")")));
  for (const std::string between : {R"({"error": "timeout"})", "null", "7"}) {
    const ReadOutcome outcome = ReadGood(kSignalCliReader, one + "\n" + between + "\n" + two);
    CHECK(outcome.sink.records.size() == 2);
    CHECK(outcome.sink.skipped.size() == 1);
    CHECK_FALSE(outcome.report->truncated);
  }
}

TEST_CASE("signal-cli: edits in edits without end do no harm") {
  std::string deep = R"("editMessage":{"dataMessage":{)";
  std::string data;
  for (int i = 0; i < 200000; ++i) data += deep;
  for (const std::string begin : {"", "["}) {
    const ReadOutcome outcome =
        ReadChecked(kSignalCliReader,
                    begin + R"({"envelope":{"source":"+1","timestamp":1,"dataMessage":{)" + data);
    CHECK(outcome.sink.records.empty());
  }
}

// ---- Signal's own export ----

std::string Item(const std::string& author, const std::string& time, const std::string& inside,
                 const std::string& chat = "70") {
  return R"({"chatItem": {"chatId": ")" + chat + R"(", "authorId": ")" + author +
         R"(", "dateSent": ")" + time + R"(", )" + inside + "}}\n";
}

const std::string kHistory =
    R"({"version": "1", "backupTimeMs": "1709316300000"})"
    "\n"
    R"({"account": {"givenName": "Ben", "familyName": "B", "accountSettings": {"a": [1]}}})"
    "\n"
    R"({"recipient": {"id": "1", "self": {}}})"
    "\n"
    R"({"recipient": {"id": "2", "contact": {"aci": "AAA=", "e164": "15550001",)"
    R"( "profileGivenName": "noor", "systemGivenName": "Noor", "systemFamilyName": "A"}}})"
    "\n"
    R"({"recipient": {"id": "3", "contact": {"e164": "15550003", "nickname": {"given": "Max"}}}})"
    "\n"
    R"({"recipient": {"id": "9", "group": {"masterKey": "k", "snapshot":)"
    R"( {"title": {"title": "the trip"}}}}})"
    "\n"
    R"({"chat": {"id": "70", "recipientId": "2"}})"
    "\n"
    R"({"chat": {"id": "71", "recipientId": "9"}})"
    "\n" +
    Item("2", "1709316300123",
         R"("incoming": {}, "standardMessage": {"text": {"body": "home \uFFFCat seven",)"
         R"( "bodyRanges": [{"start": 5}]}, "reactions": [{"emoji": "x"}]})") +
    Item("1", "1709316360000",
         R"("outgoing": {"sendStatus": []}, "standardMessage": {"quote": {"authorId": "2",)"
         R"( "text": {"body": "home at seven"}}, "text": {"body": "good"}})") +
    Item("2", "1709316420000",
         R"("revisions": [{"standardMessage": {"text": {"body": "the rde door"}}}],)"
         R"( "incoming": {}, "standardMessage": {"text": {"body": "the red door"},)"
         R"( "attachments": [{"pointer": {}}]})") +
    Item("2", "1709316480000", R"("incoming": {}, "remoteDeletedMessage": {})") +
    Item("2", "1709316540000", R"("directionless": {}, "updateMessage": {"simpleUpdate": {}})") +
    Item("2", "1709316600000", R"("incoming": {}, "stickerMessage": {"sticker": {}})") +
    Item("2", "1709316660000", R"("incoming": {}, "viewOnceMessage": {"attachment": {}})") +
    Item("2", "1709316720000", R"("incoming": {}, "contactMessage": {"contact": {}})") +
    Item("2", "1709316780000", R"("incoming": {}, "poll": {"question": "where?"})") +
    Item(
        "2", "1709316840000",
        R"("incoming": {}, "directStoryReplyMessage": {"textReply": {"text": {"body": "nice"}}})") +
    Item("3", "1709316900000", R"("incoming": {}, "standardMessage": {"text": {"body": "hi"}})",
         "71") +
    Item("8", "1709316960000", R"("incoming": {}, "standardMessage": {"text": {"body": "who?"}})",
         "71") +
    Item("2", "1709317020000", R"("incoming": {}, "somethingNew": {"a": 1})") +
    R"({"stickerPack": {"packId": "x"}})"
    "\n";

TEST_CASE("signal history: frames") {
  const ReadOutcome outcome = ReadChecked(kSignalHistoryReader, kHistory);
  REQUIRE(outcome.report);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 12);
  CHECK(outcome.sink.skipped.size() == 1);
  CHECK(records[0].sender == "Noor A");
  CHECK(records[0].sender_key == "AAA=");
  CHECK(records[0].text == "home at seven");
  CHECK(records[0].sent.millis == 123);
  CHECK(records[0].conversation == "AAA=");
  CHECK(records[1].sender == "Ben B");
  CHECK(records[1].from_me);
  CHECK(records[1].has_reply);
  CHECK(records[1].text == "good");
  CHECK(records[2].edited);
  CHECK(records[2].text == "the red door");
  CHECK(records[2].kind == MessageKind::kMedia);
  CHECK(records[3].kind == MessageKind::kDeleted);
  CHECK(records[4].kind == MessageKind::kNotice);
  CHECK(records[5].kind == MessageKind::kMedia);
  CHECK(records[6].kind == MessageKind::kOther);
  CHECK(records[7].kind == MessageKind::kContact);
  CHECK(records[8].kind == MessageKind::kPoll);
  CHECK(records[8].text.empty());
  CHECK(records[9].text == "nice");
  CHECK(records[10].sender == "Max");
  CHECK(records[10].conversation == "chat-71");
  CHECK(outcome.sink.conversations[1].name == "the trip");
  CHECK(records[11].sender == "recipient 8");
  CHECK(NameOf(kHistory) == "signal-history");
  CheckCuts(kSignalHistoryReader, kHistory);
}

// ---- signalbackup-tools, CSV ----

TEST_CASE("signalbackup-tools csv") {
  const auto row = [](const std::string& sender, const std::string& type, const std::string& body,
                      const std::string& rest = "0,0,0,,") {
    return "1,7," + sender + ",1709316300123,1709316300200," + type + "," + body + "," + rest +
           "\n";
  };
  const std::string csv =
      "_id,thread_id,from_recipient_id,date_sent,date_received,type,body,quote_id,remote_deleted,"
      "view_once,latest_revision_id,original_message_id\n" +
      row("2", "10485780", "\"home, \"\"at\"\"\nseven\"") +
      row("7", "10485783", "good", "5,0,0,,") + row("2", "10485780", "old words", "0,0,0,9,") +
      row("2", "10485780", "new words", "0,0,0,,8") + row("2", "10485780", "gone", "0,1,0,,") +
      row("2", "10485780", "once", "0,0,1,,") + row("2", "3", "") + row("2", "10551316", "CgQ=") +
      row("2", "27", "not sent") + row("2", "4305453076", "a story's") +
      row("", "10485780", "nobody") + row("2", "what", "no kind");
  const ReadOutcome outcome = ReadChecked(kSignalBackupCsvReader, csv);
  REQUIRE(outcome.report);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 8);
  CHECK(outcome.sink.skipped.size() == 3);
  CHECK(records[0].sender == "recipient 2");
  CHECK(records[0].text == "home, \"at\"\nseven");
  CHECK(records[0].sent.millis == 123);
  CHECK(records[1].from_me);
  CHECK(records[1].has_reply);
  CHECK(records[2].text == "new words");
  CHECK(records[2].edited);
  CHECK(records[3].kind == MessageKind::kDeleted);
  CHECK(records[3].text.empty());
  CHECK(records[4].kind == MessageKind::kOther);
  CHECK(records[4].text.empty());
  CHECK(records[5].kind == MessageKind::kNotice);
  CHECK(records[6].kind == MessageKind::kNotice);
  CHECK(records[7].kind == MessageKind::kOther);
  CHECK(outcome.report->warnings.size() == 1);
  CHECK(NameOf(csv) == "signalbackup-csv");
  CheckCuts(kSignalBackupCsvReader, csv);
}

TEST_CASE("signal readers: one conversation chosen, reading stopped early, refusals in words") {
  ReadOptions other;
  other.only = "somebody else";
  CHECK(ReadChecked(kSignalExportReader, kMarkdown, other).sink.records.empty());
  CHECK(ReadChecked(kSigtopTextReader, kSigtop, other).sink.records.empty());
  CHECK(ReadChecked(kSigtopJsonReader, kSigtopRows, other).sink.records.empty());
  for (const Reader* reader : {&kSignalExportReader, &kSignalExportJsonReader, &kSigtopTextReader,
                               &kSigtopJsonReader, &kSignalBackupTextReader, &kSignalCliReader,
                               &kSignalHistoryReader, &kSignalBackupCsvReader}) {
    INFO(reader->name);
    const ReadOutcome outcome = ReadBytes(*reader, "nothing of the kind\n");
    REQUIRE_FALSE(outcome.report);
    CHECK(outcome.report.error().kind == ErrorKind::kInput);
    CHECK(outcome.report.error().message.starts_with("sample: "));
  }
  const auto source = MemorySource("sample", kSigtop);
  CollectSink two;
  two.stop_after = 2;
  REQUIRE(kSigtopTextReader.read(*source, {}, two));
  CHECK(two.records.size() == 2);
}

TEST_CASE("sigtop text: a history that begins at once") {
  const ReadOutcome outcome = ReadGood(
      kSigtopTextReader,
      "Conversation: Noor (+1)\n\nFrom: You\nType: outgoing\nSent: Fri, 1 Mar 2024 18:05:00 +0100\n"
      "Edited: 2 versions\n| Version: 2\n|\n| new\n|\n| Version: 1\n|\n| old\n\n");
  REQUIRE(outcome.sink.records.size() == 1);
  CHECK(outcome.sink.records[0].text == "new");
  CHECK(outcome.sink.records[0].edited);
}

TEST_CASE("signalbackup text: a poll's options need not lie far to the right") {
  const ReadOutcome outcome =
      ReadGood(kSignalBackupTextReader,
               "[Mar 01, 2024 18:05:00] <Noor> Poll: where\n    [1] here\n    [2] there\n"
               "[Mar 01, 2024 18:06:00] <Noor> Poll: well\n    no options\n");
  REQUIRE(outcome.sink.records.size() == 2);
  CHECK(outcome.sink.records[0].kind == MessageKind::kPoll);
  CHECK(outcome.sink.records[0].text.empty());
  CHECK(outcome.sink.records[1].kind == MessageKind::kText);
}

}  // namespace
}  // namespace ebb
