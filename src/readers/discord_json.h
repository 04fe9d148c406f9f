// DiscordChatExporter's JSON: one channel or direct chat.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kDiscordJsonReader;

}  // namespace ebb
