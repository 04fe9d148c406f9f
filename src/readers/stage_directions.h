// What a transcriber puts in brackets: "(laughs)", "[crosstalk]". Nobody said it.
//
// A pure function.
#pragma once

#include <string>
#include <string_view>

#include "readers/byte_scan.h"

namespace ebb {

// False: there is none in `text`. Looked for in the line as it was read, which is quicker than in a
// copy just made of it.
inline bool HasBracket(std::string_view text) { return FindOf(text, 0, '[', '(') < text.size(); }

// `text` without them: a view of it where there are none, else of *scratch. People type brackets,
// too, and transcribers put what they are not sure of into them ("I hate [Name]"): only the usual
// directions count, whole.
std::string_view WithoutStageDirections(std::string_view text, std::string* scratch);

}  // namespace ebb
