#include "readers/teams_json.h"

#include <catch2/catch.hpp>

#include "fuzz/promises.h"
#include "readers/read_bytes.h"
#include "time/civil.h"

namespace ebb {
namespace {

std::string TeamsRow(const std::string& rest,
                     const std::string& body = "<p>home at <b>seven</b></p>",
                     const std::string& name = "Ada") {
  return R"({"id": "1", "messageType": "message", "createdDateTime": "2024-03-01T18:05:00.123Z", )"
         R"("chatId": "19:x", "from": {"application": null, "user": {"id": "u-)" +
         name + R"(", "displayName": ")" + name + R"("}}, "body": {"contentType": "html", )" +
         R"("content": ")" + body + R"("}, "attachments": [])" + rest + "}";
}

const std::string kTeamsRows =
    TeamsRow("") + "," +
    TeamsRow(R"(, "replyToId": null, "lastEditedDateTime": "2024-03-01T18:06:00Z")", "yes &amp; no",
             "Ben") +
    "," +
    TeamsRow(R"(, "attachments": [{"contentType": "messageReference"}])",
             R"(<attachment id=\"1\"></attachment><p>mine</p>)") +
    "," + TeamsRow(R"(, "deletedDateTime": "2024-03-01T18:07:00Z")", "") + "," +
    TeamsRow(R"(, "attachments": [{"contentType": "reference", "name": "a.docx"}])", "see") + "," +
    R"({"messageType": "systemEventMessage", "createdDateTime": "2024-03-01T18:08:00Z", )"
    R"("chatId": "19:x", "from": null, "body": {"contentType": "html", "content": "<systemEvent/>"}},)"
    R"({"createdDateTime": "2024-03-01T18:09:00Z", "chatId": "19:x", "from": {"application": )"
    R"({"id": "b", "displayName": "Robot"}}, "body": {"contentType": "text", "content": "beep"}})";

TEST_CASE("teams: rows as Graph gives them") {
  for (const std::string& bytes :
       {"[" + kTeamsRows + "]",
        R"({"@odata.context": "x", "@odata.count": 7, "value": [)" + kTeamsRows + "]}",
        R"({"messages": [)" + kTeamsRows + "]}"}) {
    CHECK(kTeamsJsonReader.probe(bytes) == Match::kCertain);
    const ReadOutcome outcome = ReadGood(kTeamsJsonReader, bytes);
    const auto& records = outcome.sink.records;
    REQUIRE(records.size() == 7);
    CHECK(records[0].sender == "Ada");
    CHECK(records[0].sender_key == "u-Ada");
    CHECK(records[0].text == "home at seven");
    CHECK(FormatDateTime(records[0].sent.seconds) == "2024-03-01T18:05:00");
    CHECK(records[0].sent.basis == Timestamp::Basis::kInstant);
    CHECK_FALSE(records[0].has_reply);
    CHECK(records[1].text == "yes & no");
    CHECK(records[1].edited);
    CHECK(records[2].text == "mine");
    CHECK(records[2].has_reply);
    CHECK(records[3].kind == MessageKind::kDeleted);
    CHECK(records[4].kind == MessageKind::kMedia);
    CHECK(records[4].text == "see");
    CHECK(records[5].kind == MessageKind::kNotice);
    CHECK(records[6].kind == MessageKind::kOther);
    CHECK(records[6].text.empty());
    REQUIRE(outcome.sink.conversations.size() == 1);
    CHECK(outcome.sink.conversations[0].id == "19:x");
    CHECK(outcome.sink.conversations[0].sort_by_time);
  }
}

TEST_CASE("teams: other JSON is left alone, odd rows are told") {
  for (const char* other : {"", "[]", "{}", R"([{"createdDateTime": "x"}])", R"({"value": [1]})",
                            R"([{"body": {}, "created_at": "x"}])"}) {
    CHECK(kTeamsJsonReader.probe(other) == Match::kNo);
  }
  const ReadOutcome outcome = ReadBytes(kTeamsJsonReader, "[" + TeamsRow("") + R"(, 7, {"x": 1}])");
  REQUIRE(outcome.report);
  CHECK(outcome.sink.records.size() == 1);
  CHECK(outcome.sink.skipped.size() == 2);
  CHECK_FALSE(ReadBytes(kTeamsJsonReader, "[]").report);
  ReadOptions only;
  only.only = "another";
  CHECK(ReadBytes(kTeamsJsonReader, "[" + kTeamsRows + "]", only).sink.records.empty());
}

// As the service itself writes a message.
std::string ServiceRow(const std::string& type, const std::string& content,
                       const std::string& more = "") {
  return R"({"id": "1", "composetime": "2024-03-01T18:05:00.123Z", "conversationid": "19:y", )"
         R"("imdisplayname": "Ada", "from": "https://a.example/v1/contacts/8:orgid:u1", )"
         R"("messagetype": ")" +
         type + R"(", "content": ")" + content + "\"" + more + "}";
}

TEST_CASE("teams: rows of the service itself") {
  const std::string rows =
      ServiceRow("RichText/Html", "<p>home at <b>seven</b></p>") + "," +
      ServiceRow("Text", "5 < 6 &amp;") + "," +
      ServiceRow("RichText/Html", "<blockquote><p>theirs</p></blockquote><p>mine</p>",
                 R"(, "properties": {"edittime": "1709316300123", "emotions": []})") +
      "," + ServiceRow("RichText/Html", "", R"(, "properties": {"deletetime": 1709316300123})") +
      "," + ServiceRow("ThreadActivity/AddMember", "<addmember/>") + "," +
      ServiceRow("RichText/Media_GenericFile", "<URIObject>x</URIObject>");
  CHECK(NameOf("[" + rows + "]") == "teams-json");
  CHECK(NameOf("{\"messages\": [" + rows + "]}") == "teams-json");
  const ReadOutcome outcome = ReadGood(kTeamsJsonReader, "[" + rows + "]");
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 6);
  CHECK(records[0].sender == "Ada");
  CHECK(records[0].sender_key == "8:orgid:u1");
  CHECK(records[0].text == "home at seven");
  CHECK(FormatDateTime(records[0].sent.seconds) == "2024-03-01T18:05:00");
  CHECK(records[1].text == "5 < 6 &amp;");
  CHECK(records[2].text == "mine");
  CHECK(records[2].has_reply);
  CHECK(records[2].edited);
  CHECK(records[3].kind == MessageKind::kDeleted);
  CHECK(records[4].kind == MessageKind::kNotice);
  CHECK(records[5].kind == MessageKind::kMedia);
  CHECK(outcome.sink.conversations[0].id == "19:y");
}

TEST_CASE("teams: the chat goes on in a second list, and what stands between is none of it") {
  const std::string rows = "[" + TeamsRow("") + "]";
  const std::string both =
      R"({"value": )" + rows + R"(, "@odata.count": 1, "messages": )" + rows + "}";
  const ReadOutcome outcome = ReadGood(kTeamsJsonReader, both);
  CHECK(outcome.sink.records.size() == 2);
  CHECK(outcome.sink.conversations.size() == 1);
  // Also where either holds something else, before or after the first message.
  for (const std::string& bytes :
       {both, R"({"value": )" + rows + R"(, "messages": [{"x": 1}, 2]})",
        R"({"value": [{"x": 1}], "messages": [7, )" + TeamsRow("") + "]}"}) {
    fuzz::CheckReader(kTeamsJsonReader, bytes);
  }
}

TEST_CASE("teams: cut anywhere") { CheckCuts(kTeamsJsonReader, "[" + kTeamsRows + "]"); }

TEST_CASE("teams: other services write their times with a capital, too") {
  const std::string head = R"([{"CreatedDateTime": "2021-01-01T10:00:00Z", "Body": {"x": 1})";
  CHECK(kTeamsJsonReader.probe(head + R"(, "Id": "3"}])") == Match::kNo);
  CHECK(kTeamsJsonReader.probe(head + R"(, "MessageType": "message"}])") == Match::kCertain);
}

TEST_CASE("teams: the export for administrators writes Graph's keys with a capital") {
  const auto row = [](const std::string& id, const std::string& rest) {
    return R"({"Id": ")" + id + R"(", "CreatedDateTime": "2025-08-12T13:03:39.18+00:00",)" +
           R"("LastEditedDateTime": null, "DeletedDateTime": null, )" + rest + "}";
  };
  const std::string ada =
      R"("From": {"Application": null, "Device": null, "User": {"Id": "u1", "DisplayName": "Ada"}},)";
  const std::string bytes =
      "[" +
      row("1",
          ada +
              R"("Body": {"ContentType": "html", "Content": "\u003Cp\u003Ewho\u0027s in\u003C/p\u003E"},)"
              R"("MessageType": "message", "ChatId": "19:a", "ChannelIdentity": null)") +
      "," +
      row("2",
          R"("From": null, "Body": {"ContentType": "html", "Content": "<systemEventMessage/>"},)"
          R"("MessageType": "unknownFutureValue", "ChatId": "19:a")") +
      "," +
      row("3", ada + R"("Body": {"ContentType": "html", "Content": "<p>me</p>"}, "ReplyToId": "1",)"
                     R"("MessageType": "message", "ChatId": null,)"
                     R"("ChannelIdentity": {"ChannelId": "19:b", "TeamId": "t"})") +
      "]";
  CHECK(kTeamsJsonReader.probe(bytes) == Match::kCertain);
  const CollectSink sink = ReadGood(kTeamsJsonReader, bytes).sink;
  REQUIRE(sink.records.size() == 3);
  CHECK(sink.records[0].sender == "Ada");
  CHECK(sink.records[0].text == "who's in");
  CHECK_FALSE(sink.records[0].edited);
  CHECK(sink.records[1].kind == MessageKind::kNotice);
  CHECK(sink.records[2].conversation == "19:b");
  CHECK(sink.records[2].has_reply);
}

}  // namespace
}  // namespace ebb
