#include "cli/overview_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/sha256.h"
#include "report/assets.h"
#include "report/html_page.h"
#include "report/words.h"

namespace ebb {
namespace {

void AddHead(Page* page) {
  const std::string_view css = ReportAsset("report.css");
  *page << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; "
           "style-src &#39;sha256-";
  page->Text(Sha256Base64(css));
  *page << "&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta name=\"referrer\" content=\"no-referrer\">\n"
           "<meta name=\"color-scheme\" content=\"light dark\">\n"
           "<title>Ebb: overview</title>\n<style>";
  page->Own(css);
  *page << "</style>\n</head>\n<body>\n<p class=\"brand\">Ebb</p>\n<h1>Overview</h1>\n";
}

std::string RateCell(const Rate& rate) {
  if (!rate.shown) return "too little";
  return fmt::format("{} ({})", TwoDigits(rate.per_100), RangeText(rate));
}

std::string Remarks(const OverviewRow& row) {
  std::string text;
  const auto add = [&text](const std::string& remark) {
    text += (text.empty() ? "" : "; ") + remark;
  };
  if (row.safety) add("read the safety note first");
  if (row.other_language) add("mostly in another language than the rules");
  if (row.skipped > 0) add(Counted(row.skipped, "record", "records") + " not read");
  if (row.thin_weeks > 0) add(fmt::format("{} of {} weeks thin", row.thin_weeks, row.weeks));
  return text;
}

void Cell(Page* page, const std::string& text) {
  *page << "<td class=\"number\">";
  page->Text(text);
  *page << "</td>";
}

void TextCell(Page* page, const std::string& text) {
  *page << "<td>";
  page->Text(text);
  *page << "</td>";
}

// One line a person; the conversation's own cells span its people.
void AddRow(const OverviewRow& row, Page* page) {
  const std::size_t lines = std::max<std::size_t>(row.people.size(), 1);
  for (std::size_t i = 0; i < lines; ++i) {
    *page << "<tr>";
    if (i == 0) {
      *page << "<th scope=\"rowgroup\" rowspan=\"" << std::uint64_t{lines} << "\"><a href=\"";
      page->Text(row.link);
      *page << "\">";
      page->Name(row.title);
      *page << "</a></th><td class=\"day\" rowspan=\"" << std::uint64_t{lines} << "\">";
      page->Text(row.first.empty() ? "undated"
                                   : row.first.substr(0, 10) + " to " + row.last.substr(0, 10));
      *page << "</td>";
    }
    const OverviewPerson person = i < row.people.size() ? row.people[i] : OverviewPerson{};
    *page << "<td>";
    page->Name(person.name);
    *page << "</td>";
    Cell(page, Grouped(person.messages));
    Cell(page, RateCell(person.distance));
    Cell(page, RateCell(person.repair));
    if (i == 0) {
      *page << "<td rowspan=\"" << std::uint64_t{lines} << "\">";
      page->Text(Remarks(row));
      *page << "</td>";
    }
    *page << "</tr>\n";
  }
}

void AddErrors(const std::vector<OverviewError>& errors, Page* page) {
  if (errors.empty()) return;
  *page << "<section>\n<h2>Not read</h2>\n<table><thead><tr><th scope=\"col\">file</th>"
           "<th class=\"text\" scope=\"col\">why</th></tr></thead><tbody>\n";
  for (const OverviewError& error : errors) {
    *page << "<tr>";
    TextCell(page, error.file);
    TextCell(page, error.message);
    *page << "</tr>\n";
  }
  *page << "</tbody></table>\n</section>\n";
}

}  // namespace

OverviewRow MakeOverviewRow(const Analysis& analysis, std::string title, std::string link) {
  OverviewRow row;
  row.title = std::move(title);
  row.link = std::move(link);
  row.first = analysis.coverage.first;
  row.last = analysis.coverage.last;
  row.weeks = analysis.weeks.size();
  for (const WeekRow& week : analysis.weeks) row.thin_weeks += week.thin ? 1 : 0;
  for (const InputFile& input : analysis.inputs) row.skipped += input.skipped;
  for (const Partner& partner : analysis.partners) {
    row.messages += partner.messages;
    row.people.push_back(
        {partner.name, partner.messages, partner.distance, partner.rates[kRepairRow]});
  }
  row.safety = analysis.safety.any;
  row.other_language = analysis.coverage.language_warning;
  return row;
}

std::string WriteOverview(const std::vector<OverviewRow>& rows,
                          const std::vector<OverviewError>& errors) {
  Page page;
  AddHead(&page);
  page << "<p class=\"period\">" << std::uint64_t{rows.size()} << " conversations, "
       << std::uint64_t{errors.size()} << " files not read</p>\n"
       << "<p>Of 100 text messages of each person, how many held withdrawal, shutdown or avoidance "
          "language, and how many a repair attempt; the range in brackets. A flag is a place to "
          "look, "
          "not a finding about a person. The tables are in weeks.csv, flags.csv and "
          "measures.csv.</p>\n"
       << "<div class=\"wide overview\"><table><thead><tr><th scope=\"col\">conversation</th><th "
          "class=\"text\" scope=\"col\">period</th>"
          "<th class=\"text\" scope=\"col\">person</th><th scope=\"col\">messages</th>"
          "<th scope=\"col\">distance per 100</th><th scope=\"col\">repair per 100</th>"
          "<th class=\"text\" scope=\"col\">remarks</th></tr></thead><tbody>\n";
  for (const OverviewRow& row : rows) AddRow(row, &page);
  page << "</tbody></table></div>\n";
  AddErrors(errors, &page);
  page << "</body>\n</html>\n";
  return page.Take();
}

}  // namespace ebb
