// The weekly chart: one panel per partner on the same scale, drawn as SVG whose x positions are
// percentages, so that it fits a telephone and a desktop without script and its letters keep their
// size. Above the line: withdrawal, shutdown and avoidance, stacked. Below it: repair.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "report/html_parts.h"
#include "report/words.h"

namespace ebb {
namespace {

constexpr double kTop = 10;     // pixels above the plot
constexpr double kPlot = 168;   // pixels of the plot, both directions
constexpr double kLabels = 34;  // pixels below it
constexpr std::array<Markup, 3> kFills = {Markup("fill-1"), Markup("fill-2"), Markup("fill-3")};

struct Scale {
  double step = 1;  // between grid lines, in flagged messages per 100
  double up = 1;    // highest value above the line
  double down = 1;  // highest value below it
  double Unit() const { return kPlot / (up + down); }
  double Base() const { return kTop + up * Unit(); }
  double Y(double value) const { return Base() - value * Unit(); }
};

// Weeks drawn on the time axis.
std::vector<const WeekRow*> ChartWeeks(const Analysis& a) {
  std::vector<const WeekRow*> weeks;
  for (const WeekRow& week : a.weeks) {
    if (!week.start.empty()) weeks.push_back(&week);
  }
  return weeks;
}

bool IsPale(const WeekRow& week, std::size_t partner) {
  return week.thin || !week.partners[partner].distance.shown;
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
  page->Decimal(kTop + kPlot + kLabels);
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

void AddGrid(const Scale& scale, Page* page) {
  for (double value = -scale.down; value <= scale.up + 1e-9; value += scale.step) {
    *page << "<line class=\"";
    *page << (std::abs(value) < 1e-9 ? Markup("base") : Markup("grid"));
    *page << "\" x1=\"0%\" x2=\"100%\" y1=\"";
    page->Decimal(scale.Y(value));
    *page << "\" y2=\"";
    page->Decimal(scale.Y(value));
    *page << "\"/>\n";
  }
}

class Panel {
 public:
  Panel(const Analysis& a, std::size_t partner, const std::vector<const WeekRow*>& weeks,
        const Scale& scale, Page* page)
      : a_(a), partner_(partner), weeks_(weeks), scale_(scale), page_(*page) {}

  void Add() {
    Open();
    for (std::size_t i = 0; i < weeks_.size(); ++i) AddBackdrop(i);
    AddGrid(scale_, &page_);
    for (std::size_t i = 0; i < weeks_.size(); ++i) AddWeek(i);
    AddRepairLine();
    AddMonths();
    page_ << "</svg>\n";
  }

 private:
  const WeekPartner& At(std::size_t i) const { return weeks_[i]->partners[partner_]; }
  double Slot() const { return 100.0 / static_cast<double>(weeks_.size()); }
  double Left(std::size_t i) const { return static_cast<double>(i) * Slot(); }
  double Middle(std::size_t i) const { return Left(i) + Slot() / 2; }

  void Open() {
    page_ << "<svg class=\"plot ";
    page_ << Span();
    page_ << "\" role=\"img\" width=\"100%\" height=\"";
    page_.Decimal(kTop + kPlot + kLabels);
    page_ << "\" aria-labelledby=\"plot-" << partner_ << "-title plot-" << partner_
          << "-text\">\n<title id=\"plot-" << partner_ << "-title\">Weekly chart of ";
    page_.Text(a_.partners[partner_].name);
    page_ << "</title>\n<desc id=\"plot-" << partner_ << "-text\">";
    page_.Text(Description());
    page_ << "</desc>\n";
  }

  // How far the chart must at least reach to stay legible; the box around it scrolls.
  Markup Span() const {
    if (weeks_.size() <= 12) return "span-0";
    if (weeks_.size() <= 30) return "span-1";
    if (weeks_.size() <= 60) return "span-2";
    if (weeks_.size() <= 104) return "span-3";
    return weeks_.size() <= 208 ? Markup("span-4") : Markup("span-5");
  }

  std::string Description() const {
    std::size_t pale = 0;
    const WeekRow* highest = nullptr;
    for (const WeekRow* week : weeks_) {
      if (IsPale(*week, partner_)) {
        ++pale;
      } else if (highest == nullptr || week->partners[partner_].distance.per_100 >
                                           highest->partners[partner_].distance.per_100) {
        highest = week;
      }
    }
    std::string text =
        fmt::format("{} weeks, {} of them with too few messages. ", weeks_.size(), pale);
    if (highest == nullptr) return text + "No week holds enough messages for a rate.";
    return text + fmt::format(
                      "Highest in the week of {}: {} in 100 messages with withdrawal, shutdown or "
                      "avoidance. All numbers are in the table below.",
                      DayText(highest->start),
                      TwoDigits(highest->partners[partner_].distance.per_100));
  }

  // A rectangle over one week: x and width in per cent, y and height in pixels.
  void AddBox(Markup css, std::size_t week, double share, double y, double height) {
    page_ << "<rect class=\"" << css << "\" x=\"";
    page_.Decimal(Middle(week) - Slot() * share / 2);
    page_ << "%\" width=\"";
    page_.Decimal(Slot() * share);
    page_ << "%\" y=\"";
    page_.Decimal(y);
    page_ << "\" height=\"";
    page_.Decimal(height);
    page_ << "\"/>\n";
  }

  void AddBackdrop(std::size_t i) {
    if (IsPale(*weeks_[i], partner_)) AddBox("thin", i, 1, kTop, kPlot);
    if (weeks_[i]->incomplete) AddBox("part", i, 0.92, kTop, kPlot);
  }

  void AddWeek(std::size_t i) {
    const WeekPartner& week = At(i);
    page_ << "<g class=\"";
    page_ << (weeks_[i]->thin ? Markup("week pale") : Markup("week"));
    page_ << "\"><title>";
    page_.Text(Tooltip(i));
    page_ << "</title>\n";
    if (week.distance.shown) {
      AddStack(i);
    } else if (week.distance.flagged > 0) {
      AddDot("few", i, scale_.Base() - 5);
    }
    AddBox("touch", i, 1, kTop, kPlot);
    page_ << "</g>\n";
  }

  void AddStack(std::size_t i) {
    double value = 0;
    for (const CategoryIndex row : {kWithdrawalRow, kShutdownRow, kAvoidanceRow}) {
      const double rate = At(i).rates[row].per_100;
      if (rate <= 0) continue;
      AddBox(kFills[row], i, 0.72, scale_.Y(value + rate), rate * scale_.Unit());
      value += rate;
    }
  }

  void AddDot(Markup css, std::size_t i, double y) {
    page_ << "<circle class=\"" << css << "\" cx=\"";
    page_.Decimal(Middle(i));
    page_ << "%\" cy=\"";
    page_.Decimal(y);
    page_ << "\" r=\"";
    page_.Decimal(weeks_.size() > 60 ? 1.8 : 2.6);
    page_ << "\"/>\n";
  }

  void AddRepairLine() {
    for (std::size_t i = 0; i < weeks_.size(); ++i) {
      if (IsPale(*weeks_[i], partner_)) continue;
      const double y = scale_.Y(-At(i).rates[kRepairRow].per_100);
      if (i > 0 && !IsPale(*weeks_[i - 1], partner_)) {
        AddSegment(i, scale_.Y(-At(i - 1).rates[kRepairRow].per_100), y);
      }
      AddDot("repair", i, y);
    }
  }

  void AddSegment(std::size_t i, double from, double to) {
    page_ << "<line class=\"repair\" x1=\"";
    page_.Decimal(Middle(i - 1));
    page_ << "%\" x2=\"";
    page_.Decimal(Middle(i));
    page_ << "%\" y1=\"";
    page_.Decimal(from);
    page_ << "\" y2=\"";
    page_.Decimal(to);
    page_ << "\"/>\n";
  }

  // A month is named at its first week, where there is room for it.
  void AddMonths() {
    const std::size_t every = weeks_.size() <= 104 ? 1 : weeks_.size() <= 400 ? 3 : 12;
    std::string year;
    double last = -100;
    const double room = weeks_.size() <= 30 ? 9 : 100.0 * 3.5 / static_cast<double>(weeks_.size());
    for (std::size_t i = 0; i < weeks_.size(); ++i) {
      const std::string& start = weeks_[i]->start;
      const bool first = i == 0 || weeks_[i - 1]->start.compare(0, 7, start, 0, 7) != 0;
      if (!first || start.size() < 10 || Left(i) - last < room || Left(i) > 97) continue;
      if (i > 0 && (std::stoul("0" + start.substr(5, 2)) - 1) % every != 0) continue;
      last = Left(i);
      AddLabel(i, 16, MonthText(start));
      if (start.substr(0, 4) != year) {
        year = start.substr(0, 4);
        AddLabel(i, 30, year);
      }
    }
  }

  void AddLabel(std::size_t i, double below, std::string_view text) {
    page_ << "<text x=\"";
    page_.Decimal(Left(i));
    page_ << "%\" dx=\"2\" y=\"";
    page_.Decimal(kTop + kPlot + below);
    page_ << "\">";
    page_.Text(text);
    page_ << "</text>\n";
  }

  std::string Tooltip(std::size_t i) const {
    const WeekRow& row = *weeks_[i];
    const WeekPartner& week = At(i);
    std::string text = fmt::format("{}, week of {}\n{} with text\n", a_.partners[partner_].name,
                                   DayText(row.start), Counted(week.texts, "message", "messages"));
    for (const CategoryIndex at : {kWithdrawalRow, kShutdownRow, kAvoidanceRow, kRepairRow}) {
      text += fmt::format("{}: {}\n", CategoryTitle(kReportCategoryNames[at]),
                          Grouped(week.rates[at].flagged));
    }
    if (week.distance.shown) {
      text += fmt::format("Any of the first three: {} in 100 ({})",
                          TwoDigits(week.distance.per_100), RangeText(week.distance));
    } else {
      text += "Not enough messages to show a rate";
    }
    if (row.thin) text += "\nFew messages or days: read with care";
    if (row.incomplete) text += "\nThe chat begins or ends in this week";
    return text;
  }

  const Analysis& a_;
  std::size_t partner_;
  const std::vector<const WeekRow*>& weeks_;
  const Scale& scale_;
  Page& page_;
};

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
         "Repair, below the line</li>\n";
  AddSwatch("thin", "Too few messages", page);
  AddSwatch("part", "Part of a week", page);
  *page << "</ul>\n";
}

void AddPanel(const Analysis& a, std::size_t partner, const std::vector<const WeekRow*>& weeks,
              const Scale& scale, Page* page) {
  *page << "<div class=\"panel\">\n<h3 class=\"panel-name\">";
  page->Name(a.partners[partner].name);
  *page << "</h3>\n<div class=\"row\">\n";
  AddAxis(scale, page);
  Panel(a, partner, weeks, scale, page).Add();
  *page << "</div>\n</div>\n";
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
           "that holds two kinds stands in both.</p>\n";
  AddLegend(page);
  *page << "<div class=\"chart\" role=\"group\" tabindex=\"0\" aria-label=\"Weekly chart, oldest "
           "week first\">\n";
  for (std::size_t i = 0; i < panels; ++i) AddPanel(a, i, weeks, scale, page);
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

void AddChart(const Analysis& a, Page* page) {
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
  AddWeekTables(a, page);
  *page << "</section>\n";
}

}  // namespace ebb
