#include "base/text_util.h"

#include <catch2/catch.hpp>

namespace ebb {
namespace {

TEST_CASE("trimming and splitting") {
  CHECK(Trim(" \t a b \r\n") == "a b");
  CHECK(Trim(" \n").empty());
  CHECK(Split("a,,b", ',') == std::vector<std::string_view>{"a", "", "b"});
  CHECK(Split("", ',').size() == 1);
  CHECK(LowerAscii("AbÉ") == "abÉ");
  CHECK(StartsWith("abc", "ab"));
  CHECK_FALSE(StartsWith("a", "ab"));
}

TEST_CASE("numbers are whole or none") {
  CHECK(ParseNumber("0") == 0u);
  CHECK(ParseNumber("0007") == 7u);
  CHECK(ParseNumber("9999999999999999999") == 9999999999999999999u);  // 19 digits
  CHECK(ParseNumber("000000000000000000000012") == 12u);
  CHECK(ParseNumber("18446744073709551615") == 18446744073709551615u);
  for (const char* bad : {"", "-1", "+1", " 1", "1 ", "1.0", "0x1", "18446744073709551616"}) {
    CHECK_FALSE(ParseNumber(bad));
  }
}

TEST_CASE("code points go out and come back") {
  for (const char32_t c : {U'a', U'\u00e9', U'\u20ac', U'\U0001f600', U'\U0010ffff', U'\0'}) {
    std::string text;
    AppendUtf8(c, &text);
    std::size_t at = 0;
    CHECK(NextCodePoint(text, &at) == c);
    CHECK(at == text.size());
  }
}

TEST_CASE("text shows as itself in HTML") {
  CHECK(EscapeHtml("<a href=\"x\">'&'</a>") ==
        "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
  CHECK(EscapeHtml(std::string_view("a\0b\x1b", 4)) == "a b ");
}

TEST_CASE("text shows as itself in Markdown") {
  CHECK(EscapeMarkdown("# a | *b* <c>\n[d](e)") == "\\# a \\| \\*b\\* \\<c\\> \\[d\\]\\(e\\)");
}

TEST_CASE("a terminal is not steered by text") {
  CHECK(EscapeTerminal("a\x1b[31mb\n\u202ec\u200f\u0085") == "a[31mb c");
  CHECK(EscapeTerminal("caf\u00e9 \U0001f600") == "caf\u00e9 \U0001f600");
}

TEST_CASE("CSV cells") {
  CHECK(CsvCell("plain", true) == "plain");
  CHECK(CsvCell("a,b", true) == "\"a,b\"");
  CHECK(CsvCell("say \"hi\"\n", false) == "\"say \"\"hi\"\"\n\"");
  CHECK(CsvCell("=1+1", true) == "'=1+1");
  CHECK(CsvCell("@x,y", true) == "\"'@x,y\"");
  CHECK(CsvCell("=1+1", false) == "=1+1");
}

}  // namespace
}  // namespace ebb
