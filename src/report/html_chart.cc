// The weekly chart: one panel per partner on the same scale, drawn as SVG whose x positions are
// percentages, so that it fits a telephone and a desktop without script and its letters keep their
// size. This file holds the frame: scale, axis, key; html_plot.cc draws a panel.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "report/html_parts.h"
#include "report/html_plot.h"
#include "report/words.h"

namespace ebb {
namespace {

// Weeks drawn on the time axis.
std::vector<const WeekRow*> ChartWeeks(const Analysis& a) {
  std::vector<const WeekRow*> weeks;
  for (const WeekRow& week : a.weeks) {
    if (!week.start.empty()) weeks.push_back(&week);
  }
  return weeks;
}

double StackHeight(const WeekPartner& p) {
  return p.rates[kWithdrawalRow].per_100 + p.rates[kShutdownRow].per_100 +
         p.rates[kAvoidanceRow].per_100;
}

Scale MakeScale(const std::vector<const WeekRow*>& weeks, std::size_t panels) {
  double up = 0, down = 0;
  for (const WeekRow* week : weeks) {
    for (std::size_t i = 0; i < panels; ++i) {
      if (!week->partners[i].distance.shown) continue;
      up = std::max(up, StackHeight(week->partners[i]));
      down = std::max(down, week->partners[i].rates[kRepairRow].per_100);
    }
  }
  for (std::size_t i = 0; i < panels; ++i) {
    for (const double rate : EvenedOutRates(weeks, i)) up = std::max(up, rate);
  }
  Scale scale;
  scale.step = 100;
  for (const double step : {1.0, 2.0, 5.0, 10.0, 20.0, 50.0}) {
    if ((up + down) / step <= 6) {
      scale.step = step;
      break;
    }
  }
  scale.up = scale.step * std::max(1.0, std::ceil(up / scale.step));
  scale.down = scale.step * std::max(1.0, std::ceil(down / scale.step));
  return scale;
}

void AddAxis(const Scale& scale, Page* page) {
  *page << "<svg class=\"axis\" aria-hidden=\"true\" width=\"38\" height=\"";
  page->Decimal(kPlotTop + kPlotHeight + kPlotLabels);
  *page << "\">\n";
  for (double value = -scale.down; value <= scale.up + 1e-9; value += scale.step) {
    *page << "<text x=\"32\" y=\"";
    page->Decimal(scale.Y(value) + 4);
    *page << "\">";
    page->Text(fmt::format("{:g}", std::abs(value)));
    *page << "</text>\n";
  }
  *page << "</svg>\n";
}

void AddSwatch(Markup css, std::string_view label, Page* page) {
  *page << "<li><svg width=\"16\" height=\"14\" aria-hidden=\"true\"><rect class=\"" << css
        << "\" x=\"1\" y=\"1\" width=\"14\" height=\"12\"/></svg> ";
  page->Text(label);
  *page << "</li>\n";
}

void AddLegend(Page* page) {
  *page << "<ul class=\"legend\" aria-label=\"Key\">\n";
  AddSwatch("fill-1", "Withdrawal", page);
  AddSwatch("fill-2", "Shutdown", page);
  AddSwatch("fill-3", "Avoidance", page);
  *page
      << "<li><svg width=\"22\" height=\"14\" aria-hidden=\"true\"><line class=\"repair\" x1=\"1\" "
         "x2=\"21\" y1=\"7\" y2=\"7\"/><circle class=\"repair\" cx=\"11\" cy=\"7\" "
         "r=\"2.6\"/></svg> "
         "Repair, below the line</li>\n"
         "<li><svg width=\"22\" height=\"14\" aria-hidden=\"true\"><line class=\"smooth\" x1=\"1\" "
         "x2=\"21\" y1=\"7\" y2=\"7\"/></svg> Any of the three, evened out</li>\n";
  AddSwatch("thin", "Too few messages", page);
  AddSwatch("part", "Part of a week", page);
  *page << "</ul>\n";
}

// Neglect voiced and pressure: strips below a panel, shown where the reader asks for them. A box
// before the chart and the style sheet do that, without script.
constexpr std::array<StripKind, 2> kStrips = {
    StripKind{kNeglectRow, Markup("strip strip-neglect"), Markup("fill-4"), "Neglect voiced"},
    StripKind{kPressureRow, Markup("strip strip-pressure"), Markup("fill-5"), "Pressure"}};

double StripTop(const std::vector<const WeekRow*>& weeks, std::size_t panels) {
  double top = 1;
  for (const WeekRow* week : weeks) {
    for (std::size_t i = 0; i < panels; ++i) {
      for (const StripKind& kind : kStrips) {
        const Rate& rate = week->partners[i].rates[kind.row];
        if (rate.shown) top = std::max(top, rate.per_100);
      }
    }
  }
  return std::ceil(top);
}

void AddStripSwitches(Page* page) {
  *page << "<input type=\"checkbox\" class=\"pick\" id=\"pick-neglect\"/>"
           "<label for=\"pick-neglect\">Also show neglect voiced</label>\n"
           "<input type=\"checkbox\" class=\"pick\" id=\"pick-pressure\"/>"
           "<label for=\"pick-pressure\">Also show pressure</label>\n";
}

void AddPanel(const Analysis& a, std::size_t partner, const std::vector<const WeekRow*>& weeks,
              const Scale& scale, double strip_top, Page* page) {
  *page << "<div class=\"panel\">\n<h3 class=\"panel-name\">";
  page->Name(a.partners[partner].name);
  *page << "</h3>\n<div class=\"row\">\n";
  AddAxis(scale, page);
  AddPlot(a, partner, weeks, scale, page);
  *page << "</div>\n";
  for (const StripKind& kind : kStrips) AddStrip(a, partner, weeks, kind, strip_top, page);
  *page << "</div>\n";
}

bool AnyRate(const std::vector<const WeekRow*>& weeks, std::size_t panels) {
  for (const WeekRow* week : weeks) {
    for (std::size_t i = 0; i < panels; ++i) {
      if (week->partners[i].distance.shown) return true;
    }
  }
  return false;
}

void AddPanels(const Analysis& a, const std::vector<const WeekRow*>& weeks, std::size_t panels,
               Page* page) {
  const Scale scale = MakeScale(weeks, panels);
  *page << "<p class=\"quiet\">Flagged messages in 100, on the same scale for everyone. A message "
           "that holds two kinds stands in both; the thin line counts it once and draws weeks with "
           "few "
           "messages towards the average of that person.</p>\n";
  AddLegend(page);
  AddStripSwitches(page);
  const double strip_top = StripTop(weeks, panels);
  *page << "<div class=\"chart\" role=\"group\" tabindex=\"0\" aria-label=\"Weekly chart, oldest "
           "week first\">\n";
  for (std::size_t i = 0; i < panels; ++i) AddPanel(a, i, weeks, scale, strip_top, page);
  *page << "</div>\n";
}

}  // namespace

// Patterns beside colours: the kinds can be told apart in grey and by every eye.
void AddSvgPatterns(Page* page) {
  *page << "<svg class=\"patterns\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>\n"
           "<pattern id=\"hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" "
           "patternTransform=\"rotate(45)\"><rect class=\"ground-2\" width=\"5\" height=\"5\"/>"
           "<rect class=\"ink-2\" width=\"1.6\" height=\"5\"/></pattern>\n"
           "<pattern id=\"dots\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\">"
           "<rect class=\"ground-3\" width=\"5\" height=\"5\"/>"
           "<circle class=\"ink-3\" cx=\"2.5\" cy=\"2.5\" r=\"1.1\"/></pattern>\n"
           "</defs></svg>\n";
}

void AddChart(const Analysis& a, Page* page, bool tables) {
  const auto weeks = ChartWeeks(a);
  const std::size_t panels = std::min(a.partners.size(), kMostPanels);
  *page << "<section id=\"chart\" aria-labelledby=\"chart-title\">\n"
           "<h2 id=\"chart-title\">Week by week</h2>\n";
  if (weeks.empty()) {
    *page << "<p>This chat holds no dates, so there are no weeks to draw. The tables hold all "
             "counts.</p>\n";
  } else if (!AnyRate(weeks, panels)) {
    *page << "<p>No single week holds enough messages to show a rate. The tables hold all "
             "counts.</p>\n";
  } else {
    AddPanels(a, weeks, panels, page);
  }
  if (tables) AddWeekTables(a, page);
  *page << "</section>\n";
}

}  // namespace ebb
