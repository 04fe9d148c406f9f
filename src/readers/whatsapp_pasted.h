// Messages of a chat that somebody copied and pasted into one of their own: "[18/3, 14:56] Ben:
// hi". Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "readers/whatsapp_head.h"

namespace ebb::whatsapp {

// `body` without the lines that have the head of a message of another writer of this chat, and what
// stands between such a line and the next head. What follows a single head is `sender`'s: one line
// is the rule, and their own words must not be lost. Of several copied at once the last may have
// lines of its own: there only what a blank line parts from it is `sender`'s. False if there is
// nothing to cut.
bool CutPastedLines(std::string_view body, std::string_view sender, const HeadFacts& facts,
                    std::string* kept);

}  // namespace ebb::whatsapp
