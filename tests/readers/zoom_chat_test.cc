#include "readers/zoom_chat.h"

#include <catch2/catch.hpp>

#include "readers/read_bytes.h"
#include "readers/zoom_body.h"
#include "readers/zoom_line.h"

namespace ebb {
namespace {

using Lines = std::vector<std::string>;
using Basis = Timestamp::Basis;

Lines ZoomLines(const std::string& text) {
  const ReadOutcome outcome = ReadChecked(kZoomChatReader, text);
  REQUIRE(outcome.report);
  Lines lines;
  for (const KeptMessage& m : outcome.sink.records) lines.push_back(m.sender + ": " + m.text);
  return lines;
}

const std::string kOldZoomLog =
    "19:02:03\t From Ada Bell to Everyone : is the sound on\r\n"
    "19:02:10  From Ben : yes: it is\r\nand loud\r\n"
    "19:02:15 From Ada Bell to Ben (Privately) : thanks\r\n"
    "19:02:16 From Ben to Ada Bell(Direct Message) : no : problem\r\n";
const std::string kNewZoomLog =
    "19:02:03 From  Road to Rome: 2  to  Everyone:\n\tis the sound on\n\n\tor not\n"
    "19:02:10 From  Ben  to  Everyone: \n\tReplying to \"is the sound on\"\n\n\tit is\n"
    "19:02:12 From  Ben  to  Everyone:\n\tadd \U0001f44d\n"
    "19:02:13 From Ada to Everyone:\n\tReacted to \"is the sound on\" with \u2764\ufe0f\n"
    "19:02:14 From Ben to Ada(Direct Message):\n  10:00:00 From here to there : ok\n";
const std::string kCloud = "00:00:05\tAda:\thi: there\n00:01:00\tBen B:\thello\nyou\n";

TEST_CASE("zoom: the layouts") {
  CHECK(ZoomLines(kOldZoomLog) == Lines{"Ada Bell: is the sound on", "Ben: yes: it is\nand loud",
                                        "Ada Bell: thanks", "Ben: no : problem"});
  CHECK(ZoomLines(kNewZoomLog) == Lines{"Road to Rome: 2: is the sound on\n\nor not", "Ben: it is",
                                        ": ", ": ", "Ben: 10:00:00 From here to there : ok"});
  CHECK(ZoomLines(kCloud) == Lines{"Ada: hi: there", "Ben B: hello\nyou"});
  const ReadOutcome outcome = ReadChecked(kZoomChatReader, kNewZoomLog);
  CHECK(outcome.sink.Notices().size() == 2);
  CHECK(outcome.sink.records[1].has_reply);
  CHECK_FALSE(outcome.sink.records[0].has_reply);
  CHECK(outcome.sink.records[1].line == 5);
  CHECK(outcome.sink.records[4].line == 13);
}

TEST_CASE("zoom: a tab behind the colon") {
  CHECK(ZoomLines("00:00:12\tFrom Ada Bell to Everyone:\tone moment : please\n"
                  "00:00:40\tFrom Ben to Everyone:\tas I said:\n"
                  "00:00:41\tFrom Ben to Everyone: and so:\ton\n") ==
        Lines{"Ada Bell: one moment : please", "Ben: as I said:", "Ben: and so:\ton"});
}

TEST_CASE("zoom: To with a capital") {
  CHECK(ZoomLines("09:00:12 From Ada Bell To Everyone : hello\n"
                  "09:00:40 From Ben To Ada Bell(Direct Message) : and to you\n"
                  "09:00:41 From Road To Rome to Everyone : on\n") ==
        Lines{"Ada Bell: hello", "Ben: and to you", "Road To Rome: on"});
}

TEST_CASE("zoom: times") {
  const auto source = [](const std::string& name, const std::string& text) {
    CollectSink sink;
    REQUIRE(kZoomChatReader.read(*MemorySource(name, text), {}, sink));
    return sink.records;
  };
  const std::string night =
      "23:59:58 From A to Everyone : x\n00:00:03 From B to Everyone : y\n"
      "00:00:02 From B to Everyone : z\n";
  SECTION("clock alone") {
    const auto records = source("meeting_saved_chat.txt", night);
    CHECK(records[0].sent.basis == Basis::kElapsed);
    CHECK(records[0].sent.seconds == 86398);
    CHECK(records[1].sent.seconds == 86403);
    CHECK(records[2].sent.seconds == 86402);
  }
  SECTION("the folder names the day") {
    const auto records =
        source("Zoom/2024-02-29 23.50.00 Ada's room 99/meeting_saved_chat.txt", night);
    CHECK(records[0].sent.basis == Basis::kWall);
    CHECK(records[0].sent.seconds == 1709251198);
    CHECK(records[1].sent.seconds == 1709251203);
  }
  SECTION("no such day, or not a folder's beginning") {
    for (const char* name : {"2023-02-29 23.50.00 x/chat.txt", "x 2024-02-29 23.50.00/chat.txt"}) {
      CHECK(source(name, night)[0].sent.basis == Basis::kElapsed);
    }
  }
  SECTION("the cloud counts from the beginning") {
    const auto records = source("2024-02-29 23.50.00 x/chat.txt", kCloud);
    CHECK(records[0].sent.basis == Basis::kElapsed);
    CHECK(records[1].sent.seconds == 60);
  }
}

TEST_CASE("zoom: newer programs write the day, and words of their own language") {
  const std::string dated =
      "2024-02-29 23:59:58 From Ada Bell to Everyone:\n\tis the sound on\n"
      "2024-03-01 00:00:03 From Ben to Ada Bell(Direct Message):\n\tno\n\n\tor yes\n"
      "2024-03-01 00:00:01 From Ben to Everyone:\n\tReplying to \"is the sound on\"\n\n\tit is\n";
  CHECK(ZoomLines(dated) == Lines{"Ada Bell: is the sound on", "Ben: no\n\nor yes", "Ben: it is"});
  const ReadOutcome outcome = ReadChecked(kZoomChatReader, dated);
  CHECK(outcome.sink.records[0].sent.basis == Basis::kWall);
  CHECK(outcome.sink.records[0].sent.seconds == 1709251198);
  CHECK(outcome.sink.records[2].sent.seconds == 1709251201);
  CHECK(outcome.report->warnings.empty());
  CHECK(kZoomChatReader.probe(dated) == Match::kCertain);
  CheckCuts(kZoomChatReader, dated);
  const std::string russian =
      "2024-02-29 10:00:05 От Аня кому Все:\n\tзвук есть?\n"
      "2024-02-29 10:00:09 От Боря кому Все:\n\tОтвет на «звук есть?»:\n\tда\n"
      "2024-02-29 10:00:11 От Боря кому Аня(Личное сообщение):\n\tРеакция на \"звук\" с помощью "
      "\U0001f44d\n";
  CHECK(ZoomLines(russian) == Lines{"Аня: звук есть?", "Боря: да", ": "});
  CheckCuts(kZoomChatReader, russian);
  for (const char* other : {"10:00:05 Von Ada an Alle:\n\tja\n", "10:00:05 De Ada a Todos:\n\tja\n",
                            "10:00:05\t Von Ada : ja\n", "10:00:05 De  Ada  à  Tous:\n\tja\n",
                            "10:00:05 시작 Ada 수신자 모두:\n\tja\n"}) {
    INFO(other);
    CHECK(kZoomChatReader.probe(other) == Match::kLikely);
    CHECK(ZoomLines(other) == Lines{"Ada: ja"});
  }
  for (const char* none : {"10:00:05 Von Ada: ja\n", "10:00:05 De Ada:\n\tja\n",
                           "2024-13-01 10:00:05 From Ada to Ben:\n\tja\n"}) {
    CHECK(kZoomChatReader.probe(none) == Match::kNo);
  }
}

TEST_CASE("zoom: names of the cloud that begin as heads of other languages do") {
  const std::string first = "00:00:01\tVan Aken:\tready : yes\n";
  const std::string rest =
      "00:00:02\tUma:\tgo\n00:00:03\tDa Costa:\tI told a colleague:\n00:00:04\tDe Wit:\tout : "
      "in\n00:00:05\tVon  an  Eck:\n";
  const Lines said = {"Uma: go", "Da Costa: I told a colleague:", "De Wit: out : in",
                      "Von  an  Eck: "};
  CHECK(ZoomLines("00:00:00\tUma:\tgo\n" + first)[1] == "Van Aken: ready : yes");
  CHECK(ZoomLines(rest) == said);
  const ReadOutcome outcome = ReadChecked(kZoomChatReader, first + rest);
  REQUIRE(outcome.report);
  CHECK(outcome.report->why == "lines of Zoom's cloud chat");
  REQUIRE(outcome.sink.records.size() == 5);
  CHECK(outcome.sink.records[0].sender == "Van Aken");
  CheckCuts(kZoomChatReader, first + rest);
}

TEST_CASE("zoom: what does not look like the first head is text") {
  const std::string english = "09:30:00 From Uma to Everyone:\n\tthe list\n";
  for (const char* typed : {"09:45:00 Van collects us : Uma waits", "09:46:00 De la Ria : closed",
                            "09:47:00\tWim:\tcopied", "2024-05-02 09:48:00 From Uma to Wim:"}) {
    INFO(typed);
    CHECK(ZoomLines(english + typed + "\n09:50:00 From Wim to Everyone:\n\tdone\n") ==
          Lines{"Uma: the list\n" + std::string(typed), "Wim: done"});
  }
  CHECK(ZoomLines("2024-05-02 09:30:00 From Wim to Everyone:\n\tI found\n09:10:00 From Uma to "
                  "Everyone:\n\tmy notes\n") ==
        Lines{"Wim: I found\n09:10:00 From Uma to Everyone:\nmy notes"});
  CHECK(ZoomLines("09:30:00 Van Wim aan Iedereen:\n\teen\n09:31:00 From here to the end : no\n") ==
        Lines{"Wim: een\n09:31:00 From here to the end : no"});
}

TEST_CASE("zoom: a number at the end is a cut head only where heads begin so") {
  const std::string clocks = "09:30:00 From Wim to Everyone:\n\tit was in\n";
  CHECK(ZoomLines(clocks + "1987") == Lines{"Wim: it was in\n1987"});
  CHECK(ZoomLines(clocks + "09:3") == Lines{"Wim: it was in"});
  const std::string days = "2024-05-02 " + clocks;
  for (const char* cut : {"2024", "2024-05-02 09:3"}) {
    CHECK(ZoomLines(days + cut) == Lines{"Wim: it was in"});
  }
}

TEST_CASE("zoom: reactions and quotes") {
  for (const char* body :
       {"add \U0001f602", "remove \u2764\ufe0f", "Reacted to \"so\n\" with\" with \U0001f44d",
        "Removed a \U0001f44d reaction from \"so what\"", "Reacted to so... with \"\U0001f44d\"",
        "Элемент \U0001f44d удален из \"так\""}) {
    CHECK(IsZoomReaction(body));
  }
  for (const char* body : {"add me", "add", "add \U0001f602 to it", "Reacted to \"it\" with joy",
                           "Removed a stone reaction from \"x\"", "\U0001f602"}) {
    CHECK_FALSE(IsZoomReaction(body));
  }
  const auto rest = [](std::string_view body) {
    return TakeZoomQuote(&body) ? std::string(body) : "none";
  };
  CHECK(rest("Replying to \"short\" ok") == "ok");
  CHECK(rest("Replying to \"short\"\n\nok\nthen") == "ok\nthen");
  CHECK(rest("Replying to \"twenty letters of \u00e9e...\" ok") == "ok");
  CHECK(rest("Replying to \"he \"said\" so to ever...\" no \"way\"") == "no \"way\"");
  CHECK(rest("Replying to \"short\"") == "");
  CHECK(rest("Replying to \"short") == "none");
  CHECK(rest("Replying to you") == "none");
}

TEST_CASE("zoom: what comes before, and what it is not") {
  const ReadOutcome outcome = ReadChecked(kZoomChatReader, "Chat log\n\n" + kOldZoomLog);
  REQUIRE(outcome.report);
  CHECK(outcome.sink.records.size() == 4);
  REQUIRE(outcome.sink.skipped.size() == 1);
  CHECK(outcome.sink.skipped[0].line == 1);
  CHECK(kZoomChatReader.probe(kOldZoomLog) == Match::kCertain);
  CHECK(kZoomChatReader.probe(kNewZoomLog) == Match::kCertain);
  CHECK(kZoomChatReader.probe(kCloud) == Match::kLikely);
  for (const char* text :
       {"", "x\n", "10:02:03 Ada: hi\n10:02:04 Ben: ho\n", "10:02\tAda\thi\n",
        "10:02:03\tAda\thi\n", "10:02:03 From here on\n", "10:61:03 From A : x\n"}) {
    INFO(text);
    CHECK(kZoomChatReader.probe(text) == Match::kNo);
    const ReadOutcome refused = ReadChecked(kZoomChatReader, text);
    REQUIRE_FALSE(refused.report);
    CHECK(refused.report.error().kind == ErrorKind::kInput);
  }
}

TEST_CASE("zoom: every cut keeps what is complete") {
  for (const std::string& sample : {kOldZoomLog, kNewZoomLog, kCloud})
    CheckCuts(kZoomChatReader, sample);
  const ReadOutcome cut =
      ReadChecked(kZoomChatReader, kOldZoomLog.substr(0, kOldZoomLog.find("Ben : yes")));
  REQUIRE(cut.report);
  CHECK(cut.report->truncated);
  CHECK(cut.sink.skipped.size() == 1);
}

TEST_CASE("zoom: too long a message is skipped") {
  const std::string words(17 * 1024 * 1024, 'w');
  for (const std::string& text : {"x\n\t" + words, words}) {
    const ReadOutcome outcome =
        ReadChecked(kZoomChatReader,
                    "09:00:00 From C : z\n10:00:00 From A : " + text + "\n10:00:01 From B : y\n");
    REQUIRE(outcome.report);
    REQUIRE(outcome.sink.records.size() == 2);
    CHECK(outcome.sink.records[1].text == "y");
    CHECK(outcome.sink.skipped.size() == 1);
  }
}

TEST_CASE("zoom: a digit in a box is a reaction, too") {
  const CollectSink sink =
      ReadGood(kZoomChatReader,
               "10:00:01 From Ada to Everyone : Reacted to \"who is first\" with 1\ufe0f\u20e3\n"
               "10:00:02 From Ben to Everyone : add 1\n")
          .sink;
  REQUIRE(sink.records.size() == 2);
  CHECK(sink.records[0].kind == MessageKind::kNotice);
  CHECK(sink.records[1].kind == MessageKind::kText);
}

}  // namespace
}  // namespace ebb
