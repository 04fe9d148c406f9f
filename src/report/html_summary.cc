// One or two pages to print and file: the first screen, what was counted, the signs, the chart and
// what changed, without a message and without long tables. `--summary` asks for it.
#include <algorithm>
#include <string>

#include "report/findings.h"
#include "report/glance.h"
#include "report/html_parts.h"
#include "report/words.h"

namespace ebb {
namespace {

void AddRateLine(const Partner& partner, CategoryIndex row, Page* page) {
  const Rate& rate = partner.rates[row];
  *page << "<td class=\"number\"><strong>";
  page->Text(rate.shown ? TwoDigits(rate.per_100) : Grouped(rate.flagged));
  *page << "</strong> <span class=\"range\">";
  page->Text(rate.shown ? "(" + RangeText(rate) + ")" : std::string("in all, no rate"));
  *page << "</span></td>";
}

// Every category of both, in one table.
void AddRates(const Analysis& a, Page* page) {
  *page
      << "<section aria-labelledby=\"rates-title\">\n<h2 id=\"rates-title\">What was counted</h2>\n"
         "<table class=\"figures\">\n<caption>What was counted</caption>\n<thead><tr>"
         "<th scope=\"col\">messages in 100 (95 % range)</th>";
  const std::size_t shown = std::min(a.partners.size(), kMostPanels);
  for (std::size_t i = 0; i < shown; ++i) {
    *page << "<th scope=\"col\">";
    page->Name(a.partners[i].name);
    *page << "</th>";
  }
  *page << "</tr></thead>\n<tbody>\n";
  for (int row = 0; row < kReportCategories; ++row) {
    *page << "<tr><th scope=\"row\">";
    page->Text(CategoryTitle(kReportCategoryNames[static_cast<std::size_t>(row)]));
    *page << "</th>";
    for (std::size_t i = 0; i < shown; ++i) {
      AddRateLine(a.partners[i], static_cast<CategoryIndex>(row), page);
    }
    *page << "</tr>\n";
  }
  *page << "</tbody>\n</table>\n</section>\n";
}

// How much the figures rest on, and by which rules they came.
void AddBasis(const Analysis& a, Page* page) {
  *page << "<section aria-labelledby=\"basis-title\">\n<h2 id=\"basis-title\">What this rests "
           "on</h2>\n"
           "<p>";
  page->Text(kBriefNote);
  *page << " ";
  page->Text(kSummaryNote);
  *page << "</p>\n<p class=\"quiet\">Rules ";
  page->Text(a.lexicon_name + " " + a.lexicon_version + ", hash " + a.lexicon_hash);
  *page << ". Program ebb ";
  page->Text(a.tool_version);
  *page << ".</p>\n";
  const MeasureRow* trust = FindMeasure(a, "M20");
  for (std::size_t i = 0; trust != nullptr && i < trust->claims.size(); ++i) {
    *page << "<p class=\"quiet\">";
    page->Text(trust->claims[i].text);
    *page << "</p>\n";
  }
  *page << "</section>\n";
}

}  // namespace

void AddSummary(const Analysis& a, Page* page) {
  AddCards(a, page);
  AddStandsOut(a, page, false);
  AddRates(a, page);
  AddSignsBrief(a, page);
  AddChart(a, page, false);
  if (!a.comparison.before.empty() && AnyStandsOut(a)) AddChanges(a, page);
  AddBasis(a, page);
}

}  // namespace ebb
