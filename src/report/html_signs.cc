// The six signs: how many messages show each and how many report it of the other, and examples.
#include <string>
#include <string_view>
#include <vector>

#include "report/flag_groups.h"
#include "report/html_parts.h"
#include "report/words.h"

namespace ebb {
namespace {

constexpr std::size_t kMostOfASign = 4;  // examples of one partner

// "13" and, where there is enough text, "1.2 in 100 (0.7 to 2.1)".
void SignCell(std::uint64_t count, std::uint64_t texts, Page* page) {
  *page << "<td class=\"number\"><strong>";
  page->Text(Grouped(count));
  *page << "</strong>";
  if (const std::string rate = SignRateText(count, texts); !rate.empty()) {
    *page << " <span class=\"range\">";
    page->Text(rate);
    *page << "</span>";
  }
  *page << "</td>";
}

void AddSignsHead(const Analysis& a, Page* page) {
  *page << "<thead><tr><th scope=\"col\" rowspan=\"2\">Sign</th>";
  for (const Partner& partner : a.partners) {
    *page << "<th scope=\"colgroup\" colspan=\"2\">";
    page->Name(partner.name);
    *page << "</th>";
  }
  *page << "</tr>\n<tr>";
  for (std::size_t i = 0; i < a.partners.size(); ++i) {
    *page << "<th scope=\"col\">shown</th><th scope=\"col\">reported</th>";
  }
  *page << "</tr></thead>\n<tbody>\n";
}

// The first messages of a partner that count for a sign, a message once.
std::vector<FlagCase> CasesOf(const Analysis& a, std::string_view sign, int partner) {
  std::vector<FlagCase> cases;
  for (const FlagRow& flag : a.flags) {
    if (flag.sign != sign || flag.partner != partner || !flag.counts || !MayBeQuoted(flag))
      continue;
    if (!cases.empty() && cases.back().first().message_id == flag.message_id) {
      cases.back().flags.push_back(&flag);
    } else if (cases.size() < kMostOfASign) {
      cases.push_back({{&flag}});
    }
  }
  return cases;
}

void AddSignExamples(const Analysis& a, const SignCount& sign, Page* page) {
  std::vector<FlagCase> cases;
  for (std::size_t i = 0; i < a.partners.size() && i < kMostPanels; ++i) {
    for (FlagCase& one : CasesOf(a, sign.sign, static_cast<int>(i)))
      cases.push_back(std::move(one));
  }
  if (cases.empty()) return;
  *page << "<details class=\"group\"><summary>Examples: ";
  page->Text(SignTitle(sign));
  *page << " <span class=\"count\">";
  page->Text(Counted(cases.size(), "message", "messages"));
  *page << "</span></summary>\n<ol class=\"cases\">\n";
  for (const FlagCase& one : cases) AddFlagCase(a, one, page);
  *page << "</ol>\n</details>\n";
}

}  // namespace

void AddSignTable(const Analysis& a, Page* page) {
  *page << "<section aria-labelledby=\"signs-title\">\n<h2 id=\"signs-title\">Six signs people ask "
           "about</h2>\n<p>";
  page->Text(kSignsIntro);
  *page
      << "</p>\n"
         "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"Messages that show or "
         "report each sign\">\n<table class=\"signs\">\n<caption>Messages that show or report each "
         "sign</caption>\n";
  AddSignsHead(a, page);
  for (std::size_t s = 0; s < a.partners[0].signs.size(); ++s) {
    *page << "<tr><th scope=\"row\">";
    page->Text(SignTitle(a.partners[0].signs[s]));
    *page << "</th>";
    for (const Partner& partner : a.partners) {
      const SignCount count = s < partner.signs.size() ? partner.signs[s] : SignCount{};
      SignCell(count.shown_by, partner.texts, page);
      SignCell(count.reported_by, partner.texts, page);
    }
    *page << "</tr>\n";
  }
  *page << "</tbody>\n</table>\n</div>\n";
  *page << "</section>\n";
}

void AddSigns(const Analysis& a, Page* page) {
  AddSignTable(a, page);
  *page << "<section aria-label=\"Examples of the signs\" class=\"close\">\n";
  for (const SignCount& sign : a.partners[0].signs) AddSignExamples(a, sign, page);
  *page << "</section>\n";
}

}  // namespace ebb
