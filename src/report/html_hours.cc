// When the two write: a map of the hours of the week, and the same in a table.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "report/hours_table.h"
#include "report/html_parts.h"
#include "report/numbers.h"

namespace ebb {
namespace {

constexpr double kCell = 20, kNames = 12, kHoursLine = 18;  // per cent for names, pixels else
constexpr std::array<Markup, 5> kHeat = {Markup("heat heat-0"), Markup("heat heat-1"),
                                         Markup("heat heat-2"), Markup("heat heat-3"),
                                         Markup("heat heat-4")};

// None, then quarters of the fullest hour.
Markup HeatOf(std::uint64_t count, std::uint64_t most) {
  if (count == 0) return kHeat[0];
  return kHeat[1 + std::min<std::uint64_t>(3, (count * 4 - 1) / most)];
}

double Column(std::size_t hour) {
  return kNames + (100 - kNames) * static_cast<double>(hour) / static_cast<double>(kDayHours);
}

void AddCell(const HoursTable& hours, std::size_t day, std::size_t hour, Page* page) {
  const std::uint64_t count = hours.messages[day][hour];
  *page << "<g><title>";
  page->Text(fmt::format("{}, {}:00 to {}:00: {}", kWeekdayNames[day], hour, hour + 1,
                         Counted(count, "message", "messages")));
  *page << "</title><rect class=\"" << HeatOf(count, hours.most) << "\" x=\"";
  page->Decimal(Column(hour));
  *page << "%\" width=\"";
  page->Decimal(0.94 * (Column(1) - Column(0)));
  *page << "%\" y=\"";
  page->Decimal(kHoursLine + kCell * static_cast<double>(day));
  *page << "\" height=\"";
  page->Decimal(kCell - 2);
  *page << "\"/></g>\n";
}

void AddText(double x, double y, std::string_view text, Page* page) {
  *page << "<text x=\"";
  page->Decimal(x);
  *page << "%\" y=\"";
  page->Decimal(y);
  *page << "\">";
  page->Text(text);
  *page << "</text>\n";
}

void AddMap(const HoursTable& hours, Page* page) {
  *page << "<figure class=\"lines\">\n<figcaption>Messages of both together by hour of the week; "
           "darker is more. The fullest hour of the week holds ";
  page->Text(Grouped(hours.most));
  *page << ".</figcaption>\n<svg class=\"full\" role=\"img\" width=\"100%\" height=\"";
  page->Decimal(kHoursLine + kCell * kWeekdays);
  *page << "\" aria-labelledby=\"hours-map\">\n<title id=\"hours-map\">Hours of the week; the "
           "numbers are in the table below</title>\n";
  for (const std::size_t hour : {0, 6, 12, 18}) {
    AddText(Column(hour), kHoursLine - 6, fmt::format("{}:00", hour), page);
  }
  for (std::size_t day = 0; day < kWeekdays; ++day) {
    AddText(0, kHoursLine + kCell * static_cast<double>(day) + 14, kWeekdayNames[day].substr(0, 3),
            page);
    for (std::size_t hour = 0; hour < kDayHours; ++hour) AddCell(hours, day, hour, page);
  }
  *page << "</svg>\n</figure>\n";
}

void AddTable(const HoursTable& hours, Page* page) {
  *page
      << "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"Messages by weekday and "
         "part of the day\">\n<table class=\"figures\">\n<caption>Messages by weekday and part of "
         "the day</caption>\n<thead><tr><th scope=\"col\">Both together</th>";
  for (const std::string_view part : kDayPartNames) {
    *page << "<th scope=\"col\">";
    page->Text(part);
    *page << "</th>";
  }
  *page << "</tr></thead>\n<tbody>\n";
  for (std::size_t day = 0; day < kWeekdays; ++day) {
    *page << "<tr><th scope=\"row\">";
    page->Text(kWeekdayNames[day]);
    *page << "</th>";
    for (std::size_t part = 0; part < kDayParts; ++part) {
      *page << "<td class=\"number\">";
      page->Text(Grouped(hours.InPart(day, part)));
      *page << "</td>";
    }
    *page << "</tr>\n";
  }
  *page << "</tbody>\n</table>\n</div>\n";
}

}  // namespace

void AddHours(const MeasureRow& measure, Page* page) {
  const auto hours = ReadHours(measure);
  if (!hours) return;
  AddMap(*hours, page);
  AddTable(*hours, page);
}

}  // namespace ebb
