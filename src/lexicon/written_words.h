// Words as patterns write them. No errors; safe in any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ebb {

// Written-out words of a text: "Don't" -> do, not. Emoji are words here.
std::vector<std::string> WordsOf(std::string_view text);

// `word` with its endings: cancel -> cancel, cancels, cancelled, cancelling, canceled, canceling.
std::vector<std::string> Inflections(std::string_view word);

}  // namespace ebb
