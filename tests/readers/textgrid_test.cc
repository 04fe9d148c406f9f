#include "readers/textgrid.h"

#include <catch2/catch.hpp>
#include <map>

#include "readers/praat_tokens.h"
#include "readers/read_bytes.h"

namespace ebb {
namespace {

using Lines = std::vector<std::string>;

Lines TimedLines(const CollectSink& sink) {
  Lines lines;
  for (const KeptMessage& m : sink.records) {
    lines.push_back(std::to_string(m.sent.seconds * 1000 + m.sent.millis) + "-" +
                    std::to_string(m.until_millis) + " " + m.sender + ": " + m.text);
  }
  return lines;
}

const std::string kLong =
    "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0 \nxmax = 9.5 \n"
    "tiers? <exists> \nsize = 3 \nitem []: \n    item [1]:\n        class = \"IntervalTier\" \n"
    "        name = \" Ada*\" \n        xmin = 0 \n        xmax = 9.5 \n"
    "        intervals: size = 3 \n        intervals [1]:\n            xmin = 0 \n"
    "            xmax = 1.2344 \n            text = \"did you say \"\"no\"\" 7\" \n"
    "        intervals [2]:\n            xmin = 1.2344 \n            xmax = 2.4996 \n"
    "            text = \" \" \n        intervals [3]:\n            xmin = 2.4996 \n"
    "            xmax = 9.5 \n            text = \"two\nlines\" \n    item [2]:\n"
    "        class = \"TextTier\" \n        name = \"pitch\" \n        xmin = 0 \n"
    "        xmax = 9.5 \n        points: size = 1 \n        points [1]:\n"
    "            number = 0.5 \n            mark = \"120\" \n    item [3]:\n"
    "        class = \"IntervalTier\" \n        name = \"\" \n        xmin = 0.88 \n"
    "        xmax = 9.5 \n        intervals: size = 1 \n        intervals [1]:\n"
    "            xmin = 0.1 \n            xmax = 3 \n            text = \"over you\" \n";
const std::string kShortTextGrid =
    "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n0\n9.5\n<exists>\n3\n"
    "\"IntervalTier\"\n\" Ada*\"\n0\n9.5\n3\n0\n1.2344\n\"did you say \"\"no\"\" "
    "7\"\n1.2344\n2.4996\n\" "
    "\"\n2.4996\n9.5\n\"two\nlines\"\n\"TextTier\"\n\"pitch\"\n0\n9.5\n1\n0.5\n\"120\"\n"
    "\"IntervalTier\"\n\"\"\n0.88\n9.5\n1\n0.1\n3\n\"over you\"\n";
const Lines kSaid = {"0-1234 Ada: did you say \"no\" 7", "2500-9500 Ada: two\nlines",
                     "100-3000 tier 3: over you"};

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

TEST_CASE("textgrid: long and short are the same") {
  for (const std::string& text :
       {kLong, kShortTextGrid, Replaced(kLong, "\n", "\r\n"),
        Replaced(Replaced(kLong, "]:", "]"), "item [", "item["), Replaced(kLong, " = ", "=")}) {
    const ReadOutcome outcome = ReadChecked(kTextGridReader, text);
    REQUIRE(outcome.report);
    CHECK(outcome.report->format == "textgrid");
    CHECK_FALSE(outcome.report->truncated);
    Lines said = TimedLines(outcome.sink);
    for (std::string& line : said) line = Replaced(line, "\r\n", "\n");
    CHECK(said == kSaid);
    REQUIRE(outcome.sink.skipped.size() == 1);
    CHECK(outcome.sink.skipped[0].reason == "a tier of points: marks and no speech");
  }
  const KeptMessage first = ReadChecked(kTextGridReader, kLong).sink.records[0];
  CHECK(first.sent.basis == Timestamp::Basis::kElapsed);
  CHECK(first.line == 16);
  CHECK(kLong.substr(first.source.begin, 2) == "0 ");
}

std::string Utf16(const std::string& ascii, bool big) {
  std::string out = big ? "\xfe\xff" : "\xff\xfe";
  for (const char c : ascii) {
    if (big) out.push_back('\0');
    out.push_back(c);
    if (!big) out.push_back('\0');
  }
  return out;
}

TEST_CASE("textgrid: UTF-16, as Praat writes it") {
  for (const bool big : {true, false}) {
    auto exports = OpenExport(MemorySource("sample", Utf16(kLong, big)), "");
    REQUIRE(exports);
    CHECK(exports->at(0).reader->name == "textgrid");
    CollectSink sink;
    REQUIRE(exports->at(0).reader->read(*exports->at(0).source, {}, sink));
    CHECK(TimedLines(sink) == kSaid);
  }
}

TEST_CASE("textgrid: numbers") {
  const std::pair<const char*, std::int64_t> cases[] = {
      {"0", 0},
      {"-0", 0},
      {"1.2344", 1234},
      {"1.2345", 1235},
      {"1.23449999", 1234},
      {"0.9996", 1000},
      {"12.", 12000},
      {"1e-05", 0},
      {"2.5e1", 25000},
      {"-1.5", -1500},
      {".5", 500},
      {"+3", 3000},
      {"86400.0001", 86400000},
  };
  for (const auto& [text, value] : cases) {
    INFO(text);
    CHECK(ParseThousandths(text) == value);
  }
  for (const char* bad : {"", "-", "x", "1x", "1.2.3", "1e99", "inf", "nan", "12345678901234567890",
                          "--undefined--"}) {
    INFO(bad);
    CHECK(ParseThousandths(bad) == std::nullopt);
  }
}

TEST_CASE("textgrid: files that are not as they say") {
  const std::string head = "\"ooTextFile short\"\n\"TextGrid\"\n0 9 <exists> 1\n";
  const auto said = [&](const std::string& rest) {
    return TimedLines(ReadChecked(kTextGridReader, head + rest).sink);
  };
  SECTION("more or fewer intervals than counted") {
    CHECK(said("\"IntervalTier\" \"A\" 0 9 1\n0 1 \"x\"\n1 2 \"y\"\n\"IntervalTier\" \"B\" 0 9 5\n"
               "2 3 \"z\"") == Lines{"0-1000 A: x", "1000-2000 A: y", "2000-3000 B: z"});
  }
  SECTION("undefined times, comments, stray values") {
    CHECK(said("! a comment 5 \"x\"\n\"IntervalTier\" \"A\" 0 9 3\n--undefined-- 1 \"x\"\n1 2 3 "
               "\"y\"\n"
               "\"stray\" 4 5 \"z\"") == Lines{"0--1 A: x", "4000-5000 A: z"});
  }
  SECTION("no tiers") {
    const ReadOutcome outcome =
        ReadChecked(kTextGridReader, "\"ooTextFile\" \"TextGrid\" 0 9 <absent>");
    REQUIRE(outcome.report);
    CHECK(outcome.sink.records.empty());
  }
  SECTION("a tier of words is pointed out") {
    CHECK(ReadChecked(kTextGridReader, head + "\"IntervalTier\" \"A\" 0 9 2 0 1 \"x\" 1 2 \"y\"")
              .report->warnings.size() == 1);
    CHECK(ReadChecked(kTextGridReader, kLong).report->warnings.empty());
  }
}

TEST_CASE("textgrid: every cut keeps what is complete") {
  CheckCuts(kTextGridReader, kLong);
  CheckCuts(kTextGridReader, kShortTextGrid);
  const ReadOutcome cut = ReadChecked(kTextGridReader, kLong.substr(0, kLong.find("two\nlines")));
  REQUIRE(cut.report);
  CHECK(cut.report->truncated);
  REQUIRE(cut.sink.skipped.size() == 1);
  CHECK(cut.sink.skipped[0].reason == "the file ends inside this interval");
}

TEST_CASE("textgrid: windows make no difference, too long a label is skipped") {
  std::string text =
      "\"ooTextFile\" \"TextGrid\" 0 9 <exists> 1 \"IntervalTier\" \"A\" 0 9 30001\n";
  for (int i = 0; i < 30000; ++i) {
    text += std::to_string(i) + " " + std::to_string(i + 1) + " \"label \"\"" + std::to_string(i) +
            "\"\" of many\"\n";
  }
  text += "1 2 \"" + std::string(std::size_t{40} << 20, 'w') + "\"\"\"\n3 4 \"end\"\n";
  const ReadOutcome outcome = ReadChecked(kTextGridReader, text);
  REQUIRE(outcome.report);
  REQUIRE(outcome.sink.records.size() == 30001);
  CHECK(outcome.sink.records[29999].text == "label \"29999\" of many");
  CHECK(outcome.sink.records[29999].line == 30001);
  CHECK(outcome.sink.records[30000].text == "end");
  REQUIRE(outcome.sink.skipped.size() == 1);
  CHECK(outcome.sink.skipped[0].reason == "longer than 16 MiB");
}

TEST_CASE("textgrid: the probe") {
  CHECK(kTextGridReader.probe(kLong) == Match::kCertain);
  CHECK(kTextGridReader.probe(kShortTextGrid) == Match::kCertain);
  for (const char* text : {"", "File type = \"ooTextFile\"\nObject class = \"Pitch 1\"\n",
                           "TextGrid", "A: x\nB: y\nA: x\nB: y\n"}) {
    CHECK(kTextGridReader.probe(text) == Match::kNo);
    const ReadOutcome outcome = ReadChecked(kTextGridReader, text);
    REQUIRE_FALSE(outcome.report);
    CHECK(outcome.report.error().kind == ErrorKind::kInput);
  }
}

}  // namespace
}  // namespace ebb
