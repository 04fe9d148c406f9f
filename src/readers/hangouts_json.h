// Google Hangouts from Takeout (Hangouts.json): all conversations of an account in one file, in the
// form of 2018 and later and in the older one.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kHangoutsJsonReader;

}  // namespace ebb
