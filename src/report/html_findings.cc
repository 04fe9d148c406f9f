// The measures on the page: a section for each question, in it a block for each measure.
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "report/findings.h"
#include "report/flag_groups.h"
#include "report/html_lines.h"
#include "report/html_parts.h"
#include "report/words.h"

namespace ebb {
namespace {

// More would make the page long without saying more; the JSON file has the rest.
constexpr std::size_t kMostEpisodesShown = 30;

void Paragraph(Markup open, std::string_view text, Page* page) {
  if (text.empty()) return;
  *page << open;
  page->Text(text);
  *page << "</p>\n";
}

void AddClaim(const Claim& claim, Page* page) {
  const std::string_view text = ClaimText(claim);
  if (text.empty()) return;
  const bool unsure = claim.has_p && !claim.marked;
  Paragraph(unsure ? Markup("<p class=\"claim quiet\">") : Markup("<p class=\"claim\">"), text,
            page);
  Paragraph("<p class=\"benign\">", BenignText(claim), page);
}

void FigureCell(const Figure& figure, Page* page) {
  *page << (figure.shown ? Markup("<td class=\"number\">") : Markup("<td class=\"number quiet\">"));
  if (!figure.shown) {
    page->Text(FigureText(figure));
    *page << "</td>";
    return;
  }
  *page << "<strong>";
  page->Text(FigureValue(figure, figure.value));
  *page << "</strong>";
  if (figure.has_range) {
    *page << " <span class=\"range\">(";
    page->Text(FigureValue(figure, figure.low));
    *page << " to ";
    page->Text(FigureValue(figure, figure.high));
    *page << ")</span>";
  }
  if (figure.unit != "count") {
    *page << " <span class=\"range\">n ";
    page->Text(Grouped(figure.n));
    *page << "</span>";
  }
  *page << "</td>";
}

void OpenFigures(const MeasureRow& measure, Page* page) {
  *page << "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"";
  page->Text(measure.title);
  *page << "\">\n<table class=\"figures\">\n<caption>";
  page->Text(measure.title);
  *page << "</caption>\n";
}

void AddSides(const Analysis& a, const MeasureRow& measure, Page* page) {
  if (measure.partners.size() != 2 || measure.partners[0].empty()) return;
  OpenFigures(measure, page);
  *page << "<thead><tr><th scope=\"col\"></th>";
  for (std::size_t i = 0; i < 2; ++i) {
    *page << "<th scope=\"col\">";
    page->Name(a.partners[i].name);
    *page << "</th>";
  }
  *page << "</tr></thead>\n<tbody>\n";
  for (std::size_t f = 0; f < measure.partners[0].size(); ++f) {
    *page << "<tr><th scope=\"row\">";
    page->Text(measure.partners[0][f].label);
    *page << "</th>";
    for (std::size_t i = 0; i < 2; ++i) FigureCell(measure.partners[i][f], page);
    *page << "</tr>\n";
  }
  *page << "</tbody>\n</table>\n</div>\n";
}

void AddPair(const MeasureRow& measure, Page* page) {
  if (measure.pair.empty()) return;
  OpenFigures(measure, page);
  *page << "<tbody>\n";
  for (const Figure& figure : measure.pair) {
    *page << "<tr><th scope=\"row\">";
    page->Text(figure.label);
    *page << "</th>";
    FigureCell(figure, page);
    *page << "</tr>\n";
  }
  *page << "</tbody>\n</table>\n</div>\n";
}

bool AnyKnown(const SeriesRow& series) {
  std::size_t known = 0;
  for (const PointRow& point : series.points) known += point.known ? 1 : 0;
  return known >= 2;
}

// Series of one key share a chart.
void AddSeries(const Analysis& a, const MeasureRow& measure, std::uint64_t* charts, Page* page) {
  for (std::size_t i = 0; i < measure.series.size();) {
    std::vector<const SeriesRow*> lines;
    const std::string& key = measure.series[i].key;
    for (; i < measure.series.size() && measure.series[i].key == key; ++i) {
      if (AnyKnown(measure.series[i])) lines.push_back(&measure.series[i]);
    }
    if (!lines.empty()) AddLineChart(a, lines, (*charts)++, page);
  }
}

void AddQuoted(const Analysis& a, const ContextLine& line, Page* page) {
  *page << "<p class=\"line\"><span class=\"who\">";
  if (line.partner < 0) {
    *page << "Somebody else";
  } else {
    page->Name(a.partners[static_cast<std::size_t>(line.partner)].name);
  }
  *page << "</span> ";
  if (line.text.empty()) {
    *page << "<em class=\"quiet\">(";
    page->Text(line.kind == "text" ? "text left out" : line.kind);
    *page << ")</em></p>\n";
    return;
  }
  *page << "<span class=\"said\" dir=\"auto\">";
  page->Text(Excerpt(line.text));
  *page << "</span></p>\n";
}

void AddEpisode(const Analysis& a, const EpisodeRow& episode, Page* page) {
  *page << "<li class=\"case episode\">\n<p class=\"when\">";
  page->Text(EpisodeText(a, episode));
  *page << "</p>\n";
  for (const Figure& figure : episode.figures) {
    *page << "<p class=\"why\">";
    page->Text(figure.label + ": " + FigureText(figure));
    *page << "</p>\n";
  }
  if (!episode.shown.empty() && !a.safety.any) {
    *page << "<div class=\"talk\">\n";
    for (const ContextLine& line : episode.shown) AddQuoted(a, line, page);
    *page << "</div>\n";
  }
  *page << "</li>\n";
}

void AddEpisodes(const Analysis& a, const MeasureRow& measure, Page* page) {
  if (measure.episodes.empty()) return;
  *page << "<details class=\"group\"><summary>";
  page->Text(EpisodesTitle(measure.episodes[0].kind));
  *page << " <span class=\"count\">";
  page->Text(Grouped(measure.episodes_total));
  *page << "</span></summary>\n";
  const std::size_t shown = std::min(kMostEpisodesShown, measure.episodes.size());
  if (shown < measure.episodes_total) {
    Paragraph("<p class=\"quiet\">",
              fmt::format("{} of {} shown.", Grouped(shown), Grouped(measure.episodes_total)),
              page);
  }
  *page << "<ol class=\"cases\">\n";
  for (std::size_t i = 0; i < shown; ++i) {
    AddEpisode(a, measure.episodes[i * measure.episodes.size() / shown], page);
  }
  *page << "</ol>\n</details>\n";
}

void AddBlock(const Analysis& a, const MeasureRow& measure, std::uint64_t* charts, Page* page) {
  *page << "<h3 id=\"";
  page->Text(measure.key);
  *page << "\">";
  page->Text(measure.title);
  *page << "</h3>\n";
  Paragraph("<p class=\"aside\">", StateText(measure), page);
  for (const Claim& claim : measure.claims) AddClaim(claim, page);
  Paragraph("<p>", measure.note, page);
  AddSides(a, measure, page);
  AddPair(measure, page);
  AddSeries(a, measure, charts, page);
  AddEpisodes(a, measure, page);
  Paragraph("<p class=\"weakness\">", measure.weakness, page);
}

}  // namespace

void AddMeasure(const Analysis& a, std::string_view id, std::uint64_t* charts, Page* page) {
  const MeasureRow* measure = FindMeasure(a, id);
  if (measure != nullptr) AddBlock(a, *measure, charts, page);
}

void AddClaims(const Analysis& a, std::string_view id, Page* page) {
  const MeasureRow* measure = FindMeasure(a, id);
  if (measure == nullptr) return;
  for (const Claim& claim : measure->claims) AddClaim(claim, page);
}

void AddComparison(const Analysis& a, Page* page) {
  const Comparison& comparison = a.comparison;
  if (comparison.before.empty()) return;
  *page << "<section class=\"finding\" aria-labelledby=\"compare-title\">\n"
           "<h2 id=\"compare-title\">Before and after</h2>\n";
  Paragraph("<p>", kComparisonIntro, page);
  *page << "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"Before and after\">\n"
           "<table class=\"figures\">\n<caption>Before and after</caption>\n<thead><tr>"
           "<th scope=\"col\"></th><th scope=\"col\">";
  page->Text(comparison.before);
  *page << "</th><th scope=\"col\">";
  page->Text(comparison.after);
  *page << "</th><th scope=\"col\">Change</th></tr></thead>\n<tbody>\n";
  for (const ChangeRow& row : comparison.rows) {
    *page << (StandsOut(row) ? Markup("<tr>") : Markup("<tr class=\"pale\">"))
          << "<th scope=\"row\">";
    page->Text(ChangeLabel(a, row));
    *page << "</th>";
    FigureCell(row.before, page);
    FigureCell(row.after, page);
    FigureCell(row.change, page);
    *page << "</tr>\n";
  }
  *page << "</tbody>\n</table>\n</div>\n</section>\n";
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
  for (const std::string_view id : finding.measures) {
    AddMeasure(a, id, charts, page);
  }
  *page << "</section>\n";
}

}  // namespace ebb
