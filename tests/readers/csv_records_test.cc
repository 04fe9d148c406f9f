#include "readers/csv_records.h"

#include <catch2/catch.hpp>

#include "base/slow_source.h"

namespace ebb {
namespace {

// Rows as "cell|cell/cell|cell", with '!' for an open quote and '#' for a row that is too long.
std::string Rows(const std::string& text, char separator = ',') {
  const auto source = MemorySource("m", text);
  CsvRecords records(*source, separator);
  std::string out;
  for (;;) {
    const CsvRecords::Outcome outcome = records.Next();
    if (outcome == CsvRecords::Outcome::kEnd) return out;
    if (!out.empty()) out += '/';
    if (outcome == CsvRecords::Outcome::kOpenQuote) {
      out += '!';
    } else if (outcome == CsvRecords::Outcome::kTooLong) {
      out += '#';
    } else {
      for (std::size_t i = 0; i < records.cells().size(); ++i) {
        out.append(i > 0 ? "|" : "").append(records.cells()[i]);
      }
    }
  }
}

TEST_CASE("csv: rows read the same wherever they stand in the text") {
  // Short texts are read byte by byte, what stands before many others by whole blocks.
  const std::string cells[] = {"",       "a",        "\"b\"",    "\"c,d\"", "\"e\"\"f\"", "g\"h",
                               "\"i\"j", "\"k\nl\"", "\"m\rn\"", "\"\"",    "o\"\"",      "p q"};
  const std::string ends[] = {"\n", "\r\n", "\r", "\n\n", "\r\r\n", "\n\r"};
  std::string all, rows;
  std::uint32_t dice = 1;
  const auto below = [&dice](std::uint32_t n) {
    dice = dice * 1664525 + 1013904223;
    return dice / 65536 % n;
  };
  for (int row = 0; row < 20000; ++row) {
    std::string text = std::string(below(3) == 0 ? below(90) : 0, 'x');
    for (std::uint32_t more = 1 + below(5); more > 0; --more) text += "," + cells[below(12)];
    rows += (row > 0 ? "/" : "") + Rows(text);
    all += text + ends[below(6)];
  }
  CHECK(Rows(all) == rows);
}

TEST_CASE("csv: cells and rows") {
  struct Case {
    const char* text;
    const char* rows;
  };
  const Case cases[] = {
      {"", ""},
      {"\n\r\n\n", ""},
      {"a,b\nc,d\n", "a|b/c|d"},
      {"a,b\r\nc,d", "a|b/c|d"},
      {"a,b\rc,d\r", "a|b/c|d"},
      {"a,b\n\n\nc,d", "a|b/c|d"},
      {",\n", "|"},
      {"a,", "a|"},
      {"\"a,b\",c", "a,b|c"},
      {"\"a\"\"b\"", "a\"b"},
      {"\"a\nb\",c\nd,e", "a\nb|c/d|e"},
      {"\"\",x", "|x"},
      {"a\"b,c\"d", "a\"b|c\"d"},
      {"\"a\"b,c", "ab|c"},
      {"\"a\",\"b\"", "a|b"},
      {"a,\"open\nb,c\nd,e", "!/b|c/d|e"},
      {"\"", "!"},
      {"a b", "a b"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(Rows(c.text) == c.rows);
  }
  CHECK(Rows("a;b,c\n", ';') == "a|b,c");
}

TEST_CASE("csv: places and lines") {
  const std::string text = "a,b\n\n\"x\ny\",c\r\nlast,row";
  const auto source = MemorySource("m", text);
  CsvRecords records(*source, ',');
  const std::pair<std::uint64_t, std::string> expected[] = {
      {1, "a,b\n"}, {3, "\"x\ny\",c\r\n"}, {5, "last,row"}};
  for (const auto& [line, place] : expected) {
    REQUIRE(records.Next() == CsvRecords::Outcome::kRow);
    CHECK(records.line() == line);
    CHECK(text.substr(records.range().begin, records.range().size()) == place);
  }
  CHECK(records.Next() == CsvRecords::Outcome::kEnd);
}

// A CR LF that a window ends in counts as one line end.
TEST_CASE("csv: lines are counted the same however the bytes come") {
  const std::string text = "a,b\r\n\r\nc,d\r\n\r\n\r\ne,f\r\rg";
  SlowSource source(text);
  CsvRecords records(source, ',');
  std::vector<std::uint64_t> lines;
  while (records.Next() != CsvRecords::Outcome::kEnd) lines.push_back(records.line());
  CHECK(lines == std::vector<std::uint64_t>{1, 3, 6, 8});
}

TEST_CASE("csv: rows over the edges of windows are the same") {
  std::string text, expected;
  for (int i = 0; i < 60000; ++i) {
    const std::string n = std::to_string(i);
    text += n + (i % 3 == 0 ? ",\"q\"\"\r\n" + n + "\"\r\n" : ",plain\r\n");
    expected += (i > 0 ? "/" : "") + n + (i % 3 == 0 ? "|q\"\r\n" + n : "|plain");
  }
  CHECK((Rows(text) == expected));
}

TEST_CASE("csv: a quote that never ends costs one row") {
  std::string text = "a,b\nc,\"runaway\n";
  for (int i = 0; i < 300000; ++i) text += "d,e\n";
  const std::string rows = Rows(text);
  CHECK(rows.starts_with("a|b/!/d|e/d|e"));
  CHECK(rows.size() == std::string("a|b/!").size() + 300000 * 4);
  CHECK(Rows("x\n" + std::string(17 * 1024 * 1024, 'y') + "\nz") == "x/#/z");
}

}  // namespace
}  // namespace ebb
