// The measures on the page: a section for each question, in it a block for each measure.
#include <fmt/format.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "report/claim_texts.h"
#include "report/figure_text.h"
#include "report/findings.h"
#include "report/glance.h"
#include "report/html_lines.h"
#include "report/html_parts.h"
#include "report/words.h"

namespace ebb {
namespace {

// More lines than this are folded.
constexpr std::size_t kMostUntold = 2;

void Paragraph(Markup open, std::string_view text, Page* page) {
  if (text.empty()) return;
  *page << open;
  page->Text(text);
  *page << "</p>\n";
}

void AddUntold(const std::vector<std::string_view>& untold, Page* page) {
  if (untold.size() <= kMostUntold) {
    for (const std::string_view text : untold) {
      Paragraph("<p class=\"claim quiet\">", text, page);
    }
    return;
  }
  *page << "<details class=\"untold\"><summary>";
  page->Text(kUntoldText);
  *page << " <span class=\"count\">";
  page->Text(Grouped(untold.size()));
  *page << "</span></summary>\n<ul>\n";
  for (const std::string_view text : untold) {
    *page << "<li>";
    page->Text(text);
    *page << "</li>\n";
  }
  *page << "</ul>\n</details>\n";
}

void AddClaimTexts(const MeasureRow& measure, Page* page) {
  const ClaimTexts texts = TextsOf(measure);
  for (const ToldClaims& told : texts.told) {
    for (const std::string_view text : told.said) Paragraph("<p class=\"claim\">", text, page);
    Paragraph("<p class=\"benign\">", told.benign, page);
  }
  AddUntold(texts.untold, page);
}

bool AnyKnown(const SeriesRow& series) {
  std::size_t known = 0;
  for (const PointRow& point : series.points) known += point.known ? 1 : 0;
  return known >= 2;
}

std::vector<const SeriesRow*> LinesOf(const MeasureRow& measure, const std::string& key) {
  std::vector<const SeriesRow*> lines;
  for (const SeriesRow& series : measure.series) {
    if (series.key == key && AnyKnown(series)) lines.push_back(&series);
  }
  return lines;
}

// Series of one key share a chart, and so a scale. Where there is the same by four weeks, which
// shows a slow change better, the weeks stand in the tables alone.
void AddSeries(const Analysis& a, const MeasureRow& measure, std::uint64_t* charts, Page* page) {
  std::set<std::string> drawn;
  for (const SeriesRow& series : measure.series) {
    if (!drawn.insert(series.key).second) continue;
    if (!LinesOf(measure, series.key + "_4_weeks").empty()) continue;
    const std::vector<const SeriesRow*> lines = LinesOf(measure, series.key);
    if (!lines.empty()) AddLineChart(a, lines, (*charts)++, page);
  }
}

// The table of evidence stands open; every other one behind its sentences and charts.
bool IsOpen(const MeasureRow& measure) { return measure.id == "M17"; }

void AddFoldedTables(const Analysis& a, const MeasureRow& measure, Page* page) {
  const std::size_t rows = RowsOfSides(measure).shown.size() + RowsOfPair(measure).shown.size();
  if (measure.id == "M0" || rows == 0) return;
  *page << "<details class=\"numbers\"><summary>The numbers <span class=\"count\">";
  page->Text(Counted(rows, "row", "rows"));
  *page << "</span></summary>\n";
  AddFigureTables(a, measure, page);
  *page << "</details>\n";
}

void AddBlock(const Analysis& a, const MeasureRow& measure, std::uint64_t* charts, Page* page) {
  *page << "<h3 id=\"";
  page->Text(measure.key);
  *page << "\">";
  page->Text(measure.title);
  *page << "</h3>\n";
  Paragraph("<p class=\"aside\">", StateText(measure), page);
  AddClaimTexts(measure, page);
  Paragraph("<p>", measure.note, page);
  if (measure.id == "M10") AddLoop(a, measure, page);
  if (measure.id == "M0") AddHours(measure, page);
  if (IsOpen(measure)) AddFigureTables(a, measure, page);
  AddSeries(a, measure, charts, page);
  if (!IsOpen(measure)) AddFoldedTables(a, measure, page);
  AddEpisodes(a, measure, page);
  Paragraph("<p class=\"weakness\">", measure.weakness, page);
}

void AddComparedRow(const Analysis& a, const ChangeRow& row, Page* page) {
  *page << (StandsOut(row) ? Markup("<tr>") : Markup("<tr class=\"pale\">"))
        << "<th scope=\"row\">";
  page->Text(ChangeLabel(a, row));
  *page << "</th>";
  AddFigureCell(row.before, page);
  AddFigureCell(row.after, page);
  AddFigureCell(row.change, page);
  *page << "</tr>\n";
}

void AddCompared(const Analysis& a, Markup caption, bool standing, Page* page) {
  *page << "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"" << caption
        << "\">\n<table class=\"figures compared\">\n<caption>" << caption
        << "</caption>\n<thead><tr>"
           "<th scope=\"col\">value (95 % range)</th><th scope=\"col\">";
  page->Text(a.comparison.before);
  *page << "</th><th scope=\"col\">";
  page->Text(a.comparison.after);
  *page << "</th><th scope=\"col\">Change</th></tr></thead>\n";
  std::string_view group;
  for (const ChangeRow& row : a.comparison.rows) {
    if (StandsOut(row) != standing || !(row.before.shown || row.after.shown)) continue;
    if (row.measure != group) {
      *page << (group.empty() ? Markup("<tbody>\n") : Markup("</tbody>\n<tbody>\n"))
            << "<tr class=\"sign\"><th scope=\"rowgroup\" colspan=\"4\">";
      page->Text(ChangeGroup(a, row));
      *page << "</th></tr>\n";
      group = row.measure;
    }
    AddComparedRow(a, row, page);
  }
  *page << (group.empty() ? Markup("<tbody></tbody>\n") : Markup("</tbody>\n"))
        << "</table>\n</div>\n";
}

}  // namespace

void AddMeasure(const Analysis& a, std::string_view id, std::uint64_t* charts, Page* page) {
  const MeasureRow* measure = FindMeasure(a, id);
  if (measure != nullptr) AddBlock(a, *measure, charts, page);
}

void AddClaims(const Analysis& a, std::string_view id, Page* page) {
  const MeasureRow* measure = FindMeasure(a, id);
  if (measure != nullptr) AddClaimTexts(*measure, page);
}

void AddChanges(const Analysis& a, Page* page) {
  *page << "<section aria-labelledby=\"changes-title\">\n<h2 id=\"changes-title\">What "
           "changed</h2>\n";
  AddCompared(a, "What changed", true, page);
  *page << "</section>\n";
}

void AddComparison(const Analysis& a, Page* page) {
  const Comparison& comparison = a.comparison;
  if (comparison.before.empty()) return;
  *page << "<section class=\"finding\" aria-labelledby=\"compare-title\">\n"
           "<h2 id=\"compare-title\">Before and after</h2>\n";
  Paragraph("<p>", kComparisonIntro, page);
  Paragraph("<p>", ComparedText(a), page);
  if (AnyStandsOut(a)) AddCompared(a, "What changed", true, page);
  *page << "<details class=\"group\"><summary>The other figures</summary>\n";
  AddCompared(a, "The other figures", false, page);
  *page << "</details>\n</section>\n";
}

void AddFinding(const Analysis& a, const Finding& finding, std::uint64_t* charts, Page* page) {
  if (!HasAny(a, finding)) return;
  *page << "<section class=\"finding\" aria-labelledby=\"";
  page->Text(finding.id);
  *page << "-title\">\n<h2 id=\"";
  page->Text(finding.id);
  *page << "-title\">";
  page->Text(finding.title);
  *page << "</h2>\n";
  Paragraph("<p>", finding.intro, page);
  if (finding.id == "before") AddTimeline(a, page);
  for (const std::string_view id : finding.measures) {
    AddMeasure(a, id, charts, page);
  }
  *page << "</section>\n";
}

}  // namespace ebb
