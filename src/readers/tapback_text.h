// Tapbacks that came as text, because a phone without iMessage was in the chat: `Loved "..."` in
// curly quotes around somebody else's words, `Liked an image`. No state; any thread.
#pragma once

#include <optional>
#include <string_view>

namespace ebb {

// Around somebody else's words.
inline constexpr std::string_view kOpeningQuote = "\u201C", kClosingQuote = "\u201D";

struct TapbackText {
  std::string_view quoted;   // somebody else's words; empty where the tapback names a thing
  bool names_thing = false;  // "an image", "a movie"
  bool cut = false;          // the quoted words end in an ellipsis
};

// nullopt if `text` does not have the form. Whether the words were said before, the caller knows.
std::optional<TapbackText> ReadTapbackText(std::string_view text);

}  // namespace ebb
