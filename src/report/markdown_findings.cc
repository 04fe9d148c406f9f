#include "report/markdown_findings.h"

#include <fmt/format.h>

#include "base/text_util.h"
#include "report/flag_groups.h"
#include "report/words.h"

namespace ebb {
namespace {

// Every episode with its lines would make the document long; the HTML page has more.
constexpr std::size_t kMostEpisodes = 12;

void Paragraph(std::string_view safe, std::string* out) {
  if (!safe.empty()) (*out += safe) += "\n\n";
}

void AddClaims(const MeasureRow& measure, std::string* out) {
  for (const Claim& claim : measure.claims) {
    Paragraph(SafeMarkdown(ClaimText(claim)), out);
    Paragraph(SafeMarkdown(BenignText(claim)), out);
  }
}

std::string Cell(const Figure& figure) {
  std::string text = SafeMarkdown(FigureText(figure));
  if (figure.shown && figure.unit != "count") text += ", n " + Grouped(figure.n);
  return text;
}

void AddSides(const Analysis& a, const MeasureRow& measure, std::string* out) {
  if (measure.partners.size() != 2 || measure.partners[0].empty()) return;
  *out += fmt::format("| | {} | {} |\n| --- | ---: | ---: |\n", SafeMarkdown(a.partners[0].name),
                      SafeMarkdown(a.partners[1].name));
  for (std::size_t f = 0; f < measure.partners[0].size(); ++f) {
    *out += fmt::format("| {} | {} | {} |\n", SafeMarkdown(measure.partners[0][f].label),
                        Cell(measure.partners[0][f]), Cell(measure.partners[1][f]));
  }
  *out += '\n';
}

void AddPair(const MeasureRow& measure, std::string* out) {
  if (measure.pair.empty()) return;
  *out += "| Of the two together | |\n| --- | ---: |\n";
  for (const Figure& figure : measure.pair) {
    *out += fmt::format("| {} | {} |\n", SafeMarkdown(figure.label), Cell(figure));
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
  AddSides(analysis, *measure, &out);
  AddPair(*measure, &out);
  AddEpisodes(analysis, *measure, &out);
  Paragraph(SafeMarkdown(measure->weakness), &out);
  return out;
}

std::string MarkdownClaims(const Analysis& analysis, std::string_view id) {
  std::string out;
  if (const MeasureRow* measure = FindMeasure(analysis, id)) AddClaims(*measure, &out);
  return out;
}

std::string MarkdownComparison(const Analysis& a) {
  std::string out;
  if (a.comparison.before.empty()) return out;
  Paragraph("## Before and after", &out);
  Paragraph(kComparisonIntro, &out);
  out += fmt::format("| | {} | {} | Change |\n| --- | ---: | ---: | ---: |\n",
                     SafeMarkdown(a.comparison.before), SafeMarkdown(a.comparison.after));
  for (const ChangeRow& row : a.comparison.rows) {
    out += fmt::format("| {} | {} | {} | {} |\n", SafeMarkdown(ChangeLabel(a, row)),
                       Cell(row.before), Cell(row.after), Cell(row.change));
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
