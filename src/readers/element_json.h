// A Matrix room as Element exports it: JSON with the room's events.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kElementJsonReader;

}  // namespace ebb
