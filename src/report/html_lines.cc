#include "report/html_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "report/findings.h"
#include "report/words.h"

namespace ebb {
namespace {

constexpr double kTop = 8, kHeight = 110, kLabels = 20;
// The first partner, the second, and the pair.
constexpr std::array<Markup, 3> kLineClasses = {Markup("line-a"), Markup("line-b"),
                                                Markup("line-c")};

class LineChart {
 public:
  LineChart(const Analysis& a, const std::vector<const SeriesRow*>& lines, std::uint64_t number,
            Page* page)
      : a_(a), lines_(lines), number_(number), page_(*page) {
    for (const SeriesRow* line : lines_) {
      for (const PointRow& point : line->points) TakePoint(point);
    }
    if (high_ <= low_) high_ = low_ + 1;
  }

  void Add() {
    page_ << "<figure class=\"lines\">\n<figcaption>";
    page_.Text(lines_[0]->label);
    page_ << ": ";
    page_.Text(fmt::format("{} to {}", Value(low_), Value(high_)));
    AddKey();
    page_ << "</figcaption>\n";
    Open();
    AddBaseline(high_);
    AddBaseline(low_);
    for (const SeriesRow* line : lines_) AddLine(*line);
    AddYears();
    page_ << "</svg>\n</figure>\n";
  }

 private:
  std::size_t size() const { return lines_[0]->points.size(); }
  Markup ClassOf(const SeriesRow& line) const {
    if (line.partner < 0) return kLineClasses[2];
    return kLineClasses[line.partner == 1 ? std::size_t{1} : std::size_t{0}];
  }
  std::string Value(double value) const {
    Figure figure;
    figure.unit = lines_[0]->unit;
    return FigureValue(figure, value);
  }
  // Zero is part of every scale, so that a small change does not look like a large one.
  void TakePoint(const PointRow& point) {
    if (!point.known) return;
    low_ = std::min(low_, point.value);
    high_ = std::max(high_, point.value);
  }
  double X(std::size_t i) const {
    return 100.0 * (static_cast<double>(i) + 0.5) / static_cast<double>(size());
  }
  double Y(double value) const { return kTop + kHeight * (high_ - value) / (high_ - low_); }
  std::string NameOf(const SeriesRow& line) const {
    return line.partner < 0 ? "both together"
                            : a_.partners[static_cast<std::size_t>(line.partner)].name;
  }

  void AddKey() {
    for (const SeriesRow* line : lines_) {
      page_ << " <span class=\"key\"><svg width=\"26\" height=\"10\" aria-hidden=\"true\">"
               "<line class=\"";
      page_ << ClassOf(*line) << "\" x1=\"1\" x2=\"25\" y1=\"5\" y2=\"5\"/></svg> ";
      page_.Name(NameOf(*line));
      page_ << "</span>";
    }
  }

  void Open() {
    page_ << "<svg class=\"plot\" role=\"img\" width=\"100%\" height=\"";
    page_.Decimal(kTop + kHeight + kLabels);
    page_ << "\" aria-labelledby=\"line-" << number_ << "\">\n<desc id=\"line-" << number_ << "\">";
    page_.Text(Description());
    page_ << "</desc>\n";
  }

  std::string Description() const {
    std::string text = lines_[0]->label + ".";
    for (const SeriesRow* line : lines_) {
      const PointRow *first = nullptr, *last = nullptr;
      for (const PointRow& point : line->points) {
        if (!point.known) continue;
        if (first == nullptr) first = &point;
        last = &point;
      }
      if (first == nullptr) continue;
      text += fmt::format(" {}: {} in the week of {}, {} in the week of {}.", NameOf(*line),
                          Value(first->value), DayText(first->start), Value(last->value),
                          DayText(last->start));
    }
    return text;
  }

  void AddBaseline(double value) {
    page_ << "<line class=\"grid\" x1=\"0%\" x2=\"100%\" y1=\"";
    page_.Decimal(Y(value));
    page_ << "\" y2=\"";
    page_.Decimal(Y(value));
    page_ << "\"/>\n";
  }

  void AddLine(const SeriesRow& line) {
    for (std::size_t i = 0; i < line.points.size(); ++i) {
      if (!line.points[i].known) continue;
      if (i > 0 && line.points[i - 1].known) AddSegment(line, i);
      AddPoint(line, i);
    }
  }

  void AddSegment(const SeriesRow& line, std::size_t i) {
    page_ << "<line class=\"" << ClassOf(line) << "\" x1=\"";
    page_.Decimal(X(i - 1));
    page_ << "%\" x2=\"";
    page_.Decimal(X(i));
    page_ << "%\" y1=\"";
    page_.Decimal(Y(line.points[i - 1].value));
    page_ << "\" y2=\"";
    page_.Decimal(Y(line.points[i].value));
    page_ << "\"/>\n";
  }

  void AddPoint(const SeriesRow& line, std::size_t i) {
    page_ << "<g><title>";
    page_.Text(fmt::format("{}, week of {}: {} (n {})", NameOf(line), DayText(line.points[i].start),
                           Value(line.points[i].value), Grouped(line.points[i].n)));
    page_ << "</title><circle class=\"" << ClassOf(line) << "\" r=\"2.6\" cx=\"";
    page_.Decimal(X(i));
    page_ << "%\" cy=\"";
    page_.Decimal(Y(line.points[i].value));
    page_ << "\"/></g>\n";
  }

  // The first step of each year, and the very first, carry their month.
  void AddYears() {
    double last = -100;
    const std::vector<PointRow>& points = lines_[0]->points;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const bool quarter =
          i == 0 || (MonthOf(points[i].start) % 3 == 1 &&
                     points[i].start.compare(0, 7, points[i - 1].start, 0, 7) != 0);
      const double left = X(i) - 50.0 / static_cast<double>(points.size());
      if (!quarter || left - last < 14 || left > 88) continue;
      last = left;
      page_ << "<text x=\"";
      page_.Decimal(left);
      page_ << "%\" y=\"";
      page_.Decimal(kTop + kHeight + 15);
      page_ << "\">";
      page_.Text(MonthText(points[i].start) + " " + points[i].start.substr(0, 4));
      page_ << "</text>\n";
    }
  }

  const Analysis& a_;
  const std::vector<const SeriesRow*>& lines_;
  std::uint64_t number_;
  Page& page_;
  double low_ = 0, high_ = 0;
};

}  // namespace

void AddLineChart(const Analysis& analysis, const std::vector<const SeriesRow*>& lines,
                  std::uint64_t number, Page* page) {
  LineChart(analysis, lines, number, page).Add();
}

}  // namespace ebb
