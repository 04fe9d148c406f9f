// Method and limits: everything needed to make the same report again, and what was left out.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "report/html_parts.h"
#include "report/words.h"

namespace ebb {
namespace {

constexpr std::size_t kMostSkipped = 20;  // skipped records listed per file

void Row(Markup what, std::string_view value, Page* page) {
  if (value.empty()) return;
  *page << "<div><dt>" << what << "</dt><dd>";
  page->Text(value);
  *page << "</dd></div>\n";
}

std::string OptionsText(const Analysis& a) {
  return a.options.empty() ? "none" : fmt::format("{}", fmt::join(a.options, " "));
}

std::string LexiconText(const Analysis& a) {
  if (a.lexicon_name.empty()) return {};
  return fmt::format("{} {}, {}, hash {}", a.lexicon_name, a.lexicon_version,
                     Counted(a.lexicon_rules, "rule", "rules"), a.lexicon_hash);
}

std::string DateText(const Analysis& a) {
  if (a.date_order.empty()) return {};
  return a.date_order_how.empty() ? a.date_order : a.date_order + ": " + a.date_order_how;
}

void AddSkipped(const InputFile& file, Page* page) {
  if (file.skipped_list.empty()) return;
  *page << "<ul class=\"skipped\">\n";
  for (std::size_t i = 0; i < file.skipped_list.size() && i < kMostSkipped; ++i) {
    *page << "<li>";
    page->Text(fmt::format("Line {}: {}", file.skipped_list[i].first, file.skipped_list[i].second));
    *page << "</li>\n";
  }
  if (file.skipped > std::min(kMostSkipped, file.skipped_list.size())) {
    *page << "<li>";
    page->Text(fmt::format(
        "and {} more", Grouped(file.skipped - std::min(kMostSkipped, file.skipped_list.size()))));
    *page << "</li>\n";
  }
  *page << "</ul>\n";
}

void AddFile(const InputFile& file, Page* page) {
  *page << "<div class=\"file\">\n<h4>";
  page->Name(file.name);
  *page << "</h4>\n<p>";
  page->Text(fmt::format("Read as {} ({}). {} bytes. Hash {}.", file.format, file.why,
                         Grouped(file.bytes), file.hash));
  *page << "</p>\n<p>";
  page->Text(fmt::format("{}: {}, {} from the app, {} not read.",
                         Counted(file.records, "record", "records"),
                         Counted(file.messages, "message", "messages"),
                         Counted(file.notices, "notice", "notices"), Grouped(file.skipped)));
  *page << "</p>\n";
  AddSkipped(file, page);
  for (const std::string& warning : file.warnings) {
    *page << "<p class=\"aside\">";
    page->Text(warning);
    *page << "</p>\n";
  }
  *page << "</div>\n";
}

void AddVoided(const Analysis& a, Page* page) {
  if (a.voided_by_reason.empty()) return;
  *page << "<h3>Looked at and not counted</h3>\n<p>";
  page->Text(fmt::format("{} that looked like a flag did not count:",
                         Counted(a.voided, "place", "places")));
  *page << "</p>\n<table>\n<caption>Why places did not count</caption>\n"
           "<thead><tr><th scope=\"col\">Why</th><th "
           "scope=\"col\">Places</th></tr></thead>\n<tbody>\n";
  for (const auto& [reason, count] : a.voided_by_reason) {
    *page << "<tr><th scope=\"row\">";
    page->Text(ReasonText(reason));
    *page << "</th><td class=\"number\">";
    page->Text(Grouped(count));
    *page << "</td></tr>\n";
  }
  *page << "</tbody>\n</table>\n";
}

void AddSuppressed(const Analysis& a, Page* page) {
  if (a.suppressions.empty()) return;
  *page << "<h3>Left out by your own list</h3>\n<p>";
  page->Text(SuppressedText(a));
  *page << "</p>\n<table>\n<caption>What the list left out</caption>\n"
           "<thead><tr><th scope=\"col\">What</th><th scope=\"col\">Reason given</th>"
           "<th scope=\"col\">Places</th></tr></thead>\n<tbody>\n";
  for (const SuppressedEntry& entry : a.suppressions) {
    *page << "<tr><th scope=\"row\">";
    page->Text(SuppressedPlace(entry));
    *page << "</th><td>";
    page->Text(entry.reason);
    *page << "</td><td class=\"number\">";
    page->Text(Grouped(entry.places));
    *page << "</td></tr>\n";
  }
  *page << "</tbody>\n</table>\n";
}

}  // namespace

// Leaves its section open: the limits follow in it.
void AddMethod(const Analysis& a, Page* page) {
  *page << "<section id=\"method\" aria-labelledby=\"method-title\">\n"
           "<h2 id=\"method-title\">Method and limits</h2>\n<dl class=\"method\">\n";
  Row("Rules", LexiconText(a), page);
  Row("Options", OptionsText(a), page);
  Row("Times", ClockText(a), page);
  Row("Date order", DateText(a), page);
  Row("Days with messages",
      a.coverage.days == 0
          ? std::string()
          : fmt::format("{} of {}", Grouped(a.coverage.active_days), Grouped(a.coverage.days)),
      page);
  Row("Messages of other people",
      a.coverage.others_messages == 0 ? std::string() : Grouped(a.coverage.others_messages), page);
  Row("Times that jump back",
      a.coverage.time_jumps == 0 ? std::string() : Grouped(a.coverage.time_jumps), page);
  Row("Program", "ebb " + a.tool_version, page);
  *page << "</dl>\n";
  for (const std::string& note : a.notes) {
    *page << "<p class=\"aside\">";
    page->Text(note);
    *page << "</p>\n";
  }
  std::uint64_t charts = 0;  // none of these measures has one
  for (const std::string_view id : kMethodMeasures) AddMeasure(a, id, &charts, page);
  if (!a.inputs.empty()) *page << "<h3>Files</h3>\n";
  for (const InputFile& file : a.inputs) AddFile(file, page);
  AddVoided(a, page);
  AddSuppressed(a, page);
}

}  // namespace ebb
