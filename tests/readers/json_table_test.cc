#include <catch2/catch.hpp>

#include "readers/delimited.h"
#include "readers/read_bytes.h"
#include "readers/when.h"

namespace ebb {
namespace {

const std::string kList =
    R"([{"timestamp": "2024-03-01T18:05:00", "author": "Ada", "content": "home at seven?"},)"
    "\n"
    R"( {"timestamp": "2024-03-01T18:06:00", "author": "Ben", "content": "yes \u00e9", "n": [1]},)"
    R"( 7, {"author": "Ben"},)"
    R"( {"author": "Ada", "timestamp": null, "content": null}])";

TEST_CASE("json: a list of messages") {
  const ReadOutcome outcome = ReadGood(kJsonTableReader, kList);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 4);
  CHECK(m[0].sender == "Ada");
  CHECK(m[0].text == "home at seven?");
  CHECK(When(m[0].sent) == "2024-03-01T18:05:00");
  CHECK(m[1].text == "yes \u00e9");
  CHECK(m[1].line == 2);
  CHECK(m[2].sender == "Ben");
  CHECK(m[2].kind == MessageKind::kOther);
  CHECK(m[3].kind == MessageKind::kOther);
  CHECK(m[3].sent.basis == Timestamp::Basis::kNone);
  CHECK(outcome.sink.skipped.size() == 1);
  CHECK(NameOf(kList) == "json");
}

TEST_CASE("json: the list under a key, beside others") {
  const std::string text = R"({"participants": [{"name": "Ada"}, {"name": "Ben"}], "messages": [)"
                           R"({"sender": "Ada", "text": "one", "time": 1709316300},)"
                           R"( {"sender": "Ben", "text": "two", "time": 1709316360}], "count": 2})";
  const ReadOutcome outcome = ReadGood(kJsonTableReader, text);
  REQUIRE(outcome.sink.Messages().size() == 2);
  CHECK(outcome.sink.skipped.empty());
  CHECK(When(outcome.sink.records[1].sent) == "2024-03-01T18:06:00Z");
  CHECK(NameOf(text) == "json");
}

TEST_CASE("json: a name goes before a number of the sender") {
  const std::string text =
      R"([{"sender": "id_1", "senderName": "Noor", "isSelf": false, "content": "a", "contents": {}},)"
      R"( {"sender": "id_2", "senderName": "", "isSelf": true, "content": "b"}])";
  const ReadOutcome outcome = ReadGood(kJsonTableReader, text);
  REQUIRE(outcome.sink.Messages().size() == 2);
  CHECK(outcome.sink.records[0].sender == "Noor");
  CHECK(outcome.sink.records[1].sender == "id_2");
}

TEST_CASE("json: dates that need a decision, and cuts") {
  const std::string text = R"([{"from": "Ada", "date": "13/03/2024 10:00", "message": "x"},)"
                           R"( {"from": "Ben", "date": "14/03/2024 10:00", "message": "y"}])";
  const ReadOutcome outcome = ReadGood(kJsonTableReader, text);
  CHECK(outcome.report->has_date_order);
  CHECK(When(outcome.sink.records[1].sent) == "2024-03-14T10:00:00");
  CheckCuts(kJsonTableReader, kList);
  CHECK(ReadGood(kJsonTableReader, text.substr(0, text.size() - 3)).report->truncated);
}

TEST_CASE("json: what it is not") {
  for (const char* text : {"", "[", "[]", "{}", "[1, 2]", R"([{"a": 1}])", R"({"messages": {}})",
                           R"({"list": [{"sender": "a", "text": "b"}]})", "words"}) {
    INFO(text);
    CHECK(kJsonTableReader.probe(text) == Match::kNo);
    CHECK_FALSE(ReadChecked(kJsonTableReader, text).report);
  }
}

TEST_CASE("json: who sent a message may be an object; a message may have no text") {
  const ReadOutcome outcome = ReadChecked(
      kJsonTableReader,
      R"([{"from": {"id": 7, "first_name": "Ada"}, "text": "a", "sent": 1706781600},)"
      R"({"from": {"id": 8}, "text": "b"}, {"from": {"first_name": "Ada"}, "photo": "x"},)"
      R"({"event": "x"}])");
  REQUIRE(outcome.report);
  const auto messages = outcome.sink.Messages();
  REQUIRE(messages.size() == 3);
  CHECK(messages[0].sender == "Ada");
  CHECK(messages[0].sent.seconds == 1706781600);
  CHECK(messages[1].sender == "8");
  CHECK(messages[2].sender == "Ada");
  CHECK(messages[2].kind == MessageKind::kOther);
  CHECK(outcome.sink.skipped.size() == 1);
}

TEST_CASE("json: logs, issues and changes of programs are no chats") {
  for (
      const char* text :
      {R"([{"author": {"is_bot": false, "name": "Ada"}, "body": "a", "createdAt": "x", "number": 4}])",
       R"([{"name": "srv", "level": 30, "msg": "started", "time": "2024-03-01T10:00:00Z"}])",
       R"([{"name": "srv", "msg": "started", "time": "2024-03-01T10:00:00Z"}])",
       R"([{"author": "Ada", "message": "Fix build", "date": "2024-03-01T10:00:00Z"}])",
       R"([{"user": "Ada", "body": "a", "title": "b", "labels": []}])",
       R"([{"commit": "a1", "author": {"name": "Ada", "email": "x"}, "date": 1, "message": "a"}])",
       R"([{"author": {"name": "Ada"}, "date": "2024-03-01", "message": "a"}])",
       R"({"results": [{"name": "opens", "message": "failed"}]})",
       R"([{"text": "Be kind.", "author": "Ada"}])",
       R"([{"name": "Ada", "email": "x", "message": "is it sold", "date": "2024-03-01"}])",
       R"([{"time": "2024-03-01T10:00:00Z", "lvl": "info", "name": "api", "message": "up"}])",
       R"({"items": [{"user": "root", "host": "x", "message": "opened", "timestamp": 1709287200}]})"}) {
    INFO(text);
    CHECK(kJsonTableReader.probe(text) == Match::kNo);
    // A file of rows with authors and messages may be a chat.
    const bool rows = *text == '[' && std::string(text).find("\"author\"") == std::string::npos;
    if (rows) {
      const std::string row(text + 1, std::string(text).size() - 2);
      CHECK(kJsonlReader.probe(row) == Match::kNo);
    }
  }
  for (const char* text :
       {R"([{"sender": "Ada", "text": "a", "time": "2024-03-01", "url": "x", "level": 1}])",
        R"([{"from": "Ada", "body": "a", "date": "2024-03-01", "title": "", "url": null}])",
        R"([{"name": "Ada", "message": "a", "time": "2024-03-01"}])",
        R"([{"speaker": "Ada", "text": "a"}])"}) {
    INFO(text);
    CHECK(kJsonTableReader.probe(text) == Match::kLikely);
  }
  CHECK(kJsonTableReader.probe(
            R"([{"from": {"is_bot": false, "first_name": "Ada"}, "text": "a"}])") ==
        Match::kLikely);
}

TEST_CASE("json: forwarded words are not the sender's") {
  const ReadOutcome outcome = ReadGood(
      kJsonTableReader,
      R"([{"from": {"first_name": "Ada"}, "text": "a"},)"
      R"({"from": {"first_name": "Ben"}, "forward_from": {"first_name": "Cy"}, "text": "b"},)"
      R"({"from": {"first_name": "Ben"}, "forward_origin": {"type": "user"}, "text": "c"},)"
      R"({"from": {"first_name": "Ben"}, "forwarded_from": "Cy", "text": "d"},)"
      R"({"from": {"first_name": "Ben"}, "forwarded_from": null, "text": "e"}])");
  const auto messages = outcome.sink.Messages();
  REQUIRE(messages.size() == 5);
  for (const std::size_t i : {1u, 2u, 3u}) {
    CHECK(messages[i].kind == MessageKind::kForwarded);
    CHECK(messages[i].text.empty());
    CHECK(messages[i].sender == "Ben");
  }
  CHECK(messages[4].text == "e");
}

TEST_CASE("json: several chats, each an object in its messages") {
  const ReadOutcome outcome = ReadGood(
      kJsonTableReader, R"([{"chat": {"id": 1}, "from": {"first_name": "Ada"}, "text": "a"},)"
                        R"({"chat": {"id": 2}, "from": {"first_name": "Cy"}, "text": "b"}])");
  const auto messages = outcome.sink.Messages();
  REQUIRE(messages.size() == 2);
  CHECK(messages[0].conversation == "1");
  CHECK(messages[1].conversation == "2");
}

TEST_CASE("json: two people of the same first name") {
  const ReadOutcome outcome =
      ReadGood(kJsonTableReader,
               R"([{"from": {"id": 1, "first_name": "Ada", "last_name": "Moss"}, "text": "a"},)"
               R"( {"from": {"id": 2, "first_name": "Ada", "last_name": ""}, "text": "b"},)"
               R"( {"from": {"id": 3, "first_name": "Ada"}, "text": "c"}])");
  const auto messages = outcome.sink.Messages();
  REQUIRE(messages.size() == 3);
  CHECK(messages[0].sender == "Ada Moss");
  CHECK(messages[1].sender == "Ada");
  CHECK(messages[0].sender_key == "1");
  CHECK(messages[1].sender_key == "2");
  CHECK(messages[2].sender_key == "3");
}

TEST_CASE("json: an empty list goes before that of the messages") {
  const std::string text =
      R"({"data": [], "messages": [{"sender": "Ada", "text": "a"}, {"sender": "Ben", "text": "b"}]})";
  CHECK(NameOf(text) == "json");
  CHECK(ReadGood(kJsonTableReader, text).sink.Messages().size() == 2);
}

TEST_CASE("json: other lists beside the messages are no records") {
  const ReadOutcome outcome =
      ReadGood(kJsonTableReader,
               R"({"messages": [{"sender": "Ada", "text": "a"}, {"sender": "Ben", "text": "b"}],)"
               R"( "items": [{"id": 1, "n": "x"}, {"id": 2}], "data": [1, 2, 3]})");
  CHECK(outcome.sink.Messages().size() == 2);
  CHECK(outcome.sink.skipped.empty());
}

}  // namespace
}  // namespace ebb
