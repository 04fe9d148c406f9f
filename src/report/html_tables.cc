// The tables of the HTML page. Every wide one stands in a box that scrolls by itself.
#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "report/html_parts.h"
#include "report/words.h"

namespace ebb {
namespace {

void OpenTable(Markup caption, Page* page) {
  *page << "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"" << caption
        << "\">\n<table>\n<caption>" << caption << "</caption>\n";
}

void CloseTable(Page* page) { *page << "</tbody>\n</table>\n</div>\n"; }

void Cell(std::string_view text, Page* page) {
  *page << "<td>";
  page->Text(text);
  *page << "</td>";
}

void CountCell(std::uint64_t count, Page* page) {
  *page << "<td class=\"number\">";
  page->Text(Grouped(count));
  *page << "</td>";
}

// "4.1 (3.2 to 5.2)", or that there is too little.
void RateCell(const Analysis& a, const Rate& rate, Page* page) {
  if (!rate.shown) {
    *page << "<td class=\"number quiet\">";
    page->Text(NoRateText(a));
    *page << "</td>";
    return;
  }
  *page << "<td class=\"number\"><strong>";
  page->Text(TwoDigits(rate.per_100));
  *page << "</strong> <span class=\"range\">(";
  page->Text(RangeText(rate));
  *page << ")</span></td>";
}

void RateHead(Markup first, Page* page) {
  *page << "<thead><tr><th scope=\"col\">" << first
        << "</th><th scope=\"col\">Messages</th><th scope=\"col\">In 100 (range)</th>"
           "<th scope=\"col\">Unsure</th></tr></thead>\n<tbody>\n";
}

void RateRow(const Analysis& a, const Rate& rate, Page* page) {
  CountCell(rate.flagged, page);
  RateCell(a, rate, page);
  CountCell(rate.flagged_low, page);
  *page << "</tr>\n";
}

void NameHead(const Partner& partner, Page* page) {
  *page << "<tr><th scope=\"row\">";
  page->Name(partner.name);
  *page << "</th>";
}

// ---- weeks -------------------------------------------------------------------------------------

std::string WeekMarks(const WeekRow& week) {
  std::string marks = week.thin ? "few messages or days" : "";
  if (week.incomplete) marks += (marks.empty() ? "" : ", ") + std::string("part of a week");
  return marks;
}

void AddWeekRow(const Analysis& a, const WeekRow& week, std::size_t partner, Page* page) {
  const WeekPartner& p = week.partners[partner];
  *page << (week.thin ? Markup("<tr class=\"pale\">") : Markup("<tr>"))
        << "<th scope=\"row\" class=\"day\">";
  page->Text(week.start.empty() ? "no date" : ShortDayText(week.start));
  *page << "</th>";
  CountCell(p.texts, page);
  CountCell(p.words, page);
  for (const CategoryIndex row : {kWithdrawalRow, kShutdownRow, kAvoidanceRow}) {
    CountCell(p.rates[row].flagged, page);
  }
  if (p.distance.shown) {
    RateCell(a, p.distance, page);
  } else {
    *page << "<td class=\"number quiet\">";
    page->Text(NoWeekRateText(a));
    *page << "</td>";
  }
  for (const CategoryIndex row : {kRepairRow, kNeglectRow, kPressureRow}) {
    CountCell(p.rates[row].flagged, page);
  }
  Cell(WeekMarks(week), page);
  *page << "</tr>\n";
}

}  // namespace

void AddWeekTables(const Analysis& a, Page* page) {
  for (std::size_t i = 0; i < a.partners.size(); ++i) {
    *page << "<details class=\"data\"><summary>All weeks of ";
    page->Name(a.partners[i].name);
    *page << " as a table</summary>\n";
    OpenTable("Flagged messages by week", page);
    *page << "<thead><tr><th scope=\"col\">Week of</th><th scope=\"col\">With text</th>"
             "<th scope=\"col\">Words</th><th scope=\"col\">Withdrawal</th>"
             "<th scope=\"col\">Shutdown</th><th scope=\"col\">Avoidance</th>"
             "<th scope=\"col\">Any of the three in 100 (range)</th><th scope=\"col\">Repair</th>"
             "<th scope=\"col\">Neglect voiced</th><th scope=\"col\">Pressure</th>"
             "<th scope=\"col\" class=\"text\">Note</th></tr></thead>\n<tbody>\n";
    for (const WeekRow& week : a.weeks) AddWeekRow(a, week, i, page);
    CloseTable(page);
    *page << "</details>\n";
  }
}

void AddHelped(const Analysis& a, std::uint64_t* charts, Page* page) {
  *page << "<section aria-labelledby=\"helped-title\">\n<h2 id=\"helped-title\">What "
           "helped</h2>\n<p>";
  page->Text(CategoryMeaning("repair"));
  *page << " ";
  page->Text(kUnsureText);
  *page << "</p>\n";
  OpenTable("Repair attempts", page);
  RateHead("By", page);
  for (const Partner& partner : a.partners) {
    NameHead(partner, page);
    RateRow(a, partner.rates[kRepairRow], page);
  }
  CloseTable(page);
  AddMeasure(a, "M19", charts, page);
  *page << "</section>\n";
}

void AddAboutOther(const Analysis& a, Page* page) {
  *page << "<section aria-labelledby=\"about-title\">\n<h2 id=\"about-title\">What each says about "
           "the other</h2>\n<p>Messages in which one person describes the other as pulling back, "
           "closing down or dodging. They say how it felt to the writer. They are in none of the "
           "counts above.</p>\n";
  OpenTable("What each says about the other", page);
  *page
      << "<thead><tr><th scope=\"col\">Said by</th><th scope=\"col\">Withdrawal</th>"
         "<th scope=\"col\">Shutdown</th><th scope=\"col\">Avoidance</th></tr></thead>\n<tbody>\n";
  for (std::size_t i = 0; i < a.partners.size(); ++i) {
    *page << "<tr><th scope=\"row\">";
    page->Name(a.partners[i].name);
    if (a.partners.size() == 2) {
      *page << " about ";
      page->Name(a.partners[1 - i].name);
    }
    *page << "</th>";
    for (const CategoryIndex row : {kWithdrawalRow, kShutdownRow, kAvoidanceRow}) {
      CountCell(a.partners[i].about_partner[row].flagged, page);
    }
    *page << "</tr>\n";
  }
  CloseTable(page);
  *page << "</section>\n";
}

void AddNeglectAndPressure(const Analysis& a, Page* page) {
  *page << "<section aria-labelledby=\"voiced-title\">\n<h2 id=\"voiced-title\">Feeling alone, and "
           "pushing</h2>\n";
  for (const CategoryIndex row : {kNeglectRow, kPressureRow}) {
    const std::string_view name = kReportCategoryNames[row];
    *page << "<h3>";
    page->Text(CategoryTitle(name));
    *page << "</h3>\n<p>";
    page->Text(CategoryMeaning(name));
    *page << " Counted for the person who writes it. ";
    page->Text(kUnsureText);
    *page << "</p>\n";
    OpenTable(row == kNeglectRow ? Markup("Neglect voiced") : Markup("Pressure"), page);
    RateHead("By", page);
    for (const Partner& partner : a.partners) {
      NameHead(partner, page);
      RateRow(a, partner.rates[row], page);
    }
    CloseTable(page);
  }
  *page << "</section>\n";
}

}  // namespace ebb
