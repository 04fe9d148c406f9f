// Viber's e-mailed message history: a table without a first row, apart by commas or tabs.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kViberReader;

}  // namespace ebb
