// Teams for work: chat messages as Microsoft Graph gives them to programs (`chatMessage`).
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kTeamsJsonReader;

}  // namespace ebb
