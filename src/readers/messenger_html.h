// Facebook Messenger and Instagram threads as web pages (message_1.html), all layouts since 2018.
//
// Meta changes the names of its classes; pages whose classes are not known are read by their lines:
// a participant's name, the words, a line that is a date.
#pragma once

#include <string_view>

#include "readers/messenger_thread.h"
#include "readers/month_speech.h"
#include "readers/reader.h"

namespace ebb {

extern const Reader kMessengerHtmlReader;

// "Feb 5, 2021, 12:26 PM", "Jun 30, 2018 at 4:11 PM", "30 Jun 2018, 16:11" and the like, with the
// months of several languages. A clock on the wall, to the minute; no time for anything else.
Timestamp MessengerPageTime(std::string_view line, const MonthSpeech& months = {});

}  // namespace ebb
