// Backups of text messages as XML: SMS Backup & Restore (messages and call logs), the plaintext
// backup of old Signal for Android, and tools that write the same (`<smses>`, `<calls>`).
//
// Streams: memory is bounded by the longest message without its pictures, plus a hash for each
// message (merged backups hold messages twice; the second is skipped) and the names of those who
// wrote. All chats of the phone stand mixed in one file; each number is a conversation. See
// README.md in this folder for the traps.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kSmsBackupReader;

}  // namespace ebb
