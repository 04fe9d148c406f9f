// The six signs: how many messages show each and how many report it of the other, since when, and
// examples.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/flag_groups.h"
#include "report/html_lines.h"
#include "report/html_parts.h"
#include "report/sign_course.h"
#include "report/words.h"

namespace ebb {
namespace {

constexpr std::size_t kMostOfASign = 4;  // examples of one partner

// "13" and, where there is enough text, "1.2 (0.70 to 2.1)".
void SignCell(const Analysis& a, std::uint64_t count, std::uint64_t texts, Page* page) {
  *page << "<td class=\"number\"><strong>";
  page->Text(Grouped(count));
  *page << "</strong>";
  const std::string rate = a.rates_apart ? std::string() : SignRateText(count, texts);
  if (!rate.empty()) {
    *page << " <span class=\"range\">";
    page->Text(rate);
    *page << "</span>";
  }
  *page << "</td>";
}

// How often was it reported of the other; in 100 says nothing more here.
void ReportedCell(std::uint64_t count, Page* page) {
  *page << "<td class=\"number\">";
  page->Text(Grouped(count));
  *page << "</td>";
}

void CourseCells(const SignCourse& course, Page* page) {
  *page << "<td class=\"number\">";
  page->Text(SignHalvesText(course));
  if (const std::string range = SignChangeRange(course); !range.empty()) {
    *page << " <span class=\"range\">(";
    page->Text(range);
    *page << ")</span>";
  }
  *page << "</td><td class=\"number\">";
  page->Text(SignFirstText(course));
  if (const std::string last = SignLastText(course); !last.empty()) {
    *page << " <span class=\"range\">to ";
    page->Text(last);
    *page << "</span>";
  }
  *page << "</td>";
}

void AddSignRows(const Analysis& a, std::size_t sign, Page* page) {
  *page << "<tbody>\n<tr class=\"sign\"><th scope=\"rowgroup\" colspan=\"5\">";
  page->Text(SignTitle(a.partners[0].signs[sign]));
  *page << "</th></tr>\n";
  for (std::size_t p = 0; p < a.partners.size(); ++p) {
    const Partner& partner = a.partners[p];
    const SignCount count = sign < partner.signs.size() ? partner.signs[sign] : SignCount{};
    *page << "<tr><th scope=\"row\">";
    page->Name(partner.name);
    *page << "</th>";
    SignCell(a, count.shown_by, partner.texts, page);
    CourseCells(CourseOf(a, p, sign), page);
    ReportedCell(count.reported_by, page);
    *page << "</tr>\n";
  }
  *page << "</tbody>\n";
}

// Both partners by four weeks; nothing where neither shows the sign, or there are not two.
void AddSignLines(const Analysis& a, std::size_t sign, std::uint64_t* charts, Page* page) {
  if (a.partners.size() != 2) return;
  std::vector<SeriesRow> lines;
  bool any = false;
  for (std::size_t p = 0; p < 2; ++p) {
    const SignCourse course = CourseOf(a, p, sign);
    std::size_t known = 0;
    for (const PointRow& point : course.four_weekly) known += point.known ? 1 : 0;
    if (known < 3) continue;
    any = any || !course.first.empty();
    lines.push_back({"", "messages that show it, in 100, by four weeks", "number",
                     static_cast<int>(p), course.four_weekly});
  }
  if (!any) return;
  std::vector<const SeriesRow*> shown;
  shown.reserve(lines.size());
  for (const SeriesRow& line : lines) shown.push_back(&line);
  AddLineChart(a, shown, (*charts)++, page);
}

void AddBriefCell(const Analysis& a, std::size_t p, std::size_t sign, Page* page) {
  const Partner& partner = a.partners[p];
  const std::uint64_t count = sign < partner.signs.size() ? partner.signs[sign].shown_by : 0;
  std::string more = a.rates_apart ? std::string() : SignRateText(count, partner.texts);
  more.resize(std::min(more.size(), more.find(' ')));  // the range stands in the full report
  if (!more.empty()) more += " in 100";
  const std::string first = SignFirstText(CourseOf(a, p, sign));
  if (!first.empty()) more += (more.empty() ? "" : ", ") + first;
  *page << "<td class=\"number\"><strong>";
  page->Text(Grouped(count));
  *page << "</strong> <span class=\"range\">";
  page->Text(more);
  *page << "</span></td>";
}

// The first messages of a partner that count for a sign, a message once.
std::vector<FlagCase> CasesOf(const Analysis& a, std::string_view sign, int partner) {
  std::vector<FlagCase> cases;
  for (const FlagRow& flag : a.flags) {
    if (flag.sign != sign || flag.partner != partner || !flag.counts || !MayBeQuoted(flag))
      continue;
    if (!cases.empty() && cases.back().first().message_id == flag.message_id) {
      cases.back().flags.push_back(&flag);
    } else if (cases.size() < kMostOfASign) {
      cases.push_back({{&flag}});
    }
  }
  return cases;
}

void AddSignDetails(const Analysis& a, std::size_t sign, std::uint64_t* charts, Page* page) {
  const SignCount& count = a.partners[0].signs[sign];
  std::vector<FlagCase> cases;
  for (std::size_t i = 0; i < a.partners.size() && i < kMostPanels; ++i) {
    for (FlagCase& one : CasesOf(a, count.sign, static_cast<int>(i)))
      cases.push_back(std::move(one));
  }
  if (cases.empty()) return;
  *page << "<details class=\"group\"><summary>Over time, and examples: ";
  page->Text(SignTitle(count));
  *page << " <span class=\"count\">";
  page->Text(Counted(cases.size(), "message", "messages"));
  *page << "</span></summary>\n";
  AddSignLines(a, sign, charts, page);
  *page << "<ol class=\"cases\">\n";
  for (const FlagCase& one : cases) AddFlagCase(a, one, page);
  *page << "</ol>\n</details>\n";
}

void AddSignTable(const Analysis& a, Page* page) {
  *page << "<section aria-labelledby=\"signs-title\">\n<h2 id=\"signs-title\">Six signs people ask "
           "about</h2>\n<p>";
  page->Text(kSignsIntro);
  *page << "</p>\n"
           "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"Messages that show or "
           "report each sign\">\n<table class=\"signs\">\n<caption>Messages that show or report "
           "each sign</caption>\n<thead><tr><th scope=\"col\">By</th><th scope=\"col\">Shown, in "
           "100 (range)</th>"
           "<th scope=\"col\">In 100: first half \u2192 second half</th>"
           "<th scope=\"col\">First and last week</th>"
           "<th scope=\"col\">Reported of the other</th></tr></thead>\n";
  for (std::size_t s = 0; s < a.partners[0].signs.size(); ++s) AddSignRows(a, s, page);
  *page << "</table>\n</div>\n</section>\n";
}

}  // namespace

void AddSignsBrief(const Analysis& a, Page* page) {
  *page
      << "<section aria-labelledby=\"signs-title\">\n<h2 id=\"signs-title\">Six signs people ask "
         "about</h2>\n<table class=\"figures\">\n<caption>Messages that show each sign</caption>\n"
         "<thead><tr><th scope=\"col\">messages that show it, first seen</th>";
  const std::size_t shown = std::min(a.partners.size(), kMostPanels);
  for (std::size_t p = 0; p < shown; ++p) {
    *page << "<th scope=\"col\">";
    page->Name(a.partners[p].name);
    *page << "</th>";
  }
  *page << "</tr></thead>\n<tbody>\n";
  for (std::size_t s = 0; s < a.partners[0].signs.size(); ++s) {
    *page << "<tr><th scope=\"row\">";
    page->Text(SignTitle(a.partners[0].signs[s]));
    *page << "</th>";
    for (std::size_t p = 0; p < shown; ++p) AddBriefCell(a, p, s, page);
    *page << "</tr>\n";
  }
  *page << "</tbody>\n</table>\n</section>\n";
}

void AddSigns(const Analysis& a, std::uint64_t* charts, Page* page) {
  AddSignTable(a, page);
  *page << "<section aria-label=\"Examples of the signs\" class=\"close\">\n";
  for (std::size_t s = 0; s < a.partners[0].signs.size(); ++s) AddSignDetails(a, s, charts, page);
  *page << "</section>\n";
}

}  // namespace ebb
