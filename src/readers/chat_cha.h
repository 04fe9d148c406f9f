// CHAT transcripts of TalkBank (.cha): CHILDES, AphasiaBank, CABank and others.
//
// Each main line is a message; the tiers below it (%mor, %wor ...) are comments on it and no
// records. Who speaks is shown by the name that @Participants gives, or by the code.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kChatChaReader;

}  // namespace ebb
