// Slack's workspace export: a folder a channel, a file a day, names of people beside them. A day
// alone can be read too.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kSlackJsonReader;

}  // namespace ebb
