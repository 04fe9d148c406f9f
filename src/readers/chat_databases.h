// Apps' own databases: iMessage on a Mac or in an iPhone's backup, WhatsApp on iPhone and Android
// (decrypted). All are read through sqlite_database.h.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kImessageDatabaseReader;
extern const Reader kWhatsAppIosDatabaseReader;
extern const Reader kWhatsAppAndroidDatabaseReader;

}  // namespace ebb
