#include "readers/dating.h"

#include <catch2/catch.hpp>

#include "readers/read_bytes.h"
#include "readers/when.h"

namespace ebb {
namespace {

bool SaysOneSide(const ReadReport& report) {
  for (const std::string& warning : report.warnings) {
    if (warning.find("only your own messages") != std::string::npos) return true;
  }
  return false;
}

const std::string kTinder =
    R"({"Usage": {"app_opens": {"2021-11-30": 3}}, "Messages": [)"
    R"({"match_id": "Match 12", "messages": [)"
    R"({"to": 11, "from": "You", "message": "don&rsquo;t&lt;br&gt;go &amp; stay", "sent_date": "Tue, 30 Nov 2021 05:08:21 GMT"},)"
    R"({"to": 11, "from": "You", "message": "https://gif", "sent_date": "Tue, 30 Nov 2021 05:09:21 GMT", "type": "gif", "fixed_height": "x"},)"
    R"({"to": 11, "from": "You", "message": "one", "sent_date": "2021-11-30T05:10:21Z", "type": 1}, 7]},)"
    R"({"match_id": "Match 11", "messages": []}, {"match_id": "Match 10", "messages": [)"
    R"({"to": 9, "from": "You", "message": "hi", "sent_date": "Mon, 1 Nov 2021 05:08:21 GMT", "type": "activity"}]}], "Photos": []})";

TEST_CASE("tinder: own messages by match") {
  const ReadOutcome outcome = ReadGood(kTinderReader, kTinder);
  REQUIRE(outcome.sink.records.size() == 4);
  CHECK(outcome.sink.skipped.size() == 1);
  const KeptMessage& m = outcome.sink.records[0];
  CHECK(m.sender == "You");
  CHECK(m.from_me);
  CHECK(m.text == "don\u2019t\ngo & stay");
  CHECK(m.conversation == "Match 12");
  CHECK(When(m.sent) == "2021-11-30T05:08:21Z");
  CHECK(outcome.sink.records[1].kind == MessageKind::kMedia);
  CHECK(outcome.sink.records[1].text.empty());
  CHECK(outcome.sink.records[2].text == "one");
  CHECK(When(outcome.sink.records[2].sent) == "2021-11-30T05:10:21Z");
  CHECK(outcome.sink.records[3].conversation == "Match 10");
  CHECK(outcome.sink.records[3].kind == MessageKind::kOther);
  CHECK_FALSE(outcome.sink.conversations[0].capabilities.both_sides);
  CHECK(SaysOneSide(*outcome.report));
  CHECK(kTinderReader.probe(kTinder) == Match::kCertain);
  CHECK(kTinderReader.probe(R"({"Messages": [1]})") == Match::kNo);
  CHECK(When(TinderTime("never")) == "none");
  CHECK(When(TinderTime("Tue, 30 Feb 2021 05:08:21 GMT")) == "none");
  CheckCuts(kTinderReader, kTinder);
  ReadOptions options;
  options.only = "Match 10";
  CHECK(ReadBytes(kTinderReader, kTinder, options).sink.records.size() == 1);
}

const std::string kHinge =
    R"([{"like": [{"timestamp": "2023-01-01 10:00:00", "like": [{"timestamp": "2023-01-01 10:00:00", "comment": "nice dog"}]}], )"
    R"("match": [{"timestamp": "2023-01-01 11:00:00"}], "chats": [{"body": "hello", "timestamp": "2023-01-01 12:00:00"}, )"
    R"({"body": "there", "timestamp": "2023-01-01 12:00:05"}, "x"], "voice_notes": [{"url": "u", "timestamp": "2023-01-01 12:01:00"}]},)"
    R"({"block": [{"block_type": "remove", "timestamp": "2023-01-02 10:00:00"}]}, {"like": [{"timestamp": "2023-01-03 10:00:00"}]}])";

TEST_CASE("hinge: own messages by thread") {
  const ReadOutcome outcome = ReadGood(kHingeReader, kHinge);
  const auto m = outcome.sink.Messages();
  REQUIRE(m.size() == 4);
  CHECK(outcome.sink.Notices().size() == 3);
  CHECK(outcome.sink.skipped.size() == 1);
  CHECK(m[0].text == "nice dog");
  CHECK(When(m[0].sent) == "2023-01-01T10:00:00");
  CHECK(m[1].text == "hello");
  CHECK(m[1].from_me);
  CHECK(m[3].kind == MessageKind::kMedia);
  CHECK(outcome.sink.conversations.size() == 3);
  CHECK_FALSE(outcome.sink.conversations[0].capabilities.both_sides);
  CHECK(SaysOneSide(*outcome.report));
  CHECK(kHingeReader.probe(kHinge) == Match::kCertain);
  CHECK(kHingeReader.probe(R"([{"chats": 1}])") == Match::kNo);
  CHECK(kHingeReader.probe(R"([{"ID": 1}])") == Match::kNo);
  CHECK_FALSE(ReadBytes(kHingeReader, "[]").report);
  CheckCuts(kHingeReader, kHinge);
}

}  // namespace
}  // namespace ebb
