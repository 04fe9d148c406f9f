// Facebook Messenger and Instagram as JSON: a thread of "Download your information"
// (message_N.json, or a folder or zip of them), and the download of encrypted chats (one
// NAME_N.json per chat).
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kMessengerJsonReader;

}  // namespace ebb
