// Replays the fuzz targets as ordinary tests: seeds of our own, their cuts, and seeded mutations.
#include <catch2/catch.hpp>
#include <random>

#include "fuzz/targets.h"
#include "readers/sqlite_builder.h"
#include "readers/zip_builder.h"

namespace ebb {
namespace {

using Target = void (*)(std::string_view);

const std::string kBracketed =
    "[13.03.24, 10:00:01] Ada: are we on for tonight?\r\n"
    "[13.03.24, 10:00:05] Ben: yes\nsecond line\r\n"
    "[13.03.24, 10:01:00] Ada: \u200eimage omitted\r\n";
const std::string kDashed =
    "13/03/2024, 10:00 - Messages are end-to-end encrypted.\n"
    "13/03/2024, 10:00 - Ada: hi\n"
    "14/03/2024, 22:15 - Ben: <Media omitted>\n";
const std::string kTelegram =
    R"({"name": "Noor", "type": "personal_chat", "id": 7, "messages": [)"
    R"({"id": 1, "type": "message", "date": "2024-03-01T10:00:00", "date_unixtime": "1709287200",)"
    R"( "from": "Noor", "from_id": "user7", "text": ["a\x07 \ud83d\ude00", {"type": "bold",)"
    R"( "text": "b"}], "text_entities": []}, {"id": 2, "type": "service", "text": ""}]})";
const std::string kTable =
    "conversation;time;sender;text\r\nc;03/04/2024 10:00;Ada;\"a;\"\"b\"\"\r\nc\"\r\nc;;Ben;x\r\n";
const std::string kLines =
    "{\"sender\": \"Ada\", \"text\": \"hi\", \"time\": 1709287200}\n"
    "{\"sender\": \"Ben\", \"text\": \"\\u00e9\", \"time\": \"2024-03-01 10:00\"}\n";
const std::string kTalk =
    "Talk\n[00:00:01] Ada: one\n[00:00:05] Ben: two\nmore\n\n[00:01:00] Ada: three\n"
    "[00:02:00] Ben: four\n";

const std::string kSignalMarkdown =
    "[2024-03-01 18:05:00] Noor: one  \n\n[2024-03-01 18:06:10] Me: \n\n> one\n\ntwo  \n"
    "(- Me: \u2764 -)![a b.jpg](./media/a%20b.jpg)  \n\n";
const std::string kSigtopText =
    "Conversation: Noor (+1)\n\nFrom: You\nType: outgoing\nSent: Fri, 1 Mar 2024 18:05:00 +0100\n"
    "Edited: 2 versions\n\n| Version: 2\n| Sent: unknown\n|\n| new\n|\n| Version: 1\n|\n| old\n\n"
    "Type: keychange\nReceived: unknown\n\n";
const std::string kSigtopJson =
    R"([{"conversationId": "c", "type": "incoming", "source": "+1", "sent_at": 1709316300123,)"
    R"( "body": "a\ufffcb", "quote": {"id": 1}, "attachments": []}, 7])";
const std::string kSignalBackup =
    "[Mar 01, 2024 18:05:00] *** <Noor> sent file \"a\"\n[Mar 01, 2024 18:05:00] <Noor> x (Ben: "
    "\u2764)\n[Mar 01, 2024 18:06:00] *** event\n";
const std::string kSignalCli =
    R"({"envelope": {"sourceUuid": "a", "timestamp": 1709316300000, "editMessage":)"
    R"( {"targetSentTimestamp": 1709316300000, "dataMessage": {"timestamp": 1709316300000,)"
    R"( "message": "x"}}}, "account": "+2"})"
    "\n";

const std::string kSignalHistory =
    R"({"recipient": {"id": "2", "contact": {"aci": "a", "e164": "1", "nickname": {"given":)"
    R"( "N"}}}})"
    "\n"
    R"({"chat": {"id": "7", "recipientId": "2"}})"
    "\n"
    R"({"chatItem": {"chatId": "7", "authorId": "2", "dateSent": "1709316300000", "incoming": {},)"
    R"( "revisions": [{}], "standardMessage": {"text": {"body": "x"}, "quote": {"a": 1}}}})"
    "\n";
const std::string kSignalCsv =
    "_id,thread_id,from_recipient_id,date_sent,date_received,type,body,quote_id\n"
    "1,7,2,1709316300000,1,10485780,\"a, \"\"b\"\"\nc\",0\n2,7,1,1709316300000,1,10485783,d,5\n";

std::string ZipSeed() {
  return ZipBuilder::Build({{.name = "_chat.txt", .bytes = kBracketed},
                            {.name = "t.csv",
                             .bytes = DeflatedRun('t', 300),
                             .method = 8,
                             .size = 300,
                             .checksum = Crc32(std::string(300, 't'))}});
}

// A few of the changes a fuzzer makes: bits, copies, cuts, and bytes that mean something.
std::string Mutated(std::string bytes, std::mt19937* random) {
  static const std::string kTokens = "\"\\{}[],:;\n\r\t\0\xff\xc3\xe2\x80\xf0[(0-";
  for (std::uint32_t n = 1 + (*random)() % 6; n > 0 && !bytes.empty(); --n) {
    const std::size_t at = (*random)() % bytes.size();
    const std::size_t length = 1 + (*random)() % 20;
    switch ((*random)() % 5) {
      case 0:
        bytes[at] = static_cast<char>((*random)());
        break;
      case 1:
        bytes[at] = kTokens[(*random)() % kTokens.size()];
        break;
      case 2:
        bytes.erase(at, length);
        break;
      case 3:
        bytes.insert(at, bytes.substr((*random)() % bytes.size(), length));
        break;
      default:
        bytes.insert(at, 1, kTokens[(*random)() % kTokens.size()]);
    }
  }
  return bytes;
}

void Replay(Target target, std::initializer_list<std::string> seeds, int rounds) {
  std::mt19937 random(2024);
  target("");
  for (const std::string& seed : seeds) {
    for (std::size_t cut = 1; cut <= seed.size(); ++cut) target(seed.substr(0, cut));
    for (int i = 0; i < rounds; ++i) target(Mutated(seed, &random));
  }
}

// A broken promise aborts the program, so reaching the end is the test.
TEST_CASE("fuzz replay: decoding") {
  Replay(fuzz::Decode,
         {kBracketed, "caf\xe9",
          std::string("\xff\xfe"
                      "a\0b\0",
                      6)},
         2000);
  SUCCEED();
}
TEST_CASE("fuzz replay: zip") {
  Replay(fuzz::Zip, {ZipSeed()}, 4000);
  SUCCEED();
}
TEST_CASE("fuzz replay: opening") {
  Replay(fuzz::Open, {ZipSeed(), kBracketed, kDashed, kTelegram, kTable, kLines, kTalk}, 500);
  SUCCEED();
}
TEST_CASE("fuzz replay: WhatsApp") {
  Replay(fuzz::WhatsApp, {kBracketed, kDashed}, 1500);
  SUCCEED();
}
TEST_CASE("fuzz replay: Telegram") {
  Replay(fuzz::Telegram, {kTelegram}, 4000);
  SUCCEED();
}
TEST_CASE("fuzz replay: tables") {
  Replay(fuzz::Delimited, {kTable, kLines, "sender\ttext\nAda\thi\n"}, 1000);
  SUCCEED();
}
TEST_CASE("fuzz replay: Signal") {
  Replay(fuzz::Signal,
         {kSignalMarkdown, kSigtopText, kSigtopJson, kSignalBackup, kSignalCli, kSignalHistory,
          kSignalCsv},
         1000);
  SUCCEED();
}
TEST_CASE("fuzz replay: databases") {
  const std::string database = BuildDatabase(
      "PRAGMA page_size=512; CREATE TABLE handle(ROWID INTEGER PRIMARY KEY, id TEXT);"
      "CREATE TABLE chat(ROWID INTEGER PRIMARY KEY, guid TEXT, chat_identifier TEXT);"
      "CREATE TABLE chat_message_join(chat_id INTEGER, message_id INTEGER);"
      "CREATE TABLE message(ROWID INTEGER PRIMARY KEY, text TEXT, attributedBody BLOB,"
      " handle_id INTEGER, date INTEGER);"
      "INSERT INTO handle VALUES(1,'a'); INSERT INTO chat VALUES(1,'g','a');"
      "INSERT INTO chat_message_join VALUES(1,1);"
      "INSERT INTO message VALUES(1,'one',NULL,1,700000000);");
  Replay(fuzz::Databases, {database, Typedstream("one"), SummaryInfo({"a", "b"}, true)}, 1000);
  SUCCEED();
}
TEST_CASE("fuzz replay: transcripts") {
  Replay(fuzz::Transcript, {kTalk, "**A:** x\nB: y\nA: z\nB: 1\n"}, 1500);
  SUCCEED();
}

}  // namespace
}  // namespace ebb
