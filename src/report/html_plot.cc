// Above the line: withdrawal, shutdown and avoidance, stacked. Below it: repair.
#include "report/html_plot.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "measure/shrinkage.h"
#include "report/words.h"

namespace ebb {
namespace {

constexpr std::array<Markup, 3> kFills = {Markup("fill-1"), Markup("fill-2"), Markup("fill-3")};

bool IsPale(const WeekRow& week, std::size_t partner) {
  return week.thin || !week.partners[partner].distance.shown;
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
    AddSmoothLine();
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
    page_ << SpanOf(weeks_.size());
    page_ << "\" role=\"img\" width=\"100%\" height=\"";
    page_.Decimal(kPlotTop + kPlotHeight + kPlotLabels);
    page_ << "\" aria-labelledby=\"plot-" << partner_ << "-title plot-" << partner_
          << "-text\">\n<title id=\"plot-" << partner_ << "-title\">Weekly chart of ";
    page_.Text(a_.partners[partner_].name);
    page_ << "</title>\n<desc id=\"plot-" << partner_ << "-text\">";
    page_.Text(Description());
    page_ << "</desc>\n";
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
    if (IsPale(*weeks_[i], partner_)) AddBox("thin", i, 1, kPlotTop, kPlotHeight);
    if (weeks_[i]->incomplete) AddBox("part", i, 0.92, kPlotTop, kPlotHeight);
  }

  void AddWeek(std::size_t i) {
    const WeekPartner& week = At(i);
    page_ << "<g class=\"";
    page_ << (weeks_[i]->thin ? Markup("week pale") : Markup("week"));
    page_ << "\" data-person=\"";
    page_.Text(a_.partners[partner_].name);
    page_ << "\" data-week=\"";
    page_.Text(weeks_[i]->label);
    page_ << "\"><title>";
    page_.Text(Tooltip(i));
    page_ << "</title>\n";
    if (week.distance.shown) {
      AddStack(i);
    } else if (week.distance.flagged > 0) {
      AddDot("few", i, scale_.Base() - 5);
    }
    AddBox("touch", i, 1, kPlotTop, kPlotHeight);
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
        AddSegment("repair", i, scale_.Y(-At(i - 1).rates[kRepairRow].per_100), y);
      }
      AddDot("repair", i, y);
    }
  }

  void AddSmoothLine() {
    const std::vector<double> rates = EvenedOutRates(weeks_, partner_);
    for (std::size_t i = 1; i < rates.size(); ++i) {
      if (At(i - 1).texts == 0 || At(i).texts == 0) continue;
      AddSegment("smooth", i, scale_.Y(rates[i - 1]), scale_.Y(rates[i]));
    }
  }

  void AddSegment(Markup css, std::size_t i, double from, double to) {
    page_ << "<line class=\"" << css << "\" x1=\"";
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
      if (i > 0 && (MonthOf(start) + 11) % every != 0) continue;
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
    page_.Decimal(kPlotTop + kPlotHeight + below);
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

}  // namespace

Markup SpanOf(std::size_t weeks) {
  if (weeks <= 12) return "span-0";
  if (weeks <= 30) return "span-1";
  if (weeks <= 60) return "span-2";
  if (weeks <= 104) return "span-3";
  return weeks <= 208 ? Markup("span-4") : Markup("span-5");
}

std::vector<double> EvenedOutRates(const std::vector<const WeekRow*>& weeks, std::size_t partner) {
  std::uint64_t flagged = 0, texts = 0;
  for (const WeekRow* week : weeks) {
    flagged += week->partners[partner].distance.flagged;
    texts += week->partners[partner].texts;
  }
  if (flagged == 0 || flagged > texts) return {};
  const double usual = static_cast<double>(flagged) / static_cast<double>(texts);
  std::vector<double> rates;
  for (const WeekRow* week : weeks) {
    const WeekPartner& p = week->partners[partner];
    const auto rate = ShrunkenRate(p.distance.flagged, p.texts, usual);
    rates.push_back(rate ? 100 * rate->value : 0);
  }
  return rates;
}

void AddPlot(const Analysis& analysis, std::size_t partner,
             const std::vector<const WeekRow*>& weeks, const Scale& scale, Page* page) {
  Panel(analysis, partner, weeks, scale, page).Add();
}

}  // namespace ebb
