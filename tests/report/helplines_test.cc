#include "report/helplines.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>

#include "report/report.h"
#include "report/sample_analysis.h"

namespace ebb {
namespace {

using Catch::Matchers::Contains;

TEST_CASE("helplines: each row of the file is whole, sourced and dated") {
  const std::vector<Helpline> lines = Helplines();
  REQUIRE(lines.size() >= 20);
  std::set<std::string> countries;
  std::string_view before;
  for (const Helpline& line : lines) {
    INFO(line.country << " " << line.number);
    CHECK_FALSE(HelpKindText(line.kind).empty());
    CHECK(line.number.size() >= 3);
    CHECK(line.number.find_first_not_of("0123456789 -+") == std::string_view::npos);
    CHECK(line.source.starts_with("http"));
    CHECK(SourceName(line).find('.') != std::string::npos);
    CHECK(SourceName(line).find('/') == std::string::npos);
    REQUIRE(line.looked_up.size() == 10);
    CHECK(line.looked_up[4] == '-');
    CHECK(line.looked_up[7] == '-');
    // Rows of a country stand together, in order.
    if (line.country != before) CHECK(countries.insert(std::string(line.country)).second);
    CHECK(before <= line.country);
    before = line.country;
  }
}

TEST_CASE("helplines: a row that is not whole is left out, comments are no rows") {
  const std::vector<Helpline> lines = ParseHelplines(
      "# Narnia\ttalk\t1\ta\thttps://a.example\t2026-01-01\n"
      "Narnia\ttalk\t123\tLine\thttps://www.a.example/b?c\t2026-01-01\n"
      "Narnia\ttalk\t123\tno source\t\t2026-01-01\n"
      "Narnia\ttalk\t123\tno date\thttps://a.example\n"
      "Narnia\tchat\t123\tunknown kind\thttps://a.example\t2026-01-01\n"
      "Narnia\ttalk\t123\ttoo many\thttps://a.example\t2026-01-01\tx\n"
      "\n"
      "Oz\temergency\t000\tlast, without an end of line\thttp://b.example\t2026-01-01");
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].service == "Line");
  CHECK(SourceName(lines[0]) == "a.example");
  CHECK(lines[1].country == "Oz");
}

TEST_CASE("helplines: in both pages, open where messages mention danger, without a link outside") {
  for (const bool safety : {false, true}) {
    const Analysis a = SampleAnalysis({.safety = safety});
    const std::string html = WriteHtml(a), markdown = WriteMarkdown(a);
    for (const Helpline& line : Helplines()) {
      CHECK_THAT(html, Contains(">" + std::string(line.number) + "<"));
      CHECK(markdown.find(std::string(line.country)) != std::string::npos);
    }
    CHECK((html.find("id=\"numbers\" open=\"\">") != std::string::npos) == safety);
    CHECK(html.find("href=\"http") == std::string::npos);
    CHECK(html.find("href=\"tel") == std::string::npos);
  }
}

}  // namespace
}  // namespace ebb
