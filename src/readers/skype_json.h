// Skype's and Teams (free)'s export: messages.json with all conversations of an account.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kSkypeJsonReader;

}  // namespace ebb
