// Undoes what Meta's JSON exports do to text: every byte of the UTF-8 written as a character of its
// own ("M\u00c3\u00bcll"). Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace ebb {

// `text` (well-formed UTF-8) as it was meant: if all of its characters are below U+0100, one at
// least is not ASCII, and the characters taken as bytes are UTF-8, then that; else `text` itself.
// The view is `text` or *scratch.
std::string_view UndoMojibake(std::string_view text, std::string* scratch);

}  // namespace ebb
