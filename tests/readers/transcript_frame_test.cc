#include "readers/transcript_frame.h"

#include <catch2/catch.hpp>

#include "readers/read_bytes.h"
#include "readers/transcript.h"

namespace ebb {
namespace {

using Lines = std::vector<std::string>;

Lines Said(const std::string& text) {
  const ReadOutcome outcome = ReadChecked(kTranscriptReader, text);
  REQUIRE(outcome.report);
  Lines lines;
  for (const KeptMessage& m : outcome.sink.records) lines.push_back(m.sender + ": " + m.text);
  return lines;
}

TEST_CASE("transcript frame: clocks alone in a line") {
  for (const char* line : {"00:01:26", " 00:01:26 ", "(00:02:06):", "[00:02:06.5]", "1:02:03",
                           "### 00:01:34 {#00:01:34}", "**00:01:34**"}) {
    INFO(line);
    CHECK(IsClockLine(line));
  }
  for (const char* line : {"", "00:01", "at 00:01:26", "00:01:26 then", "2024-03-01 00:01:26",
                           "(00:02:06", "#1", "00:01:26 {x}"}) {
    INFO(line);
    CHECK_FALSE(IsClockLine(line));
  }
}

TEST_CASE("transcript frame: what programs say of themselves") {
  for (const char* line :
       {"Transcription ended after 00:30:30", "### Transcription ended after 01:10:17",
        "*This editable transcript was computer generated and might contain errors.*",
        "Transcribed by https://otter.ai", "Ada Bell stopped transcription",
        "Ben Ode started transcription"}) {
    INFO(line);
    CHECK(IsTranscriptFooter(line));
  }
  for (const char* line :
       {"Transcription ended after a while", "We stopped transcription", "stopped transcription",
        "Then they stopped transcription", "Transcribed by hand", "I think Ada stopped it",
        "Transcribed by https://otter.ai they said"}) {
    INFO(line);
    CHECK_FALSE(IsTranscriptFooter(line));
  }
  CHECK(WithoutLeadingClock("[00:00:05] and then") == "and then");
  CHECK(WithoutLeadingClock("[00:05] and then") == "[00:05] and then");
  CHECK(WithoutLeadingClock("00:00:05 and then") == "00:00:05 and then");
}

TEST_CASE("transcript frame: nobody's words") {
  CHECK(Said("Call - Transcript\n00:00:00\n\nAda Bell: so\nBen Ode: yes\n\n\n00:01:26\n\n"
             "Ada Bell: the code is\n00:02:26\nBen Ode: good\nand bye\n\n\n"
             "Transcription ended after 00:30:30\n\n\n"
             "This editable transcript was computer generated and might contain errors.\n") ==
        Lines{"Ada Bell: so", "Ben Ode: yes", "Ada Bell: the code is\n00:02:26",
              "Ben Ode: good\nand bye"});
  CHECK(
      Said(
          "Ada Bell (00:00:00):\nso it\n\n(00:02:06):\ngoes on\n\nBen Ode (00:03:00):\nyes\n\n"
          "Ada Bell (00:04:00):\nx\n\nBen Ode (00:05:00):\ny\nTranscribed by https://otter.ai\n") ==
      Lines{"Ada Bell: so it\n\ngoes on", "Ben Ode: yes", "Ada Bell: x", "Ben Ode: y"});
  CHECK(Said("[00:00:00] Ada: so it\n\n[00:00:05] goes on\n\n[00:00:12] Ben: yes\n\n"
             "[00:00:14] Ada: x\n\n[00:00:15] Ben: y\n") ==
        Lines{"Ada: so it\n\ngoes on", "Ben: yes", "Ada: x", "Ben: y"});
}

TEST_CASE("transcript frame: a cut file keeps it out") {
  CheckCuts(kTranscriptReader,
            "Ada Bell: so\nBen Ode: yes\n\n00:01:26\n\nAda Bell: the code\nBen Ode: good\n\n"
            "Transcription ended after 00:30:30\n");
}

}  // namespace
}  // namespace ebb
