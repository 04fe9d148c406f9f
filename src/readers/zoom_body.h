// What Zoom writes into the body of a message: reactions as rows of their own, and the beginning of
// the message that is answered. Plain functions on views.
#pragma once

#include <string_view>

namespace ebb {

// "add X", "Reacted to "..." with X", "Removed a X reaction from "..."": X an emoji.
bool IsZoomReaction(std::string_view body);

// Takes `Replying to "..."` off the beginning of *body. False if it does not begin so.
bool TakeZoomQuote(std::string_view* body);

}  // namespace ebb
