// Lines that may stand in the wrong mouth: nothing is read otherwise, but it is said.
#include "readers/transcript_doubts.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "readers/read_bytes.h"
#include "readers/transcript.h"

namespace ebb {
namespace {

constexpr char kDoubtedStarts[] = "the start of another message";
constexpr char kDoubtedStrangers[] = "by a name that comes once or twice";

std::vector<std::string> DoubtsOf(const std::string& text) {
  const ReadOutcome outcome = ReadGood(kTranscriptReader, text);
  return outcome.report->warnings;
}

bool SaysDoubt(const std::string& text, std::string_view of) {
  for (const std::string& warning : DoubtsOf(text)) {
    if (warning.find(of) != warning.npos) return true;
  }
  return false;
}

// Ada and Ben in turns; `inside` stands below the fourth line.
std::string ClockedTalk(int lines, const std::string& inside) {
  std::string text;
  for (int i = 0; i < lines; ++i) {
    const std::string minute = std::to_string(10 + i % 50);
    text += "[1" + std::to_string(i / 50 % 10) + ":" + minute + "] " + (i % 2 ? "Ben" : "Ada") +
            ": words " + std::to_string(i) + "\n";
    if (i == 3) text += inside;
  }
  return text;
}
std::string PlainTalk(int lines, const std::string& inside) {
  std::string text;
  for (int i = 0; i < lines; ++i) {
    text += std::string(i % 2 ? "Ben" : "Ada") + ": words " + std::to_string(i) + "\n";
    if (i == 3) text += inside;
  }
  return text;
}

TEST_CASE("transcript doubts: who writes without the clock of the others") {
  const auto known = DoubtsOf(ClockedTalk(20, "Ada: no clock\n"));
  REQUIRE(known.size() == 1);
  CHECK(known[0] ==
        "1 line looks like the start of another message but was read as part of the one before; "
        "first: line 5");
  const auto stranger =
      DoubtsOf(ClockedTalk(20, "Cid: no clock\nwell\nCid: and again\nCid: once more\n"));
  // Twice is what people write before colons, too.
  CHECK(DoubtsOf(ClockedTalk(20, "Platform: four\nsee you\nPlatform: five\n")).empty());
  CHECK(DoubtsOf(ClockedTalk(20, "Q: why\nA: so\nQ: how\nA: so\nQ: when\nA: now\n")).empty());
  REQUIRE(stranger.size() == 1);
  CHECK(stranger[0] ==
        "3 lines look like the start of another message but were read as part of the one before; "
        "first: line 5");
  // What is read stays as it is.
  const ReadOutcome outcome = ReadGood(kTranscriptReader, ClockedTalk(20, "Ada: no clock\n"));
  REQUIRE(outcome.sink.records.size() == 20);
  CHECK(outcome.sink.records[3].text == "words 3\nAda: no clock");
}

TEST_CASE("transcript doubts: a clock where the others have none") {
  CHECK(SaysDoubt(PlainTalk(20, "Cid (10:05): a clock\n"), kDoubtedStarts));
  CHECK(SaysDoubt(PlainTalk(20, "[10:05] Cid: a clock\n"), kDoubtedStarts));
}

TEST_CASE("transcript doubts: headings of another form") {
  std::string text;
  for (int i = 0; i < 20; ++i) {
    text += std::string(i % 2 ? "Ben" : "Ada") + " 2024-03-01 10:" + std::to_string(10 + i) +
            "\nwords\n\n";
    if (i == 3) text += "[2024-03-01 10:13] Cid\nother words\n\n";
    if (i == 5) text += "Ada, at last 2024-03-01 11:00\n";  // a sentence
  }
  const auto warnings = DoubtsOf(text);
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].find("1 line looks") == 0);
}

TEST_CASE("transcript doubts: two with wide colons who always follow each other") {
  std::string text;
  for (int i = 0; i < 30; ++i) {
    text += "Ada: words " + std::to_string(i) + "\n";
    if (i % 3 == 0) text += "Ben: well\n";
    if (i % 6 == 2) {
      text += "\u5c0f\u660e\uff1a\u4f60\u597d\u5417\n\u5c0f\u7ea2\uff1a\u6211\u5f88\u597d\n";
    }
  }
  CHECK(SaysDoubt(text, kDoubtedStarts));
}

TEST_CASE("transcript doubts: what people write before colons is none") {
  CHECK(DoubtsOf(ClockedTalk(20, "")).empty());
  CHECK(DoubtsOf(PlainTalk(20, "")).empty());
  CHECK(DoubtsOf(ClockedTalk(20, "PS: one\nPS: two\n")).empty());
  CHECK(DoubtsOf(ClockedTalk(20, "Note: one\nNote: two\n")).empty());
  CHECK(DoubtsOf(ClockedTalk(20, "so they said: one\nso they said: two\n")).empty());
  CHECK(DoubtsOf(ClockedTalk(20, "Milk: two\nBread: one\n")).empty());
  CHECK(DoubtsOf(PlainTalk(20, "meet at 10:30\nDentist: no\n")).empty());
  CHECK(DoubtsOf(PlainTalk(20, "10:30 to the dentist: no\n")).empty());
}

TEST_CASE("transcript doubts: a name that hardly ever speaks in a long chat of two") {
  const auto warnings = DoubtsOf(ClockedTalk(300, "[09:11] Cid: pasted\n"));
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0] ==
        "1 line looks like part of a message but was read as the start of another, by a name that "
        "comes once or twice; first: line 5");
  CHECK(SaysDoubt(PlainTalk(300, "Cid: pasted\nCid: twice\n"), kDoubtedStrangers));
  CHECK_FALSE(SaysDoubt(PlainTalk(300, "Cid: once, and so words\n"), kDoubtedStrangers));
  CHECK_FALSE(SaysDoubt(ClockedTalk(20, "[09:11] Cid: hi\n"), kDoubtedStrangers));  // short
  CHECK_FALSE(SaysDoubt(ClockedTalk(300, "[09:11] Cid: a\n[09:12] Cid: b\n[09:13] Cid: c\n"),
                        kDoubtedStrangers));
}

TEST_CASE("transcript doubts: what stands above the first speaker is part of no message") {
  CHECK(DoubtsOf("Topic: trains\n\n" + ClockedTalk(20, "Topic: buses\n")).empty());
}

}  // namespace
}  // namespace ebb
