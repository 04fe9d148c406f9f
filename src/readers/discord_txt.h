// DiscordChatExporter's plain text.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kDiscordTxtReader;

}  // namespace ebb
