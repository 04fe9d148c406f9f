// What dating apps give out on request: your own messages only, one conversation per match.
#pragma once

#include "readers/reader.h"

namespace ebb {

extern const Reader kTinderReader;
extern const Reader kHingeReader;

// "Tue, 30 Nov 2021 05:08:21 GMT"; Basis::kNone if it is none.
Timestamp TinderTime(std::string_view text);

}  // namespace ebb
