// The measures as a reader meets them: in which order and under which question, and their numbers
// in words. Shared by the HTML, Markdown and terminal writers; plain text, the writer escapes it.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/analysis.h"
#include "report/figure_text.h"

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

// What stands beside the method: trust in the marks, what was left out on purpose, coverage.
extern const std::array<std::string_view, 3> kMethodMeasures;

// nullptr if the document does not hold it.
const MeasureRow* FindMeasure(const Analysis& analysis, std::string_view id);
// True if any measure of the finding is in the document.
bool HasAny(const Analysis& analysis, const Finding& finding);

// Why the measure shows nothing, in front of its note; empty if it is shown.
std::string_view StateText(const MeasureRow& measure);
// "Conflict, 2 March 2024, 14:10 to 15:02, 14 turns" and who did what.
std::string EpisodeText(const Analysis& analysis, const EpisodeRow& episode);
// "Sam: " or nothing for the pair, and the figure's label.
// What the row is a figure of: the title of its measure.
std::string_view ChangeGroup(const Analysis& analysis, const ChangeRow& row);
std::string ChangeLabel(const Analysis& analysis, const ChangeRow& row);
// True if the interval of the change leaves out "no change".
bool StandsOut(const ChangeRow& row);
bool AnyStandsOut(const Analysis& analysis);
extern const std::string_view kComparisonIntro;
// The heading of a kind of episodes: "Conflicts".
std::string_view EpisodesTitle(std::string_view kind);

}  // namespace ebb
