// What people who keep a diary put before colons: "Mood: good", "Schlaf: 7 h". Nobody's name.
#pragma once

#include <string_view>

namespace ebb {

// `label` is what stands before the colon, in whatever case.
bool IsDiaryWord(std::string_view label);

}  // namespace ebb
