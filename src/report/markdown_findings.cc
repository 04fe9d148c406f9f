#include "report/markdown_findings.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text_util.h"
#include "report/claim_texts.h"
#include "report/flag_groups.h"
#include "report/glance.h"
#include "report/hours_table.h"
#include "report/words.h"

namespace ebb {
namespace {

// Every episode with its lines would make the document long; the HTML page has more.
constexpr std::size_t kMostEpisodes = 12;

void Paragraph(std::string_view safe, std::string* out) {
  if (!safe.empty()) (*out += safe) += "\n\n";
}

void AddClaims(const MeasureRow& measure, std::string* out) {
  const ClaimTexts texts = TextsOf(measure);
  for (const ToldClaims& told : texts.told) {
    for (const std::string_view text : told.said) Paragraph(SafeMarkdown(text), out);
    Paragraph(SafeMarkdown(told.benign), out);
  }
  if (texts.untold.empty()) return;
  Paragraph(std::string(kUntoldText) + ":", out);
  for (const std::string_view text : texts.untold) *out += "- " + SafeMarkdown(text) + "\n";
  *out += '\n';
}

std::string Cell(const Figure& figure) {
  std::string text = SafeMarkdown(FigureText(figure));
  if (figure.shown && figure.unit != "count") text += ", n " + Grouped(figure.n);
  return text;
}

void AddRows(const FigureRows& rows, std::string* out) {
  for (const FigureCells& cells : rows.shown) {
    *out += "| " + SafeMarkdown(cells[0]->label) + " |";
    for (const Figure* figure : cells) *out += " " + Cell(*figure) + " |";
    *out += '\n';
  }
  if (!rows.shown.empty()) *out += '\n';
  Paragraph(SafeMarkdown(rows.folded), out);
}

void AddSides(const Analysis& a, const MeasureRow& measure, std::string* out) {
  const FigureRows rows = RowsOfSides(measure);
  if (!rows.shown.empty()) {
    *out += fmt::format("| | {} | {} |\n| --- | ---: | ---: |\n", SafeMarkdown(a.partners[0].name),
                        SafeMarkdown(a.partners[1].name));
  }
  AddRows(rows, out);
}

void AddPair(const MeasureRow& measure, std::string* out) {
  const FigureRows rows = RowsOfPair(measure);
  if (!rows.shown.empty()) *out += "| Of the two together | |\n| --- | ---: |\n";
  AddRows(rows, out);
}

// Messages of both by weekday and part of the day.
void AddHoursTable(const HoursTable& hours, std::string* out) {
  *out += "| Both together |";
  for (const std::string_view part : kDayPartNames) *out += fmt::format(" {} |", part);
  *out += "\n| --- | ---: | ---: | ---: | ---: |\n";
  for (std::size_t day = 0; day < kWeekdays; ++day) {
    *out += fmt::format("| {} |", kWeekdayNames[day]);
    for (std::size_t part = 0; part < kDayParts; ++part) {
      *out += fmt::format(" {} |", Grouped(hours.InPart(day, part)));
    }
    *out += '\n';
  }
  *out += '\n';
}

void AddFigures(const Analysis& a, const MeasureRow& measure, std::string* out) {
  if (measure.id == "M0") {
    if (const auto hours = ReadHours(measure)) AddHoursTable(*hours, out);
    return;
  }
  AddSides(a, measure, out);
  AddPair(measure, out);
}

void AddStanding(const std::string& who, const std::vector<Standing>& standings, std::string* out) {
  Paragraph("**" + who + "**", out);
  if (standings.empty()) return Paragraph(kNothingStandsOut, out);
  for (const Standing& standing : standings) {
    *out += fmt::format("- {}: {}\n", SafeMarkdown(standing.measure->title),
                        SafeMarkdown(standing.claim->text));
  }
  *out += '\n';
}

void AddLines(const Analysis& a, const EpisodeRow& episode, std::string* out) {
  if (a.safety.any) return;
  for (const ContextLine& line : episode.shown) {
    const std::string who =
        line.partner < 0 ? "Somebody else"
                         : SafeMarkdown(a.partners[static_cast<std::size_t>(line.partner)].name);
    const std::string kind = line.kind == "text" ? "text left out" : line.kind;
    const std::string said =
        line.text.empty() ? "(" + SafeMarkdown(kind) + ")" : SafeMarkdown(Excerpt(line.text));
    *out += fmt::format("  > {}: {}\n  >\n", who, said);
  }
}

void AddEpisodes(const Analysis& a, const MeasureRow& measure, std::string* out) {
  if (measure.episodes.empty()) return;
  const std::size_t shown = std::min(kMostEpisodes, measure.episodes.size());
  Paragraph(fmt::format("**{}: {}**, {} shown.", EpisodesTitle(measure.episodes[0].kind),
                        Grouped(measure.episodes_total), Grouped(shown)),
            out);
  for (std::size_t i = 0; i < shown; ++i) {
    const EpisodeRow& episode = measure.episodes[i * measure.episodes.size() / shown];
    *out += "- " + SafeMarkdown(EpisodeText(a, episode));
    for (const Figure& figure : episode.figures) {
      *out += "; " + SafeMarkdown(figure.label + ": " + FigureText(figure));
    }
    *out += "\n\n";
    AddLines(a, episode, out);
    *out += '\n';
  }
}

}  // namespace

std::string SafeMarkdown(std::string_view text) {
  return EscapeMarkdown(ShowDirection(text, true));
}

std::string MarkdownMeasure(const Analysis& analysis, std::string_view id) {
  const MeasureRow* measure = FindMeasure(analysis, id);
  std::string out;
  if (measure == nullptr) return out;
  Paragraph("### " + SafeMarkdown(measure->title), &out);
  Paragraph(StateText(*measure), &out);
  AddClaims(*measure, &out);
  Paragraph(SafeMarkdown(measure->note), &out);
  AddFigures(analysis, *measure, &out);
  AddEpisodes(analysis, *measure, &out);
  Paragraph(SafeMarkdown(measure->weakness), &out);
  return out;
}

std::string MarkdownClaims(const Analysis& analysis, std::string_view id) {
  std::string out;
  if (const MeasureRow* measure = FindMeasure(analysis, id)) AddClaims(*measure, &out);
  return out;
}

std::string MarkdownStandsOut(const Analysis& a) {
  std::string out;
  if (a.measures.empty() || a.partners.size() != 2) return out;
  Paragraph("## What stands out", &out);
  for (int side = 0; side < 2; ++side) {
    AddStanding(SafeMarkdown(a.partners[static_cast<std::size_t>(side)].name),
                StandingClaims(a, side), &out);
  }
  const std::vector<Standing> together = StandingClaims(a, -1);
  if (!together.empty()) AddStanding("The two together", together, &out);
  Paragraph(ComparedText(a), &out);
  for (int side = 0; side < 2 && !ReadingText(a, side).empty(); ++side) {
    out += fmt::format("- Where answers by {} were missing: {}\n",
                       SafeMarkdown(a.partners[static_cast<std::size_t>(side)].name),
                       LowerAscii(ReadingText(a, side)));
  }
  if (!ReadingText(a, 0).empty()) out += '\n';
  Paragraph(ChanceText(a), &out);
  return out;
}

std::string MarkdownComparison(const Analysis& a) {
  std::string out;
  if (a.comparison.before.empty()) return out;
  Paragraph("## Before and after", &out);
  Paragraph(kComparisonIntro, &out);
  out += fmt::format("| Of | | {} | {} | Change |\n| --- | --- | ---: | ---: | ---: |\n",
                     SafeMarkdown(a.comparison.before), SafeMarkdown(a.comparison.after));
  for (const ChangeRow& row : a.comparison.rows) {
    if (!row.before.shown && !row.after.shown) continue;
    out += fmt::format("| {} | {} | {} | {} | {} |\n", SafeMarkdown(ChangeGroup(a, row)),
                       SafeMarkdown(ChangeLabel(a, row)), Cell(row.before), Cell(row.after),
                       Cell(row.change));
  }
  return out + "\n";
}

std::string MarkdownFinding(const Analysis& analysis, const Finding& finding) {
  std::string out;
  if (!HasAny(analysis, finding)) return out;
  Paragraph(fmt::format("## {}", finding.title), &out);
  Paragraph(finding.intro, &out);
  for (const std::string_view id : finding.measures) out += MarkdownMeasure(analysis, id);
  return out;
}

}  // namespace ebb
