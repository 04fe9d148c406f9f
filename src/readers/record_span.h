// What the first and the last moment of a chat are the moments of.
#pragma once

#include "readers/reader.h"

namespace ebb {

// True for the messengers' exports (WhatsApp, Telegram, Signal, iMessage, SMS, Google Voice): the
// span of a chat is that of its messages, in file order. For all others it goes from the earliest
// record to the latest, notices too.
bool SpansMessagesOnly(const Reader& reader);

}  // namespace ebb
