// Facebook Messenger and Instagram threads as web pages (message_1.html), all layouts since 2018.
//
// Meta changes the names of its classes; pages whose classes are not known are read by their lines:
// a participant's name, the words, a line that is a date.
#pragma once

#include <string_view>

#include "readers/messenger_thread.h"
#include "readers/reader.h"

namespace ebb {

extern const Reader kMessengerHtmlReader;

// "Sep 13, 2020, 12:26 PM", "Oct 19, 2019 at 2:37 PM", "19 Oct 2019, 14:37" and the like, with the
// months of several languages. A clock on the wall, to the minute; no time for anything else.
Timestamp MessengerPageTime(std::string_view line);

}  // namespace ebb
