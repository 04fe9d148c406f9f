// The loop of pressing and distance (M10) as two boxes with an arrow each way, for both partners in
// the same form: how often the one was followed by the other, and how often without it.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "report/figure_text.h"
#include "report/html_parts.h"
#include "report/numbers.h"

namespace ebb {
namespace {

const Figure* SideFigure(const MeasureRow& measure, std::size_t side, std::string_view key) {
  for (const Figure& figure : measure.partners[side]) {
    if (figure.key == key) return &figure;
  }
  return nullptr;
}

// "22 of 43", or that there are too few.
std::string CountOf(const Figure* share) {
  if (share == nullptr || !share->shown) return "too few to say";
  const double count = std::round(share->value * static_cast<double>(share->n));
  return fmt::format("{} of {}", Grouped(static_cast<std::uint64_t>(std::max(0.0, count))),
                     Grouped(share->n));
}

// False where nobody pressed often enough: then there is nothing to draw.
bool HoldsAny(const MeasureRow& measure) {
  for (std::size_t side = 0; side < 2; ++side) {
    const Figure* figure = SideFigure(measure, side, "distance_after_pressing");
    if (figure != nullptr && figure->shown) return true;
  }
  return false;
}

bool IsMarked(const MeasureRow& measure, std::size_t side, std::string_view key) {
  for (const Claim& claim : measure.claims) {
    if (claim.key == key && claim.side == static_cast<int>(side)) return claim.marked;
  }
  return false;
}

void AddArrow(bool right, bool sure, Page* page) {
  *page << "<svg class=\"arrow\" width=\"100%\" height=\"14\" aria-hidden=\"true\"><line class=\""
        << (sure ? Markup("shaft") : Markup("shaft unsure"))
        << "\" x1=\"2%\" x2=\"98%\" y1=\"7\" y2=\"7\"/>";
  if (right) {
    *page << "<line class=\"shaft\" x1=\"92%\" x2=\"98%\" y1=\"1\" y2=\"7\"/>"
             "<line class=\"shaft\" x1=\"92%\" x2=\"98%\" y1=\"13\" y2=\"7\"/>";
  } else {
    *page << "<line class=\"shaft\" x1=\"8%\" x2=\"2%\" y1=\"1\" y2=\"7\"/>"
             "<line class=\"shaft\" x1=\"8%\" x2=\"2%\" y1=\"13\" y2=\"7\"/>";
  }
  *page << "</svg>\n";
}

void AddCounts(std::string_view what, const Figure* after, std::string_view else_what,
               const Figure* otherwise, Page* page) {
  *page << "<p>";
  page->Text(fmt::format("{}: ", what));
  *page << "<strong>";
  page->Text(CountOf(after));
  *page << "</strong></p>\n<p><span class=\"range\">";
  page->Text(fmt::format("{}: {}", else_what, CountOf(otherwise)));
  *page << "</span></p>\n";
}

void AddBox(const std::string& name, std::string_view does, Page* page) {
  *page << "<div class=\"box\"><strong>";
  page->Name(name);
  *page << "</strong> ";
  page->Text(does);
  *page << "</div>\n";
}

void AddOne(const Analysis& a, const MeasureRow& measure, std::size_t side, Page* page) {
  const auto figure = [&](std::string_view key) { return SideFigure(measure, side, key); };
  *page << "<figure class=\"loop\">\n<figcaption>When ";
  page->Name(a.partners[side].name);
  *page << " presses</figcaption>\n<div class=\"ring\">\n";
  AddBox(a.partners[side].name, "presses or complains", page);
  *page << "<div class=\"ways\">\n";
  AddCounts("met with distance", figure("distance_after_pressing"), "ordinary messages",
            figure("distance_after_ordinary"), page);
  AddArrow(true, IsMarked(measure, side, "pressing_then_distance"), page);
  AddArrow(false, IsMarked(measure, side, "distance_then_pressing"), page);
  AddCounts("pressed within a day of distance", figure("pressing_after_distance"),
            "of another reply", figure("pressing_after_other"), page);
  *page << "</div>\n";
  AddBox(a.partners[1 - side].name, "answers in a word or two, with distance or not in time", page);
  *page << "</div>\n</figure>\n";
}

}  // namespace

void AddLoop(const Analysis& a, const MeasureRow& measure, Page* page) {
  if (measure.partners.size() != 2 || !HoldsAny(measure)) return;
  *page << "<div class=\"pair\">\n";
  for (std::size_t side = 0; side < 2; ++side) AddOne(a, measure, side, page);
  *page << "</div>\n<p class=\"quiet\">A whole arrow: more than chance would give. A broken one: "
           "no difference can be told.</p>\n";
}

}  // namespace ebb
