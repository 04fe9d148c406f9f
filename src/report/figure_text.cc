#include "report/figure_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/numbers.h"
#include "time/civil.h"

namespace ebb {
namespace {

constexpr std::string_view kWeekUnit = "week number";

// Length of a time in the unit a reader would use.
std::string DurationText(double minutes) {
  if (minutes < 90) return TwoDigits(minutes) + " min";
  if (minutes < 48 * 60) return TwoDigits(minutes / 60) + " hours";
  return TwoDigits(minutes / (24 * 60)) + " days";
}

std::string Signed(double value, std::string_view unit) {
  const std::string digits = TwoDigits(std::abs(value));
  if (digits == "0") return "0" + std::string(unit);
  return (value < 0 ? "\u2212" : "+") + digits + std::string(unit);
}

// Whole days, weeks and words without a decimal that says nothing.
std::string Whole(double value) {
  // As near as a saved document tells them apart.
  const double nearest = std::round(value);
  const bool whole = value >= 0 && value < 1e15 && std::abs(value - nearest) <= 1e-6 * nearest;
  return whole ? Grouped(static_cast<std::uint64_t>(nearest)) : TwoDigits(value);
}

std::string Times(double ratio) { return "\u00D7" + TwoDigits(ratio); }

// The unit of a written value: what follows its number, from the space on.
std::string_view UnitOf(std::string_view value) {
  const std::size_t space = value.find(' ');
  return space == std::string_view::npos ? std::string_view() : value.substr(space);
}

// Labels such as "taken up, first weeks" and "taken up, last weeks" become one:
// "taken up (first weeks; last weeks)".
class Labels {
 public:
  void Add(const std::string& label) {
    const std::size_t comma = label.rfind(", ");
    const std::string stem = label.substr(0, comma);
    const std::string tail = comma == std::string::npos ? "" : label.substr(comma + 2);
    if (stems_.empty() || stems_.back() != stem || tail.empty()) {
      stems_.push_back(stem);
      tails_.emplace_back();
    }
    if (!tail.empty()) tails_.back().push_back(tail);
  }
  bool empty() const { return stems_.empty(); }

  std::string Text() const {
    std::string text;
    for (std::size_t i = 0; i < stems_.size(); ++i) {
      text += (i == 0 ? "" : "; ") + stems_[i];
      if (tails_[i].size() == 1) text += ", " + tails_[i][0];
      if (tails_[i].size() > 1) text += fmt::format(" ({})", fmt::join(tails_[i], ", "));
    }
    return text;
  }

 private:
  std::vector<std::string> stems_;
  std::vector<std::vector<std::string>> tails_;
};

FigureRows Folded(const std::vector<FigureCells>& rows) {
  FigureRows out;
  Labels few, no_week;
  for (const FigureCells& cells : rows) {
    const bool any =
        std::any_of(cells.begin(), cells.end(), [](const Figure* f) { return f->shown; });
    if (any) {
      out.shown.push_back(cells);
    } else {
      (cells[0]->unit == kWeekUnit ? no_week : few).Add(cells[0]->label);
    }
  }
  if (!few.empty()) out.folded = "Too few to say: " + few.Text() + ".";
  if (!no_week.empty()) {
    out.folded += (out.folded.empty() ? "" : " ") + ("No clear week: " + no_week.Text() + ".");
  }
  return out;
}

}  // namespace

std::string FigureValue(const Figure& figure, double value) {
  const std::string& unit = figure.unit;
  if (unit == "count") return Grouped(static_cast<std::uint64_t>(std::llround(value)));
  if (unit == "share") return PercentText(value);
  if (unit == "minutes") return DurationText(value);
  if (unit == "hours") return DurationText(value * 60);
  if (unit == "days" || unit == "weeks" || unit == "words") return Whole(value) + " " + unit;
  if (unit == "points") return Signed(value, " points");
  if (unit == "percent") return Signed(value, "%");
  if (unit == "doublings") return Times(std::exp2(value));
  if (unit == "ratio") return Times(value);
  if (unit == "correlation" || unit == "spreads") return Signed(value, "");
  if (unit == "per day") return (value < 0 ? Signed(value, "") : TwoDigits(value)) + " a day";
  if (unit == kWeekUnit) {
    return "week of " + ShortDayText(WeekStartDate(static_cast<std::int32_t>(std::lround(value))));
  }
  return value < 0 ? Signed(value, "") : TwoDigits(value);
}

std::string FigurePair(const Figure& figure, double first, double second,
                       std::string_view between) {
  std::string from = FigureValue(figure, first);
  const std::string to = FigureValue(figure, second);
  if (UnitOf(from) == UnitOf(to)) from.resize(from.size() - UnitOf(from).size());
  return from + std::string(between) + to;
}

std::string FigureRange(const Figure& figure) {
  return figure.has_range ? FigurePair(figure, figure.low, figure.high, " to ") : std::string();
}

std::string FigureText(const Figure& figure) {
  if (!figure.shown) return figure.unit == kWeekUnit ? "none clear" : "too few";
  std::string text = FigureValue(figure, figure.value);
  if (figure.has_range) text += fmt::format(" ({})", FigureRange(figure));
  return text;
}

FigureRows RowsOfSides(const MeasureRow& measure) {
  std::vector<FigureCells> rows;
  if (measure.partners.size() != 2) return {};
  for (std::size_t f = 0; f < measure.partners[0].size(); ++f) {
    rows.push_back({&measure.partners[0][f], &measure.partners[1][f]});
  }
  return Folded(rows);
}

FigureRows RowsOfPair(const MeasureRow& measure) {
  std::vector<FigureCells> rows;
  for (const Figure& figure : measure.pair) rows.push_back({&figure});
  return Folded(rows);
}

}  // namespace ebb
