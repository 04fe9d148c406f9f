// Google Chat from Takeout: a folder a conversation, with messages.json and group_info.json in it.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kGoogleChatReader;

// "Tuesday, March 7, 2017 at 10:05:09 AM UTC", with and without the weekday, also with a narrow
// space before AM and in other languages; no time for anything else.
Timestamp GoogleChatTime(std::string_view text);

}  // namespace ebb
