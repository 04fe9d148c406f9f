// The same content as the HTML page without charts: CommonMark with pipe tables, no raw HTML. Every
// text that is not ours is escaped, so that it cannot become a link, a heading or a table cell.
#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_util.h"
#include "report/findings.h"
#include "report/flag_groups.h"
#include "report/glance.h"
#include "report/helplines.h"
#include "report/markdown_findings.h"
#include "report/report.h"
#include "report/sign_course.h"
#include "report/steps.h"
#include "report/words.h"

namespace ebb {
namespace {

std::string Safe(std::string_view text) { return SafeMarkdown(text); }

class Document {
 public:
  void Heading(int level, std::string_view safe) {
    out_ += std::string(static_cast<std::size_t>(level), '#') + ' ';
    (out_ += safe) += "\n\n";
  }
  void Paragraph(std::string_view safe) { (out_ += safe) += "\n\n"; }
  void Item(std::string_view safe) { ((out_ += "- ") += safe) += '\n'; }
  void EndList() { out_ += '\n'; }

  // The first column holds names, the others numbers.
  void TableHead(const std::vector<std::string>& safe_cells) {
    TableRow(safe_cells);
    out_ += "| --- |";
    for (std::size_t i = 1; i < safe_cells.size(); ++i) out_ += " ---: |";
    out_ += '\n';
  }
  void TableRow(const std::vector<std::string>& safe_cells) {
    out_ += '|';
    for (const std::string& cell : safe_cells) out_ += ' ' + cell + " |";
    out_ += '\n';
  }
  void EndTable() { out_ += '\n'; }

  template <std::size_t N>
  void Sentences(const std::array<Sentence, N>& sentences) {
    for (const Sentence& sentence : sentences) {
      Item(fmt::format("**{}** {}", sentence.lead, sentence.text));
    }
    EndList();
  }

  // Whole blocks, with the empty line behind them.
  void Blocks(std::string_view safe) { out_ += safe; }

  std::string Take() { return std::move(out_); }

 private:
  std::string out_;
};

std::string RateText(const Analysis& a, const Rate& rate) {
  if (!rate.shown) return NoRateText(a);
  return fmt::format("{} ({})", TwoDigits(rate.per_100), RangeText(rate));
}

std::string Strong(std::string_view text) { return fmt::format("**{}**", text); }

void AddTop(const Analysis& a, Document* out) {
  if (a.safety.any) {
    out->Paragraph(Strong(kSafetyText));
    out->Paragraph(kSafetyMore);
  }
  // Our own sentences need no escaping; a language's or a zone's name may.
  const bool plain_language = a.lexicon_language == "en" || a.lexicon_language.empty();
  const std::string language = plain_language ? LanguageText(a) : Safe(LanguageText(a));
  const std::string clock = a.clock == "instant" ? Safe(ClockText(a)) : ClockText(a);
  if (a.coverage.language_warning) out->Paragraph(Strong(language));
  out->Heading(1, Safe(TitleText(a)));
  if (!a.coverage.language_warning) out->Paragraph(language);
  out->Paragraph(fmt::format("{}. Read as {}. {} {}", Safe(PeriodText(a)), Safe(FormatText(a)),
                             clock, UnreadText(a)));
  for (const Partner& partner : a.partners) {
    out->Item(fmt::format("{}: {}, {}", Safe(partner.name),
                          Counted(partner.messages, "message", "messages"),
                          Counted(partner.words, "word", "words")));
  }
  if (!a.partners.empty()) out->EndList();
  if (!a.coverage.pair) out->Paragraph(Safe(a.coverage.pair_note));
  if (a.coverage.maybe_truncated) out->Paragraph(kTruncatedText);
  out->Blocks(MarkdownClaims(a, "M22"));
}

void AddGlance(const Analysis& a, Document* out) {
  out->Heading(2, "At a glance");
  for (std::size_t i = 0; i < a.partners.size(); ++i) {
    Partner partner = a.partners[i];
    partner.name = Safe(partner.name);
    out->Paragraph(PartnerSentence(a, partner));
    const auto side = static_cast<int>(i);
    for (const std::string& change : ChangeTexts(a, side)) out->Item(Safe(change));
    if (!ChangeTexts(a, side).empty()) out->EndList();
  }
  const std::string trust = TrustText(a);
  out->Paragraph(std::string(kBriefNote) + (trust.empty() ? "" : " " + Safe(trust)));
  out->Blocks(MarkdownStandsOut(a));
}

void AddNote(Document* out) {
  out->Heading(2, "What a flag is and is not");
  out->Sentences(kFlagNotes);
  out->Paragraph(kConsentText);
}

void AddRates(const Analysis& a, CategoryIndex row, Document* out) {
  out->Paragraph(kUnsureText);
  out->TableHead({"By", "Messages", "In 100 (range)", "Unsure"});
  for (const Partner& partner : a.partners) {
    const Rate& rate = partner.rates[row];
    out->TableRow(
        {Safe(partner.name), Grouped(rate.flagged), RateText(a, rate), Grouped(rate.flagged_low)});
  }
  out->EndTable();
}

void AddHelpedTable(const Analysis& a, Document* out) {
  out->Heading(2, "What helped");
  out->Paragraph(CategoryMeaning("repair"));
  AddRates(a, kRepairRow, out);
}

std::string SignText(const Analysis& a, std::uint64_t count, std::uint64_t texts) {
  const std::string rate = a.rates_apart ? std::string() : SignRateText(count, texts);
  return rate.empty() ? Grouped(count) : Grouped(count) + ", " + rate;
}

std::string HalvesText(const SignCourse& course) {
  const std::string range = SignChangeRange(course);
  return SignHalvesText(course) + (range.empty() ? "" : " (" + range + ")");
}

void AddSignsTable(const Analysis& a, Document* out) {
  out->Heading(2, "Six signs people ask about");
  out->Paragraph(kSignsIntro);
  out->TableHead({"Sign", "By", "Shown, in 100 (range)", "In 100: first half \u2192 second half",
                  "First week", "Last week", "Reported of the other"});
  for (std::size_t s = 0; s < a.partners[0].signs.size(); ++s) {
    for (std::size_t p = 0; p < a.partners.size(); ++p) {
      const Partner& partner = a.partners[p];
      const SignCount count = s < partner.signs.size() ? partner.signs[s] : SignCount{};
      const SignCourse course = CourseOf(a, p, s);
      out->TableRow({p == 0 ? Safe(SignTitle(a.partners[0].signs[s])) : "", Safe(partner.name),
                     SignText(a, count.shown_by, partner.texts), HalvesText(course),
                     SignFirstText(course), SignLastText(course), Grouped(count.reported_by)});
    }
  }
  out->EndTable();
}

void AddAboutTable(const Analysis& a, Document* out) {
  out->Heading(2, "What each says about the other");
  out->Paragraph("They say how it felt to the writer. They are in none of the counts above.");
  out->TableHead({"Said by", "Withdrawal", "Shutdown", "Avoidance"});
  for (const Partner& partner : a.partners) {
    const auto& about = partner.about_partner;
    out->TableRow({Safe(partner.name), Grouped(about[kWithdrawalRow].flagged),
                   Grouped(about[kShutdownRow].flagged), Grouped(about[kAvoidanceRow].flagged)});
  }
  out->EndTable();
}

void AddVoiced(const Analysis& a, Document* out) {
  out->Heading(2, "Feeling alone, and pushing");
  for (const CategoryIndex row : {kNeglectRow, kPressureRow}) {
    out->Heading(3, CategoryTitle(kReportCategoryNames[row]));
    out->Paragraph(CategoryMeaning(kReportCategoryNames[row]));
    AddRates(a, row, out);
  }
}

void AddWeeks(const Analysis& a, std::size_t partner, Document* out) {
  out->Heading(3, Safe(a.partners[partner].name));
  out->TableHead({"Week of", "With text", "Withdrawal", "Shutdown", "Avoidance",
                  "Any of the three in 100 (range)", "Repair", "Neglect voiced", "Pressure",
                  "Note"});
  for (const WeekRow& week : a.weeks) {
    const WeekPartner& p = week.partners[partner];
    const auto count = [&p](CategoryIndex row) { return Grouped(p.rates[row].flagged); };
    std::string note = week.thin ? "few messages or days" : "";
    if (week.incomplete) note += (note.empty() ? "" : ", ") + std::string("part of a week");
    out->TableRow({week.start.empty() ? "no date" : Safe(ShortDayText(week.start)),
                   Grouped(p.texts), count(kWithdrawalRow), count(kShutdownRow),
                   count(kAvoidanceRow),
                   p.distance.shown ? RateText(a, p.distance) : NoWeekRateText(a),
                   count(kRepairRow), count(kNeglectRow), count(kPressureRow), note});
  }
  out->EndTable();
}

// ---- messages ----------------------------------------------------------------------------------

std::string Speaker(const Analysis& a, int partner) {
  return partner < 0 ? "Somebody else" : Safe(a.partners[static_cast<std::size_t>(partner)].name);
}

void AddContext(const Analysis& a, const ContextLine& line, Document* out) {
  const std::string said =
      !line.text.empty() ? Safe(Excerpt(line.text))
                         : "(" + (line.kind == "text" ? "text left out" : Safe(line.kind)) + ")";
  out->Paragraph(fmt::format("> {}: {}", Speaker(a, line.partner), said));
}

void AddCase(const Analysis& a, const FlagCase& flag_case, Document* out) {
  const FlagRow& first = flag_case.first();
  const std::string when = first.time.empty() ? "No date" : Safe(MomentText(first.time));
  const std::string more = !first.counts               ? ", " + Safe(CategoryTitle(first.category))
                           : first.confidence == "low" ? ", unsure"
                                                       : "";
  out->Paragraph(Strong(when + more));
  for (const ContextLine& line : first.before) AddContext(a, line, out);
  std::string said;
  for (const TextPiece& piece : Pieces(flag_case)) {
    said += piece.marked ? "**" + Safe(piece.text) + "**" : Safe(piece.text);
  }
  out->Paragraph(
      fmt::format("> {}: {}", Speaker(a, first.partner), said.empty() ? "(text left out)" : said));
  for (const ContextLine& line : first.after) AddContext(a, line, out);
  for (const FlagRow* flag : flag_case.flags) {
    std::string why = Safe(WhyText(*flag));
    if (!NamesRule(*flag)) why += " Rule " + Safe(flag->rule);
    out->Paragraph(why);
  }
}

void AddExamples(const Analysis& a, std::size_t partner, Document* out) {
  out->Heading(3, Safe(a.partners[partner].name));
  const auto groups = GroupFlags(a, static_cast<int>(partner), kMostExamples);
  if (groups.empty()) out->Paragraph("No message was flagged.");
  for (const FlagGroup& group : groups) {
    const std::string_view title =
        group.category.empty() ? "Looked at and not counted" : CategoryTitle(group.category);
    out->Heading(4, fmt::format("{}: {}", title, Counted(group.total, "message", "messages")));
    if (group.cases.size() < group.total) {
      out->Paragraph(
          fmt::format("{} shown, spread evenly over time.", Grouped(group.cases.size())));
    }
    for (const FlagCase& flag_case : group.cases) AddCase(a, flag_case, out);
  }
}

void AddHelplineTable(Document* out) {
  const std::vector<Helpline> lines = Helplines();
  if (lines.empty()) return;
  out->Heading(3, "Numbers to call, by country");
  out->Paragraph(kHelplineNote);
  out->TableHead({"Country", "For", "Number", "Service (source)"});
  for (const Helpline& line : lines) {
    out->TableRow({Safe(line.country), std::string(HelpKindText(line.kind)), Safe(line.number),
                   Safe(fmt::format("{} ({})", line.service, SourceName(line)))});
  }
  out->EndTable();
}

void AddHelpSection(const Analysis& a, Document* out) {
  if (a.safety.any) {
    out->Heading(2, "Where to find help");
    out->Sentences(kHelpSafety);
    return AddHelplineTable(out);
  }
  out->Heading(2, "What to try, and where to find help");
  const std::vector<Step> steps = StepsToTry(a);
  for (const Step& step : steps) out->Item(fmt::format("**{}** {}", step.lead, Safe(step.text)));
  if (!steps.empty()) out->EndList();
  out->Sentences(kTalkIdeas);
  out->Sentences(kHelp);
  AddHelplineTable(out);
}

void AddFiles(const Analysis& a, Document* out) {
  for (const InputFile& file : a.inputs) {
    out->Item(fmt::format("{}: {} ({}), {} bytes, hash {}. {}, {} from the app, {} not read.",
                          Safe(file.name), Safe(file.format), Safe(file.why), Grouped(file.bytes),
                          Safe(file.hash), Counted(file.messages, "message", "messages"),
                          Counted(file.notices, "notice", "notices"), Grouped(file.skipped)));
    for (const std::string& warning : file.warnings) out->Item(Safe(warning));
  }
  if (!a.inputs.empty()) out->EndList();
}

void AddMethodSection(const Analysis& a, Document* out) {
  out->Heading(2, "Method and limits");
  out->Item(fmt::format("Rules: {} {}, {}, hash {}", Safe(a.lexicon_name), Safe(a.lexicon_version),
                        Counted(a.lexicon_rules, "rule", "rules"), Safe(a.lexicon_hash)));
  out->Item("Options: " +
            (a.options.empty() ? "none" : Safe(fmt::format("{}", fmt::join(a.options, " ")))));
  if (!a.date_order.empty()) {
    out->Item(fmt::format("Date order: {}, {}", Safe(a.date_order), Safe(a.date_order_how)));
  }
  out->Item("Program: ebb " + Safe(a.tool_version));
  for (const std::string& note : a.notes) out->Item(Safe(note));
  out->EndList();
  for (const std::string_view id : kMethodMeasures) out->Blocks(MarkdownMeasure(a, id));
  if (!a.inputs.empty()) out->Heading(3, "Files");
  AddFiles(a, out);
  if (!a.voided_by_reason.empty()) {
    out->TableHead({"Looked at and not counted, why", "Places"});
    for (const auto& [reason, count] : a.voided_by_reason) {
      out->TableRow({Safe(ReasonText(reason)), Grouped(count)});
    }
    out->EndTable();
  }
  if (!a.suppressions.empty()) {
    out->Paragraph(Safe(SuppressedText(a)));
    out->TableHead({"Left out by your own list", "Reason given", "Places"});
    for (const SuppressedEntry& entry : a.suppressions) {
      out->TableRow({Safe(SuppressedPlace(entry)), Safe(entry.reason), Grouped(entry.places)});
    }
    out->EndTable();
  }
  out->Heading(3, "What this page cannot tell");
  out->Sentences(kLimits);
}

}  // namespace

std::string WriteMarkdown(const Analysis& analysis) {
  Document out;
  AddTop(analysis, &out);
  if (!analysis.partners.empty()) AddGlance(analysis, &out);
  AddNote(&out);
  if (!analysis.partners.empty()) {
    AddHelpedTable(analysis, &out);
    out.Blocks(MarkdownMeasure(analysis, "M19"));
    for (const Finding& f : FindingsBeforeSigns()) out.Blocks(MarkdownFinding(analysis, f));
    AddSignsTable(analysis, &out);
    for (const Finding& f : FindingsAfterSigns()) out.Blocks(MarkdownFinding(analysis, f));
    out.Blocks(MarkdownComparison(analysis));
    AddAboutTable(analysis, &out);
    AddVoiced(analysis, &out);
    out.Heading(2, "Week by week");
    for (std::size_t i = 0; i < analysis.partners.size(); ++i) AddWeeks(analysis, i, &out);
    out.Heading(2, "The messages behind the numbers");
    for (std::size_t i = 0; i < analysis.partners.size(); ++i) AddExamples(analysis, i, &out);
  }
  AddHelpSection(analysis, &out);
  AddMethodSection(analysis, &out);
  return out.Take();
}

}  // namespace ebb
