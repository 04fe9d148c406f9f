// What a transcriber puts in brackets: "(laughs)", "[crosstalk]". Nobody said it.
//
// A pure function.
#pragma once

#include <string>
#include <string_view>

namespace ebb {

// `text` without them: a view of it where there are none, else of *scratch. In round brackets,
// which people type, too, only the usual words count.
std::string_view WithoutStageDirections(std::string_view text, std::string* scratch);

}  // namespace ebb
