// What the readers of WhatsApp's databases share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "readers/reader.h"
#include "readers/sqlite_database.h"

namespace ebb::whatsapp_db {

// "4917012345@s.whatsapp.net" is shown as "+4917012345"; other addresses as they are, up to the @.
std::string NumberOf(std::string_view jid);
bool IsGroup(std::string_view jid);
// Lists that are no chats: status updates and broadcasts.
bool IsBroadcast(std::string_view jid);

// Fills what every report on a database says.
ReadReport Describe(const Database& database, std::string_view format, std::string_view why);
// For Reader::probe of formats that are no text.
inline Match NoText(std::string_view) { return Match::kNo; }

}  // namespace ebb::whatsapp_db
