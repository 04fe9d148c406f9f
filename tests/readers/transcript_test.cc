#include "readers/transcript.h"

#include <catch2/catch.hpp>

#include "readers/read_bytes.h"
#include "readers/transcript_line.h"

namespace ebb {
namespace {

using Basis = Timestamp::Basis;

TEST_CASE("transcript lines") {
  struct Case {
    const char* line;
    const char* speaker;
    const char* text;
  };
  const Case cases[] = {
      {"Anna: good morning", "Anna", "good morning"},
      {"  Anna:\tgood morning", "Anna", "good morning"},
      {"Anna:", "Anna", ""},
      {"T: and then?", "T", "and then?"},
      {"Dr. Okoye: please sit", "Dr. Okoye", "please sit"},
      {"Jos\u00e9 \u00c1lvarez: s\u00ed", "Jos\u00e9 \u00c1lvarez", "s\u00ed"},
      {"[10:02] Anna: hi: there", "Anna", "hi: there"},
      {"(10:02) Anna: hi", "Anna", "hi"},
      {"10:02 Anna: hi", "Anna", "hi"},
      {"10:02 - Anna: hi", "Anna", "hi"},
      {"[00:01:02.5] Anna: hi", "Anna", "hi"},
      {"2024-03-01 10:02 Anna: hi", "Anna", "hi"},
      {"[2024-03-01T10:02:03Z] Anna: hi", "Anna", "hi"},
      {"Anna (01:02): hi", "Anna", "hi"},
      {"**Anna:** hi", "Anna", "hi"},
      {"**Anna**: hi", "Anna", "hi"},
      {"Anna  1:02", "Anna", ""},
      {"Anna L\t00:01:02", "Anna L", ""},
      {"Speaker 1 00:00:03", "Speaker 1", ""},
      {"01:02 Anna L  hi: there", "Anna L", "hi: there"},
      {"[00:01:02]\tAnna\thi", "Anna", "hi"},
      {"01:02 Anna: hi  there", "Anna", "hi  there"},
      {"Anna [10:02 AM]: hi", "Anna", "hi"},
      {"\u6211\uff1a\u4f60\u597d", "\u6211", "\u4f60\u597d"},
      {"2024-03-01 10:02 \u5c0f\u660e\uff1a\u4ed6\u8bf4: x", "\u5c0f\u660e", "\u4ed6\u8bf4: x"},
      {"Anna: \u6211\uff1a\u597d", "Anna", "\u6211\uff1a\u597d"},
      {"\u597d\uff0c\u4ed6\u8bf4\uff1ax", "", "\u597d\uff0c\u4ed6\u8bf4\uff1ax"},
      {"Anna 2024-03-01 18:05", "Anna", ""},
      {"Anna - 2024-03-01 18:05:01", "Anna", ""},
      {"Anna B, [25/06/2022 07:25]", "Anna B", ""},
      {"Anna \u2014 3/4/24, 6:05 PM", "Anna", ""},
      {"Anna: on 2024-03-01 18:05", "Anna", "on 2024-03-01 18:05"},
      {"what? 2024-03-01 18:05", "", "what? 2024-03-01 18:05"},
      {"Anna 18:05", "", "Anna 18:05"},
      {"Anna: (00:03)", "Anna", ""},
      {"Anna: (00:03) hi", "Anna", "(00:03) hi"},
      {"Anna: (no)", "Anna", "(no)"},
      {"see you at 10:30", "", "see you at 10:30"},
      {"12  10:30", "", "12  10:30"},
      {"no speaker here", "", "no speaker here"},
      {"see https://a.example/b: c", "", "see https://a.example/b: c"},
      {"http://a.example", "", "http://a.example"},
      {"12:30", "", "12:30"},
      {"at 12:30 we left", "", "at 12:30 we left"},
      {"what did she say? this: no", "", "what did she say? this: no"},
      {"a name that goes on and on, far longer than anybody's: x", "",
       "a name that goes on and on, far longer than anybody's: x"},
      {"", "", ""},
  };
  for (const Case& c : cases) {
    INFO(c.line);
    const TranscriptLine line = ParseTranscriptLine(c.line);
    CHECK(line.speaker == c.speaker);
    CHECK(line.text == c.text);
  }
  CHECK(ParseTranscriptLine("[10:02] Anna: hi").time);
  CHECK(ParseTranscriptLine("Anna (01:02): hi").time);
  CHECK_FALSE(ParseTranscriptLine("Anna: 10:02").time);
}

TEST_CASE("transcript whose names stand above the words, with a date") {
  const char kAbove[] =
      "Anna B, [25/06/2022 07:25]\n"
      "one\n"
      "Ben: no\n"
      "\n"
      "Ben, [25/06/2022 07:51]\n"
      "two\n"
      "let us meet 26/06/2022 18:00\n"
      "\n"
      "Cid, [25/06/2022 07:52]\n"
      "three\n"
      "\n"
      "Anna B, [26/06/2022 08:08]\n"
      "four\n"
      "\n"
      "Ben, [26/06/2022 08:09]\n"
      "five\n";
  CHECK(kTranscriptReader.probe(kAbove) == Match::kWeak);
  const ReadOutcome outcome = ReadChecked(kTranscriptReader, kAbove);
  REQUIRE(outcome.report);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 5);
  CHECK(records[0].sender == "Anna B");
  CHECK(records[0].text == "one\nBen: no");
  CHECK(records[0].sent.seconds == 1656141900);
  CHECK(records[1].text == "two\nlet us meet 26/06/2022 18:00");
  CHECK(records[2].sender == "Cid");
  // The same with the time in front.
  const char kTimeFirst[] =
      "[2024-01-05 10:00] Anna B\nhello there\n[2024-01-05 10:01] Ben\nhi you\n"
      "[2024-01-05 10:05] Anna B\nshall we go?\nat 10:30 then\n[2024-01-05 10:07] Ben\nyes\n";
  CHECK(kTranscriptReader.probe(kTimeFirst) == Match::kWeak);
  const ReadOutcome time_first = ReadChecked(kTranscriptReader, kTimeFirst);
  REQUIRE(time_first.report);
  REQUIRE(time_first.sink.records.size() == 4);
  CHECK(time_first.sink.records[0].sender == "Anna B");
  CHECK(time_first.sink.records[0].sent.seconds == 1704448800);
  CHECK(time_first.sink.records[2].text == "shall we go?\nat 10:30 then");
  // What is done while somebody speaks is no name.
  const char kDone[] =
      "[10:02] Anna: so\n[10:03] laughs\n[10:04] Ben: so\n[10:05] laughs\n[10:06] Anna: ok\n"
      "[10:07] Ben: ok\n";
  const ReadOutcome done = ReadChecked(kTranscriptReader, kDone);
  REQUIRE(done.report);
  REQUIRE(done.sink.records.size() == 4);
  // Dates that end lines of what is said are words, and so are lists of moments.
  const char kDatesSaid[] =
      "Anna: so\nmeet 2024-03-02 12:00\nBen: so\nmeet 2024-03-02 12:00\nok\nAnna: so\nBen: so\n";
  const ReadOutcome said = ReadChecked(kTranscriptReader, kDatesSaid);
  REQUIRE(said.report);
  REQUIRE(said.sink.records.size() == 4);
  CHECK(said.sink.records[0].text == "so\nmeet 2024-03-02 12:00");
  CHECK(kTranscriptReader.probe("In 2024-03-01 10:02\nOut 2024-03-01 17:00\n"
                                "In 2024-03-02 10:02\nOut 2024-03-02 17:00\n") == Match::kNo);
}

TEST_CASE("transcript: diaries, logs and appointments have headings, too") {
  const char* const texts[] = {
      "[2024-03-01 10:00:00] Server started\nwill you open it?\n"
      "[2024-03-01 10:05:00] Server stopped\nwe wait\n[2024-03-01 10:06:00] Server started\n"
      "are you ready\n[2024-03-01 10:07:00] Server stopped\nbye\n",
      "Work 2024-03-01 18:05\nyou were not there.\n\nHome 2024-03-01 20:05\nwe should talk.\n\n"
      "Work 2024-03-02 18:05\na long day\n\nHome 2024-03-02 20:05\nAre you happy?\n",
      "Dentist (2024-03-01 10:00)\n  bring your card\nGym (2024-03-01 18:00)\n  your shoes\n"
      "Dentist (2024-04-01 10:00)\n  ask me\nGym (2024-04-01 18:00)\n  call me\n",
      "* fix-login (2024-03-01 10:00)\n  we check it\n* add-tests (2024-03-01 10:02)\n  enough\n"
      "* fix-login (2024-03-01 10:03)\n  did you see\n* add-tests (2024-03-01 10:04)\n  more\n",
      "GET (2024-03-01 10:00:00)\nyou may not\nPOST (2024-03-01 10:00:01)\nI am a teapot\n"
      "GET (2024-03-01 10:00:02)\nare you ok?\nPOST (2024-03-01 10:00:03)\nwe are\n",
      "[10:00] Morning\nI slept\n[10:05] Evening\nwe ate\n[10:06] Morning\nI am ok\n"
      "[10:07] Evening\nyou too\n",
      "2024-03-01 10:00 Feed\nnot hungry\n2024-03-01 10:40 Sleep\nwoke once\n2024-03-01 11:00 "
      "Feed\n"
      "all of it\n2024-03-01 11:20 Sleep\nslept well\n",
      "2024-03-01 10:00:00,120 INFO Cleaner\n  began\n2024-03-01 10:00:01,300 ERROR Worker\n  no\n"
      "2024-03-01 10:00:02,300 INFO Cleaner\n  waits\n2024-03-01 10:00:05,300 ERROR Worker\n  no\n",
      "[2024-03-01 10:00] INFO Cleaner\nbegan\n[2024-03-01 10:01] Error Worker\nno\n"
      "[2024-03-01 10:02] INFO Cleaner\nwaits\n[2024-03-01 10:03] Error Worker\nno\n",
      "Silver 2024-03-01 09:00\nup\nCopper 2024-03-01 09:05\nflat\nSilver 2024-03-01 09:30\n"
      "down\nCopper 2024-03-01 09:31\nflat\nSilver 2024-03-01 09:50\nup\n",
      // Who is named as no person is, and comes again: not all is Anna's.
      "Anna 2024-03-01 10:00\nyou there\nben 2024-03-01 10:01\nyes\nAnna 2024-03-01 10:02\nso\n"
      "Cid 2024-03-01 10:03\nI am\nben 2024-03-01 10:04\nno\nCid 2024-03-01 10:05\nwell\n",
  };
  for (const char* text : texts) {
    INFO(text);
    CHECK(kTranscriptReader.probe(text) == Match::kNo);
    CHECK_FALSE(ReadChecked(kTranscriptReader, text).report);
  }
}

TEST_CASE("transcript: a dated line in a message is no heading of another form") {
  const std::string chat =
      "[2024-03-01 10:00] Anna\nhello you\n[2024-03-01 10:01] Ben\nhi\n[2024-03-01 10:02] Anna\n"
      "my train leaves\nfrom Leeds 2024-03-02 18:05\nso come\n[2024-03-01 10:03] Ben\nok\n\n"
      "Hotel 2024-03-02 20:00\nwe stay there\n";
  CHECK(kTranscriptReader.probe(chat) == Match::kWeak);
  const ReadOutcome outcome = ReadGood(kTranscriptReader, chat);
  REQUIRE(outcome.sink.records.size() == 4);
  CHECK(outcome.sink.records[2].text == "my train leaves\nfrom Leeds 2024-03-02 18:05\nso come");
  CHECK(outcome.sink.records[3].sender == "Ben");
  CHECK(outcome.sink.records[3].text == "ok\n\nHotel 2024-03-02 20:00\nwe stay there");
}

// Ten lines of Anna and Ben with names above, `mark` between them and their times.
std::string TenHeadings(const std::string& mark, const std::string& close,
                        const std::string& between) {
  std::string text;
  for (int i = 0; i < 10; ++i) {
    text += std::string(i % 2 == 0 ? "Anna" : "Ben") + mark + "01/03/2024 10:0" +
            std::to_string(i) + close + "\nnumber " + std::to_string(i) + "\n" + between;
  }
  return text;
}

TEST_CASE("transcript: who speaks once under a heading keeps the words") {
  const std::string lone = "Cleo, [01/03/2024 10:09]\nnot me\n";
  for (const std::string between : {"", "\n"}) {
    ReadOptions options;
    options.date_order = DateOrder::kDayFirst;
    const ReadOutcome outcome =
        ReadChecked(kTranscriptReader, TenHeadings(", [", "]", between) + lone, options);
    REQUIRE(outcome.report);
    REQUIRE(outcome.sink.records.size() == 11);
    CHECK(outcome.sink.records[10].sender == "Cleo");
    CHECK(outcome.sink.records[9].text == "number 9");
  }
}

TEST_CASE("transcript: a pasted line of another form is no heading and proves no date") {
  const std::string pasted = "Night Train 42 13/04/2024 10:05\ntwo beds\n";
  for (const std::string between : {"", "\n"}) {
    const std::string text = TenHeadings(", [", "]", between) + pasted;
    const ReadOutcome asked = ReadChecked(kTranscriptReader, text);
    REQUIRE_FALSE(asked.report);
    CHECK(asked.report.error().message.find("--date-order") != std::string::npos);
    ReadOptions options;
    options.date_order = DateOrder::kMonthFirst;
    const ReadOutcome outcome = ReadChecked(kTranscriptReader, text, options);
    REQUIRE(outcome.report);
    REQUIRE(outcome.sink.records.size() == 10);
    CHECK(outcome.sink.records[9].sender == "Ben");
    CHECK(outcome.sink.records[9].text ==
          "number 9\n" + between + "Night Train 42 13/04/2024 10:05\ntwo beds");
  }
}

TEST_CASE("transcript: names and times with nothing between, if there are many") {
  CHECK(kTranscriptReader.probe(TenHeadings(" ", "", "")) == Match::kWeak);
  CHECK(kTranscriptReader.probe(TenHeadings(" - ", "", "")) == Match::kWeak);
}

TEST_CASE("transcript: wide colons in the words of people with narrow ones") {
  const ReadOutcome lists = ReadGood(kTranscriptReader,
                                     "Anna: \u4e24\u4ef6\u4e8b\n\u7532\uff1a\u4e70\n\u4e59"
                                     "\uff1a\u6d17\nBen: \u597d\n\u7532\uff1a\u6211\n\u4e59"
                                     "\uff1a\u4f60\nAnna: \u884c\nBen: \u597d\n");
  REQUIRE(lists.sink.records.size() == 4);
  CHECK(lists.sink.records[0].text == "\u4e24\u4ef6\u4e8b\n\u7532\uff1a\u4e70\n\u4e59\uff1a\u6d17");
  CHECK(lists.sink.records[1].sender == "Ben");
  // Somebody typed both.
  const ReadOutcome both = ReadGood(
      kTranscriptReader,
      "Anna: so\nBen\uff1ayes\nAnna: so\nBen: no\nAnna\uff1aso\nBen: no\nAnna: a\nBen: b\n");
  REQUIRE(both.sink.records.size() == 8);
  CHECK(both.sink.records[1].text == "yes");
}

TEST_CASE("transcript with wide colons") {
  const ReadOutcome outcome = ReadChecked(
      kTranscriptReader,
      "\u6211\uff1a\u4f60\u597d\nAlex\uff1a\u597d\n\u6211\uff1a\u597d\nAlex\uff1a\u597d\n");
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 4);
  CHECK(outcome.sink.records[0].sender == "\u6211");
  CHECK(outcome.sink.records[1].text == "\u597d");
}

const char kPlain[] =
    "Session one\n"
    "\n"
    "Anna: good morning\n"
    "and welcome\n"
    "\n"
    "sit where you like\n"
    "Ben: thanks\n"
    "Note: the door was open\n"
    "Anna: so\n"
    "Ben: so\n"
    "\n";

TEST_CASE("transcript without times") {
  const ReadOutcome outcome = ReadChecked(kTranscriptReader, kPlain);
  REQUIRE(outcome.report);
  const auto& records = outcome.sink.records;
  REQUIRE(records.size() == 4);
  CHECK(records[0].sender == "Anna");
  CHECK(records[0].text == "good morning\nand welcome\n\nsit where you like");
  CHECK(records[0].line == 3);
  CHECK(records[1].text == "thanks\nNote: the door was open");  // "Note" comes once
  CHECK(records[3].text == "so");
  CHECK(records[0].sent.basis == Basis::kNone);
  CHECK_FALSE(outcome.sink.conversations[0].capabilities.dated);
  REQUIRE(outcome.sink.skipped.size() == 1);
  CHECK(outcome.sink.skipped[0].line == 1);
}

const char kTimed[] =
    "[2024-03-01 10:02] Anna: are you up\r\n"
    "[2024-03-01 10:03] Ben: now I am\r\n"
    "what is it\r\n"
    "[2024-03-01 10:04] Anna: nothing\r\n"
    "[2024-03-01 10:05] Ben: right\r\n"
    "[2024-03-01 10:06] Cleo: hello both\r\n";

TEST_CASE("transcript with dates") {
  const ReadOutcome outcome = ReadChecked(kTranscriptReader, kTimed);
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 5);
  CHECK(outcome.sink.records[0].sent.basis == Basis::kWall);
  CHECK(outcome.sink.records[1].text == "now I am\nwhat is it");
  CHECK(outcome.sink.records[4].sender == "Cleo");  // a time makes one line enough
  CHECK(outcome.sink.conversations[0].capabilities.dated);
}

TEST_CASE("transcript with offsets into a recording") {
  const ReadOutcome outcome = ReadChecked(
      kTranscriptReader,
      "[00:00:01] A: one\n[00:00:03] B: two\n[00:01:02] A: three\n[01:00:00] B: four\n");
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 4);
  CHECK(outcome.sink.records[2].sent.basis == Basis::kElapsed);
  CHECK(outcome.sink.records[2].sent.seconds == 62);
}

TEST_CASE("transcript with the names and times in lines of their own") {
  const ReadOutcome outcome = ReadChecked(
      kTranscriptReader,
      "Anna  0:01\nhello there\nmore\n\nBen  0:04\nyes: so\n\nAnna  1:02\nbye\n\nBen  1:05\nbye\n");
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 4);
  CHECK(outcome.sink.records[0].sender == "Anna");
  CHECK(outcome.sink.records[0].text == "hello there\nmore");
  CHECK(outcome.sink.records[1].text == "yes: so");
  // Minutes and seconds, as programs that hear speech write them.
  CHECK(outcome.sink.records[3].sent.basis == Basis::kElapsed);
  CHECK(outcome.sink.records[3].sent.seconds == 65);
  CHECK(outcome.sink.conversations[0].capabilities.dated);
  for (const char* text :
       {"Anna: (00:03)\nhello\n\nBen: (00:12)\nhi\n\nAnna: (00:20)\nyes\n\nBen: (01:00:02)\nso\n",
        "Anna (00:03): hello\nBen (00:12): hi\nAnna (00:20): yes\nBen (01:00:02): so\n"}) {
    const ReadOutcome behind = ReadChecked(kTranscriptReader, text);
    REQUIRE(behind.sink.records.size() == 4);
    CHECK(behind.sink.records[0].text == "hello");
    CHECK(behind.sink.records[0].sent.seconds == 3);
    CHECK(behind.sink.records[3].sent.seconds == 3602);
  }
  // Clocks of a day, or clocks that fall.
  for (const char* text : {"Anna  9:01\nx\nBen  9:04\ny\nAnna  9:07\nx\nBen  9:08\ny\n",
                           "Anna  0:09\nx\nBen  0:04\ny\nAnna  0:07\nx\nBen  0:08\ny\n"}) {
    const ReadOutcome other = ReadChecked(kTranscriptReader, text);
    REQUIRE(other.sink.records.size() == 4);
    CHECK(other.sink.records[0].sent.basis == Basis::kNone);
  }
}

TEST_CASE("a clock without a date is no time") {
  for (const char* text : {"14:02 A: one\n14:03 B: two\n14:04 A: x\n14:04 B: y\n",
                           "14:02:01 A: one\n14:03:01 B: two\n14:04:01 A: x\n14:04:05 B: y\n"}) {
    const ReadOutcome outcome = ReadChecked(kTranscriptReader, text);
    REQUIRE(outcome.report);
    REQUIRE(outcome.sink.records.size() == 4);
    CHECK(outcome.sink.records[0].sent.basis == Basis::kNone);
    CHECK_FALSE(outcome.sink.conversations[0].capabilities.dated);
  }
}

TEST_CASE("transcript: day and month are proved or asked for") {
  const std::string open =
      "03/04/2024 10:00 A: x\n03/04/2024 10:01 B: y\n04/04/2024 10:00 A: x\n04/04/2024 10:01 B: "
      "y\n";
  const ReadOutcome asked = ReadChecked(kTranscriptReader, open);
  REQUIRE_FALSE(asked.report);
  CHECK(asked.report.error().message.find("--date-order") != std::string::npos);
  const ReadOutcome proved = ReadChecked(kTranscriptReader, open + "14/04/2024 10:00 A: z\n");
  REQUIRE(proved.report);
  CHECK(proved.sink.records[0].sent.seconds == 1712138400);
}

// Known names are looked for first: what comes of a line must not hang on it.
TEST_CASE("transcript: a line of a known speaker is split as any other") {
  const std::string_view names[] = {"Anna", "Dr. Lee (host)", "a:b",
                                    "7 Up", "**Anna",         "Jos\xC3\xA9"};
  const std::string_view rests[] = {": hello",       ":hello",      ": (10:30)",
                                    ":  two blanks", ":\ttab",      ": at 10:30",
                                    ": ends in 5",   ":",           ": ",
                                    ": **bold**",    ": a: b",      ":** x",
                                    ": (laughs) x",  ": \xC2\xA0x", "  10:30",
                                    " (10:30): x",   ": 0:03",      ": **",
                                    ": who? you",    ": x [y] z",   ": no: 10:30 then"};
  int taken = 0;
  for (const std::string_view name : names) {
    for (const std::string_view rest : rests) {
      const std::string line = std::string(name) + std::string(rest);
      TranscriptLine soon, plain;
      if (rest[0] != ':' || !SplitPlainLine(line, name.size(), &soon)) continue;
      ++taken;
      SplitTranscriptLine(line, {}, &plain);
      INFO(line);
      CHECK(soon.speaker == plain.speaker);
      CHECK(soon.text == plain.text);
      CHECK(soon.time.has_value() == plain.time.has_value());
      CHECK(soon.after_name == plain.after_name);
      CHECK(soon.wide_gap == plain.wide_gap);
    }
  }
  CHECK(taken > 20);
}

TEST_CASE("transcript: from one clock to another") {
  for (const std::string_view mark : {" --> ", "-", " - ", " \u2013 "}) {
    const std::string to = std::string(mark) + "00:00:0";
    const ReadOutcome outcome =
        ReadGood(kTranscriptReader, "[00:00:00.5" + to + "1.5] Uma: hi\n[00:00:02" + to +
                                        "3] Wim: yes\n[00:00:03" + to + "4] Uma: x: y\n[00:00:04" +
                                        to + "5] Wim: 00:00:05 then\n");
    REQUIRE(outcome.sink.records.size() == 4);
    CHECK(outcome.sink.records[0].sent.seconds == 0);
    CHECK(outcome.sink.records[0].sent.millis == 500);
    CHECK(outcome.sink.records[2].text == "x: y");
    CHECK(outcome.sink.records[3].sent.seconds == 4);
  }
}

TEST_CASE("transcript: a name and a clock, one blank between, above the words") {
  const ReadOutcome outcome = ReadGood(
      kTranscriptReader,
      "Interviewer 00:00:04\nhow was it\n\nGuest 1 00:00:11\nfine\n\nInterviewer 00:00:19\n"
      "and then\nTotal 00:00:20\n\nGuest 1 00:00:24\nnothing\nat 00:00:25\n");
  REQUIRE(outcome.sink.records.size() == 4);
  CHECK(outcome.sink.records[1].sender == "Guest 1");
  CHECK(outcome.sink.records[1].sent.seconds == 11);
  CHECK(outcome.sink.records[2].text == "and then\nTotal 00:00:20");
  CHECK(outcome.sink.records[3].text == "nothing\nat 00:00:25");
}

TEST_CASE("transcript: a clock behind one blank is no heading where names have colons") {
  const ReadOutcome clocks =
      ReadGood(kTranscriptReader,
               "Uma: when was it?\nWim: At 10:00:03\nUma: sure?\nWim: Yes 10:02:05\nUma: and then\n"
               "Stamp 00:10:00\nhe left\nWim: no\nStamp 00:11:00\nnobody did\n");
  REQUIRE(clocks.sink.records.size() == 6);
  CHECK(clocks.sink.records[1].sender == "Wim");
  CHECK(clocks.sink.records[1].text == "At 10:00:03");
  CHECK(clocks.sink.records[4].text == "and then\nStamp 00:10:00\nhe left");
  CHECK(clocks.sink.records[5].text == "no\nStamp 00:11:00\nnobody did");

  const ReadOutcome names =
      ReadGood(kTranscriptReader,
               "Wim Oss - 00:00:01\nhello\n\nUma de la Rue - 00:00:03\nyes\n\nWim Oss - 00:00:05\n"
               "so\n\nUma de la Rue - 00:00:08\nno\n\nGuest 00:00:11\nme too\n");
  REQUIRE(names.sink.records.size() == 5);
  CHECK(names.sink.records[1].sender == "Uma de la Rue");
  CHECK(names.sink.records[4].sender == "Guest");
  CHECK(names.sink.records[4].text == "me too");
}

TEST_CASE("transcript: minutes and seconds in front, one of them no clock of a day") {
  const ReadOutcome outcome = ReadGood(
      kTranscriptReader, "[00:00] Uma: a\n[00:15] Wim: b\n[23:59] Uma: c\n[45:10] Wim: d\n");
  REQUIRE(outcome.sink.records.size() == 4);
  CHECK(outcome.sink.records[3].sent.basis == Timestamp::Basis::kElapsed);
  CHECK(outcome.sink.records[3].sent.seconds == 45 * 60 + 10);
  const ReadOutcome day = ReadGood(
      kTranscriptReader, "[00:00] Uma: a\n[00:15] Wim: b\n[23:59] Uma: c\n[23:59] Wim: d\n");
  CHECK(day.sink.records[3].sent.basis == Timestamp::Basis::kNone);
}

TEST_CASE("transcript: two blanks are no colon where names have one") {
  std::string text;
  for (int i = 0; i < 12; ++i) {
    text += "[10:1" + std::to_string(i % 10) + "] " + (i % 2 == 0 ? "Uma" : "Wim") + ": that is " +
            std::to_string(i) + "\n[10:1" + std::to_string(i % 10) + "] Well now  let me see\n";
  }
  const ReadOutcome outcome = ReadGood(kTranscriptReader, text);
  REQUIRE(outcome.sink.records.size() == 12);
  CHECK(outcome.sink.records[1].sender == "Wim");
  CHECK(outcome.sink.records[1].text == "that is 1\n[10:11] Well now  let me see");
  CHECK(outcome.sink.skipped.empty());
  CHECK(kTranscriptReader.probe(text) == Match::kWeak);
  const ReadOutcome gaps = ReadGood(kTranscriptReader,
                                    "[10:10] Uma  so: yes\n[10:11] Wim  well\n[10:12] Uma  on\n"
                                    "[10:13] Wim  off\n[10:14] Cleo  hello\n");
  REQUIRE(gaps.sink.records.size() == 5);
  CHECK(gaps.sink.records[0].text == "so: yes");
  CHECK(gaps.sink.records[4].sender == "Cleo");
}

TEST_CASE("transcript: minutes that may be hours of a day are said to be") {
  const auto warnings = [](const std::string& text) {
    return ReadGood(kTranscriptReader, text).report->warnings.size();
  };
  const std::string night = "Uma (00:10): a\nWim (00:50): b\nUma (07:05): c\nWim (22:15): d\n";
  CHECK(warnings(night) == 1);
  CHECK(warnings(night + "Uma (24:00): e\n") == 0);
  CHECK(warnings(night + "Uma (01:02:03): e\n") == 0);
  CHECK(warnings("Uma  0:10\na\nWim  0:50\nb\nUma  7:05\nc\nWim  9:15\nd\n") == 0);
  CHECK(warnings("Uma (09:10): a\nWim (09:50): b\nUma (10:05): c\nWim (22:15): d\n") == 0);
}

TEST_CASE("transcript: a time somebody said is text unless the file has times") {
  const ReadOutcome said = ReadGood(
      kTranscriptReader, "Uma: which train\nWim: (08:45)\nUma: or then\nWim: (09:15)\nUma: good\n");
  REQUIRE(said.sink.records.size() == 5);
  CHECK(said.sink.records[1].text == "(08:45)");
  CHECK(said.sink.records[3].kind == MessageKind::kText);
  CHECK(said.sink.records[3].text == "(09:15)");
}

TEST_CASE("transcript: what it is not") {
  for (const char* text : {"", "words\n", "Anna: alone\nAnna: still alone\n",
                           "Subject: x\nTo: y\nFrom: z\n", "key: 1\nother: 2\n"}) {
    INFO(text);
    CHECK(kTranscriptReader.probe(text) == Match::kNo);
    const ReadOutcome outcome = ReadChecked(kTranscriptReader, text);
    REQUIRE_FALSE(outcome.report);
    CHECK(outcome.report.error().kind == ErrorKind::kInput);
  }
  CHECK(kTranscriptReader.probe(kPlain) == Match::kWeak);
}

TEST_CASE("transcript: small files of keys and values are not taken for talk") {
  const char* const files[] = {
      "host: localhost\nport: 80\nhost: example\nport: 81\n",
      "- name: Bob\n  city: Paris\n- name: Eve\n  city: Rome\n- name: Kim\n  city: Oslo\n",
      "colour: red\nsize: big\ncolour: blue\nsize: small\ncolour: red\nsize: big\n",
      "From: Ann\nTo: Ben\nSubject: the boat\n\nshall we\n\nFrom: Ben\nTo: Ann\nSubject: the "
      "boat\n\nyes\n",
      "Von: Ann\nAn: Ben\nBetreff: das Boot\n\nVon: Ben\nAn: Ann\nBetreff: das Boot\n",
      "Pancakes\nIngredients: flour, milk and eggs\nStep 1: mix all of it\nStep 2: bake it well\n"
      "Waffles\nIngredients: flour, butter and eggs\nStep 1: mix all of it\nStep 2: bake it well\n",
      "INFO: started the service\nWARN: the disk is slow\nINFO: the disk is well again\nWARN: "
      "it is slow\n",
      "2024-03-01 10:02 INFO: up\n2024-03-01 10:03 ERROR: no such thing here\n2024-03-01 10:04 "
      "INFO: up\n2024-03-01 10:05 ERROR: no such thing here\n",
      "a:hover\n{\n color: red;\n margin: 10px;\n}\nb {\n color: blue;\n margin: 2px;\n}\n",
      "{\n \"Ann\": \"hi\",\n \"Ben\": \"yo\",\n \"Ann\": \"x y\",\n \"Ben\": \"z\"\n}\n",
      "Title: The Sea\nArtist: Some Band\nYear: 1999 or so\nTitle: The Hill\nArtist: Other Band\n"
      "Year: 2001\nTitle: The Wood\nArtist: A Third\nYear: 2002\n",
      "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,hello there\nStyle: Default,Arial\n"
      "Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,yes\nStyle: Other,Arial\n",
      "Ada:\n\u65f6\u95f4: 2024-01-01 10:00:00\n\u5185\u5bb9: hi\n\nBen:\n\u65f6\u95f4: 2024-01-01 "
      "10:01:00\n\u5185\u5bb9: yes\n\n",
      "He said: come in then\nIt rained.\nShe said: I will not\nHe said: why\nShe said: so\n",
      "优点：价格便宜\n缺点：质量差\n优点：速度快\n缺点：没有保修\n",
      "问：可以退货吗？\n答：可以，你有七天。\n问：在哪里？\n答：在北京。\n",
      "问题：你在哪里？\n答案：我在家。\n问题：为什么？\n答案：我不知道。\n注意：明天见。\n",
      "Breakfast: eggs\nLunch: soup of the day\nDinner: rice\n\nBreakfast: eggs\nLunch: bread\n"
      "Dinner: rice\n\nBreakfast: eggs\nLunch: soup of the day\nDinner: fish\n",
  };
  for (const char* text : files) {
    INFO(text);
    CHECK(kTranscriptReader.probe(text) == Match::kNo);
  }
}

TEST_CASE("transcript: short talk of people is taken") {
  const char* const talks[] = {
      "Anna: hi\nBen: hey\nAnna: ok\nBen: fine\n",
      "T: how was it\nP: fine\nT: fine\nP: yes\n",
      "ada: are you there\nben: yes\nada: good\nben: so\n",
      "Anna: 10\nBen: no, 12 at most\nAnna: 11\nBen: all right then\n",
      "Mother: where were you\nKim: out\nMother: Note: this is the last time\nKim: right\n",
      "Interviewer: when did it begin\nAnswer from her: in May\nInterviewer: and then\nAnswer from "
      "her: then nothing\n",
      "[10:02] Anna: hi\n[10:03] Ben: hey\n[10:04] Anna: ok\n[10:04] Ben: so\n",
      "A: one two\nB: three\nC: four\nA: five six\nC: seven\nB: eight\nA: nine\nB: ten\n",
      "Anna: I read it.\nA long line that goes on.\nAnd one more.\nBen: So did I.\nAnna: When?\n"
      "Ben: Last night.\n",
  };
  for (const char* text : talks) {
    INFO(text);
    CHECK(kTranscriptReader.probe(text) == Match::kWeak);
  }
}

TEST_CASE("transcript: every cut is clean") {
  CheckCuts(kTranscriptReader, kTimed);
  const std::string plain = kPlain;
  for (std::size_t cut = 0; cut < plain.size(); ++cut) {
    const ReadOutcome part = ReadChecked(kTranscriptReader, plain.substr(0, cut));
    if (!part.report) CHECK(part.report.error().kind == ErrorKind::kInput);
  }
}

TEST_CASE("transcript: a line longer than any window goes on with its speaker") {
  const std::string words(40 * 1024 * 1024, 'w');
  const ReadOutcome outcome =
      ReadChecked(kTranscriptReader, "A: one\nB: two\nA: " + words + "\nB: after\nA: end\n");
  REQUIRE(outcome.report);
  CHECK(outcome.sink.records.size() == 4);
  REQUIRE(outcome.sink.skipped.size() == 1);
  CHECK(outcome.sink.skipped[0].line == 3);
  CHECK(outcome.sink.records[2].text == "after");
  CHECK(outcome.sink.records[2].line == 4);
}

TEST_CASE("transcript: the sink may have enough") {
  ReadOutcome outcome{ReadReport{}, {}};
  outcome.sink.stop_after = 2;
  const auto source = MemorySource("sample", kPlain);
  outcome.report = kTranscriptReader.read(*source, {}, outcome.sink);
  REQUIRE(outcome.report);
  CHECK(outcome.sink.records.size() == 2);
}

TEST_CASE("transcript: what the transcriber adds is nobody's") {
  const ReadOutcome outcome = ReadGood(
      kTranscriptReader, "ADA: hi (laughs) there\nBEN: [crosstalk]\nADA: (maybe) so\nBEN: no\n");
  REQUIRE(outcome.sink.records.size() == 4);
  CHECK(outcome.sink.records[0].text == "hi there");
  CHECK(outcome.sink.records[1].kind == MessageKind::kOther);
  CHECK(outcome.sink.records[1].text.empty());
  CHECK(outcome.sink.records[2].text == "(maybe) so");
}

}  // namespace
}  // namespace ebb
