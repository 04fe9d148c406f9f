// The HTML report: one file, whole without script, nothing from elsewhere. This file holds the
// order of the page and its plain parts; see html_parts.h for the rest.
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/sha256.h"
#include "report/assets.h"
#include "report/html_parts.h"
#include "report/report.h"
#include "report/words.h"

namespace ebb {
namespace {

void AddHead(const Analysis& a, std::string_view script, Page* page) {
  const std::string_view css = ReportAsset("report.css");
  *page << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; "
           "style-src &#39;sha256-";
  page->Text(Sha256Base64(css));
  if (!script.empty()) {
    *page << "&#39;; script-src &#39;sha256-";
    page->Text(Sha256Base64(script));
  }
  *page << "&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta name=\"referrer\" content=\"no-referrer\">\n"
           "<meta name=\"color-scheme\" content=\"light dark\">\n<title>Ebb: ";
  page->Text(TitleText(a));
  *page << "</title>\n<style>";
  page->Own(css);
  *page << "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#chart\">To the weekly chart</a>\n";
}

void AddSafety(const Analysis& a, Page* page) {
  if (!a.safety.any) return;
  *page << "<section class=\"notice safety\" aria-label=\"Safety note\">\n<p><strong>";
  page->Text(kSafetyText);
  *page << "</strong></p>\n<p>";
  page->Text(kSafetyMore);
  *page << " <a href=\"#help\">Help, and numbers to call by country</a></p>\n</section>\n";
}

void AddLanguage(const Analysis& a, Page* page) {
  if (!a.coverage.language_warning) return;
  *page << "<section class=\"notice\" aria-label=\"Language\">\n<p><strong>";
  page->Text(LanguageText(a));
  *page << "</strong></p>\n</section>\n";
}

void AddTitle(const Analysis& a, Page* page) {
  *page << "<p class=\"brand\">Ebb</p>\n<h1>";
  if (a.partners.empty() || a.partners.size() > 4 || a.all_senders) {
    page->Name(TitleText(a));
  } else {
    for (std::size_t i = 0; i < a.partners.size(); ++i) {
      if (i > 0) page->Text(i + 1 == a.partners.size() ? " and " : ", ");
      page->Name(a.partners[i].name);
    }
  }
  *page << "</h1>\n<p class=\"period\">";
  page->Text(PeriodText(a));
  *page << "</p>\n";
}

void AddFact(std::string_view what, std::string_view value, bool is_name, Page* page) {
  *page << "<div><dt>";
  is_name ? page->Name(what) : page->Text(what);
  *page << "</dt><dd>";
  page->Text(value);
  *page << "</dd></div>\n";
}

void AddFacts(const Analysis& a, Page* page) {
  *page << "<dl class=\"facts\">\n";
  if (!a.coverage.language_warning) AddFact("Language", LanguageText(a), false, page);
  AddFact("Not read", UnreadText(a), false, page);
  for (std::size_t i = 0; i < a.partners.size() && i < kMostPanels; ++i) {
    const Partner& p = a.partners[i];
    AddFact(p.name,
            Counted(p.messages, "message", "messages") + ", " + Counted(p.words, "word", "words"),
            true, page);
  }
  if (a.partners.size() > kMostPanels) {
    AddFact("Others", Counted(a.partners.size() - kMostPanels, "sender", "senders"), false, page);
  }
  AddFact("Read as", FormatText(a), false, page);
  AddFact("Times", ClockText(a), false, page);
  *page << "</dl>\n";
}

void AddHeader(const Analysis& a, Page* page) {
  *page << "<header>\n";
  AddSafety(a, page);
  AddLanguage(a, page);
  AddTitle(a, page);
  AddFacts(a, page);
  if (!a.coverage.pair && !a.coverage.pair_note.empty()) {
    *page << "<p class=\"aside\">";
    page->Text(a.coverage.pair_note);
    *page << "</p>\n";
  }
  if (a.coverage.maybe_truncated) {
    *page << "<p class=\"aside\">";
    page->Text(kTruncatedText);
    *page << "</p>\n";
  }
  AddClaims(a, "M22", page);
  *page << "</header>\n";
}

void AddFlagNote(Page* page) {
  *page << "<section class=\"note\" id=\"note\" aria-label=\"What a flag is\">\n";
  AddSentences(kFlagNotes, page);
  *page << "<p>";
  page->Text(kConsentText);
  *page << "</p>\n</section>\n";
}

void AddLimits(Page* page) {
  *page << "<h3>What this page cannot tell</h3>\n";
  AddSentences(kLimits, page);
}

void AddFindings(const Analysis& a, Page* page) {
  AddCards(a, page);
  AddStandsOut(a, page, true);
  AddChart(a, page, true);
  AddFlagNote(page);
  std::uint64_t charts = 0;
  AddHelped(a, &charts, page);
  for (const Finding& finding : FindingsBeforeSigns()) AddFinding(a, finding, &charts, page);
  AddSigns(a, &charts, page);
  for (const Finding& finding : FindingsAfterSigns()) AddFinding(a, finding, &charts, page);
  AddComparison(a, page);
  AddAboutOther(a, page);
  AddNeglectAndPressure(a, page);
  AddMessages(a, page);
}

void AddFoot(const Analysis& a, std::string_view script, Page* page) {
  *page << "</main>\n<footer><p>Made on this computer by ebb ";
  page->Text(a.tool_version);
  *page << ". Nothing was sent anywhere, and this page loads "
           "nothing.</p></footer>\n";
  if (!script.empty()) {
    *page << "<script>";
    page->Own(script);
    *page << "</script>\n";
  }
  *page << "</body>\n</html>\n";
}

}  // namespace

std::string WriteHtmlSummary(const Analysis& analysis) {
  Page page;
  AddHead(analysis, {}, &page);
  AddSvgPatterns(&page);
  AddHeader(analysis, &page);
  page << "<main class=\"summary\">\n";
  if (!analysis.partners.empty()) AddSummary(analysis, &page);
  AddHelpBrief(analysis, &page);
  AddFoot(analysis, {}, &page);
  return page.Take();
}

std::string WriteHtml(const Analysis& analysis, bool script) {
  Page page;
  const std::string_view code = script ? ReportAsset("report.js") : std::string_view();
  AddHead(analysis, code, &page);
  AddSvgPatterns(&page);
  AddHeader(analysis, &page);
  page << "<main>\n";
  if (analysis.partners.empty()) {
    AddFlagNote(&page);
  } else {
    AddFindings(analysis, &page);
  }
  AddHelp(analysis, &page);
  AddMethod(analysis, &page);
  AddLimits(&page);
  page << "</section>\n";
  AddFoot(analysis, code, &page);
  return page.Take();
}

}  // namespace ebb
