// Hashes: 64 and 128 bit XXH3 (not for secrets), as values and as lower-case hex.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/source.h"

namespace ebb {

std::uint64_t Hash64(std::string_view bytes, std::uint64_t seed = 0);
// 32 hex digits of XXH3-128.
std::string Hash128Hex(std::string_view bytes);
// 16 hex digits.
std::string Hex(std::uint64_t value);

// Hash of a source read in pieces; sets it back to its beginning.
Result<std::string> HashSource(Source& source);

}  // namespace ebb
