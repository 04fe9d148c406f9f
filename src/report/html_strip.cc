// Strips below a panel of the weekly chart: one more category, week by week, on a scale of its own
// that is the same for everyone.
#include <fmt/format.h>

#include <string>

#include "report/html_plot.h"
#include "report/words.h"

namespace ebb {
namespace {

constexpr double kStripHeight = 44, kStripTop = 16;

struct Strip {
  const Analysis& a;
  std::size_t partner;
  const std::vector<const WeekRow*>& weeks;
  const StripKind& kind;
  double top;

  const Rate& At(std::size_t i) const {
    return weeks[i]->partners[partner].rates[static_cast<std::size_t>(kind.row)];
  }
  double Slot() const { return 100.0 / static_cast<double>(weeks.size()); }
};

std::string StripTooltip(const Strip& strip, std::size_t i) {
  const Rate& rate = strip.At(i);
  std::string text = fmt::format("{}, week of {}\n{}: {}", strip.a.partners[strip.partner].name,
                                 DayText(strip.weeks[i]->start), strip.kind.title,
                                 Counted(rate.flagged, "message", "messages"));
  if (rate.shown)
    return text + fmt::format("\n{} in 100 ({})", TwoDigits(rate.per_100), RangeText(rate));
  return text + "\nNot enough messages to show a rate";
}

void StripBox(const Strip& strip, Markup css, std::size_t i, double share, double height,
              Page* page) {
  *page << "<rect class=\"" << css << "\" x=\"";
  page->Decimal((static_cast<double>(i) + 0.5 - share / 2) * strip.Slot());
  *page << "%\" width=\"";
  page->Decimal(share * strip.Slot());
  *page << "%\" y=\"";
  page->Decimal(kStripTop + kStripHeight - height);
  *page << "\" height=\"";
  page->Decimal(height);
  *page << "\"/>\n";
}

void StripWeek(const Strip& strip, std::size_t i, Page* page) {
  const Rate& rate = strip.At(i);
  const bool pale = strip.weeks[i]->thin || !rate.shown;
  *page << "<g><title>";
  page->Text(StripTooltip(strip, i));
  *page << "</title>\n";
  if (pale) StripBox(strip, "pale-week", i, 1, kStripHeight, page);
  if (rate.shown && rate.per_100 > 0) {
    StripBox(strip, strip.kind.fill, i, 0.72, rate.per_100 / strip.top * kStripHeight, page);
  }
  StripBox(strip, "touch", i, 1, kStripHeight, page);
  *page << "</g>\n";
}

void StripText(std::string_view text, double y, Page* page) {
  *page << "<text x=\"32\" y=\"";
  page->Decimal(y);
  *page << "\">";
  page->Text(text);
  *page << "</text>";
}

}  // namespace

void AddStrip(const Analysis& a, std::size_t partner, const std::vector<const WeekRow*>& weeks,
              const StripKind& kind, double top, Page* page) {
  const Strip strip{a, partner, weeks, kind, top};
  *page << "<div class=\"" << kind.css << "\">\n<p class=\"strip-name\">";
  page->Text(kind.title);
  *page << "</p>\n<div class=\"row\">\n<svg class=\"axis\" aria-hidden=\"true\" width=\"38\" "
           "height=\"";
  page->Decimal(kStripTop + kStripHeight + 6);
  *page << "\">";
  StripText(fmt::format("{:g}", top), kStripTop + 4, page);
  StripText("0", kStripTop + kStripHeight + 4, page);
  *page << "</svg>\n<svg class=\"plot " << SpanOf(weeks.size())
        << "\" role=\"img\" width=\"100%\" height=\"";
  page->Decimal(kStripTop + kStripHeight + 6);
  *page << "\" aria-labelledby=\"strip-" << std::uint64_t{partner} << "-"
        << static_cast<std::uint64_t>(kind.row) << "\">\n<title id=\"strip-"
        << std::uint64_t{partner} << "-" << static_cast<std::uint64_t>(kind.row) << "\">";
  page->Text(fmt::format("{} by week, {}; the numbers are in the table below", kind.title,
                         a.partners[partner].name));
  *page << "</title>\n";
  for (std::size_t i = 0; i < weeks.size(); ++i) StripWeek(strip, i, page);
  *page << "<line class=\"base\" x1=\"0%\" x2=\"100%\" y1=\"";
  page->Decimal(kStripTop + kStripHeight);
  *page << "\" y2=\"";
  page->Decimal(kStripTop + kStripHeight);
  *page << "\"/>\n</svg>\n</div>\n</div>\n";
}

}  // namespace ebb
