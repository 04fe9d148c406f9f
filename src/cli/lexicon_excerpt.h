// Shows the line of a lexicon file that a message is about, with a caret under it.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace ebb {

// Two lines for `message` that begins `file:line: `, to stand below it; empty if it does not begin
// so, or the file cannot be read again. Files compiled into the program are known by their name.
std::string LexiconExcerpt(std::string_view message);

// The error with its excerpt, unless it shows one already.
Error WithExcerpt(Error error);

}  // namespace ebb
