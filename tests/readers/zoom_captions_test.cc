#include "readers/zoom_captions.h"

#include <catch2/catch.hpp>

#include "readers/read_bytes.h"
#include "readers/recording.h"

namespace ebb {
namespace {

using Basis = Timestamp::Basis;

const std::string kSpoken =
    "[Ada Bell] 19:02:03\r\nshall we start\r\n\r\n[.] 19:02:09\r\nyes.\r\n\r\n"
    "[Ada Bell] 19:02:11\r\n[laughs] at 10:30 then\r\nor later\r\n\r\n";

TEST_CASE("zoom captions: a name and a clock above what was said") {
  const ReadOutcome outcome = ReadChecked(kZoomCaptionsReader, kSpoken);
  REQUIRE(outcome.report);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 3);
  CHECK(records[0].sender == "Ada Bell");
  CHECK(records[0].text == "shall we start");
  CHECK(records[1].sender == ".");
  CHECK(records[1].text == "yes.");
  CHECK(records[2].text == "[laughs] at 10:30 then\nor later");
  CHECK(records[2].line == 7);
  CHECK(outcome.sink.skipped.empty());
}

TEST_CASE("zoom captions: times") {
  const auto read = [](const std::string& name) {
    CollectSink sink;
    const std::string night = "[A] 11:59:58 PM\nx\n\n[B] 12:00:03 AM\ny\n\n[A] 12:00:02 AM\nz\n";
    REQUIRE(kZoomCaptionsReader.read(*MemorySource(name, night), {}, sink));
    return sink.records;
  };
  const auto alone = read("meeting_saved_closed_caption.txt");
  CHECK(alone[0].sent.basis == Basis::kElapsed);
  CHECK(alone[0].sent.seconds == 86398);
  CHECK(alone[1].sent.seconds == 86403);
  CHECK(alone[2].sent.seconds == 86402);
  const auto dated = read("2024-03-01 23.50.00 Ann's meeting/meeting_saved_closed_caption.txt");
  CHECK(dated[0].sent.basis == Basis::kWall);
  CHECK(dated[0].sent.seconds == 1709337598);
  CHECK(dated[1].sent.seconds == 1709337603);
}

TEST_CASE("zoom captions: what comes before, who has no name") {
  const ReadOutcome outcome =
      ReadChecked(kZoomCaptionsReader, "Transcript\n\n[] 09:00:00\nhello\n[Ben] 09:00:01\n\n");
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 2);
  CHECK(outcome.sink.records[0].sender == kUnknownSpeaker);
  CHECK(outcome.sink.records[1].kind == MessageKind::kOther);
  REQUIRE(outcome.sink.skipped.size() == 1);
  CHECK(outcome.sink.skipped[0].line == 1);
}

TEST_CASE("zoom captions: every cut keeps what is complete") {
  CheckCuts(kZoomCaptionsReader, kSpoken);
  const ReadOutcome cut =
      ReadChecked(kZoomCaptionsReader, kSpoken.substr(0, kSpoken.find("2:11\r\n")));
  REQUIRE(cut.report);
  CHECK(cut.report->truncated);
  CHECK(cut.sink.records.size() == 2);
  CHECK(cut.sink.skipped.size() == 1);
  const ReadOutcome words = ReadChecked(kZoomCaptionsReader, "[A] 09:00:00\nx\n[no] I mean");
  REQUIRE(words.report);
  CHECK(words.sink.records[0].text == "x\n[no] I mean");
  CHECK_FALSE(words.report->truncated);
}

TEST_CASE("zoom captions: what it is not") {
  CHECK(kZoomCaptionsReader.probe(kSpoken) == Match::kLikely);
  for (const char* text :
       {"", "[A] 09:00:00", "[A] 09:00:00\n", "[A] 09:00:00\n\nx\n", "[A] 09:00\nx\n",
        "[ERROR] 09:00:00\nx\n", "[A] 09:00:00 x\ny\n", "[A] 25:00:00\nx\n",
        "[01/02/2024] 09:00:00 Ada\nx\n", "[A] 09:00:00\n[B] 09:00:01\nx\n", "A 09:00:00\nx\n"}) {
    INFO(text);
    CHECK(kZoomCaptionsReader.probe(text) == Match::kNo);
  }
  const ReadOutcome refused = ReadChecked(kZoomCaptionsReader, "A: x\nB: y\n");
  REQUIRE_FALSE(refused.report);
  CHECK(refused.report.error().kind == ErrorKind::kInput);
}

}  // namespace
}  // namespace ebb
