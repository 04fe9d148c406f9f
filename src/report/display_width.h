// Columns that text takes in a terminal: marks that combine take none, wide letters and emoji two.
#pragma once

#include <string>
#include <string_view>

namespace ebb {

int DisplayWidth(std::string_view text);
// Cut to at most `columns`, with an ellipsis where something was cut.
std::string FitDisplay(std::string_view text, int columns);
// Cut to leave one free column, then filled with spaces up to `columns`.
std::string PadDisplay(std::string_view text, int columns);

}  // namespace ebb
