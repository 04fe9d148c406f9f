// Flags laid out for reading: by partner and category, a message once, those that do not count
// apart. Shared by the HTML and Markdown writers.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/analysis.h"

namespace ebb {

// Most flagged messages shown of one partner; the rest are in CSV and JSON.
inline constexpr std::size_t kMostExamples = 200;

// One message of a group with all its flags there. Pointers into the Analysis.
struct FlagCase {
  std::vector<const FlagRow*> flags;
  const FlagRow& first() const { return *flags.front(); }
};

struct FlagGroup {
  std::string_view category;  // empty for the group of those that do not count
  std::vector<FlagCase> cases;
  std::size_t total = 0;  // before the cut to the partner's share
};

// The groups of one partner that are not empty, in the order of kReportCategoryNames, cut to at
// most `most` cases together. A group that is cut keeps cases spread evenly over time.
std::vector<FlagGroup> GroupFlags(const Analysis& analysis, int partner, std::size_t most);

// A message's text in pieces, the flagged words marked. Long texts are cut around the marks.
struct TextPiece {
  std::string text;
  bool marked = false;
};
std::vector<TextPiece> Pieces(const FlagCase& flag_case);

// A context line's text, cut if it is long.
std::string Excerpt(std::string_view text);

}  // namespace ebb
