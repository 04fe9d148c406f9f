// Reactions that arrive as text where an iPhone meets another phone: `Loved “see you at six”`.
#pragma once

#include <string_view>

namespace ebb {

// True if the whole text is such an echo. Its words are the app's and those of the message that is
// quoted, so it is never the sender's text. English wording only; other languages are not certain.
bool IsTapbackEcho(std::string_view text);

}  // namespace ebb
