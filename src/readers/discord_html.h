// DiscordChatExporter's web pages.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kDiscordHtmlReader;

}  // namespace ebb
