// Direct messages in an archive of X (Twitter): data/direct-messages.js and its parts.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kXMessagesReader;

}  // namespace ebb
