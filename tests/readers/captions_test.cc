#include "readers/captions.h"

#include <catch2/catch.hpp>

#include "readers/caption_cues.h"
#include "readers/read_bytes.h"
#include "readers/recording.h"

namespace ebb {
namespace {

using Lines = std::vector<std::string>;

// "speaker: text" of each message; "?" stands for the unknown speaker.
Lines CaptionLines(const Reader& reader, const std::string& text) {
  const ReadOutcome outcome = ReadChecked(reader, text);
  REQUIRE(outcome.report);
  Lines lines;
  for (const KeptMessage& m : outcome.sink.records) {
    lines.push_back((m.sender == kUnknownSpeaker ? "?" : m.sender) + ": " + m.text);
  }
  return lines;
}

// A WebVTT file of one cue a text, a second each.
std::string Vtt(const Lines& texts) {
  std::string file = "WEBVTT\n\n";
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto two = [](std::size_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    const std::string clock = two(i / 3600) + ":" + two(i / 60 % 60) + ":" + two(i % 60);
    file += clock + ".000 --> " + clock + ".900\n" + texts[i] + "\n\n";
  }
  return file;
}

Lines Cues(const Lines& texts) { return CaptionLines(kWebVttReader, Vtt(texts)); }

const std::string kTalk =
    "WEBVTT - our talk\nKind: captions\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:9000\n\n"
    "NOTE made\nby hand\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:fred\n\n"
    "first one\n00:01.500 --> 00:03.000 align:start position:0%\n"
    "<v.loud Ada>Did you <i>water</i> the <00:02.000><c.yellow>plants</c>?</v>\n\n"
    "2\n00:00:03.250 --> 00:00:04.000\n<v Ben>Not yet &amp; not soon,\nI am &lt;tired&gt;.</v>\n\n"
    "123:00:05.000 --> 123:00:06.000\n<v Ada>I water them</v> <v Ben>thank you</v>\n\n"
    "123:00:07.000 --> 123:00:08.000\n\n";

TEST_CASE("captions: WebVTT with voices") {
  const ReadOutcome outcome = ReadChecked(kWebVttReader, kTalk);
  REQUIRE(outcome.report);
  CHECK(outcome.report->format == "webvtt");
  CHECK_FALSE(outcome.report->truncated);
  CHECK(outcome.sink.skipped.empty());
  const auto& m = outcome.sink.records;
  REQUIRE(m.size() == 5);
  CHECK(m[0].sender == "Ada");
  CHECK(m[0].text == "Did you water the plants?");
  CHECK(m[0].sent.basis == Timestamp::Basis::kElapsed);
  CHECK(m[0].sent.seconds == 1);
  CHECK(m[0].sent.millis == 500);
  CHECK(m[0].until_millis == 3000);
  CHECK(m[0].line == 14);
  CHECK(kTalk.substr(m[0].source.begin, 9) == "first one");
  CHECK(m[1].sender == "Ben");
  CHECK(m[1].text == "Not yet & not soon, I am <tired>.");
  CHECK(m[2].sender == "Ada");
  CHECK(m[2].text == "I water them");
  CHECK(m[2].sent.seconds == 123 * 3600 + 5);
  CHECK(m[3].sender == "Ben");
  CHECK(m[3].text == "thank you");
  CHECK(kTalk.substr(m[3].source.begin, 7) == "<v Ben>");
  CHECK(m[4].sender == kUnknownSpeaker);
  CHECK(m[4].text.empty());
  CHECK(m[4].kind == MessageKind::kOther);
  REQUIRE(outcome.report->warnings.size() == 1);
  CHECK(outcome.report->warnings[0].starts_with("1 captions do not say"));
  const Capabilities can = outcome.sink.conversations.at(0).capabilities;
  CHECK(can.seconds);
  CHECK_FALSE(can.instants);
  CHECK_FALSE(can.knows_me);
}

TEST_CASE("captions: who speaks") {
  SECTION("names before colons, where they recur or most cues have one") {
    CHECK(Cues({"Ada: hi", "Ben: hello", "Ada: note: it rains"}) ==
          Lines{"Ada: hi", "Ben: hello", "Ada: note: it rains"});
    CHECK(Cues({"Ada: hi", "Ben: hello", "how are you", "Ada: good", "Ben: fine", "one thing",
                "Note: it rains", "again", "and again"}) ==
          Lines{"Ada: hi", "Ben: hello", "Ben: how are you", "Ada: good", "Ben: fine",
                "Ben: one thing", "Ben: Note: it rains", "Ben: again", "Ben: and again"});
    CHECK(Cues({"Note: it rains", "yes", "and a lot"}) ==
          Lines{"?: Note: it rains", "?: yes", "?: and a lot"});
  }
  SECTION("several in one cue") {
    CHECK(Cues({"Ada: hi\nBen: hello", "ADA:\nand now"}) ==
          Lines{"Ada: hi", "Ben: hello", "ADA: and now"});
    CHECK(Cues({"- Ada: hi\n- Ben: hello"}) == Lines{"Ada: hi", "Ben: hello"});
    CHECK(Cues({"- hi\n- hello"}) == Lines{"?: hi\nhello"});
    CHECK(Cues({"<v Ada>one\ntwo\n<v Ben>three"}) == Lines{"Ada: one two", "Ben: three"});
  }
  SECTION("arrows") {
    CHECK(
        Cues({">> ADA: hi", "still me", ">> hello", "and more &gt;&gt; yes", "&gt;&gt; BEN: no"}) ==
        Lines{"ADA: hi", "ADA: still me", "?: hello", "?: and more\nyes", "BEN: no"});
    CHECK(Cues({"5 >>4", "a>>b"}) == Lines{"?: 5\n4", "?: a>>b"});
  }
  SECTION("brackets of diarisation") {
    CHECK(Cues({"[SPEAKER_01] go [SPEAKER_00] no", "[SPEAKER_B] why", "so [Speaker 1] hums"}) ==
          Lines{"SPEAKER_01: go", "SPEAKER_00: no", "SPEAKER_B: why", "SPEAKER_B: so  hums"});
    CHECK(Cues({"[SPEAKER_00]: hi", "[SPEAKER_01]: [laughs] oh", "[SPEAKER_00]: [music]"}) ==
          Lines{"SPEAKER_00: hi", "SPEAKER_01: oh", "SPEAKER_00: "});
    CHECK(
        Cues({"[SPEAKER_00] the milk is gone", "[SPEAKER_01] Note: buy milk [laughs]", "and tea",
              "[Speaker 2]\nno", "- [speaker 3] yes\n- [speaker 4]fine", "[SPEAKER_00] [music]"}) ==
        Lines{"SPEAKER_00: the milk is gone", "SPEAKER_01: Note: buy milk", "SPEAKER_01: and tea",
              "Speaker 2: no", "speaker 3: yes", "speaker 4: fine", "SPEAKER_00: "});
    CHECK(CaptionLines(kSrtReader,
                       "1\n00:00:01,000 --> 00:00:02,000\n[SPEAKER_07] one\n[SPEAKER_07] two\n") ==
          Lines{"SPEAKER_07: one two"});
    CHECK(Cues({"[speakers hum]", "so [Speaker 1] hums", "[Speaker one] hm", "[SPEAKER_]",
                "<v Ada>[SPEAKER_00] hi"}) ==
          Lines{"?: ", "?: so  hums", "?: hm", "?: ", "Ada: hi"});
  }
  SECTION("a file with voices has no other names") {
    CHECK(Cues({"<v Ada>Plan: go</v>", "Plan: stay", "<v>nobody</v>", "<v A &amp; B>both"}) ==
          Lines{"Ada: Plan: go", "?: Plan: stay", "?: nobody", "A & B: both"});
  }
}

TEST_CASE("captions: names in brackets above the words, as Google Meet's have them") {
  const Lines texts = {"(Ada Bell)\nis the kettle on",
                       "(Ada Bell)\nor is it\n-\n \n(Ben)\nNote: it is\nnow",
                       "(Ben)\n(laughs)\nand the tea\n-\n(Ada Bell)\nwhat tea",
                       "(Juan de la Paz)\ngreen - tea\n-\n \n(mia)\n-\nno",
                       "(door creaks)\nwho is it",
                       "(Ben)\n(MUSIC)",
                       "(Ada Bell)\n(Phone rings)\nhello (again)",
                       "(Ben)\nsorry"};
  const Lines said = {"Ada Bell: is the kettle on",
                      "Ada Bell: or is it",
                      "Ben: Note: it is now",
                      "Ben: and the tea",
                      "Ada Bell: what tea",
                      "Juan de la Paz: green - tea",
                      "mia: - no",
                      "mia: who is it",
                      "Ben: ",
                      "Ada Bell: hello (again)",
                      "Ben: sorry"};
  CHECK(Cues(texts) == said);
  std::string sbv, srt;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string at = "0:00:0" + std::to_string(i);
    sbv += at + ".000," + at + ".900\n" + texts[i] + "\n\n";
    srt += std::to_string(i + 1) + "\n0" + at + ",000 --> 0" + at + ",900\n" + texts[i] + "\n\n";
  }
  CHECK(CaptionLines(kSbvReader, sbv) == said);
  CHECK(CaptionLines(kSrtReader, srt) == said);
  const ReadOutcome outcome = ReadChecked(kSbvReader, sbv);
  CHECK(outcome.report->why == "captions with names");
  CHECK(sbv.substr(outcome.sink.records[2].source.begin, 5) == "(Ben)");
  CHECK(outcome.sink.records[2].line == 10);
}

TEST_CASE("captions: sounds in brackets name nobody") {
  SECTION("not as many as cues") {
    CHECK(Cues({"(Ada)\nhi", "(Ben)\nhi you", "(Ada)\nso", "(Ben)\nyes", "no", "-\n(Ada)\noh"}) ==
          Lines{"?: hi", "?: hi you", "?: so", "?: yes", "?: no", "?: - oh"});
  }
  SECTION("not as names are written, or the usual ones") {
    CHECK(Cues({"(door closes)\nhi", "(Wind howls)\nyou", "(door closes)\nso",
                "(Wind howls)\nyes"}) == Lines{"?: hi", "?: you", "?: so", "?: yes"});
    CHECK(Cues({"(MUSIC)\nhi", "(Laughter)\nyou", "(MUSIC)\nso", "(Laughter)\nyes"}) ==
          Lines{"?: hi", "?: you", "?: so", "?: yes"});
  }
  SECTION("nothing said below") {
    CHECK(Cues({"(Thunder)", "(Rain)", "(Thunder)", "(Rain)", "(Thunder)\n(Rain)"}) ==
          Lines{"?: ", "?: ", "?: ", "?: ", "?: "});
  }
  SECTION("only one") {
    CHECK(Cues({"(Thunder)\nrun", "(Thunder)\nnow", "(Rain)\noh"}) ==
          Lines{"?: run", "?: now", "?: oh"});
  }
  SECTION("a number of SRT is no word below") {
    CHECK(CaptionLines(
              kSrtReader,
              "1\n00:00:01,000 --> 00:00:02,000\n(Rain)\n\n2\n00:00:02,000 --> 00:00:03,000\n"
              "(Wind)\n\n3\n00:00:03,000 --> 00:00:04,000\n(Rain)\n\n4\n"
              "00:00:04,000 --> 00:00:05,000\n(Wind)\n\n5\n00:00:05,000 --> 00:00:06,000\n"
              "(Wind)\noh\n") == Lines{"?: ", "?: ", "?: ", "?: ", "?: oh"});
  }
  SECTION("a file with voices") {
    CHECK(Cues({"(Ada)\nhi", "(Ben)\nyou", "(Ada)\nso", "(Ben)\n<v Cleo>yes</v>"}) ==
          Lines{"?: hi", "?: you", "?: so", "Cleo: yes"});
  }
}

TEST_CASE("captions: what is no word") {
  CHECK(Cues({"(door closes)", "[Music]", "i <3 you", "a < b > c", "no (really) no",
              "tom &amp; jerry &quot;ok&quot; &unknown; &"}) ==
        Lines{"?: ", "?: ", "?: i <3 you", "?: a < b > c", "?: no (really) no",
              "?: tom & jerry \"ok\" &unknown; &"});
  CHECK(CaptionLines(kSrtReader,
                     "1\n00:00:01,000 --> 00:00:02,000 X1:5\n{\\an8}<font color=\"red\">hi"
                     "</font> <b>you</b> {curly}\n") == Lines{"?: hi you {curly}"});
  CHECK(CaptionLines(kSbvReader, "0:00:01.000,0:00:02.000\nhi[br]you\n") == Lines{"?: hi you"});
}

TEST_CASE("captions: rolling lines are said once") {
  const std::string rolling =
      "WEBVTT\nKind: captions\nLanguage: en\n\n"
      "00:00:01.000 --> 00:00:03.000\n \nare<00:00:01.500><c> you</c>\n\n"
      "00:00:03.000 --> 00:00:03.010\nare you\n \n\n"
      "00:00:03.010 --> 00:00:05.000\nare you\nthere<00:00:04.000><c> yet</c>\n\n"
      "00:00:05.000 --> 00:00:05.010\nthere yet\n \n\n";
  const ReadOutcome outcome = ReadChecked(kWebVttReader, rolling);
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 2);
  CHECK(outcome.sink.records[0].text == "are you");
  CHECK(outcome.sink.records[1].text == "there yet");
  REQUIRE(outcome.sink.skipped.size() == 2);
  CHECK(outcome.sink.skipped[0].reason == "repeats the caption before it");
  CHECK(outcome.sink.skipped[0].line == 9);
  // Lines that pile up, and the same cue shown twice at a time.
  CHECK(Cues({"a b", "a b\nc d", "a b\nc d\ne f", "c d\ne f\ng h"}) ==
        Lines{"?: a b", "?: c d", "?: e f", "?: g h"});
  CHECK(CaptionLines(kWebVttReader,
                     "WEBVTT\n\n00:01.000 --> 00:03.000\nhi\n\n00:02.000 --> 00:04.000\nhi\n"
                     "\n00:04.000 --> 00:05.000\nhi\n") == Lines{"?: hi", "?: hi"});
  // Somebody may say a thing twice.
  CHECK(Cues({"no", "no"}) == Lines{"?: no", "?: no"});
}

TEST_CASE("captions: WebVTT blocks") {
  SECTION("a line with an arrow begins a cue, blank line or not") {
    CHECK(CaptionLines(kWebVttReader,
                       "WEBVTT\n00:01.000 --> 00:02.000\none\n00:02.000 --> 00:03.000\n"
                       "two\n\nNOTE\n00:03.000 --> 00:04.000\nthree") ==
          Lines{"?: one", "?: two", "?: three"});
  }
  SECTION("bad times and blocks without times are skipped and counted") {
    const ReadOutcome outcome =
        ReadChecked(kWebVttReader,
                    "WEBVTT\n\n00:61.000 --> 00:02.000\nlost\n\nno times\nat all\n\n"
                    "00:02.000 --> soon\nlost\n\n00:02.000 --> 00:03.000\nkept\n");
    REQUIRE(outcome.report);
    CHECK(outcome.sink.records.size() == 1);
    REQUIRE(outcome.sink.skipped.size() == 3);
    CHECK(outcome.sink.skipped[0].reason == "its times cannot be read");
    CHECK(outcome.sink.skipped[1].reason == "a block without a line of times");
    CHECK(outcome.sink.skipped[1].line == 6);
  }
  SECTION("line ends, one kind or another") {
    for (const std::string end : {"\n", "\r\n", "\r"}) {
      std::string file;
      for (const std::string line : {"WEBVTT", "", "00:01.000 --> 00:02.000", "a\tb", "c", "",
                                     "00:02.000 --> 00:03.000", "d"}) {
        file += line + end;
      }
      CHECK(CaptionLines(kWebVttReader, file) == Lines{"?: a\tb c", "?: d"});
    }
  }
  SECTION("nothing but the word") {
    const ReadOutcome outcome = ReadChecked(kWebVttReader, "WEBVTT");
    REQUIRE(outcome.report);
    CHECK(outcome.sink.records.empty());
    CHECK(outcome.report->warnings.size() == 1);
  }
}

const std::string kSubtitles =
    "1\n00:00:01,000 --> 00:00:02,000\nADA: one\n\n2\n00:00:02,500 --> 00:00:03,000 X1:1 Y1:2\n"
    "BEN: two\n\nand more\n42\n\n\n3\n00:00:04.5 --> 00:00:05,000\nADA: three\n4\n"
    "0:00:06,000 --> 0:00:07,000\nBEN: four\n";

TEST_CASE("captions: SRT") {
  const ReadOutcome outcome = ReadChecked(kSrtReader, kSubtitles);
  REQUIRE(outcome.report);
  CHECK(outcome.sink.skipped.empty());
  CHECK(CaptionLines(kSrtReader, kSubtitles) ==
        Lines{"ADA: one", "BEN: two and more 42", "ADA: three", "BEN: four"});
  CHECK(outcome.sink.records[2].sent.millis == 500);
  CHECK(outcome.sink.records[3].line == 16);
  SECTION("missing numbers") {
    CHECK(CaptionLines(kSrtReader,
                       "00:00:01,000 --> 00:00:02,000\na\n\n00:00:03,000 --> 00:00:04,000\nb") ==
          Lines{"?: a", "?: b"});
  }
  SECTION("a block without times") {
    const ReadOutcome bad =
        ReadChecked(kSrtReader,
                    "lead\n\n1\n00:00:01,000 --> 00:00:02,000\na\n\n2\nb\n\n3\n00:00:03,000 --> "
                    "00:00:04,000\nc\n");
    REQUIRE(bad.report);
    CHECK(bad.sink.records.size() == 2);
    REQUIRE(bad.sink.skipped.size() == 2);
    CHECK(bad.sink.skipped[1].line == 7);
  }
}

TEST_CASE("captions: SBV") {
  const ReadOutcome outcome = ReadChecked(
      kSbvReader, "0:00:01.000,0:00:02.000\none\nmore\n\n0:00:05.000,0:00:04.500\ntwo\n");
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 2);
  CHECK(outcome.sink.records[0].text == "one more");
  CHECK(outcome.sink.records[1].sent.seconds == 5);
  CHECK(outcome.sink.records[1].until_millis == 4500);
}

TEST_CASE("captions: a cut file says so") {
  const ReadOutcome outcome = ReadChecked(kSrtReader, kSubtitles.substr(0, kSubtitles.find("Y1")));
  REQUIRE(outcome.report);
  CHECK(outcome.report->truncated);
  REQUIRE(outcome.sink.skipped.size() == 1);
  CHECK(outcome.sink.skipped[0].reason == "the file ends inside this caption");
}

TEST_CASE("captions: every cut keeps what is complete") {
  CheckCuts(kWebVttReader, kTalk);
  CheckCuts(kWebVttReader, Vtt({"one\ntwo", ">> A: three", "four", "- five\n- six"}));
  CheckCuts(
      kSrtReader,
      "1\r\n00:00:01,000 --> 00:00:02,000\r\none\r\n\r\n2\r\n00:00:02,500 --> 00:00:03,000\r\n"
      "two\r\n\r\nand more\r\n3\r\n00:00:04,000 --> 00:00:05,000\r\nthree\r\n");
  CheckCuts(kSrtReader, "00:00:01,000 --> 00:00:02,000\none\n\n00:00:02,500 --> 00:00:03,000\ntwo");
  CheckCuts(kSbvReader, "0:00:01.000,0:00:02.000\none\nmore\n\n0:00:05.000,0:00:04.500\ntwo\n");
}

TEST_CASE("captions: too long a cue is skipped, memory is bounded") {
  const std::string words(17 * 1024 * 1024, 'w');
  for (const std::string& text :
       {words, words.substr(0, 9 << 20) + "\n" + words.substr(0, 9 << 20)}) {
    const ReadOutcome outcome = ReadChecked(kWebVttReader, Vtt({"a", text, "b"}));
    REQUIRE(outcome.report);
    REQUIRE(outcome.sink.records.size() == 2);
    CHECK(outcome.sink.records[1].text == "b");
    REQUIRE(outcome.sink.skipped.size() == 1);
    CHECK(outcome.sink.skipped[0].reason == "longer than 16 MiB");
  }
}

TEST_CASE("captions: names of a very long file are learned on the way") {
  Lines texts = {"Ada: one", "two", "Ben: three", "four", "Ada: five", "Ben: six", "x", "y", "z"};
  texts.resize(60000, std::string(100, 'w'));
  texts.insert(texts.end(), {"Cleo: a", "Cleo: b", "Note: c", "d"});
  const Lines said = Cues(texts);
  REQUIRE(said.size() == 60004);
  CHECK(said[1] == "Ada: two");
  CHECK(said[60000] == "Ben: Cleo: a");
  CHECK(said[60001] == "Cleo: b");
  CHECK(said[60002] == "Cleo: Note: c");
}

TEST_CASE("captions: the sink may have enough") {
  ReadOutcome outcome{ReadReport{}, {}};
  outcome.sink.stop_after = 3;
  const auto source = MemorySource("sample", kTalk);
  outcome.report = kWebVttReader.read(*source, {}, outcome.sink);
  REQUIRE(outcome.report);
  CHECK(outcome.sink.records.size() == 3);
}

TEST_CASE("captions: what it is not") {
  CHECK(kWebVttReader.probe("WEBVTT") == Match::kCertain);
  CHECK(kWebVttReader.probe("WEBVTT\tx\n") == Match::kCertain);
  CHECK(kWebVttReader.probe("WEBVTTX\n") == Match::kNo);
  CHECK(kWebVttReader.probe("a WEBVTT\n") == Match::kNo);
  CHECK(kSrtReader.probe(kSubtitles) == Match::kCertain);
  CHECK(kSrtReader.probe("00:00:01,000 --> 00:00:02,000\nx") == Match::kLikely);
  CHECK(kSrtReader.probe("00:00:01.000 --> 00:00:02.000\nx") == Match::kNo);
  CHECK(kSrtReader.probe("1\nwords\n") == Match::kNo);
  CHECK(kSbvReader.probe("0:00:01.000,0:00:02.000\nx") == Match::kCertain);
  CHECK(kSbvReader.probe("0:00:01.000,0:00:02.000,x\n") == Match::kNo);
  for (const Reader* reader : {&kWebVttReader, &kSrtReader, &kSbvReader}) {
    for (const char* text : {"", "words\n", "A: b\nB: c\nA: d\nB: e\n", "{\"a\": 1}"}) {
      CHECK(reader->probe(text) == Match::kNo);
      const ReadOutcome outcome = ReadBytes(*reader, text);
      REQUIRE_FALSE(outcome.report);
      CHECK(outcome.report.error().kind == ErrorKind::kInput);
    }
  }
}

TEST_CASE("recording: clocks") {
  const auto clock = [](std::string_view text) { return ReadClock(&text).value_or(-1); };
  CHECK(clock("00:00:01.500") == 1500);
  CHECK(clock("1:02:03,5") == 3723500);
  CHECK(clock("02:03") == 123000);
  CHECK(clock("100:00:00.0009") == 360000000);
  CHECK(clock("61:00") == -1);
  CHECK(clock("00:60") == -1);
  CHECK(clock("1:2") == -1);
  CHECK(clock("5") == -1);
  CHECK(clock("") == -1);
  CHECK(clock("123456:00:00") == -1);
}

TEST_CASE("captions: times without leading zeros, as Teams wrote them") {
  const ReadOutcome outcome =
      ReadChecked(kWebVttReader,
                  "WEBVTT\n\n9c1f/3-0\n0:0:2.0 --> 0:0:4.25\n<v Ada Bell>are we all here</v>\n\n"
                  "9c1f/4-0\n0:1:5.2 --> 1:2:7.950\n<v Ben>nearly</v>\n");
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 2);
  CHECK(outcome.sink.skipped.empty());
  CHECK(outcome.sink.records[0].sent.seconds == 2);
  CHECK(outcome.sink.records[1].sent.seconds == 65);
  CHECK(outcome.sink.records[1].sent.millis == 200);
  CHECK(outcome.sink.records[1].sender == "Ben");
  std::int64_t begin = 0, end = 0;
  CHECK_FALSE(ParseCueTimes(CaptionKind::kWebVtt, "1:2 --> 1:3", &begin, &end));
}

TEST_CASE("captions: names below the times, as Teams wrote them into Word documents") {
  const std::string file =
      "0:0:0.0 --> 0:0:1.200\nAda Example\nGood morning.\n0:0:2.10 --> 0:0:3.0\nBen Sample\n"
      "Yes.\nIs it?\n0:0:59.5 --> 0:1:2.0\nAda Example\nNo.\n0:1:4.0 --> 0:1:5.0\nBen Sample\n";
  CHECK(kSrtReader.probe(file) == Match::kLikely);
  CHECK(CaptionLines(kSrtReader, file) == Lines{"Ada Example: Good morning.",
                                                "Ben Sample: Yes. Is it?", "Ada Example: No.",
                                                "Ben Sample: "});
  // Words are no names.
  CHECK(kSrtReader.probe("0:0:0.0 --> 0:0:1.200\nADA: STOP IT\n0:0:2.0 --> 0:0:3.0\nBEN: NO\n"
                         "0:0:4.0 --> 0:0:5.0\nADA: STOP IT\n") == Match::kNo);
  CHECK(kSrtReader.probe("0:0:0.0 --> 0:0:1.200\nStop\n0:0:2.0 --> 0:0:3.0\nGo\n"
                         "0:0:4.0 --> 0:0:5.0\nStop\n") == Match::kNo);
  // Without names, or padded, it may be anything.
  CHECK(
      kSrtReader.probe("0:0:0.0 --> 0:0:1.200\nGood morning, you.\n0:0:2.0 --> 0:0:3.0\nYes.\n") ==
      Match::kNo);
}

TEST_CASE("captions: spaces between cues are no caption") {
  const ReadOutcome outcome = ReadChecked(
      kWebVttReader, "WEBVTT\n\nNOTE x\n\n     \n\n   \n1\n00:01.000 --> 00:02.000\nhi\n");
  REQUIRE(outcome.report);
  CHECK(outcome.sink.skipped.empty());
  CHECK(outcome.sink.records.size() == 1);
}

TEST_CASE("captions: speakers in the names of the cues, as Webex has them") {
  CHECK(CaptionLines(kWebVttReader,
                     "WEBVTT\n\n1 \"Ada \"A\" Bell\" (3107)\n00:01.000 --> 00:02.000\nis it on\n\n"
                     "2 \"Ben\" ()\n00:02.000 --> 00:03.000\nit is\nnow\n\n"
                     "3 \"quoted\"\n00:03.000 --> 00:04.000\nwho said that\n") ==
        Lines{"Ada \"A\" Bell: is it on", "Ben: it is now", "Ben: who said that"});
}

}  // namespace
}  // namespace ebb
