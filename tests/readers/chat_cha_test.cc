#include "readers/chat_cha.h"

#include <catch2/catch.hpp>

#include "readers/cha_participants.h"
#include "readers/cha_text.h"
#include "readers/read_bytes.h"

namespace ebb {
namespace {

const std::string kTranscribed =
    "@UTF8\n@PID:\t11312/a-1\n@Begin\n@Languages:\teng\n"
    "@Participants:\tADA Ada_Bell Target_Adult, BEN Ben\n\tPartner, INV Investigator, XYZ Adult\n"
    "@ID:\teng|corpus|ADA||female|||Target_Adult|||\n@Media:\ttalk, audio, unlinked\n"
    "@Date:\t12-SEP-2016\n@Comment:\t*ADA: is not said\n"
    "*ADA:\t<did you> [/] did you (.) call &-um the\n\tplumber [: repair man] ? \x15"
    "1500_2750\x15\n"
    "%mor:\taux|do\n\tpro|you ?\n%wor:\tdid \x15"
    "1500_1600\x15 you .\n"
    "*BEN: +< not yet@q +/. \x15%snd:\"talk\"_3000_4000\x15\n%add:   ADA\n"
    "*INV:\txxx .\n"
    "*XYZ:\t0 .\n"
    "*QQQ:\tyes .\n"
    "@End\n";

TEST_CASE("cha: main lines, names and times") {
  const ReadOutcome outcome = ReadChecked(kChatChaReader, kTranscribed);
  REQUIRE(outcome.report);
  CHECK(outcome.report->format == "chat-cha");
  CHECK_FALSE(outcome.report->truncated);
  CHECK(outcome.report->warnings.size() == 1);
  CHECK(outcome.sink.skipped.empty());
  const auto& m = outcome.sink.records;
  REQUIRE(m.size() == 5);
  CHECK(m[0].sender == "Ada Bell");
  CHECK(m[0].sender_key == "ADA");
  CHECK(m[0].text == "did you call the plumber?");
  CHECK(m[0].sent.basis == Timestamp::Basis::kElapsed);
  CHECK(m[0].sent.seconds == 1);
  CHECK(m[0].sent.millis == 500);
  CHECK(m[0].until_millis == 2750);
  CHECK(m[0].line == 11);
  CHECK(kTranscribed.substr(m[0].source.begin, 5) == "*ADA:");
  CHECK(kTranscribed.substr(m[0].source.end, 5) == "%mor:");
  CHECK(m[1].sender == "Ben");
  CHECK(m[1].text == "not yet");
  CHECK(m[1].sent.seconds == 3);
  CHECK(m[2].sender == "INV");
  CHECK(m[2].text.empty());
  CHECK(m[2].kind == MessageKind::kOther);
  CHECK(m[2].sent.basis == Timestamp::Basis::kNone);
  CHECK(m[3].sender == "XYZ");
  CHECK(m[3].text.empty());
  CHECK(m[4].sender == "QQQ");
  CHECK(m[4].text == "yes.");
}

TEST_CASE("cha: words") {
  struct Case {
    const char* line;
    const char* words;
  };
  const Case cases[] = {
      {"hello .", "hello."},
      {"what +/?", "what?"},
      {"and then +...", "and then..."},
      {"so +\"/.", "so"},
      {"+\" go away .", "go away."},
      {"++ I know .", "I know."},
      {"I [/] I [/] I go .", "I go."},
      {"<I want> [//] I need it .", "I need it."},
      {"<the <big> [/] big one> [///] this one .", "this one."},
      {"he [/-] she went .", "she went."},
      {"&-um [/] go .", "go."},
      {"stay &-uh [/] here .", "stay here."},
      {"go [* s:r] [//] went .", "went."},
      {"&=laughs yes &+f &~ba &*INV:mhm .", "yes."},
      {"xxx yyy www .", ""},
      {"((DOOR_SLAM)) yes ((clears throat)) I do .", "yes I do."},
      {"0is he 0 going 007 .", "he going 007."},
      {"(be)cause gonna [: going to] (a)bout .", "because gonna about."},
      {"hola@s:spa ba:by@f no:: .", "hola baby no."},
      {"Mister_Fox ate ice+cream .", "Mister Fox ate ice-cream."},
      {"(.) a (..) b (1.5) c (1:05.2) (...) .", "a b c."},
      {"so \u2021 you know , well \u201e right ?", "so, you know, well, right?"},
      {"\u2191up \u2308two\u2309 \u00b0soft\u00b0 \u2206fast\u2206 .", "up two soft fast."},
      {"but \u23082 not \u23092 now \u2308yes\u2309 .", "but not now yes."},
      {"\u230a3no way\u230b3 , \u230a at 5 \u230b .", "no way, at 5."},
      {"\u264bairy\u264b \u2907soon and then\u2906 \u2039one more\u203a .",
       "airy soon and then one more."},
      {"\u201c&~fo and so\u201d she \u20390is\u203a \u2308&=laughs late \u23082xxx .",
       "and so\u201d she late."},
      {"\u201c so \u201d \u23080is\u2309 \u2308xxx\u2309 yyy\u23092 .", "\u201c so \u201d."},
      {"caf\u00e9 \u00fcber .", "caf\u00e9 \u00fcber."},
      {"a [=! sings] b [% said to <cat>] c [+ bch] [- spa] [?] [>] .", "a b c."},
      {"<over lap> [<] here .", "over lap here."},
      {"# pause #_2 .", "pause."},
      {"open < group [ and ] stray > marks ]", "open group stray marks"},
      {"", ""},
      {"[/] [//]", ""},
      {"> > [/] a", "a"},
  };
  ChaText text;
  for (const Case& c : cases) {
    INFO(c.line);
    text.Read(c.line);
    CHECK(text.words() == c.words);
  }
}

TEST_CASE("cha: times") {
  ChaText text;
  const auto times = [&](std::string_view line) {
    text.Read(line);
    return std::pair(text.begin(), text.end());
  };
  using Pair = std::pair<std::int64_t, std::int64_t>;
  CHECK(times("a \x15"
              "0_10\x15") == Pair(0, 10));
  CHECK(times("a \x15"
              "5_10\x15 b . \x15"
              "12_20\x15") == Pair(5, 20));
  CHECK(times("a \x15%mov:\"x_1\"_5_10\x15") == Pair(5, 10));
  for (const char* bad : {"a", "a \x15", "a \x15\x15", "a \x15_\x15",
                          "a \x15"
                          "5\x15",
                          "a \x15"
                          "5_\x15",
                          "a \x15"
                          "1_99999999999999999999\x15",
                          "a \x15"
                          "1_2"}) {
    CHECK(times(bad) == Pair(-1, -1));
    CHECK(text.words() == "a");
  }
}

TEST_CASE("cha: participants") {
  ChaParticipants people;
  people.Read(
      "\tCHI Alex Target_Child, MOT\n\tAlex Mother, FAT Jo_Ann Father , SP1 Unidentified Adult,"
      "SP2 Mary Lou Friend,, X");
  CHECK(people.NameOf("CHI") == "CHI");  // two are called Alex
  CHECK(people.NameOf("MOT") == "MOT");
  CHECK(people.NameOf("FAT") == "Jo Ann");
  CHECK(people.NameOf("SP1") == "SP1");
  CHECK(people.NameOf("SP2") == "Mary Lou");
  CHECK(people.NameOf("X") == "X");
  CHECK(people.NameOf("Y") == "Y");
}

TEST_CASE("cha: what is no line of it is skipped") {
  const ReadOutcome outcome = ReadChecked(
      kChatChaReader,
      "@Begin\r\n*ADA:\tone .\r\nstray\r\n\tgoes on\r\n*nobody\r\n*:\tx\r\n*BEN:\ttwo\r\n\t.\r\n");
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 2);
  CHECK(outcome.sink.records[1].text == "two.");
  REQUIRE(outcome.sink.skipped.size() == 3);
  CHECK(outcome.sink.skipped[0].reason == "not a line of CHAT");
  CHECK(outcome.sink.skipped[0].line == 3);
}

TEST_CASE("cha: the probe") {
  CHECK(kChatChaReader.probe(kTranscribed) == Match::kCertain);
  CHECK(kChatChaReader.probe("@Begin\n*A:\tx") == Match::kCertain);
  CHECK(kChatChaReader.probe("@Font:\tx\n@Begin\n") == Match::kCertain);
  for (const char* text :
       {"", "@Font:\tx\n", "@user hi\n", "*ADA:\tx .\n", "A: x\nB: y\nA: x\nB: y\n"}) {
    CHECK(kChatChaReader.probe(text) == Match::kNo);
  }
  for (const char* text : {"", "\n\n", "@user hi\n", "*ADA:\tx .\n"}) {
    const ReadOutcome outcome = ReadChecked(kChatChaReader, text);
    REQUIRE_FALSE(outcome.report);
    CHECK(outcome.report.error().kind == ErrorKind::kInput);
  }
}

TEST_CASE("cha: every cut keeps what is complete") {
  CheckCuts(kChatChaReader, kTranscribed);
  CHECK(ReadChecked(kChatChaReader, kTranscribed.substr(0, kTranscribed.find("yet@q")))
            .report->truncated);
}

TEST_CASE("cha: too long a line is skipped, and the sink may have enough") {
  const std::string words(17 * 1024 * 1024, 'w');
  for (const std::string& text : {"*A:\t" + words + "\n", "*A:\tx\n\t" + words + "\n"}) {
    const ReadOutcome outcome =
        ReadChecked(kChatChaReader, "@Begin\n" + text + "%com:\t" + words + "\n*B:\ty .\n");
    REQUIRE(outcome.report);
    REQUIRE(outcome.sink.records.size() == 1);
    CHECK(outcome.sink.records[0].text == "y.");
    CHECK(outcome.sink.skipped.size() >= 1);
  }
  CollectSink sink;
  sink.stop_after = 2;
  REQUIRE(kChatChaReader.read(*MemorySource("sample", kTranscribed), {}, sink));
  CHECK(sink.records.size() == 2);
}

}  // namespace
}  // namespace ebb
