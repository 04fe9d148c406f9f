// Discord as tables: DiscordChatExporter's CSV, and the messages of Discord's own data package,
// which holds one side only.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kDiscordCsvReader;
extern const Reader kDiscordPackageReader;

}  // namespace ebb
