// Words the vocabulary does not know as they are written: laughter, stretched letters, slips of the
// keyboard.
#pragma once

#include <cstdint>
#include <string_view>

#include "match/program.h"

namespace ebb {

// The spelling that an unknown word, as written, stands for; 0 = none. `may_run` = a letter may
// stand three times in a row in it. Pure.
std::uint32_t OddSpelling(const Program& program, std::string_view word, bool may_run);

}  // namespace ebb
