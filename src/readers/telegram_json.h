// Telegram Desktop's machine-readable export, result.json: one chat or a whole account.
//
// Streams: memory is bounded by the longest message, not by the file. See README.md in this folder
// for what is read and what is not.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kTelegramJsonReader;

}  // namespace ebb
