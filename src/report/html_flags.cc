// The flagged messages, each with what stands around it, its rule and why it counts or does not.
#include <fmt/format.h>

#include <string>
#include <string_view>

#include "report/flag_groups.h"
#include "report/html_parts.h"
#include "report/words.h"

namespace ebb {
namespace {

void AddSpeaker(const Analysis& a, int partner, Page* page) {
  *page << "<span class=\"who\">";
  if (partner < 0) {
    *page << "Somebody else";
  } else {
    page->Name(a.partners[static_cast<std::size_t>(partner)].name);
  }
  *page << "</span> ";
}

void AddContext(const Analysis& a, const ContextLine& line, Page* page) {
  *page << "<p class=\"line\">";
  AddSpeaker(a, line.partner, page);
  if (line.text.empty()) {
    *page << "<em class=\"quiet\">(";
    page->Text(line.kind == "text" ? "text left out" : line.kind);
    *page << ")</em></p>\n";
    return;
  }
  *page << "<span class=\"said\" dir=\"auto\">";
  page->Text(Excerpt(line.text));
  *page << "</span></p>\n";
}

void AddFlagged(const Analysis& a, const FlagCase& flag_case, Page* page) {
  *page << "<p class=\"line flagged\">";
  AddSpeaker(a, flag_case.first().partner, page);
  if (flag_case.first().text.empty()) {
    *page << "<em class=\"quiet\">(text left out)</em></p>\n";
    return;
  }
  *page << "<span class=\"said\" dir=\"auto\">";
  for (const TextPiece& piece : Pieces(flag_case)) {
    if (piece.marked) *page << "<mark>";
    page->Text(piece.text);
    if (piece.marked) *page << "</mark>";
  }
  *page << "</span></p>\n";
}

void AddWhy(const FlagRow& flag, Page* page) {
  *page << "<p class=\"why\" data-rule=\"";
  page->Text(flag.rule);
  *page << "\">";
  page->Text(WhyText(flag));
  if (!NamesRule(flag)) {
    *page << " <span class=\"rule\">Rule <code>";
    page->Text(flag.rule);
    *page << "</code></span>";
  }
  *page << "</p>\n";
}

// By these the page's script filters; several values are set apart by " | ".
void AddFilterFields(const Analysis& a, const FlagCase& flag_case, Page* page) {
  const FlagRow& first = flag_case.first();
  std::string rules, signs;
  for (const FlagRow* flag : flag_case.flags) {
    rules += (rules.empty() ? "" : " | ") + flag->rule;
    if (!flag->sign.empty()) signs += (signs.empty() ? "" : " | ") + flag->sign;
  }
  const auto add = [page](Markup name, std::string_view value) {
    *page << " " << name << "=\"";
    page->Text(value);
    *page << "\"";
  };
  add("data-message", first.message_id);
  add("data-person", a.partners[static_cast<std::size_t>(first.partner)].name);
  add("data-kind", first.counts ? CategoryTitle(first.category) : std::string_view("not counted"));
  add("data-sign", signs);
  add("data-week", first.week);
  add("data-rules", rules);
}

void AddGroup(const Analysis& a, const FlagGroup& group, Page* page) {
  const bool voided = group.category.empty();
  *page << "<details class=\"group\"><summary>";
  page->Text(voided ? "Looked at and not counted" : CategoryTitle(group.category));
  *page << " <span class=\"count\">";
  page->Text(Counted(group.total, "message", "messages"));
  *page << "</span></summary>\n";
  if (!voided) {
    *page << "<p>";
    page->Text(CategoryMeaning(group.category));
    *page << "</p>\n";
  }
  if (group.cases.size() < group.total) {
    *page << "<p class=\"quiet\">";
    page->Text(
        fmt::format("{} of {} shown, spread evenly over time. The CSV and JSON files hold the "
                    "rest.",
                    Grouped(group.cases.size()), Grouped(group.total)));
    *page << "</p>\n";
  }
  *page << "<ol class=\"cases\">\n";
  for (const FlagCase& flag_case : group.cases) AddFlagCase(a, flag_case, page);
  *page << "</ol>\n</details>\n";
}

void AddPartner(const Analysis& a, std::size_t partner, Page* page) {
  *page << "<h3>";
  page->Name(a.partners[partner].name);
  *page << "</h3>\n";
  const auto groups = GroupFlags(a, static_cast<int>(partner), kMostExamples);
  if (groups.empty()) *page << "<p class=\"quiet\">No message was flagged.</p>\n";
  for (const FlagGroup& group : groups) AddGroup(a, group, page);
}

}  // namespace

void AddFlagCase(const Analysis& a, const FlagCase& flag_case, Page* page) {
  const FlagRow& first = flag_case.first();
  *page << "<li class=\"case\"";
  AddFilterFields(a, flag_case, page);
  *page << ">\n<p class=\"when\">";
  page->Text(first.time.empty() ? "No date" : MomentText(first.time));
  if (!first.counts) {
    *page << ", ";
    page->Text(CategoryTitle(first.category));
  } else if (first.confidence == "low") {
    *page << ", unsure";
  }
  *page << "</p>\n<div class=\"talk\">\n";
  for (const ContextLine& line : first.before) AddContext(a, line, page);
  AddFlagged(a, flag_case, page);
  for (const ContextLine& line : first.after) AddContext(a, line, page);
  *page << "</div>\n";
  for (const FlagRow* flag : flag_case.flags) AddWhy(*flag, page);
  *page << "</li>\n";
}

void AddMessages(const Analysis& a, Page* page) {
  *page << "<section id=\"messages\" aria-labelledby=\"messages-title\">\n"
           "<h2 id=\"messages-title\">The messages behind the numbers</h2>\n"
           "<p>Each flagged message with up to two before and two after it. The marked words are "
           "those the rule looks for.</p>\n";
  if (a.no_text) *page << "<p class=\"aside\">The texts were left out on request.</p>\n";
  if (a.evidence.stored < a.evidence.total) {
    *page << "<p class=\"quiet\">";
    page->Text(fmt::format("{} of {} are kept here.", Grouped(a.evidence.stored),
                           Counted(a.evidence.total, "flag", "flags")));
    *page << "</p>\n";
  }
  for (std::size_t i = 0; i < a.partners.size() && i < kMostPanels; ++i) AddPartner(a, i, page);
  *page << "</section>\n";
}

}  // namespace ebb
