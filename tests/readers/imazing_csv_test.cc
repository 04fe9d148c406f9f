#include "readers/imazing_csv.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "readers/read_bytes.h"
#include "readers/when.h"

namespace ebb {
namespace {

const std::string kMessageTable =
    "Chat Session,Message Date,Delivered Date,Read Date,Edited Date,Deleted Date,Service,Type,"
    "Sender ID,Sender Name,Status,Replying to,Subject,Text,Reactions,Attachment,Attachment type\n"
    "Noor,2024-03-01 18:05:00,,,,,iMessage,Incoming,+447700900123,Noor,Read,,,are you home,,,\n"
    "Noor,2024-03-01 18:06:10,,,,,iMessage,Outgoing,,,Read,are you home,,\"yes, since\nsix\",,,\n"
    "Noor,2024-03-01 18:07:00,,,2024-03-01 18:08:00,,iMessage,Outgoing,,,Read,,,soon,Liked by "
    "Noor,,\n"
    "Noor,2024-03-01 18:09:00,,,,,iMessage,Incoming,+447700900123,Noor,Read,,,,,IMG_1.heic,Image\n"
    "Noor,2024-03-01 18:10:00,,,,,iMessage,Notification,,,,,,Noor renamed the chat,,,\n"
    "Noor,2024-03-01 18:11:00,,,,2024-03-02 08:00:00,iMessage,Incoming,+447700900123,Noor,Read,,,"
    "gone,,,\n";

TEST_CASE("imazing: who sent what") {
  const ReadOutcome outcome = ReadGood(kImazingCsvReader, kMessageTable);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 5);
  CHECK(outcome.sink.Notices().size() == 1);
  CHECK(outcome.sink.skipped.empty());
  CHECK(m[0].sender == "Noor");
  CHECK_FALSE(m[0].from_me);
  CHECK(m[1].sender == "Me");
  CHECK(m[1].from_me);
  CHECK(m[1].has_reply);
  CHECK(m[1].text == "yes, since\nsix");
  CHECK(When(m[1].sent) == "2024-03-01T18:06:10");
  CHECK(m[2].edited);
  CHECK_FALSE(m[1].edited);
  CHECK(m[3].kind == MessageKind::kMedia);
  CHECK(m[3].text.empty());
  CHECK(m[4].kind == MessageKind::kDeleted);
  CHECK(m[4].text.empty());
  CHECK(outcome.sink.conversations[0].id == "Noor");
  CHECK(outcome.sink.conversations[0].capabilities.knows_me);
  CHECK(outcome.sink.conversations[0].capabilities.edits);
}

TEST_CASE("imazing: WhatsApp's table, forwarded words, several chats") {
  const std::string table =
      "\uFEFFChat Session,Message Date,Sent Date,Type,Sender ID,Sender Name,Status,Forwarded,"
      "Replying to,Text,Reactions,Attachment,Attachment type,Attachment info\r\n"
      "Ivo,2024-03-01 18:05:00,,Incoming,+447700900124,Ivo,Read,,,hello,,,,\r\n"
      "Ivo,2024-03-01 18:06:00,,Outgoing,,,Read,Yes,,a poem,,,,\r\n"
      "Club,2024-03-01 18:07:00,,Incoming,+447700900125,,Read,,,who comes,,,,\r\n"
      "Club,2024-03-01 18:08:00,,Draft,,,,,,later,,,,\r\n";
  const ReadOutcome outcome = ReadGood(kImazingCsvReader, table.substr(3));
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 3);
  CHECK(m[1].kind == MessageKind::kForwarded);
  CHECK(m[1].text.empty());
  CHECK(m[2].sender == "+447700900125");
  CHECK(outcome.sink.conversations.size() == 2);
  REQUIRE(outcome.sink.skipped.size() == 1);
  CHECK(outcome.sink.skipped[0].line == 5);
  CHECK(NameOf(table) == "imazing-csv");
}

TEST_CASE("imazing: semicolons or tabs, reactions that came as text") {
  for (const std::string sign : {",", ";", "\t"}) {
    std::string table =
        "Chat Session|Message Date|Type|Sender ID|Sender Name|Text\n"
        "Noor|2024-03-01 18:05:00|Outgoing|||home at six\n"
        "Noor|2024-03-01 18:06:00|Incoming|+447700900123|Noor|Loved \u201chome at six\u201d\n"
        "Noor|2024-03-01 18:07:00|Notification|||Noor renamed the chat\n";
    std::replace(table.begin(), table.end(), '|', sign[0]);
    INFO(table);
    CHECK(NameOf(table) == "imazing-csv");
    const ReadOutcome outcome = ReadGood(kImazingCsvReader, table);
    const auto m = outcome.sink.Messages();
    REQUIRE(m.size() == 2);
    CHECK(m[0].text == "home at six");
    CHECK(m[1].kind == MessageKind::kOther);
    CHECK(m[1].text.empty());
    CHECK(outcome.sink.Notices().size() == 1);
  }
}

TEST_CASE("imazing: WhatsApp has no reactions that come as text") {
  const ReadOutcome outcome =
      ReadGood(kImazingCsvReader,
               "Chat Session,Message Date,Type,Sender ID,Sender Name,Forwarded,Text\n"
               "Noor,2024-03-01 18:05:00,Outgoing,,,,Loved \u201cSolaris\u201d\n");
  REQUIRE(outcome.sink.Messages().size() == 1);
  CHECK(outcome.sink.records[0].text == "Loved \u201cSolaris\u201d");
}

TEST_CASE("imazing: cut, refused") {
  CHECK(NameOf(kMessageTable) == "imazing-csv");
  CHECK(kImazingCsvReader.probe("Chat Session,Message Date,Text\n") == Match::kNo);
  CHECK_FALSE(ReadChecked(kImazingCsvReader, "a,b\n1,2\n").report);
  CheckCuts(kImazingCsvReader, kMessageTable);
}

}  // namespace
}  // namespace ebb
