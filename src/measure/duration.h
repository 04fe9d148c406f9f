// Lengths of time as the sentences of measures say them (numbers: wording.h).
//
// Pure function; ASCII.
#pragma once

#include <string>

namespace ebb {

// "under a minute", "12 minutes", "3.2 hours", "2.5 days".
std::string Duration(double minutes);

}  // namespace ebb
