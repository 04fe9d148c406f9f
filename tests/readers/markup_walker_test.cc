#include "readers/markup_walker.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>

#include "base/decode.h"
#include "base/slow_source.h"

namespace ebb {
namespace {

constexpr MarkupDialect kHtml = MarkupDialect::kHtml;
constexpr MarkupDialect kXml = MarkupDialect::kXml;

// All tokens in one line each: "+div", "-div", "~br" (empty), "'text'", "!comment".
std::string Tokens(const std::string& bytes, MarkupDialect dialect, std::size_t piece = 1 << 20) {
  SlowSource source(bytes, piece);
  MarkupWalker walker(source, dialect);
  std::string out;
  std::uint64_t end = 0;
  while (walker.Next()) {
    REQUIRE(walker.source().begin >= end);
    REQUIRE(walker.source().end > walker.source().begin);
    REQUIRE(IsUtf8(walker.text()));
    end = walker.source().end;
    switch (walker.kind()) {
      case MarkupWalker::Kind::kStart:
        out += walker.empty() ? '~' : '+';
        out += walker.name();
        break;
      case MarkupWalker::Kind::kEnd:
        out += '-';
        out += walker.name();
        break;
      case MarkupWalker::Kind::kText:
        out += "'" + std::string(walker.text()) + "'";
        break;
      case MarkupWalker::Kind::kComment:
        out += "!" + std::string(walker.text());
    }
    out += ' ';
  }
  REQUIRE(walker.ended());
  REQUIRE(end <= bytes.size());
  return out + (walker.truncated() ? "truncated" : "complete");
}

std::string Decoded(std::string_view raw, MarkupDialect dialect, std::uint64_t* repaired) {
  std::string scratch;
  *repaired = 0;
  return std::string(DecodeReferences(raw, dialect, &scratch, repaired));
}

TEST_CASE("markup: tokens") {
  struct Case {
    MarkupDialect dialect;
    const char* text;
    const char* tokens;
  };
  const Case cases[] = {
      {kHtml, "<p>a</p>", "+p 'a' -p complete"},
      {kHtml, "", "complete"},
      {kHtml, "just text", "'just text' complete"},
      {kHtml, "<DIV Class=x>A<Br>B</DIV >", "+div 'A' ~br 'B' -div complete"},
      {kXml, "<Sms/><a.b:c>x</a.b:c>", "~Sms +a.b:c 'x' -a.b:c complete"},
      {kHtml, "<p>1 < 2 <3 a<b</p>", "+p '1 < 2 <3 a' +b< truncated"},
      {kHtml, "<p>1 < 2 &lt;3</p>", "+p '1 < 2 <3' -p complete"},
      {kHtml, "<a title=\"x > y\" href='q\">'>t</a>", "+a 't' -a complete"},
      {kHtml, "<a title=it's>t</a>", "+a 't' -a complete"},
      {kHtml, "<a href=http://x.y/>t</a>", "+a 't' -a complete"},
      {kHtml, "<a name=\"x\"/>t", "~a 't' complete"},
      {kHtml, "<a/>t", "~a 't' complete"},
      {kHtml, "<!DOCTYPE html><!-- c --><p><!-->x<!----></p>", "! c  +p ! 'x' ! -p complete"},
      {kXml, "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b \"c>\">]><a>&b;</a>",
       "+a '&b;' -a complete"},
      {kXml, "<a>1<![CDATA[<b>&amp;]] ]]>2</a>", "+a '1' '<b>&amp;]] ' '2' -a complete"},
      {kXml, "<a><![CDATA[]]></a>", "+a -a complete"},
      {kHtml, "<style>a > b { }</style><script>if (a<b) '</p>'</SCRIPT>x",
       "+style -style +script -script 'x' complete"},
      {kHtml, "<xmp><b>&amp;</xmp>", "+xmp '<b>&amp;' -xmp complete"},
      {kHtml, "<div><div></div>", "+div +div -div truncated"},
      {kHtml, "<div>x</", "+div 'x' truncated"},
      {kHtml, "<div>x<", "+div 'x' truncated"},
      {kHtml, "<div a=\"b>", "truncated"},
      {kHtml, "x<!-- no end", "'x' truncated"},
      {kHtml, "a</>b</ >c", "'a' 'b' 'c' complete"},
      {kHtml, "</p><br><p></p></p>", "-p ~br +p -p -p complete"},
      {kHtml, "<?php x ?>y", "'y' complete"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    for (const std::size_t piece : {1, 2, 3, 7, 4096}) {
      CHECK(Tokens(c.text, c.dialect, piece) == c.tokens);
    }
  }
}

TEST_CASE("markup: character references") {
  struct Case {
    MarkupDialect dialect;
    const char* raw;
    std::string text;
    std::uint64_t repaired;
  };
  const Case cases[] = {
      {kHtml, "a &amp; b &lt;&gt;&quot;&apos;&#39;&nbsp;", "a & b <>\"''\u00a0", 0},
      {kHtml, "&eacute;&hellip;&mdash;&rsquo;&hearts;&euro;",
       "\u00e9\u2026\u2014\u2019\u2665\u20ac", 0},
      {kHtml, "&#233;&#xe9;&#XE9;&#x1F600;&#128512;", "\u00e9\u00e9\u00e9\U0001f600\U0001f600", 0},
      {kXml, "&#55357;&#56834;", "\U0001f602", 0},
      {kXml, "&#xD83D;&#xDE02;!&#xd83d;&#56834;", "\U0001f602!\U0001f602", 0},
      {kXml, "&#55357;", "\ufffd", 1},
      {kXml, "&#56834;&#55357;", "\ufffd\ufffd", 2},
      {kXml, "&#55357;&#55357;&#56834;", "\ufffd\U0001f602", 1},
      {kXml, "&#55357;x&#56834;", "\ufffdx\ufffd", 2},
      {kXml, "&#55357;&#56", "\ufffd&#56", 1},
      {kXml, "a&#0;b&#1;c&#31;d&#10;&#13;&#9;", "abcd\n\r\t", 0},
      {kXml, "&#1114112;&#99999999999;", "\ufffd\ufffd", 2},
      {kXml, "&#0000000065;", "A", 0},
      {kXml, "&#146;", "\u0092", 0},
      {kHtml, "&#146;&#128;", "\u2019\u20ac", 0},
      {kHtml, "&unknown; &; & &# &#; &#x; &#12a; &amp", "&unknown; &; & &# &#; &#x; &#12a; &amp",
       0},
      {kHtml, "&amp;amp;lt;", "&amp;lt;", 0},
      {kHtml, "?a=1&b=2&copy=3", "?a=1&b=2&copy=3", 0},
      {kHtml, "&", "&", 0},
      {kHtml, "plain", "plain", 0},
  };
  for (const Case& c : cases) {
    INFO(c.raw);
    std::uint64_t repaired = 0;
    CHECK(Decoded(c.raw, c.dialect, &repaired) == c.text);
    CHECK(repaired == c.repaired);
  }
}

TEST_CASE("markup: attributes") {
  SlowSource source(
      "<sms a='1' B = \"two &amp; &#55357;&#56834;\" c=three d e=\"\" f='it\"s' a='9' "
      "class=\"one  two\tthree\"/>",
      5);
  MarkupWalker walker(source, kXml);
  REQUIRE(walker.Next());
  std::string scratch;
  CHECK(walker.Attribute("a", &scratch) == "1");
  CHECK(walker.Attribute("B", &scratch) == "two & \U0001f602");
  CHECK_FALSE(walker.Attribute("b", &scratch));
  CHECK(walker.Attribute("c", &scratch) == "three");
  CHECK(walker.Attribute("d", &scratch) == "");
  CHECK(walker.Attribute("e", &scratch) == "");
  CHECK(walker.Attribute("f", &scratch) == "it\"s");
  CHECK_FALSE(walker.Attribute("g", &scratch));
  CHECK(walker.empty());
  CHECK(walker.HasClass("one"));
  CHECK(walker.HasClass("two"));
  CHECK(walker.HasClass("three"));
  CHECK_FALSE(walker.HasClass("thre"));
  CHECK_FALSE(walker.HasClass("hree"));
  CHECK_FALSE(walker.Next());
  CHECK_FALSE(walker.Next());
}

TEST_CASE("markup: a tag that never ends stops at the next one in XML") {
  SlowSource source("<a><b x='1' <!-- c --><b x='<2' <b x='3'/></a>", 3);
  MarkupWalker walker(source, kXml);
  std::string seen, scratch;
  while (walker.Next()) {
    if (!walker.IsStart("b")) continue;
    seen += std::string(walker.Attribute("x", &scratch).value_or("-"));
    seen += walker.broken() ? "broken " : "whole ";
  }
  CHECK(seen == "1broken <2broken 3whole ");
}

TEST_CASE("markup: places and lines") {
  const std::string text = "<a>\n\n<b\n>x\n</b></a>";
  SlowSource source(text, 3);
  MarkupWalker walker(source, kXml);
  std::string seen;
  while (walker.Next()) {
    const auto at = walker.source();
    seen += std::to_string(walker.line()) + text.substr(at.begin, at.size()) + "|";
  }
  CHECK(seen == "1<a>|1\n\n|3<b\n>|4x\n|5</b>|5</a>|");
}

TEST_CASE("markup: the text of an element") {
  const auto text_of = [](const std::string& html, MarkupWalker::LeaveOut leave_out = nullptr) {
    SlowSource source(html, 4);
    MarkupWalker walker(source, kHtml);
    REQUIRE(walker.Next());
    std::string out;
    out += walker.ElementText(&out, leave_out) ? "" : " (cut)";
    std::string after;
    while (walker.Next()) after += walker.text();
    return out + "|" + after;
  };
  CHECK(text_of("<div>a<br>b<b>c</b> d<br/></div>rest") == "a\nbc d\n|rest");
  CHECK(text_of("<div>a<div>b<div>c</div></div>d</div>rest") == "abcd|rest");
  CHECK(text_of("<div>a<p>b</div>rest") == "ab|rest");
  CHECK(text_of("<div>a<div>b</div>") == "ab (cut)|");
  CHECK(text_of("<img>rest") == "|rest");
  const auto quote = [](const MarkupWalker& w) {
    return w.name() == "blockquote" || w.HasClass("q");
  };
  CHECK(text_of("<div>a<blockquote>x<div>y</div></blockquote>b</div>r", quote) == "a\nb|r");
  CHECK(text_of("<div><div class='p q'>x<div>y</div></div>b<img class=q>c</div>r", quote) ==
        "b\nc|r");
}

TEST_CASE("markup: scopes keep their depth whatever takes the elements inside") {
  SlowSource source(
      "<div><div class=skip><div>1</div></div><div class=text>2<div>3</div></div><div>4</div>"
      "<div/>5</div>6",
      3);
  MarkupWalker walker(source, kHtml);
  REQUIRE(walker.Next());
  std::string seen;
  MarkupScope scope(walker);
  while (scope.Next()) {
    if (walker.kind() == MarkupWalker::Kind::kStart) {
      if (walker.HasClass("skip")) {
        walker.SkipElement();
      } else if (walker.HasClass("text")) {
        std::string text;
        walker.ElementText(&text);
        seen += text + ",";
      }
    } else {
      seen += walker.text();
    }
  }
  CHECK(scope.closed());
  CHECK(seen == "23,45");
  REQUIRE(walker.Next());
  CHECK(walker.text() == "6");
}

TEST_CASE("markup: tokens beyond the limit") {
  constexpr std::size_t kMax = MarkupWalker::kMaxToken;
  SECTION("an attribute that is too long reads as empty, the others stay") {
    const std::string xml =
        "<part a='1' data=\"" + std::string(3 * kMax, 'Q') + "\" text='w>&amp;'/>x";
    for (const std::size_t piece : {std::size_t{1000}, kMax * 8}) {
      SlowSource source(xml, piece);
      MarkupWalker walker(source, kXml);
      REQUIRE(walker.Next());
      std::string scratch;
      CHECK(walker.name() == "part");
      CHECK(walker.empty());
      CHECK(walker.Attribute("a", &scratch) == "1");
      CHECK(walker.Attribute("data", &scratch) == "");
      CHECK(walker.Attribute("text", &scratch) == "w>&");
      CHECK(walker.source() == ByteRange{0, xml.size() - 1});
      REQUIRE(walker.Next());
      CHECK(walker.text() == "x");
    }
  }
  SECTION("text comes in pieces that end in whole characters") {
    std::string text;
    while (text.size() < 3 * kMax) text += "&#55357;&#56834;\u00e9";
    std::string expected, got;
    std::uint64_t repaired = 0;
    expected = Decoded(text, kXml, &repaired);
    SlowSource source("<a>" + text, 100000);
    MarkupWalker walker(source, kXml);
    REQUIRE(walker.Next());
    int pieces = 0;
    for (; walker.Next(); ++pieces) {
      CHECK(IsUtf8(walker.text()));
      got += walker.text();
    }
    CHECK(pieces >= 3);
    CHECK(got.size() + 100 > expected.size());
  }
  SECTION("text with blanks is cut at one") {
    std::string text;
    while (text.size() < 3 * kMax) text += "&#55357;&#56834; \u00e9";
    std::uint64_t repaired = 0;
    const std::string expected = Decoded(text, kXml, &repaired);
    SlowSource source(text, 100000);
    MarkupWalker walker(source, kXml);
    std::string got;
    while (walker.Next()) got += walker.text();
    CHECK((got == expected));
    CHECK(walker.repaired() == 0);
  }
  SECTION("the size of pieces makes no difference") {
    const std::string html = "<p>" + std::string(kMax, 'a') + "</p><!--" + std::string(kMax, '-') +
                             "--><style>" + std::string(kMax + 5, '<') + "</style><xmp>" +
                             std::string(2 * kMax, 'x') + "</xmp></" + std::string(kMax, 'e') +
                             "><i>end</i>";
    const std::string whole = Tokens(html, kHtml);
    CHECK((whole.ends_with("+i 'end' -i complete")));
    for (const std::size_t piece : {4099, 65536, 1000003}) {
      CHECK((Tokens(html, kHtml, piece) == whole));
    }
    const std::string xml = "<a><![CDATA[" + std::string(kMax + 3, ']') + "]]></a>";
    CHECK((Tokens(xml, kXml).ends_with("-a complete")));
    CHECK((Tokens(xml, kXml, 4099) == Tokens(xml, kXml)));
  }
}

TEST_CASE("markup: any cut is clean") {
  const std::string html =
      "<!DOCTYPE html><html><head><style>p>a{}</style></head><body><!-- x --><p class='a b'>t "
      "&amp; &#55357;&#56834;<br/><xmp>q</xmp></p></body></html>";
  for (const MarkupDialect dialect : {kHtml, kXml}) {
    for (std::size_t cut = 0; cut < html.size(); ++cut) {
      const std::string tokens = Tokens(html.substr(0, cut), dialect);
      INFO(cut);
      if (cut > 21) CHECK(tokens.ends_with("truncated"));
      CHECK(tokens == Tokens(html.substr(0, cut), dialect, 1));
    }
  }
}

TEST_CASE("markup: speed", "[.][markup-speed]") {
  std::string html;
  while (html.size() < 64u << 20) {
    html +=
        "<div class=\"message default clearfix\" id=\"message1\">\n <div class=\"body\">\n  <div "
        "class=\"pull_right date details\" title=\"01.02.2024 10:00:00\">10:00</div>\n  <div "
        "class=\"text\">\nwhat a day it&#39;s been &amp; so on, really\n  </div>\n "
        "</div>\n</div>\n";
  }
  const auto source = MemorySource("bench", html);
  MarkupWalker walker(*source, kHtml);
  const auto begin = std::chrono::steady_clock::now();
  std::size_t tokens = 0, found = 0;
  while (walker.Next()) {
    ++tokens;
    if (walker.IsStart("div") && walker.HasClass("text")) ++found;
  }
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
  WARN(tokens << " tokens, " << found << " found, "
              << static_cast<double>(html.size()) / 1e6 / taken.count() << " MB/s");
}

}  // namespace
}  // namespace ebb
