// Figures of the measures in words: values with their unit, ranges, and the rows of a table that
// hold too little to be rows. Plain text; the writer escapes it. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/analysis.h"

namespace ebb {

// A number of this figure's unit: "61%", "12 min", "+12 points", "5 weeks".
std::string FigureValue(const Figure& figure, double value);
// Two of them, the unit once where it is the same: "9.0 to 17 min", "52% to 70%".
std::string FigurePair(const Figure& figure, double first, double second, std::string_view between);
// "52% to 70%"; empty without a range.
std::string FigureRange(const Figure& figure);
// "61% (52% to 70%)"; "too few" where not shown, "none clear" for a week that was not found.
std::string FigureText(const Figure& figure);

// One row of a table: the same figure of each side, or of the pair alone.
using FigureCells = std::vector<const Figure*>;
struct FigureRows {
  std::vector<FigureCells> shown;
  // What nobody's cell shows, as sentences: "Too few to say: a, b (c; d)."
  std::string folded;
};
FigureRows RowsOfSides(const MeasureRow& measure);
FigureRows RowsOfPair(const MeasureRow& measure);

}  // namespace ebb
