// What dating apps give out on request: your own messages only, one conversation per match.
#pragma once

#include <string_view>

#include "readers/reader.h"

namespace ebb {

// The name of the person whose data it is: the files have none.
inline constexpr std::string_view kDatingOwner = "You";

extern const Reader kTinderReader;
extern const Reader kHingeReader;

// "Tue, 30 Nov 2021 05:08:21 GMT"; Basis::kNone if it is none.
Timestamp TinderTime(std::string_view text);

}  // namespace ebb
