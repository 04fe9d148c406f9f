// The last section before the method: small steps, and where to find help. Where messages mention
// danger it gives no advice on the two, and the numbers to call stand open.
#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "report/helplines.h"
#include "report/html_parts.h"
#include "report/steps.h"
#include "report/words.h"

namespace ebb {
namespace {

constexpr std::size_t kAllSteps = 100, kStepsOfThePrint = 3;

void OpenHelp(const Analysis& a, Page* page) {
  *page << "<section id=\"help\" aria-labelledby=\"help-title\">\n<h2 id=\"help-title\">";
  page->Text(a.safety.any ? "Where to find help" : "What to try, and where to find help");
  *page << "</h2>\n";
}

// At most so many; false if this chat shows nothing that a step could be tied to.
bool AddSteps(const Analysis& a, std::size_t most, Page* page) {
  std::vector<Step> steps = StepsToTry(a);
  if (steps.empty()) return false;
  steps.resize(std::min(steps.size(), most));
  *page << "<h3>Small steps, from what this chat shows</h3>\n<ul class=\"plain\">\n";
  for (const Step& step : steps) {
    *page << "<li><strong>";
    page->Text(step.lead);
    *page << "</strong> ";
    page->Text(step.text);
    *page << "</li>\n";
  }
  *page << "</ul>\n";
  return true;
}

void AddHelpline(const Helpline& line, Page* page) {
  *page << "<tr><th scope=\"row\">";
  page->Text(HelpKindText(line.kind));
  *page << "</th><td class=\"call\">";
  page->Text(line.number);
  *page << "</td><td>";
  page->Text(line.service);
  *page << " <span class=\"range\">(";
  page->Text(SourceName(line));
  *page << ")</span></td></tr>\n";
}

void AddHelplines(bool open, Page* page) {
  const std::vector<Helpline> lines = Helplines();
  if (lines.empty()) return;
  *page << (open ? Markup("<details class=\"group\" id=\"numbers\" open=\"\">")
                 : Markup("<details class=\"group\" id=\"numbers\">"))
        << "<summary>Numbers to call, by country</summary>\n<p>";
  page->Text(kHelplineNote);
  *page << "</p>\n<table class=\"signs calls\">\n<caption>Numbers to call, by "
           "country</caption>\n<thead><tr>"
           "<th scope=\"col\">For</th><th scope=\"col\" class=\"text\">Number</th>"
           "<th scope=\"col\" class=\"text\">Service (source)</th></tr></thead>\n";
  std::string_view country;
  for (const Helpline& line : lines) {
    if (line.country != country) {
      *page << (country.empty() ? Markup("<tbody>\n") : Markup("</tbody>\n<tbody>\n"))
            << "<tr class=\"sign\"><th scope=\"rowgroup\" colspan=\"3\">";
      page->Text(line.country);
      *page << "</th></tr>\n";
      country = line.country;
    }
    AddHelpline(line, page);
  }
  *page << "</tbody>\n</table>\n</details>\n";
}

}  // namespace

void AddSentences(std::span<const Sentence> sentences, Page* page) {
  *page << "<ul class=\"plain\">\n";
  for (const Sentence& sentence : sentences) {
    *page << "<li><strong>";
    page->Text(sentence.lead);
    *page << "</strong> ";
    page->Text(sentence.text);
    *page << "</li>\n";
  }
  *page << "</ul>\n";
}

void AddHelp(const Analysis& a, Page* page) {
  OpenHelp(a, page);
  if (a.safety.any) {
    AddSentences(kHelpSafety, page);
  } else {
    if (AddSteps(a, kAllSteps, page)) *page << "<h3>In general</h3>\n";
    AddSentences(kTalkIdeas, page);
    *page << "<h3>If you need someone to talk to</h3>\n";
    AddSentences(kHelp, page);
  }
  AddHelplines(a.safety.any, page);
  *page << "</section>\n";
}

void AddHelpBrief(const Analysis& a, Page* page) {
  OpenHelp(a, page);
  if (a.safety.any) {
    AddSentences(kHelpSafety, page);
  } else {
    AddSteps(a, kStepsOfThePrint, page);
    AddSentences(kHelp, page);
  }
  *page << "<p class=\"quiet\">Numbers to call, by country, stand in the full report.</p>\n"
           "</section>\n";
}

}  // namespace ebb
