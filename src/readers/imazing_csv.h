// iMazing reads the messages of an iPhone or its backup; these are the tables it saves.
#pragma once

#include "readers/reader.h"

namespace ebb {

// Of Messages (iMessage, SMS) and of WhatsApp: the same columns, but for a few.
extern const Reader kImazingCsvReader;

}  // namespace ebb
