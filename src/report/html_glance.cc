// The first screen: a card for each partner, what stands out, and which way the answers point.
#include <string>
#include <vector>

#include "base/text_util.h"
#include "report/findings.h"
#include "report/glance.h"
#include "report/html_parts.h"
#include "report/words.h"

namespace ebb {
namespace {

void AddCard(const Analysis& a, std::size_t partner, Page* page) {
  const Partner& p = a.partners[partner];
  *page << "<div class=\"card\">\n<p class=\"rates\">";
  page->Sentence(PartnerSentence(a, p), p.name);
  *page << "</p>\n";
  for (const std::string& change : ChangeTexts(a, static_cast<int>(partner))) {
    *page << "<p class=\"change\">";
    page->Text(change);
    *page << "</p>\n";
  }
  *page << "</div>\n";
}

void AddStanding(const Standing& standing, bool links, Page* page) {
  *page << "<li>";
  if (links) {
    *page << "<a href=\"#";
    page->Text(standing.measure->key);
    *page << "\">";
  }
  page->Text(standing.measure->title);
  *page << (links ? Markup("</a>: ") : Markup(": "));
  page->Text(standing.claim->text);
  *page << "</li>\n";
}

// Slow changes and weeks far from the usual are on the cards already.
bool IsOnACard(const Standing& standing) {
  return standing.claim->side >= 0 &&
         (standing.measure->id == "M15" || standing.measure->id == "M18");
}

// `links`: on the page; the print of one or two pages says nothing twice.
void AddStandings(const Analysis& a, int side, bool links, Page* page) {
  std::vector<Standing> standings = StandingClaims(a, side);
  const bool any = !standings.empty();
  if (!links) std::erase_if(standings, IsOnACard);
  if (standings.empty()) {
    *page << "<p>";
    page->Text(any ? "Nothing beside the changes above." : kNothingStandsOut);
    *page << "</p>\n";
    return;
  }
  *page << "<ul class=\"standing\">\n";
  for (const Standing& standing : standings) AddStanding(standing, links, page);
  *page << "</ul>\n";
}

void AddReadings(const Analysis& a, bool links, Page* page) {
  if (ReadingText(a, 0).empty()) return;
  *page << (links ? Markup("<h3><a href=\"#selectivity-title\">Neglect or avoidance?</a></h3>\n")
                  : Markup("<h3>Neglect or avoidance?</h3>\n"))
        << "<ul class=\"standing\">\n";
  for (std::size_t i = 0; i < a.partners.size(); ++i) {
    *page << "<li>Where answers by ";
    page->Name(a.partners[i].name);
    *page << " were missing: <strong>";
    page->Text(LowerAscii(ReadingText(a, static_cast<int>(i))));
    *page << "</strong></li>\n";
  }
  *page << "</ul>\n<p class=\"quiet\">A rule of thumb about messages. It names no person and no "
           "reason.</p>\n";
}

}  // namespace

void AddCards(const Analysis& a, Page* page) {
  *page << "<section aria-labelledby=\"glance-title\">\n"
           "<h2 id=\"glance-title\" class=\"quiet\">At a glance</h2>\n<div class=\"cards\">\n";
  for (std::size_t i = 0; i < a.partners.size() && i < kMostPanels; ++i) AddCard(a, i, page);
  *page << "</div>\n<p class=\"brief\">";
  page->Text(kBriefNote);
  if (const std::string trust = TrustText(a); !trust.empty()) page->Text(" " + trust);
  *page << "</p>\n</section>\n";
}

void AddStandsOut(const Analysis& a, Page* page, bool links) {
  if (a.measures.empty() || a.partners.size() != 2) return;
  *page << "<section id=\"out\" aria-labelledby=\"out-title\">\n<h2 id=\"out-title\">What stands "
           "out</h2>\n<div class=\"pair\">\n";
  for (int side = 0; side < 2; ++side) {
    *page << "<div>\n<h3>";
    page->Name(a.partners[static_cast<std::size_t>(side)].name);
    *page << "</h3>\n";
    AddStandings(a, side, links, page);
    *page << "</div>\n";
  }
  *page << "</div>\n";
  if (!StandingClaims(a, -1).empty()) {
    *page << "<h3>The two together</h3>\n";
    AddStandings(a, -1, links, page);
  }
  if (const std::string compared = ComparedText(a); !compared.empty()) {
    *page << (links ? Markup("<h3><a href=\"#compare-title\">Before and after</a></h3>\n<p>")
                    : Markup("<h3>Before and after</h3>\n<p>"));
    page->Text(compared);
    *page << "</p>\n";
  }
  AddReadings(a, links, page);
  *page << "<p class=\"quiet\">";
  page->Text(ChanceText(a));
  *page << "</p>\n</section>\n";
}

}  // namespace ebb
