// The measures in the Markdown document.
#pragma once

#include <string>
#include <string_view>

#include "analysis/analysis.h"
#include "report/findings.h"

namespace ebb {

// Text that is not ours, so that it cannot become a link, a heading or a table cell.
std::string SafeMarkdown(std::string_view text);

// One section with its measures; empty if the document holds none of them.
std::string MarkdownFinding(const Analysis& analysis, const Finding& finding);
// One measure under a heading of the third level; empty if the document does not hold it.
std::string MarkdownMeasure(const Analysis& analysis, std::string_view id);
// The list of the first screen; empty without two partners and measures.
std::string MarkdownStandsOut(const Analysis& analysis);
// Two periods side by side; empty if none were compared.
std::string MarkdownComparison(const Analysis& analysis);
// Its sentences alone.
std::string MarkdownClaims(const Analysis& analysis, std::string_view id);

}  // namespace ebb
