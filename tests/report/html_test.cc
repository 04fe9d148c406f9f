// The page is read with a small parser that knows only what the page may hold.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <type_traits>

#include "base/sha256.h"
#include "base/text_util.h"
#include "report/flag_groups.h"
#include "report/html_page.h"
#include "report/html_plot.h"
#include "report/report.h"
#include "report/sample_analysis.h"

namespace ebb {
namespace {

struct Tag {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;
};

struct Parsed {
  std::vector<Tag> tags;
  std::string text;  // without the style sheet
  std::string style;
  std::string script;
  std::string problem;  // empty if well formed
};

// Reads `name="value"` pairs up to the end of the tag.
std::string ReadAttributes(std::string_view inside, Tag* tag) {
  while (!(inside = Trim(inside)).empty()) {
    const std::size_t equals = inside.find('=');
    if (equals == std::string_view::npos || inside.size() < equals + 3 ||
        inside[equals + 1] != '"') {
      return "attribute without quotes in " + tag->name;
    }
    const std::size_t end = inside.find('"', equals + 2);
    if (end == std::string_view::npos) return "open attribute in " + tag->name;
    tag->attributes.emplace_back(inside.substr(0, equals),
                                 inside.substr(equals + 2, end - equals - 2));
    inside.remove_prefix(end + 1);
  }
  return {};
}

Parsed Parse(std::string_view html) {
  static const std::set<std::string> kEmpty = {"meta", "rect", "line", "circle", "input"};
  Parsed out;
  std::vector<std::string> open;
  if (!StartsWith(html, "<!DOCTYPE html>\n")) out.problem = "no document type";
  html.remove_prefix(15);
  while (!html.empty() && out.problem.empty()) {
    const std::size_t begin = html.find('<');
    out.text += html.substr(0, begin);
    if (begin == std::string_view::npos) break;
    const std::size_t end = html.find('>', begin);
    if (end == std::string_view::npos) return out.problem = "open tag", out;
    std::string_view inside = html.substr(begin + 1, end - begin - 1);
    html.remove_prefix(end + 1);
    if (inside.front() == '/') {
      if (open.empty() || open.back() != inside.substr(1))
        out.problem = "wrong end " + std::string(inside);
      if (!open.empty()) open.pop_back();
      continue;
    }
    const bool closed = inside.back() == '/';
    if (closed) inside.remove_suffix(1);
    Tag tag;
    tag.name = inside.substr(0, inside.find(' '));
    out.problem = ReadAttributes(inside.substr(tag.name.size()), &tag);
    if (!closed && kEmpty.count(tag.name) == 0) open.push_back(tag.name);
    if (tag.name == "style" || tag.name == "script") {
      const std::size_t text_end = html.find("</" + tag.name + ">");
      (tag.name == "style" ? out.style : out.script) = html.substr(0, text_end);
      html.remove_prefix(text_end);
    }
    out.tags.push_back(std::move(tag));
  }
  if (out.problem.empty() && !open.empty()) out.problem = "not closed: " + open.back();
  return out;
}

TEST_CASE("the page holds our tags and attributes only, whatever the chat holds") {
  const std::set<std::string> tags = {
      "figure",  "figcaption", "html",    "head",    "meta",  "title",  "style", "body", "a",
      "svg",     "defs",       "pattern", "rect",    "line",  "circle", "g",     "text", "desc",
      "header",  "main",       "footer",  "section", "h1",    "h2",     "h3",    "h4",   "p",
      "strong",  "em",         "span",    "bdi",     "div",   "dl",     "dt",    "dd",   "ul",
      "ol",      "li",         "table",   "caption", "thead", "tbody",  "tr",    "th",   "td",
      "details", "summary",    "mark",    "code",    "input", "label"};
  const std::set<std::string> attributes = {"lang",
                                            "charset",
                                            "http-equiv",
                                            "content",
                                            "name",
                                            "class",
                                            "href",
                                            "id",
                                            "role",
                                            "tabindex",
                                            "open",
                                            "aria-label",
                                            "aria-labelledby",
                                            "aria-hidden",
                                            "width",
                                            "height",
                                            "x",
                                            "y",
                                            "x1",
                                            "x2",
                                            "y1",
                                            "y2",
                                            "cx",
                                            "cy",
                                            "r",
                                            "dx",
                                            "patternUnits",
                                            "patternTransform",
                                            "scope",
                                            "rowspan",
                                            "colspan",
                                            "dir",
                                            "type",
                                            "for",
                                            "data-message",
                                            "data-person",
                                            "data-kind",
                                            "data-sign",
                                            "data-week",
                                            "data-rules",
                                            "data-rule"};
  for (const auto& [name, analysis] : AllSamples()) {
    INFO(name);
    const Parsed page = Parse(WriteHtml(analysis));
    CHECK(page.problem.empty());
    INFO(page.problem);
    for (const Tag& tag : page.tags) {
      INFO(tag.name);
      CHECK(tags.count(tag.name) == 1);
      for (const auto& [key, value] : tag.attributes) {
        INFO(key << "=" << value);
        CHECK(attributes.count(key) == 1);
        if (key == "href") CHECK(value.front() == '#');
        CHECK_FALSE(value.find("url(") != std::string::npos);
      }
    }
  }
}

TEST_CASE("the policy allows our style sheet and nothing else") {
  const Parsed page = Parse(WriteHtml(SampleAnalysis()));
  REQUIRE(page.style.size() > 1000);
  const auto policy = std::find_if(page.tags.begin(), page.tags.end(), [](const Tag& tag) {
    return tag.name == "meta" && tag.attributes[0].first == "http-equiv";
  });
  REQUIRE(policy != page.tags.end());
  CHECK(policy->attributes[1].second ==
        "default-src &#39;none&#39;; style-src &#39;sha256-" + Sha256Base64(page.style) +
            "&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;");
  CHECK(page.style.find("http") == std::string::npos);
  CHECK(page.style.find("@import") == std::string::npos);
}

TEST_CASE("the page's own script is allowed by its hash, comes once and only where asked for") {
  const Analysis a = SampleAnalysis({.flags_per_group = 9, .hostile = true});
  CHECK(Parse(WriteHtml(a)).script.empty());
  const std::string html = WriteHtml(a, true);
  const Parsed page = Parse(html);
  CHECK(page.problem.empty());
  REQUIRE(page.script.size() > 1000);
  CHECK(html.find("; script-src &#39;sha256-" + Sha256Base64(page.script) + "&#39;;") !=
        std::string::npos);
  CHECK(html.find("<script") == html.rfind("<script"));
  // Nothing of the chat can become markup, code or a request by it.
  for (const char* word :
       {"innerHTML", "outerHTML", "insertAdjacent", "eval(", "Function(", "document.write", "http",
        "fetch", "XMLHttp", "import", "Storage", "cookie", "setTimeout", "</"}) {
    INFO(word);
    CHECK(page.script.find(word) == std::string::npos);
  }
  // What it filters by stands on every message, the hostile names whole.
  std::size_t cases = 0;
  for (const Tag& tag : page.tags) {
    if (tag.name != "li" || tag.attributes.size() < 7) continue;
    CHECK(tag.attributes[1].first == "data-message");
    CHECK(tag.attributes[1].second.size() == 16);
    CHECK(tag.attributes[2].first == "data-person");
    ++cases;
  }
  CHECK(cases > 50);
}

TEST_CASE("the summary to print holds the first screen, no message and no script") {
  for (const auto& [name, analysis] : AllSamples()) {
    INFO(name);
    const std::string html = WriteHtmlSummary(analysis);
    const Parsed page = Parse(html);
    CHECK(page.problem.empty());
    CHECK(page.script.empty());
    for (const char* words : {"room to myself", "leave it there", "soup", "sleep well",
                              "canary words of danger", "class=\"said\"", "id=\"messages\""}) {
      CHECK(html.find(words) == std::string::npos);
    }
    if (analysis.partners.empty()) continue;
    CHECK(html.find("At a glance") != std::string::npos);
    CHECK(html.find("What was counted") != std::string::npos);
    CHECK((html.find("Some messages mention danger") != std::string::npos) == analysis.safety.any);
    std::set<std::string> ids;
    for (const Tag& tag : page.tags) {
      for (const auto& [key, value] : tag.attributes) {
        if (key == "id") CHECK(ids.insert(value).second);
      }
    }
    for (const Tag& tag : page.tags) {
      for (const auto& [key, value] : tag.attributes) {
        if (key == "href") CHECK(ids.count(value.substr(1)) == 1);
      }
    }
  }
}

TEST_CASE("the chart's scale holds its even line, also of weeks too thin for bars") {
  Analysis a = SampleAnalysis({.weeks = 12});
  for (std::size_t w = 0; w < a.weeks.size(); ++w) {
    WeekPartner& partner = a.weeks[w].partners[0];
    partner.texts = 40;
    partner.distance.flagged = w >= 6 ? 30 : 0;
    partner.distance.shown = false;
  }
  const std::string html = WriteHtml(a);
  std::set<std::string> heights;
  for (std::size_t at = 0; (at = html.find("<line class=\"smooth\"", at)) != std::string::npos;) {
    const std::size_t end = html.find("/>", at);
    const std::size_t from = html.find("y2=\"", at) + 4;
    REQUIRE(from < end);
    const std::string height = html.substr(from, html.find('"', from) - from);
    if (html.substr(at, end - at).find("x1=\"1\"") == std::string::npos) {
      CHECK(std::stod(height) >= kPlotTop - 0.01);  // not above the plot
      heights.insert(height);
    }
    at = end;
  }
  CHECK(heights.size() > 2);
}

TEST_CASE("the chart's even line: a week of few messages is drawn to the average of the person") {
  Analysis a = SampleAnalysis({.weeks = 12});
  a.measures.clear();
  std::size_t lines = 0;
  const std::string html = WriteHtml(a);
  for (std::size_t at = 0; (at = html.find("<line class=\"smooth\"", at)) != std::string::npos;) {
    ++lines;
    at += 10;
  }
  std::size_t expected = 1;  // the key, and a step between neighbouring weeks with text of each
  for (std::size_t w = 1; w < a.weeks.size(); ++w) {
    for (std::size_t p = 0; p < 2; ++p) {
      expected += a.weeks[w - 1].partners[p].texts > 0 && a.weeks[w].partners[p].texts > 0 ? 1 : 0;
    }
  }
  CHECK(expected > 15);
  CHECK(lines == expected);
  for (WeekRow& week : a.weeks) {
    for (WeekPartner& partner : week.partners) partner.distance.flagged = 0;
  }
  const std::string none = WriteHtml(a);
  CHECK(none.find("<line class=\"smooth\" x1=\"1\"") != std::string::npos);
  CHECK(none.find("<line class=\"smooth\"") == none.rfind("<line class=\"smooth\""));
}

TEST_CASE("hostile text appears as text") {
  const std::string html = WriteHtml(SampleAnalysis({.flags_per_group = 9, .hostile = true}));
  CHECK(html.find("<script") == std::string::npos);
  CHECK(html.find("<img") == std::string::npos);
  CHECK(html.find("\x1b") == std::string::npos);
  CHECK(html.find("\xE2\x80\xAE") == std::string::npos);
  CHECK(html.find("\xE2\x81\xA6") == std::string::npos);
  CHECK(html.find("\xC2\x9B") == std::string::npos);
  CHECK(html.find("&lt;script&gt;alert(1)&lt;/script&gt;") != std::string::npos);
  CHECK(html.find("[U+202E]desrever") != std::string::npos);
  CHECK(html.find("&amp;amp; &#39;more&#39;") != std::string::npos);
}

TEST_CASE("hostile text in Markdown starts nothing") {
  const std::string text = WriteMarkdown(SampleAnalysis({.flags_per_group = 9, .hostile = true}));
  std::string bare;  // without escaped characters
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else {
      bare += text[i];
    }
  }
  for (const char* raw : {"<", "](", "[", "`", "www.", "\x1b", "\xE2\x80\xAE", "\xC2\x9B"}) {
    INFO(raw);
    CHECK(bare.find(raw) == std::string::npos);
  }
  // Every row of a table has as many cells as its head.
  std::size_t cells = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const std::string line = text.substr(at, end - at);
    at = end + 1;
    if (line.empty() || line[0] != '|') {
      cells = 0;
      continue;
    }
    std::size_t bars = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '\\')
        ++i;
      else if (line[i] == '|')
        ++bars;
    }
    if (cells == 0) cells = bars;
    INFO(line);
    CHECK(bars == cells);
  }
}

TEST_CASE("a string cannot become markup") {
  CHECK_FALSE(std::is_constructible_v<Markup, std::string>);
  CHECK_FALSE(std::is_constructible_v<Markup, std::string_view>);
}

TEST_CASE(
    "every table has a caption, heads with a scope, and headings go down one step at a time") {
  for (const auto& [name, analysis] : AllSamples()) {
    INFO(name);
    const Parsed page = Parse(WriteHtml(analysis));
    int level = 0, first = 0;
    bool caption_next = false;
    std::set<std::string> ids;
    for (const Tag& tag : page.tags) {
      if (caption_next) CHECK(tag.name == "caption");
      caption_next = tag.name == "table";
      const auto has = [&](const char* key) {
        return std::any_of(tag.attributes.begin(), tag.attributes.end(),
                           [&](const auto& attribute) { return attribute.first == key; });
      };
      if (tag.name == "th") CHECK(has("scope"));
      if (tag.name == "svg") CHECK((has("aria-hidden") || has("aria-labelledby")));
      for (const auto& [key, value] : tag.attributes) {
        if (key == "id") CHECK(ids.insert(value).second);
      }
      if (tag.name.size() == 2 && tag.name[0] == 'h' && tag.name[1] >= '1' && tag.name[1] <= '4') {
        const int now = tag.name[1] - '0';
        first += now == 1 ? 1 : 0;
        CHECK(now <= level + 1);
        level = now;
      }
    }
    CHECK(first == 1);
    for (const Tag& tag : page.tags) {  // every reference inside the page leads somewhere
      for (const auto& [key, value] : tag.attributes) {
        if (key != "href" || analysis.partners.empty()) continue;
        INFO(value);
        CHECK(ids.count(value.substr(1)) == 1);
      }
    }
  }
}

TEST_CASE("every week stands in the chart, thin and cut ones marked") {
  const Analysis a = SampleAnalysis({.weeks = 80});
  const Parsed page = Parse(WriteHtml(a));
  std::size_t weeks = 0, thin = 0, part = 0;
  for (const Tag& tag : page.tags) {
    for (const auto& [key, value] : tag.attributes) {
      if (key != "class") continue;
      weeks += tag.name == "g" && StartsWith(value, "week") ? 1 : 0;
      thin += value == "thin" ? 1 : 0;
      part += value == "part" ? 1 : 0;
    }
  }
  CHECK(weeks == 160);
  CHECK(thin == 1 + 2 * 9);  // the key and weeks 5, 14, ...
  CHECK(part == 1 + 4);
}

TEST_CASE("bars lie inside the plot") {
  const Parsed page = Parse(WriteHtml(SampleAnalysis({.weeks = 80})));
  std::size_t bars = 0;
  for (const Tag& tag : page.tags) {
    if (tag.name != "rect" || tag.attributes.size() != 5) continue;
    if (!StartsWith(tag.attributes[0].second, "fill-") || tag.attributes[1].second.back() != '%')
      continue;
    const double x = std::stod(tag.attributes[1].second),
                 width = std::stod(tag.attributes[2].second);
    const double y = std::stod(tag.attributes[3].second),
                 height = std::stod(tag.attributes[4].second);
    CHECK(x >= 0);
    CHECK(x + width <= 100.01);
    CHECK(y >= 10 - 0.01);
    CHECK(height >= 0);
    CHECK(y + height <= 178.01);
    ++bars;
  }
  CHECK(bars > 300);
}

TEST_CASE("at most two hundred messages of one partner, spread over the groups") {
  const Analysis a = SampleAnalysis({.weeks = 80, .flags_per_group = 400});
  const auto groups = GroupFlags(a, 0, kMostExamples);
  REQUIRE(groups.size() == 7);
  std::size_t kept = 0, total = 0;
  for (const FlagGroup& group : groups) {
    CHECK(group.cases.size() >= 28);
    kept += group.cases.size();
    total += group.total;
    CHECK(std::is_sorted(group.cases.begin(), group.cases.end(), [](const auto& x, const auto& y) {
      return x.first().time < y.first().time;
    }));
  }
  CHECK(kept == kMostExamples);
  CHECK(total == 400 * 6);
  const std::string html = WriteHtml(a);
  std::size_t cases = 0;
  const std::size_t messages = html.find("id=\"messages\"");  // signs have examples of their own
  for (std::size_t at = messages; (at = html.find("<li class=\"case\" ", at)) != std::string::npos;
       ++at)
    ++cases;
  CHECK(cases == 2 * kMostExamples);
}

FlagRow Row(const std::string& text, std::uint32_t begin, std::uint32_t end) {
  FlagRow row;
  row.text = text;
  row.begin = begin;
  row.end = end;
  return row;
}

std::string Marked(const std::vector<FlagRow>& rows) {
  FlagCase flag_case;
  for (const FlagRow& row : rows) flag_case.flags.push_back(&row);
  std::string out;
  for (const TextPiece& piece : Pieces(flag_case))
    out += piece.marked ? "[" + piece.text + "]" : piece.text;
  return out;
}

TEST_CASE("marked words") {
  const std::string text = "one two three";
  CHECK(Marked({Row(text, 4, 7)}) == "one [two] three");
  CHECK(Marked({Row(text, 0, 13)}) == "[one two three]");
  CHECK(Marked({Row(text, 0, 0)}) == "one two three");
  CHECK(Marked({Row(text, 4, 7), Row(text, 0, 3)}) == "[one] [two] three");
  CHECK(Marked({Row(text, 0, 5), Row(text, 4, 9)}) == "[one two t]hree");
  CHECK(Marked({Row(text, 4, 7), Row(text, 4, 7)}) == "one [two] three");
  CHECK(Marked({Row("\xC3\xA9t\xC3\xA9", 1, 4)}) == "[\xC3\xA9t\xC3\xA9]");  // whole letters
  const std::string lengthy = std::string(2000, 'a') + " here " + std::string(2000, 'b');
  const std::string cut = Marked({Row(lengthy, 2001, 2005)});
  CHECK(cut.size() < 700);
  CHECK(cut.find(" [here] ") != std::string::npos);
  CHECK(StartsWith(cut, "\xE2\x80\xA6 a"));
}

TEST_CASE("two flags of one message in one group are one example") {
  Analysis a = SampleAnalysis({.flags_per_group = 1});
  a.flags.insert(a.flags.begin() + 1, a.flags[0]);
  a.flags[1].rule = "withdrawal.another";
  const auto groups = GroupFlags(a, 0, 10);
  REQUIRE(groups[0].total == 1);
  CHECK(groups[0].cases[0].flags.size() == 2);
}

}  // namespace
}  // namespace ebb
