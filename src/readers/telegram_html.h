// Telegram Desktop's human-readable export: messages.html, messages2.html and so on, about a
// thousand messages each.
//
// This reader reads one page. All pages of a chat give the same conversation id (the chat's name,
// for Telegram writes no other). A block without a name belongs to the sender before it; Telegram
// begins every page with a name, so nothing is carried from page to page, and a new page inside one
// source (pages put end to end) starts afresh. Streams: memory is bounded by the longest message.
// See README.md in this folder for what is read and what is not.
#pragma once

#include <string_view>

#include "readers/reader.h"

namespace ebb {

extern const Reader kTelegramHtmlReader;

// "14.05.2023 16:43:57 UTC+03:30" (an instant), the same without the zone, or "27 September 2026,
// 22:14:10" (clocks on the wall). Anything else has no time.
Timestamp TelegramHtmlTime(std::string_view title);

}  // namespace ebb
