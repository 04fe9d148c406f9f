// The measures as a reader meets them: in which order and under which question, and their numbers
// in words. Shared by the HTML, Markdown and terminal writers; plain text, the writer escapes it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/analysis.h"

namespace ebb {

// A question of the reader, and the measures that speak to it.
struct Finding {
  std::string_view id;                     // anchor
  std::string_view title;                  // the question
  std::string_view intro;                  // one or two plain sentences
  std::vector<std::string_view> measures;  // "M17", in order of showing
};

// In the order of the report: those before and after the table of the six signs. What helped (M19)
// and coverage (M22) have places of their own.
const std::vector<Finding>& FindingsBeforeSigns();
const std::vector<Finding>& FindingsAfterSigns();

// nullptr if the document does not hold it.
const MeasureRow* FindMeasure(const Analysis& analysis, std::string_view id);
// True if any measure of the finding is in the document.
bool HasAny(const Analysis& analysis, const Finding& finding);

// "61% (52% to 70%)", "12 min (9 to 17 min)", "+12 points (3 to 21)"; "too few" where not shown.
std::string FigureText(const Figure& figure);
// The same number without its range.
std::string FigureValue(const Figure& figure, double value);
// What may be said of a claim: its sentence if it is marked or rests on no test.
std::string_view ClaimText(const Claim& claim);
// "Other readings: There may have been more calls. ..." or empty.
std::string BenignText(const Claim& claim);
// Why the measure shows nothing, in front of its note; empty if it is shown.
std::string_view StateText(const MeasureRow& measure);
// "Conflict, 2 March 2024, 14:10 to 15:02, 14 turns" and who did what.
std::string EpisodeText(const Analysis& analysis, const EpisodeRow& episode);
// "Sam: " or nothing for the pair, and the figure's label.
std::string ChangeLabel(const Analysis& analysis, const ChangeRow& row);
// True if the interval of the change leaves out "no change".
bool StandsOut(const ChangeRow& row);
extern const std::string_view kComparisonIntro;
// The heading of a kind of episodes: "Conflicts".
std::string_view EpisodesTitle(std::string_view kind);

}  // namespace ebb
