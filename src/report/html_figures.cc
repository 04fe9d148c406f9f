// Tables of figures: one column for each partner, or one for the pair. The range stands under its
// value where the screen is narrow, so that both partners stay in sight.
#include <string>
#include <string_view>

#include "report/figure_text.h"
#include "report/html_parts.h"
#include "report/numbers.h"

namespace ebb {
namespace {

constexpr std::string_view kColumnNote = "value (95 % range), n = how many it rests on";

void OpenFigures(const MeasureRow& measure, Page* page) {
  *page << "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"";
  page->Text(measure.title);
  *page << "\">\n<table class=\"figures\">\n<caption>";
  page->Text(measure.title);
  *page << "</caption>\n<thead><tr><th scope=\"col\">";
  page->Text(kColumnNote);
  *page << "</th>";
}

void AddRows(const FigureRows& rows, Page* page) {
  *page << "</tr></thead>\n<tbody>\n";
  for (const FigureCells& cells : rows.shown) {
    *page << "<tr><th scope=\"row\">";
    page->Text(cells[0]->label);
    *page << "</th>";
    for (const Figure* figure : cells) AddFigureCell(*figure, page);
    *page << "</tr>\n";
  }
  *page << "</tbody>\n</table>\n</div>\n";
}

void AddFolded(const FigureRows& rows, Page* page) {
  if (rows.folded.empty()) return;
  *page << "<p class=\"folded\">";
  page->Text(rows.folded);
  *page << "</p>\n";
}

void AddSides(const Analysis& a, const MeasureRow& measure, Page* page) {
  const FigureRows rows = RowsOfSides(measure);
  if (!rows.shown.empty()) {
    OpenFigures(measure, page);
    for (std::size_t i = 0; i < 2; ++i) {
      *page << "<th scope=\"col\">";
      page->Name(a.partners[i].name);
      *page << "</th>";
    }
    AddRows(rows, page);
  }
  AddFolded(rows, page);
}

void AddPair(const MeasureRow& measure, Page* page) {
  const FigureRows rows = RowsOfPair(measure);
  if (!rows.shown.empty()) {
    OpenFigures(measure, page);
    *page << "<th scope=\"col\">Both together</th>";
    AddRows(rows, page);
  }
  AddFolded(rows, page);
}

}  // namespace

void AddFigureCell(const Figure& figure, Page* page) {
  if (!figure.shown) {
    *page << "<td class=\"number quiet\">";
    page->Text(FigureText(figure));
    *page << "</td>";
    return;
  }
  *page << "<td class=\"number\"><strong>";
  page->Text(FigureValue(figure, figure.value));
  *page << "</strong>";
  if (figure.has_range) {
    *page << " <span class=\"range\">(";
    page->Text(FigureRange(figure));
    *page << ")</span>";
  }
  if (figure.unit != "count" && figure.n > 0) {
    *page << " <span class=\"range\">n ";
    page->Text(Grouped(figure.n));
    *page << "</span>";
  }
  *page << "</td>";
}

void AddFigureTables(const Analysis& a, const MeasureRow& measure, Page* page) {
  AddSides(a, measure, page);
  AddPair(measure, page);
}

}  // namespace ebb
