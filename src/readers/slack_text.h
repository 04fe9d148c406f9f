// Slack's way of writing text ("mrkdwn") turned into what people typed.
//
// Mentions and links become the words shown; block quotes and code blocks are nobody's own words
// and are left out. Pure; writes to *out alone.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "readers/json_cursor.h"

namespace ebb {

using NamesByKey = std::map<std::string, std::string>;

// `names` may be null.
void AppendSlackText(std::string_view mrkdwn, const NamesByKey* names, std::string* out);
// The same from "blocks", the other form of the same text.
void AppendSlackBlocks(JsonCursor& cursor, const NamesByKey* names, std::string* out);

}  // namespace ebb
