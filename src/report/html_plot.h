// One panel of the weekly chart: the SVG of one partner. See html_chart.cc for what is around it.
#pragma once

#include <string_view>
#include <vector>

#include "analysis/analysis.h"
#include "report/html_page.h"

namespace ebb {

inline constexpr double kPlotTop = 10;      // pixels above the plot
inline constexpr double kPlotHeight = 168;  // pixels of the plot, both directions
inline constexpr double kPlotLabels = 34;   // pixels below it

struct Scale {
  double step = 1;  // between grid lines, in flagged messages per 100
  double up = 1;    // highest value above the line
  double down = 1;  // highest value below it
  double Unit() const { return kPlotHeight / (up + down); }
  double Base() const { return kPlotTop + up * Unit(); }
  double Y(double value) const { return Base() - value * Unit(); }
};

// Messages in 100 with any of the three kinds, each once, by week, drawn towards the average of
// this partner the more the fewer its messages (measures.md M1): what a week of ten messages says
// loudest is mostly chance. Empty if nothing is flagged.
std::vector<double> EvenedOutRates(const std::vector<const WeekRow*>& weeks, std::size_t partner);

// Weeks lie side by side over the whole width; see Scale for the height.
void AddPlot(const Analysis& analysis, std::size_t partner,
             const std::vector<const WeekRow*>& weeks, const Scale& scale, Page* page);

// A low chart of one more category below a panel.
struct StripKind {
  int row;  // CategoryIndex
  Markup css, fill;
  std::string_view title;
};
void AddStrip(const Analysis& analysis, std::size_t partner,
              const std::vector<const WeekRow*>& weeks, const StripKind& kind, double top,
              Page* page);

// How far a chart of so many weeks must at least reach to stay legible; the box around it scrolls.
Markup SpanOf(std::size_t weeks);

}  // namespace ebb
