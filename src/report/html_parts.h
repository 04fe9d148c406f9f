// The larger parts of the HTML page; html.cc puts them in order.
#pragma once

#include <span>

#include "analysis/analysis.h"
#include "report/findings.h"
#include "report/flag_groups.h"
#include "report/html_page.h"
#include "report/words.h"

namespace ebb {

// Most panels of the chart and groups of messages; further senders are in the tables only.
inline constexpr std::size_t kMostPanels = 8;

void AddSvgPatterns(Page* page);                                   // once, before the first chart
void AddChart(const Analysis& analysis, Page* page, bool tables);  // with the weeks below it
void AddWeekTables(const Analysis& analysis, Page* page);
// The first screen, and the list below it.
void AddCards(const Analysis& analysis, Page* page);
void AddStandsOut(const Analysis& analysis, Page* page, bool links);  // to its sections
// The print of one or two pages.
void AddSummary(const Analysis& analysis, Page* page);
void AddFigureCell(const Figure& figure, Page* page);
void AddFigureTables(const Analysis& analysis, const MeasureRow& measure, Page* page);
void AddEpisodes(const Analysis& analysis, const MeasureRow& measure, Page* page);
// All episodes by date.
void AddTimeline(const Analysis& analysis, Page* page);
// The pair's hours of the week, and the loop of pressing and distance.
void AddHours(const MeasureRow& measure, Page* page);
void AddLoop(const Analysis& analysis, const MeasureRow& measure, Page* page);
// `charts` numbers the small charts of the page.
void AddHelped(const Analysis& analysis, std::uint64_t* charts, Page* page);
void AddFinding(const Analysis& analysis, const Finding& finding, std::uint64_t* charts,
                Page* page);
void AddComparison(const Analysis& analysis, Page* page);
void AddChanges(const Analysis& analysis, Page* page);  // what stands out of it alone
// One measure with its heading; nothing if the document does not hold it.
void AddMeasure(const Analysis& analysis, std::string_view id, std::uint64_t* charts, Page* page);
// What a measure has to say, without its numbers.
void AddClaims(const Analysis& analysis, std::string_view id, Page* page);
// One flagged message as an item of a list.
void AddFlagCase(const Analysis& analysis, const FlagCase& flag_case, Page* page);
void AddSignsBrief(const Analysis& analysis, Page* page);  // for the print of one or two pages
void AddSigns(const Analysis& analysis, std::uint64_t* charts, Page* page);
void AddAboutOther(const Analysis& analysis, Page* page);
void AddNeglectAndPressure(const Analysis& analysis, Page* page);
void AddMessages(const Analysis& analysis, Page* page);
void AddHelp(const Analysis& analysis, Page* page);
void AddHelpBrief(const Analysis& analysis, Page* page);
void AddSentences(std::span<const Sentence> sentences, Page* page);
void AddMethod(const Analysis& analysis, Page* page);

}  // namespace ebb
